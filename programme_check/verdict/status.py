"""States: a status per dimension, of the two questions and of the whole, computed and never self-reported."""

import enum
from collections.abc import Iterable, Sequence

import msgspec

from programme_check.findings import Finding, Severity
from programme_check.rules.families import DIMENSIONS, dimension_of
from programme_check.words import count

PLAN_DIMENSIONS = ("schedule", "resources")
"""The dimensions of the second question; all others belong to the first (rulings: Output)."""


class Status(enum.Enum):
    """Red, amber, green, or not set where the file does not hold what is needed."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NOT_SET = "not_set"


BADNESS = {Status.GREEN: 0, Status.NOT_SET: 1, Status.AMBER: 2, Status.RED: 3}
"""Not set never hides an amber or a red, and never passes for green."""


class Dimension(msgspec.Struct, frozen=True):
    """One line of the status table."""

    key: str
    label: str
    status: Status
    errors: int
    warnings: int
    infos: int
    note: str = ""
    """What the forecast says, in at most twelve characters, where that and not a finding decides; schedule only."""


class Question(msgspec.Struct, frozen=True):
    """One of the two questions that open every report, with its answer in a sentence."""

    status: Status
    answer: str


def worst(statuses: Iterable[Status]) -> Status:
    """The worst of several; not set when there are none or none is set."""
    found = list(statuses)
    known = [status for status in found if status is not Status.NOT_SET]
    return max(known, key=BADNESS.__getitem__) if known else Status.NOT_SET


def dimensions(
    findings: Sequence[Finding],
    judged: Iterable[str],
    forecast: Status = Status.NOT_SET,
    note: str = "",
    *,
    missing: int = 0,
) -> tuple[Dimension, ...]:
    """Red with an open error of its rules, amber with a warning, green otherwise, not set when nothing was judged.

    `forecast` is what the dates of the go-lives make of the schedule, with its `note`; `missing` counts the links that
    the forecast puts back, which other dimensions may report.
    """
    seen = {dimension_of(rule) for rule in judged}
    rows = []
    for key, label in DIMENSIONS.items():
        levels = [finding.severity for finding in findings if finding.dimension == key]
        errors, warnings = levels.count(Severity.ERROR), levels.count(Severity.WARNING)
        if errors:
            status = Status.RED
        elif warnings:
            status = Status.AMBER
        else:
            status = Status.GREEN if key in seen else Status.NOT_SET
        said = ""
        if key == "schedule" and forecast is not Status.NOT_SET:
            said = note if BADNESS[forecast] >= BADNESS[status] else ""
            status = worst((status, forecast))
        if key == "dependencies" and missing and not errors and not warnings:
            said = f"{missing} missing"
        rows.append(Dimension(key, label, status, errors, warnings, levels.count(Severity.INFO), said))
    return tuple(rows)


def colours_nothing(findings: Iterable[Finding]) -> bool:
    """Whether an error or warning is open that is about the file or the check itself, and so is of no dimension."""
    return any(finding.severity > Severity.INFO and not finding.dimension for finding in findings)


def overall(outcomes: Status, plan: Status, has_go_live: bool) -> Status:
    """The worse of the two questions; not set while either is, or while there is no go-live, unless red or amber."""
    status = max(outcomes, plan, key=BADNESS.__getitem__)
    return status if has_go_live or status in {Status.RED, Status.AMBER} else Status.NOT_SET


def tally(findings: Iterable[Finding]) -> str:
    """`3 errors, 5 warnings, 1 info`."""
    levels = [finding.severity for finding in findings]
    return ", ".join(count(levels.count(level), level.word) for level in sorted(Severity, reverse=True))
