"""The verdict on a programme: a status per dimension, the two questions, and the sentences that open every report.

A status is computed from the findings, never taken from what the file reports of itself.
"""

import enum
from collections.abc import Iterable, Sequence

import msgspec

from programme_check.findings import Finding, Problem, Severity, Unjudged
from programme_check.rules.families import DIMENSIONS, dimension_of
from programme_check.words import count, day, listing

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


class Question(msgspec.Struct, frozen=True):
    """One of the two questions that open every report, with its answer in a sentence."""

    status: Status
    answer: str


class OutcomeLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the organisation set out to achieve, what delivers it, and which findings threaten it."""

    id: str
    name: str
    by: int | None
    """The day it is due, a proleptic ordinal."""
    delivered_by: tuple[str, ...]
    threatened_by: tuple[str, ...]
    """Rule ids of open errors and warnings about anything that delivers it."""


class GoLiveLine(msgspec.Struct, frozen=True, kw_only=True):
    """A go-live as the file states it. Days are proleptic ordinals."""

    id: str
    name: str
    stated: int | None
    done: bool


class Dated(msgspec.Struct, frozen=True):
    """Start and finish of an activity, as instants in ISO form; None where the file gives no date."""

    start: str | None
    finish: str | None


class ProgrammeReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report says of one programme."""

    file: str
    name: str
    status_date: int
    status: Status
    headline: str
    """The verdict sentence on the go-live."""
    questions: dict[str, Question]
    """`outcomes` first, then `plan`."""
    outcomes: tuple[OutcomeLine, ...]
    dimensions: tuple[Dimension, ...]
    findings: tuple[Finding, ...]
    """The open ones, known from the baseline or not."""
    unjudged: tuple[Unjudged, ...]
    go_lives: tuple[GoLiveLine, ...]
    dates: dict[str, Dated]
    left_out: tuple[str, ...]
    """What does not fit the schema and was not judged, in words."""
    changed: tuple[str, ...]
    """Thresholds that differ from their defaults, in words."""
    crashed: bool
    waived: tuple[Finding, ...] = ()
    """Findings that a waiver covers: not open, and counted nowhere but here."""
    gone: tuple[str, ...] | None = None
    """What the baseline holds and is not found any more, in words; None without a baseline."""


class BaselineNote(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the baseline that the findings were held against."""

    file: str
    expired_on: int | None = None
    """The last day (an ordinal) on which it held, where that has passed: its findings count again."""
    added: int = 0
    removed: int = 0
    """Findings by which the one to be written differs from the one that was there; a changed level counts as added."""
    text: str | None = None
    """What to write into the file; None when nobody asked for that, or when it cannot be done."""
    refused: bool = False
    """Whether it was to be written, and was not because of problems with the files."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one check of one or more files."""

    programmes: tuple[ProgrammeReport, ...]
    errors: tuple[Problem, ...]
    baseline: BaselineNote | None = None

    @property
    def known(self) -> int:
        """How many open findings the baseline holds."""
        return sum(finding.baselined for one in self.programmes for finding in one.findings)

    @property
    def waived(self) -> int:
        """How many findings a waiver covers."""
        return sum(len(one.waived) for one in self.programmes)

    def count(self, severity: Severity) -> int:
        """How many open findings of this level all programmes have together."""
        return sum(finding.severity is severity for one in self.programmes for finding in one.findings)

    def exit_status(self, fail_on: Severity | None) -> int:
        """0 nothing at or above `fail_on` (None: never), 1 findings, 2 a file that does not fit, 3 a crashed rule.

        Findings that the baseline holds do not count, and none does when it is being written.
        """
        if any(one.crashed for one in self.programmes):
            return 3
        if self.errors:
            return 2
        if self.baseline is not None and self.baseline.text is not None:
            return 0
        new = (finding.severity for one in self.programmes for finding in one.findings if not finding.baselined)
        worst = max(new, default=None)
        return int(fail_on is not None and worst is not None and worst >= fail_on)


def worst(statuses: Iterable[Status]) -> Status:
    """The worst of several; not set when there are none or none is set."""
    found = list(statuses)
    known = [status for status in found if status is not Status.NOT_SET]
    return max(known, key=BADNESS.__getitem__) if known else Status.NOT_SET


def dimensions(findings: Sequence[Finding], judged: Iterable[str]) -> tuple[Dimension, ...]:
    """Red with an open error of its rules, amber with a warning, green otherwise, not set when nothing was judged."""
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
        rows.append(Dimension(key, label, status, errors, warnings, levels.count(Severity.INFO)))
    return tuple(rows)


def overall(outcomes: Status, plan: Status, has_go_live: bool) -> Status:
    """The worse of the two questions; not set while either is, or while there is no go-live, unless red or amber."""
    status = max(outcomes, plan, key=BADNESS.__getitem__)
    return status if has_go_live or status in {Status.RED, Status.AMBER} else Status.NOT_SET


def tally(findings: Iterable[Finding]) -> str:
    """`3 errors, 5 warnings, 1 info`."""
    levels = [finding.severity for finding in findings]
    return ", ".join(count(levels.count(level), level.word) for level in sorted(Severity, reverse=True))


def headline(go_lives: Sequence[GoLiveLine], findings: Sequence[Finding], as_of: int) -> str:
    """The verdict sentence: does the stated go-live stand against what the file itself says?"""
    open_ones = [live for live in go_lives if not live.done]
    dated = sorted((live.stated, live) for live in open_ones if live.stated is not None)
    if not go_lives:
        return "Cannot judge go-live: no milestone is marked as go-live."
    if not open_ones:
        last = max((live.stated for live in go_lives if live.stated is not None), default=None)
        return f"Live since {day(last)}." if last is not None else "Live."
    if not dated:
        return "Cannot judge go-live: the go-live has no date."
    stated, _ = dated[0]
    when = f"Go-live on {day(stated)}"
    more = (
        f" ({len(open_ones) - 1} more go-lives follow.)"
        if len(open_ones) > 2
        else (" (1 more follows.)" if len(open_ones) == 2 else "")
    )
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    if stated < as_of:
        return f"{when} has passed, and the file does not say that it happened.{more}"
    if errors:
        return f"{when} holds on paper, but {count(errors, 'error is', 'errors are')} open.{more}"
    if warnings:
        return f"{when} holds on paper, with {count(warnings, 'warning')} open.{more}"
    return f"{when} holds: nothing in the file contradicts it.{more}"


def outcomes_answer(status: Status, lines: Sequence[OutcomeLine]) -> str:
    """The answer to the first question."""
    if not lines:
        return "Cannot say: the file names no outcome, so nothing shows what change the work is to deliver."
    threatened = [line for line in lines if line.threatened_by]
    if threatened:
        names = listing([line.name for line in threatened], 3)
        return f"{len(threatened)} of {count(len(lines), 'outcome')} threatened: {names}."
    if status is Status.GREEN:
        return f"Yes, as far as the file shows: {count(len(lines), 'outcome')}, none threatened by an open finding."
    if status is Status.NOT_SET:
        return "Cannot say yet: the file does not hold what is needed to judge."
    return f"No finding names one of the {count(len(lines), 'outcome')}, but findings on the whole programme are open."
