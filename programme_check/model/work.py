"""Activities and milestones."""

from typing import Literal

from msgspec import field

from programme_check.model.base import (
    ApprovalId,
    CalendarId,
    ChangeId,
    DataNeedId,
    DecisionId,
    Entity,
    OutsiderId,
    PersonId,
    Record,
    VendorId,
    WorkId,
)
from programme_check.model.evidence import Criterion, Defects, ParallelRun, Results, Tests
from programme_check.model.kinds import POINT_KINDS, ActivityKind
from programme_check.model.links import Link
from programme_check.model.rollout import Rollback
from programme_check.model.scope import Scope
from programme_check.model.times import Moment, Span
from programme_check.model.values import Count, Percent, YesNo


class Dates(Record, frozen=True):
    """A start and a finish."""

    start: Moment | None = None
    """The first day. Example: 2027-01-18"""
    finish: Moment | None = None
    """The last day. Example: 2027-01-29"""


class Baseline(Dates, frozen=True):
    """The dates that were agreed."""

    changed_by: ApprovalId | None = None
    """The change request or decision that allowed the baseline to be changed. Example: cr-7"""


class GateBaseline(Record, frozen=True):
    """The date that was agreed for a gate."""

    date: Moment | None = None
    """The agreed day. Example: 2027-04-19"""
    changed_by: ApprovalId | None = None
    """The change request or decision that allowed the baseline to be changed. Example: cr-7"""


class Estimate(Record, frozen=True, kw_only=True):
    """A duration as a range, for schedule risk."""

    low: Span
    """How long it takes if all goes well. Example: 8d"""
    likely: Span | None = None
    """How long it will most likely take. Example: 10d"""
    high: Span
    """How long it takes if much goes wrong. Example: 18d"""
    shape: Literal["pert", "triangular", "lognormal", "uniform"] | None = None
    """How likely the values between are; pert when absent."""


class Constraint(Record, frozen=True):
    """A date that something other than the logic of the plan dictates."""

    type: Literal[
        "start_no_earlier_than",
        "start_no_later_than",
        "finish_no_earlier_than",
        "finish_no_later_than",
        "must_start_on",
        "must_finish_on",
        "as_late_as_possible",
    ]
    """What is dictated. Example: must_start_on"""
    date: Moment | None = None
    """The day; the activity's own start or finish when absent. Example: 2027-05-04"""
    reason: str | None = None
    """Why. Example: first day of the pay period"""


class NotApplicable(Record, frozen=True, kw_only=True):
    """A rule, or one row of the precedence table, that does not apply to an activity."""

    rule: str | None = None
    """Id or name of the rule. Example: DEP001"""
    row: Count | None = None
    """Number of the row in the precedence table. Example: 12"""
    with_: WorkId | None = field(default=None, name="with")
    """The other activity of the pair. Example: build"""
    reason: str
    """Why it does not apply. Example: no interface in this load"""


class Activity(Entity, frozen=True):
    """A piece of work with dates, or a milestone."""

    name: str
    """What it is called. Example: First mock load"""
    kind: ActivityKind
    """What kind of work it is: this is what rules go by. Example: mock_data_load"""
    workstream: str = field(default="", name="!workstream")
    milestone: YesNo | None = None
    """Whether it is a point in time without duration: yes or no. Example: true"""
    status: Literal["not_started", "in_progress", "complete", "on_hold", "cancelled"] | None = None
    """How far it is; told from `actual` when absent. Example: in_progress"""
    planning: Literal["activity", "planning_package", "level_of_effort", "summary"] | None = None
    """How it is planned: in detail (activity), roughly for now, as a constant effort, or as a heading over others."""
    start: Moment | None = None
    """The planned first day. Example: 2027-01-18"""
    finish: Moment | None = None
    """The planned last day, included. Example: 2027-01-29"""
    duration: Span | None = None
    """How long it takes; with one date, the other follows. Example: 10d"""
    baseline: Baseline | None = None
    """The dates that were agreed. Example: {start: 2027-01-11, finish: 2027-01-22}"""
    actual: Dates | None = None
    """The dates on which it really started and finished. Example: {start: 2027-01-18}"""
    progress: Percent | None = None
    """How much of the duration is done, in percent. Example: 40"""
    remaining: Span | None = None
    """How much is left to do. Example: 6d"""
    updated: Moment | None = None
    """The day this entry was last brought up to date. Example: 2027-01-12"""
    deadline: Moment | None = None
    """A commitment: it may not finish later. Example: 2027-05-04"""
    committed: YesNo | None = None
    """Whether its planned finish is a promise to others: yes or no."""
    constraint: Constraint | None = None
    """A date dictated from outside the plan. Example: {type: must_start_on, reason: first day of the pay period}"""
    depends_on: tuple[Link, ...] = ()
    """What comes before: ids of activities, milestones, gates or workstreams, with link type and lag where they differ
    from finish-to-start. Example: [migration-build, "legacy-freeze SS+2d"]"""
    open_start: str | None = None
    """Why nothing comes before it. Example: contract signature"""
    open_end: str | None = None
    """Why nothing comes after it. Example: report to the regulator"""
    owner: PersonId | None = None
    """Who answers for it. Example: marek"""
    resources: dict[PersonId, Percent] = {}
    """Who works on it, with the share of their time in percent. Example: {marek: 50%, etl-team: 100%}"""
    vendor: VendorId | None = None
    """The vendor who does it; the workstream's when absent. Example: brightpath"""
    calendar: CalendarId | None = None
    """The calendar it is worked on. Example: standard"""
    scope: Scope | None = None
    """What it is about; the workstream's scope when absent. Example: {systems: [hris], entities: [uk]}"""
    estimate: Estimate | None = None
    """Its duration as a range. Example: {low: 8d, likely: 10d, high: 18d}"""
    minimum_duration: Span | None = None
    """How far it can be compressed. Example: 7d"""
    contains_margin: YesNo | None = None
    """Whether spare time is hidden inside it: yes or no. Example: false"""
    not_applicable: tuple[NotApplicable, ...] = ()
    """Rules that do not apply to it. Example: [{rule: DEP001, row: 12, with: build, reason: no interface here}]"""
    volume: Percent | None = None
    """Planned share of the full data, in percent (loads). Example: 30"""
    results: Results | None = None
    """What came out of it. Example: {volume: 30, match: 99.2, signed_off_by: dana}"""
    runs: dict[str, ParallelRun] = {}
    """The parallel runs it holds, each under its id; one run when absent. Example: {run-1: {period: 2027-03}}"""
    needs_data: tuple[DataNeedId, ...] = ()
    """The data objects or loads a test works on. Example: [worker, mock-load-2]"""
    covers: tuple[str, ...] = ()
    """What a test covers beyond the ordinary. Example: [period_close, performance]"""
    entry_criteria: dict[str, Criterion] = {}
    """What must hold before it starts, each under its id. Example: {config: {text: Configuration frozen, met: yes}}"""
    exit_criteria: dict[str, Criterion] = {}
    """What must hold before it counts as done. Example: {sev: {text: No severe defect, threshold: "<= 0"}}"""
    severity_definitions: dict[str, str] = {}
    """What each severity of a defect means. Example: {sev1: pay cannot be run}"""
    tests: Tests | None = None
    """How many test cases there are. Example: {planned: 240, executed: 120, passed: 110}"""
    defects: Defects | None = None
    """Open defects by severity. Example: {sev1: 0, sev2: 2, as_of: 2027-01-14}"""
    exceptions: tuple[DecisionId, ...] = ()
    """Approved decisions that allow what a rule would object to. Example: [d-overlap]"""
    change_requests: tuple[ChangeId, ...] = ()
    """The change requests its dates already carry. Example: [cr-7]"""
    full: YesNo | None = None
    """Whether a rehearsal runs the cutover as a whole: yes or no. Example: true"""
    performed_by: OutsiderId | None = None
    """The vendor or person who carries out a review. Example: oakfield"""
    reports_to: PersonId | None = None
    """To whom a review reports. Example: dana"""
    real_data: YesNo | None = None
    """Whether a pilot works on real people's data: yes or no. Example: true"""
    cutover_window: Span | None = None
    """How long the cutover to this go-live may take, where there are no waves. Example: 72h"""
    rollback: Rollback | None = None
    """The way back if this go-live fails, where there are no waves."""

    @property
    def is_point(self) -> bool:
        """Whether it happens at one moment, by its own word or by its kind and dates."""
        if self.milestone is not None:
            return bool(self.milestone)
        if self.kind not in POINT_KINDS or self.duration is not None:
            return False
        return self.start is None or self.finish is None or self.start == self.finish
