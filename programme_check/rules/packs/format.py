"""What a pack of rules looks like in YAML. The docstrings here are the descriptions in its JSON Schema."""

from typing import Annotated, Any, Literal

import msgspec

from programme_check.schedule.rows import Kind

FACTS_VERSION = 1
"""The version of the facts in `facts.py`: a name never changes its meaning within a version."""

Subject = Literal[
    "activities", "gates", "workstreams", "decisions", "forums", "vendors", "deliverables", "payments",
    "change_requests", "requirements", "outcomes", "risks", "issues", "assumptions", "external_dependencies",
    "groups", "waves", "entities", "pay_groups", "systems", "interfaces", "environments", "data_objects",
    "ai_systems", "programme", "file",
]  # fmt: skip
"""What a rule may be about."""

Dimension = Literal[
    "outcomes", "schedule", "dependencies", "testing", "cutover", "governance", "vendors", "people", "resources", "ai"
]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping of the pack with a fixed set of keys."""


class Order(Record, frozen=True):
    """Two kinds of work of which one has to come before the other wherever both concern the same scope."""

    before: tuple[Kind, ...]
    """The kinds that come first; a parent covers its children. Example: [security_testing]"""
    after: tuple[Kind, ...]
    """The kinds that follow. Example: [go_live]"""
    relation: Literal["FS", "SS", "FF", "SF"] = "FS"
    """Which ends are tied: the first letter is the end of the work before. Example: FS"""
    lag: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Working days between the two. Example: 5"""
    types: tuple[Literal["hris", "erp", "ai", "general"], ...] = ()
    """The types of programme in which it holds; all when absent. Example: [hris, erp]"""


class PackRule(Record, frozen=True):
    """One rule: about entities (`for` and `must`), or about the order of two kinds of work (`order`)."""

    id: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}[0-9]{3}$")]
    """Three letters that no family of this program uses, and three digits; never used again. Example: PMO001"""
    name: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]+$")]
    """Its name in settings, waivers and reports. Example: critical-work-without-deputy"""
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=52)]
    """The fact that it reports, on one line. Example: Critical work has nobody to stand in"""
    why: Annotated[str, msgspec.Meta(min_length=1)]
    """Why it matters. Example: One illness moves the go-live."""
    fix: Annotated[str, msgspec.Meta(min_length=1)]
    """What to do, with the key to edit. Example: Name a `deputy` for $id."""
    source: Annotated[str, msgspec.Meta(min_length=1)]
    """Where the rule comes from. Example: PMO handbook, chapter 4"""
    fails: Annotated[str, msgspec.Meta(min_length=1)]
    """A piece of a programme file that it reports, as a block of text."""
    passes: Annotated[str, msgspec.Meta(min_length=1)]
    """A piece of a programme file that it judges and finds in order, as a block of text."""
    severity: Literal["error", "warning", "info"] = "warning"
    """How much it matters. Example: warning"""
    dimension: Dimension = "governance"
    """The line of the status table under which it counts. Example: people"""
    for_: Subject | None = msgspec.field(default=None, name="for")
    """What it is about, one after the other. Example: activities"""
    where: dict[str, Any] = {}
    """JSON Schema that picks the entities to judge; all of them when absent. Example: {required: [owner]}"""
    must: dict[str, Any] | None = None
    """JSON Schema that every picked entity has to fit. Example: {required: [deputy]}"""
    order: Order | None = None
    """The order of work that it asks for, instead of `for` and `must`.
    Example: {before: [security_testing], after: [go_live]}"""
    message: str | None = None
    """What is wrong, in one sentence; `$name` stands for a field, `$facts.total_float_days` for a fact.
    Example: $name ($id) is on the critical path, and nobody stands in for $owner."""


class Pack(Record, frozen=True):
    """Rules of an organisation's own."""

    pack: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]+$")]
    """What the pack is called. Example: our-pmo"""
    facts: Literal[1]
    """The version of the facts that its rules are written for. Example: 1"""
    rules: Annotated[tuple[PackRule, ...], msgspec.Meta(min_length=1)]
    """The rules, in any order."""
