"""Workstreams with their activities, and the gates between them."""

from typing import Literal

from programme_check.model.base import CalendarId, Entity, ForumId, PersonId, VendorId, WaveId
from programme_check.model.evidence import Condition, GateCriterion
from programme_check.model.kinds import GateKind, Level, Status, WorkstreamKind
from programme_check.model.links import Link
from programme_check.model.plan import Money
from programme_check.model.scope import Scope
from programme_check.model.times import Moment
from programme_check.model.values import YesNo
from programme_check.model.work import Activity, GateBaseline


class Workstream(Entity, frozen=True):
    """A project or strand of work inside the programme."""

    name: str
    """What it is called. Example: Data migration"""
    kind: WorkstreamKind
    """What kind of work it is. Example: data_migration"""
    lead: PersonId | None = None
    """Who leads it. Example: marek"""
    client_counterpart: PersonId | None = None
    """Who answers for it on the client's side, where a vendor leads. Example: dana"""
    vendor: VendorId | None = None
    """The vendor who runs it. Example: brightpath"""
    origin: Literal["vendor", "client", "joint"] | None = None
    """Whose method it comes from. Example: joint"""
    methodology: Literal["waterfall", "agile", "hybrid", "vendor_specific"] | None = None
    """How it works. Example: hybrid"""
    risk_profile: Level | None = None
    """How risky it is. Example: high"""
    scope_statement: str | None = None
    """What is in it, in a sentence. Example: Worker, balances and bank details"""
    scope_defined: YesNo | None = None
    """Whether its scope is agreed: yes or no. Example: true"""
    scope: Scope | None = None
    """What its activities are about, unless they say otherwise. Example: {systems: [hris]}"""
    calendar: CalendarId | None = None
    """The calendar of its activities, unless they say otherwise. Example: standard"""
    reported_status: Status | None = None
    """The status it reports for itself. Example: green"""
    budget: Money | None = None
    """Its budget. Example: {approved: 400000, spent: 180000, forecast: 430000}"""
    depends_on: tuple[Link, ...] = ()
    """What comes before the workstream as a whole. Example: [design-signed-off]"""
    activities: dict[str, Activity] = {}
    """Its activities and milestones, each under its id.
    Example: {mock-load-1: {name: First mock load, kind: mock_data_load}}"""


class Gate(Entity, frozen=True):
    """A point at which somebody decides whether the programme goes on."""

    name: str
    """What it is called. Example: UK go/no-go"""
    kind: GateKind
    """What is decided. Example: go_no_go"""
    date: Moment | None = None
    """The planned day. Example: 2027-04-26"""
    status: Literal["planned", "passed", "conditional", "failed"] | None = None
    """What became of it; planned when absent. Example: planned"""
    passed_on: Moment | None = None
    """The day it was passed. Example: 2027-04-26"""
    baseline: GateBaseline | None = None
    """The day that was agreed. Example: {date: 2027-04-19}"""
    forum: ForumId | None = None
    """The forum that decides. Example: steering"""
    approver: PersonId | None = None
    """The person who decides. Example: dana"""
    wave: WaveId | None = None
    """The wave it is about. Example: wave-1"""
    scope: Scope | None = None
    """What it is about. Example: {systems: [hris]}"""
    depends_on: tuple[Link, ...] = ()
    """What comes before it. Example: [uat-1]"""
    criteria: dict[str, GateCriterion] = {}
    """What must hold, each under its id. Example: {payroll-match: {area: system, text: Net pay matches}}"""
    conditions: dict[str, Condition] = {}
    """What remains to be done after a conditional pass.
    Example: {late-fix: {text: Fix before first run, owner: dana}}"""
