"""What a check hands to the reports."""

from typing import TYPE_CHECKING, Any

import msgspec

from programme_check.findings import Finding, Location, Problem, Severity, Unjudged
from programme_check.verdict.forecast import GoLiveLine, PathLine
from programme_check.verdict.status import Dimension, Question, Status

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.verdict.pack import Pack
    from programme_check.whatif import ChainReaction, Waiting
else:  # records ask for the types of their fields, and nobody pays for loading these who does not need them
    ChainReaction = Document = Pack = Waiting = Any


class OutcomeLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the organisation set out to achieve, what delivers it, and which findings threaten it."""

    id: str
    name: str
    by: int | None
    """The day it is due, a proleptic ordinal."""
    delivered_by: tuple[str, ...]
    threatened_by: tuple[str, ...]
    """Rule ids of open errors and warnings about anything that delivers it, other than on schedule and resources."""


class Dated(msgspec.Struct, frozen=True, gc=False):
    """The dates of an activity, milestone or gate. Instants in ISO form, floats in working days of its calendar."""

    start: str | None
    """Effective: actual, else planned; None where the file gives no date."""
    finish: str | None
    early_start: str | None = None
    early_finish: str | None = None
    late_start: str | None = None
    late_finish: str | None = None
    total_float: float | None = None
    """None for what is finished, and for what cannot be placed."""
    free_float: float | None = None
    critical: bool = False


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The time ahead: what to decide next, and which slip would hurt most."""

    decisions: "tuple[Waiting, ...]" = ()
    """Open decisions, the one needed first first."""
    slip_of: str | None = None
    """The activity whose slip moves the go-live most, or that decides its date where none moves it."""
    slip_name: str = ""
    chain: "ChainReaction | None" = None
    """What two weeks of delay there do."""
    held: "ChainReaction | None" = None
    """The same with the go-live held."""
    left_to_commands: bool = False
    """Whether decisions are so many, in so large a plan, that a check leaves them to the command that answers them."""
    chain_left_to_command: bool = False
    """Whether the plan is so large that a check leaves the chain reaction to its command."""


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
    forecast: tuple[str, ...] = ()
    """What stands under the headline: the forecast with missing links put back, and the plan as drawn."""
    path: PathLine | None = None
    """The driving path to the go-live that the verdict speaks of, or to the end of the plan."""
    fail_on: str = "error"
    """The lowest level that fails a check by the settings, or `never`."""
    ahead: Ahead = Ahead()
    judged: tuple[str, ...] = ()
    """Ids of the rules that found something to judge."""
    document: "Document | None" = None
    """The file, for reports that show a line of it."""
    id: str | None = None
    """What the programme is called in machine formats; None where the file gives no id."""
    waived: tuple[Finding, ...] = ()
    """Findings that a waiver covers: not open, and counted nowhere but here."""
    gone: tuple[str, ...] | None = None
    """What the baseline holds and is not found any more, in words; None without a baseline."""
    organisation: str = ""
    """For whom the report is made, as the settings say; empty where they do not."""
    pack: "Pack | None" = None
    """What a steering pack shows beside all this; None where nobody asked for one."""

    def line(self, place: Location) -> str:
        """The source line of a place; empty where there is none."""
        return self.document.text_line(place) if self.document is not None else ""


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

    def status(self, fail_on: str | None = None) -> int:
        """The exit status by a level on the command line, else by what the settings of each programme say."""
        if fail_on is not None:
            return self.exit_status(level(fail_on))
        each = [msgspec.structs.replace(self, programmes=(one,)) for one in self.programmes]
        alone = [report.exit_status(level(report.programmes[0].fail_on)) for report in each]
        return max([self.exit_status(None), *alone])

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


def level(word: str) -> Severity | None:
    """A level by its word; None for `never`."""
    return None if word == "never" else Severity[word.upper()]
