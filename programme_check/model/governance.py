"""What the programme is for, who decides, and what has to be decided."""

from typing import Literal

from programme_check.model.base import (
    DecisionId,
    EnablerId,
    Entity,
    ForumId,
    JudgeId,
    NodeId,
    PersonId,
    Record,
)
from programme_check.model.kinds import ForumKind
from programme_check.model.times import Moment, Span
from programme_check.model.values import Count, YesNo


class Measure(Record, frozen=True):
    """How one can tell that an outcome has been reached."""

    unit: str | None = None
    """What is counted. Example: percent of payslips"""
    baseline: float | None = None
    """The value before. Example: 4.1"""
    baseline_date: Moment | None = None
    """The day of the value before. Example: 2026-06-30"""
    target: float | None = None
    """The value to reach. Example: 0.5"""
    by: Moment | None = None
    """The day to reach it by. Example: 2027-12-31"""


class Capability(Entity, frozen=True):
    """Something the organisation will be able to do, on the way to an outcome."""

    name: str | None = None
    """What it is called. Example: Self service"""
    delivered_by: tuple[EnablerId, ...] = ()
    """The workstreams, activities or milestones that bring it. Example: [payroll]"""


class Outcome(Entity, frozen=True):
    """What the organisation set out to achieve."""

    name: str
    """What will be true. Example: Pay errors under 0.5 %"""
    owner: PersonId | None = None
    """Who in the business answers for it. Example: cfo"""
    measure: Measure | None = None
    """How one can tell. Example: {unit: percent of payslips, baseline: 4.1, target: 0.5, by: 2027-12-31}"""
    current: float | None = None
    """The value today, in the unit of the measure. Example: 3.9"""
    starts: Moment | None = None
    """The day the benefit begins to show. Example: 2027-09-01"""
    review: Moment | None = None
    """The day it is reviewed after the programme has closed. Example: 2028-03-31"""
    delivered_by: tuple[EnablerId, ...] = ()
    """The workstreams, activities, milestones or capabilities that bring it. Example: [payroll, go-live-uk]"""
    capabilities: dict[str, Capability] = {}
    """Steps between the work and the outcome, each under its id.
    Example: {self-service: {name: Self service, delivered_by: [payroll]}}"""


class DecisionRights(Record, frozen=True):
    """What a forum may decide without asking anybody."""

    money: float | None = None
    """Up to which amount, in the programme's currency. Example: 250000"""
    days: float | None = None
    """Up to how many working days of delay. Example: 20"""


class Agenda(Record, frozen=True):
    """How many items of each kind a meeting had."""

    decision: Count | None = None
    """Items for decision. Example: 1"""
    information: Count | None = None
    """Items for information. Example: 6"""
    escalation: Count | None = None
    """Escalated items. Example: 0"""


class Meeting(Record, frozen=True):
    """One meeting of a forum, past or planned."""

    date: Moment
    """The day. Example: 2027-01-12"""
    held: YesNo | None = None
    """Whether it took place: yes or no. Example: true"""
    items: Agenda | None = None
    """How many items of each kind it had. Example: {decision: 1, information: 6}"""
    decided: tuple[DecisionId, ...] = ()
    """The decisions it made. Example: [d-scope]"""


class Forum(Entity, frozen=True):
    """A group of people who decide."""

    name: str
    """What it is called. Example: Steering committee"""
    kind: ForumKind
    """What kind of forum it is. Example: steering"""
    chair: PersonId | None = None
    """Who chairs it. Example: dana"""
    run_by: PersonId | None = None
    """Who prepares and runs it. Example: priya"""
    members: tuple[PersonId, ...] = ()
    """Its members; they vote unless named under non_voting. Example: [dana, cfo, cio]"""
    non_voting: tuple[PersonId, ...] = ()
    """Members without a vote. Example: [priya]"""
    quorum: Count | None = None
    """How many voting members must be there. Example: 3"""
    cadence: Span | None = None
    """How often it meets. Example: 4w"""
    pre_read: Span | None = None
    """How long before the meeting papers must be there. Example: 2d"""
    approval_lead: Span | None = None
    """How long approval takes after the meeting. Example: 5d"""
    slots: Count | None = None
    """How many decisions fit into one meeting. Example: 6"""
    decides: tuple[str, ...] = ()
    """The topics it decides on. Example: [scope, money, models]"""
    decision_rights: DecisionRights | None = None
    """What it may decide without asking anybody. Example: {money: 250000, days: 20}"""
    escalates_to: ForumId | None = None
    """The forum above it. Example: sponsoring-group"""
    meetings: tuple[Meeting, ...] = ()
    """Its meetings, past and planned. Example: [{date: 2027-01-12, held: true}, {date: 2027-02-09}]"""


class Option(Entity, frozen=True):
    """One of the ways a decision can go."""

    text: str | None = None
    """What it means. Example: Bring the agreements into the first release"""
    cost: float | None = None
    """What it costs, in the programme's currency. Example: 90000"""
    days: float | None = None
    """How many working days it adds to the plan. Example: 15"""


class Deferral(Record, frozen=True):
    """One time that a decision was put off."""

    on: Moment
    """The day. Example: 2026-12-08"""
    reason: str | None = None
    """Why. Example: no paper"""


class Decision(Entity, frozen=True):
    """Something that has to be, or has been, decided."""

    title: str
    """What is decided. Example: Union agreements in first release"""
    status: Literal["open", "made", "deferred", "withdrawn"] = "open"
    """How far it is; open when absent. Example: open"""
    raised: Moment | None = None
    """The day the question came up. Example: 2026-11-02"""
    needed_by: Moment | None = None
    """The last day it may be decided; computed from what it blocks when absent. Example: 2027-01-29"""
    forum: ForumId | None = None
    """The forum that decides. Example: steering"""
    owner: PersonId | None = None
    """Who brings it to a decision. Example: dana"""
    options: dict[str, Option] = {}
    """The ways it can go, each under its id. Example: {include: {cost: 90000, days: 15}, defer: {cost: 0, days: 0}}"""
    recommendation: str | None = None
    """The option that is recommended. Example: defer"""
    default: str | None = None
    """What happens when nobody decides. Example: defer"""
    blocks: tuple[NodeId, ...] = ()
    """The work that waits for it. Example: [configure-pay]"""
    lead_time: Span | None = None
    """Time between the decision and the work it blocks. Example: 5d"""
    depends_on: tuple[DecisionId, ...] = ()
    """Decisions that have to be made first. Example: [d-scope]"""
    deferrals: tuple[Deferral, ...] = ()
    """The times it was put off. Example: [{on: 2026-12-08, reason: no paper}]"""
    decided_on: Moment | None = None
    """The day it was made. Example: 2027-01-12"""
    decided_by: JudgeId | None = None
    """The person or forum that made it. Example: steering"""
    outcome: str | None = None
    """What was decided. Example: include"""
    spend_per_week: float | None = None
    """What waiting costs each week, in the programme's currency. Example: 4000"""
    permits: tuple[str, ...] = ()
    """Rules whose finding it allows, once made. Example: [TST002]"""
