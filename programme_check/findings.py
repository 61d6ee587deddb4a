"""The words every stage shares: severity, a rule's hit, a finding, a problem with the file.

Nothing in here imports anything else of the package, so that every layer may use it.
"""

import enum
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

Path = tuple[str | int, ...]
"""Where something stands in the data: keys and list indexes from the top of the programme file."""


class Severity(enum.IntEnum):
    """How much a finding matters. Larger is worse, so that `max` picks the worst."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word for this level in every report: `error`, `warning` or `info`."""
        return self.name.lower()


class Location(NamedTuple):
    """A place in a file. Line and column count from 1; the column counts characters."""

    file: str
    line: int
    column: int
    pointer: str = ""


class Problem(NamedTuple):
    """A reason why a file, or a part of it, cannot be used as it stands."""

    file: str
    line: int
    column: int
    pointer: str
    code: str
    """Stable kebab-case name of the kind of problem, such as `unknown-key`."""
    message: str
    hint: str = ""
    """What to do about it, as a sentence; empty when the message says it all."""
    excerpt: str = ""
    """The source line, where seeing it helps (syntax errors)."""


class Note(NamedTuple):
    """A second place that a finding speaks of, such as the predecessor of a link."""

    path: Path
    message: str


class Remedy(NamedTuple):
    """The part of a fix that the network can be run with, to see what it does to the go-live."""

    id: str
    """The item that moves."""
    after: str | None = None
    """The item it has to wait for."""
    type: str = "FS"
    lag: float = 0
    """Working days."""
    not_before: int | None = None
    """The day (proleptic ordinal) before which it cannot start."""
    to: int | None = None
    """The day that the words of the fix name for its start, where they name one; its effect is that of this day."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule found, in the words of the programme. The engine adds file, line and severity."""

    message: str
    """One sentence with this plan's names, dates and days."""
    at: Path
    """The entity or field to edit."""
    targets: tuple[str, ...] = ()
    """Ids the finding is about, the one to act on first. None for the programme as a whole."""
    fix: str
    """Imperative; names the key to edit."""
    severity: Severity | None = None
    """Overrides the rule's own level (or its ladder)."""
    title: str | None = None
    """Overrides the rule's title: a fact of at most 52 characters."""
    why: str | None = None
    """Overrides the rule's own reason."""
    related: tuple[Note, ...] = ()
    gap_days: float | None = None
    """Working days by which something has to move for the rule to hold."""
    impact: int | None = None
    """Day (proleptic ordinal) on which it starts to hurt; gives the days of warning."""
    remedy: Remedy | None = None
    """What the fix does to the plan, where it has a date."""
    effect_unknown: str | None = None
    """What the file lacks to tell the effect of the fix on the go-live: `cr-7 has no days`."""
    go_live_of: str | None = None
    """Id whose go-live decides the ladder; the first target when absent."""
    place: "Location | None" = None
    """Where it stands, when no path of the data leads there (a text with hidden characters may be a key)."""
    absent: bool | None = None
    """True when it reports something missing from the file; the rule's own nature when None."""


class Lacking(NamedTuple):
    """A rule, or a part of one, that could not be judged for want of a field."""

    field: str
    """The field that would unlock it, as a dotted path with `*` for any id."""
    ids: tuple[str, ...] = ()
    """The entities that lack it, where the others were judged."""


class Waived(NamedTuple):
    """Who accepted a finding, why, and until when."""

    reason: str
    approved_by: str
    """Id of the person or team."""
    expires: str
    """The last day on which it holds (ISO)."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A hit with everything a report needs."""

    rule: str
    name: str
    severity: Severity
    title: str
    message: str
    why: str
    fix: str
    targets: tuple[str, ...]
    location: Location
    related: tuple[tuple[Location, str], ...]
    dimension: str
    fingerprint: str
    gap_days: float | None
    impact_date: str | None
    days_of_warning: int | None
    absent: bool
    effect_days: float | None = None
    """Working days by which the fix moves the go-live concerned, + later; None when the fix has no date."""
    effect_unknown: str | None = None
    caused_by: str | None = None
    """The fingerprint of the finding whose consequence this one is; None for a headline."""
    waived: Waived | None = None
    """The waiver that covers it; it is then not open, and counts for nothing."""
    baselined: bool = False
    """Whether it was known when the baseline was written; it is open all the same."""


class Unjudged(NamedTuple):
    """A rule that was not, or only partly, evaluated, and the fields that would unlock it."""

    rule: str
    needs: tuple[str, ...]


def pointer(path: Iterable[str | int]) -> str:
    """The JSON Pointer (RFC 6901) of a path: `/workstreams/payroll/activities/cutover`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def fingerprint(rule: str, targets: Iterable[str]) -> str:
    """Identity of a finding over the life of a file: the rule and the sorted ids, never dates, text or lines."""
    import hashlib

    return hashlib.sha256("\0".join([rule, *sorted(targets)]).encode()).hexdigest()[:32]


FIRST = {"SCH002": 0, "SCH011": 1, "SCH003": 2}
"""Rules that come before all others of their level, because every other date answer rests on them (rules.md 4.9)."""


def order(finding: Finding) -> tuple[Any, ...]:
    """Sort key: error, warning, info; contradictions before omissions; the three date rules; rule id; targets."""
    return (
        -finding.severity,
        finding.absent,
        FIRST.get(finding.rule, 9),
        finding.rule,
        finding.targets,
        finding.location.pointer,
    )
