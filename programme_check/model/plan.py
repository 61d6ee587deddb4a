"""The programme itself: what it is, what it may cost, and the days it may work and go live on."""

from typing import Annotated, Literal

from msgspec import field

from programme_check.model.base import (
    CalendarId,
    DecisionId,
    Entity,
    FreezeScopeId,
    GoLiveId,
    Keys,
    PayGroupId,
    PersonId,
    Record,
)
from programme_check.model.kinds import OutOfScopeKind, Phase, Priority, ProgrammeType, Status, Weekday
from programme_check.model.times import Moment, Shift, Span
from programme_check.model.values import Percent

Hours = tuple[Shift, ...]


class Money(Record, frozen=True):
    """A budget in the programme's currency: approved, spent, expected."""

    approved: float | None = None
    """What has been approved, in the programme's currency. Example: 400000"""
    spent: float | None = None
    """What has been spent up to the status date. Example: 180000"""
    forecast: float | None = None
    """What it is expected to cost in the end. Example: 430000"""


class CostOfDelay(Record, frozen=True):
    """What each week of a later go-live costs."""

    per_week: float
    """Cost of five working days of slip, in the programme's currency. Example: 65000"""
    basis: str | None = None
    """What the figure is made of. Example: legacy licences and dual running"""


class Approval(Record, frozen=True):
    """Who approved something, and when."""

    by: PersonId | None = None
    """The person who approved it. Example: dana"""
    on: Moment | None = None
    """The day it was approved. Example: 2026-10-06"""


class Tolerances(Record, frozen=True):
    """How far the programme may move before its board has to decide."""

    date: Span | None = None
    """How much later than planned the go-live may be. Example: 10d"""
    cost: Percent | None = None
    """How much more than approved it may cost, in percent. Example: 5"""


class Header(Record, frozen=True):
    """The programme: its name, its types, the day the file describes."""

    name: str
    """What the programme is called. Example: Northwind people and pay"""
    status_date: Moment
    """The day this file describes. Never taken from the clock, so that the same file always gets the same answer.
    Example: 2027-01-22"""
    id: str | None = None
    """A short name for other tools; the file's name when absent. Example: northwind"""
    types: tuple[ProgrammeType, ...] = ("general",)
    """What kind of programme it is; decides which families of rules apply. Example: [hris]"""
    phase: Phase | None = None
    """Where the programme stands. Example: delivery"""
    start: Moment | None = None
    """Nothing is scheduled before this day. The earliest date of any activity when absent. Example: 2026-09-01"""
    calendar: CalendarId | None = None
    """The calendar of every activity that names none. Monday to Friday when absent. Example: standard"""
    currency: str | None = None
    """The currency of every amount in the file. Example: GBP"""
    objective: str | None = None
    """What will be different when the programme has succeeded. Example: One payroll for 4,200 people"""
    scope_statement: str | None = None
    """What is in the programme, in a sentence. Example: Core HR and payroll for six countries"""
    jurisdictions: tuple[str, ...] = ()
    """Whose law applies. Example: [uk, eu]"""
    priorities: tuple[Priority, ...] = ()
    """The board's ranking, first things first, for the day when not everything can be kept.
    Example: [compliance, user_readiness, data_quality, date, scope, cost]"""
    priorities_approved: Approval | None = None
    """Who approved the ranking, and when."""
    tolerances: Tolerances | None = None
    """How far date and cost may move before the board has to decide."""
    cost_of_delay: CostOfDelay | None = None
    """What a later go-live costs."""
    budget: Money | None = None
    """The programme's budget."""
    change_budget: float | None = None
    """Money set aside for approved changes, in the programme's currency. Example: 250000"""
    out_of_scope: dict[OutOfScopeKind, str] = {}
    """Kinds of work that are left out on purpose, each with its reason. Example: {process_redesign: done in 2025}"""
    status_cycle: Span | None = None
    """How often the plan is brought up to date. Example: 1m"""
    reported_status: Status | None = None
    """The status the programme reports for itself. Example: green"""
    size: Literal["small", "large"] | None = None
    """Whether independent assurance is expected (large) or not (small)."""


class Period(Record, frozen=True):
    """The days from one day to another, both included."""

    from_: Moment = field(name="from")
    """The first day. Example: 2027-12-27"""
    to: Moment
    """The last day. Example: 2027-12-31"""


class Holiday:
    """One or several days without work; `first` and `last` are proleptic ordinals, both included."""

    __slots__ = ("first", "last")
    says = "a day such as 2027-05-03, or {from: 2027-12-27, to: 2027-12-31}"
    record = Period

    def __init__(self, first: int, last: int) -> None:
        self.first = first
        self.last = last

    @classmethod
    def parse(cls, value: object) -> "Holiday":
        """Read a day or a period."""
        if isinstance(value, dict) and set(value) == {"from", "to"}:
            first, last = Moment.parse(value["from"]).day, Moment.parse(value["to"]).day
            if last < first:
                raise ValueError("the last day comes before the first")
            return cls(first, last)
        if isinstance(value, str):
            day = Moment.parse(value).day
            return cls(day, day)
        raise ValueError(f"not {cls.says}")


class ReducedCapacity(Period, frozen=True):
    """A stretch in which people get less done, such as the summer holidays."""

    percent: Percent
    """How much of the usual capacity is left. Example: 60"""


class Calendar(Entity, frozen=True):
    """The days and hours on which work is done."""

    working_days: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    """The days of the week on which work is done; Monday to Friday when absent. Example: [mon, tue, wed, thu, fri]"""
    working_hours: Hours | dict[Weekday, Hours] = ()
    """The hours of a working day, or of single days of the week; eight hours from nine when absent. They matter only
    where hours are used. Example: ["09:00-12:30", "13:30-17:00"]"""
    holidays: tuple[Holiday, ...] = ()
    """Days without work, single or from one day to another.
    Example: [2027-05-03, {from: 2027-12-27, to: 2027-12-31}]"""
    exceptions: Annotated[dict[str, Hours], Keys("day")] = {}
    """Single days with hours of their own; no hours means no work. Example: {2027-04-24: ["09:00-13:00"]}"""
    reduced_capacity: dict[str, ReducedCapacity] = {}
    """Stretches in which people get less done. Example: {summer: {from: 2027-07-26, to: 2027-08-20, percent: 60}}"""


class Blackout(Entity, frozen=True):
    """Days on which nothing may be cut over or go live."""

    from_: Moment = field(name="from")
    """The first day. Example: 2027-03-29"""
    to: Moment
    """The last day. Example: 2027-04-09"""
    reason: str | None = None
    """Why nothing may go live then. Example: year-end filing"""


class Freeze(Entity, frozen=True):
    """Days on which something may not be changed."""

    from_: Moment = field(name="from")
    """The first day. Example: 2027-04-19"""
    to: Moment
    """The last day. Example: 2027-05-07"""
    kind: Literal["configuration", "code", "legacy_data", "business"] | None = None
    """What may not be changed. Example: configuration"""
    applies_to: tuple[FreezeScopeId, ...] = ()
    """The systems, entities or waves it holds for; all when absent. Example: [hris]"""
    exceptions: tuple[DecisionId, ...] = ()
    """Decisions that allow a change all the same. Example: [d-hotfix]"""


class GoLiveWindow(Entity, frozen=True):
    """The days on which a go-live is allowed."""

    every: Literal["pay_period_start", "month_start", "quarter_start"] | None = None
    """What the allowed days have in common. Example: pay_period_start"""
    of: PayGroupId | None = None
    """The pay group whose periods count. Example: monthly-paid"""
    dates: tuple[Moment, ...] = ()
    """The allowed days one by one, instead of `every`. Example: [2027-05-04, 2027-06-01]"""
    applies_to: tuple[GoLiveId, ...] = ()
    """The go-lives it holds for; all when absent. Example: [go-live-uk]"""
