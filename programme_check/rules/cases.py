"""Runs rule cases: a fragment merged onto a minimal valid programme, and what must come of it.

The documented examples of every rule are run through this, the tests of the project are, and so can anybody's be.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from programme_check.findings import Finding, Unjudged
from programme_check.rules.rule import Rule

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.schedule.rows import Row

MINIMAL: dict[str, Any] = {
    "schema_version": 1,
    "programme": {"name": "Example", "types": ["general"], "status_date": "2027-01-15"},
    "workstreams": {},
}
"""The smallest programme that fits the schema; every case is merged onto it."""


class CaseResult(NamedTuple):
    """What one rule made of one case."""

    findings: list[Finding]
    unjudged: list[Unjudged]
    problems: list[str]
    """Why the case itself is not a valid programme; a case with problems proves nothing."""


def merge(base: Any, fragment: Any) -> Any:
    """Mappings are merged key by key; anything else in the fragment replaces what is there."""
    if isinstance(base, Mapping) and isinstance(fragment, Mapping):
        merged = dict(base)
        for key, value in fragment.items():
            merged[key] = merge(base[key], value) if key in base else value
        return merged
    return fragment


def run_case(
    rule: Rule,
    fragment: Mapping[str, Any],
    settings: Mapping[str, Any] | None = None,
    *,
    against: Mapping[str, Any] | None = None,
    today: str | None = None,
    rows: "tuple[Row, ...]" = (),
) -> CaseResult:
    """Run one rule alone on a fragment.

    `settings` changes the rule's limits; `against` is the fragment of an earlier revision of the same file, and `today`
    the day of the run (ISO), for the rules that ask for one; `rows` are precedence rows beside those of the program.
    """
    import datetime

    from programme_check.rules.context import Context
    from programme_check.rules.engine import run
    from programme_check.schedule import Plan
    from programme_check.schedule.rows import catalogue as table
    from programme_check.settings import Settings

    document, programme, problems = programme_of(fragment)
    if document is None or programme is None:
        return CaseResult([], [], problems)
    chosen = Settings()
    before = None
    if against is not None:
        old, earlier, problems = programme_of(against)
        if old is None or earlier is None:
            return CaseResult([], [], problems)
        before = Context(old, earlier, Plan(earlier, chosen), chosen)
    context = Context(
        document,
        programme,
        Plan(programme, chosen, rows=(*table(), *rows) if rows else None),
        chosen,
        before=before,
        today=datetime.date.fromisoformat(today).toordinal() if today else None,
    )
    for one in (context, before):
        if settings and one is not None:
            one.set_limits(rule, dict(settings))
    outcome = run(context, [rule], first_round() if rule.second or rule.last else ())
    return CaseResult(outcome.findings, outcome.unjudged, [])


def programme_of(fragment: Mapping[str, Any]) -> "tuple[Document | None, Programme | None, list[str]]":
    """A fragment merged onto the minimal programme, or why that is no valid programme."""
    import msgspec

    from programme_check.document import read
    from programme_check.model import build
    from programme_check.rules.not_applicable import name_rules

    text = msgspec.json.format(msgspec.json.encode(merge(MINIMAL, fragment)), indent=2)
    document, problems = read(text, "case.yaml")
    if document is None:
        return None, None, [problem.message for problem in problems]
    programme, problems = build(document)
    problems += name_rules(programme, document) if programme is not None else []
    if programme is None or problems:
        return document, None, [f"{problem.pointer}: {problem.message}" for problem in problems]
    return document, programme, []


def first_round() -> list[Rule]:
    """The rules whose findings a rule of a later round judges."""
    from programme_check.rules.registry import catalogue

    return list(catalogue().values())


def run_example(rule: Rule, heading: str, *, rows: "tuple[Row, ...]" = ()) -> CaseResult:
    """Run the `Wrong` or the `Right` example of a rule's own description, with precedence rows of a pack."""
    from programme_check.document import read

    document, problems = read(rule.part(heading).encode(), f"{rule.id} {heading}")
    if document is None:
        return CaseResult([], [], [problem.message for problem in problems])
    return run_case(rule, document.data, rows=rows)
