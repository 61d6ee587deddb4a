"""Vendors and what they owe, changes to it, and the requirements it has to meet."""

from typing import Literal

from msgspec import field

from programme_check.model.base import (
    CalendarId,
    ChangeId,
    ChangeTargetId,
    DeliverableId,
    Entity,
    ForumId,
    JudgeId,
    OutsiderId,
    PersonId,
    Record,
    SystemId,
    Text,
    VendorId,
    WorkId,
)
from programme_check.model.times import Moment, Span
from programme_check.model.values import Count, Percent


class Contract(Record, frozen=True):
    """What the contract with a vendor says about time and money."""

    start: Moment | None = None
    """The first day. Example: 2026-09-01"""
    end: Moment | None = None
    """The last day. Example: 2027-06-30"""
    value: float | None = None
    """What it is worth, in the programme's currency. Example: 2100000"""
    turnaround: Span | None = None
    """How fast the vendor's plan expects the client to answer. Example: 5d"""
    deemed_acceptance: Span | None = None
    """After how long silence counts as acceptance. Example: 5d"""
    holdback: Percent | None = None
    """Share of the price held back until all is stable, in percent. Example: 10%"""
    decision_forum: ForumId | None = None
    """The forum that decides for the client. Example: steering"""


class Deliverable(Entity, frozen=True):
    """Something a vendor owes under the contract."""

    vendor: str = field(default="", name="!vendor")
    name: str | None = None
    """What it is called. Example: Converted data"""
    due: Moment | None = None
    """The day it is due under the contract. Example: 2027-03-24"""
    clause: Text | None = None
    """The clause of the contract. Example: "7.2" """
    activity: WorkId | None = None
    """The activity or milestone that produces it. Example: mock-load-3"""
    forecast: Moment | None = None
    """The day it is now expected. Example: 2027-03-26"""
    delivered: Moment | None = None
    """The day it was delivered. Example: 2027-03-26"""
    acceptance: str | None = None
    """What it must meet to be accepted. Example: control totals equal"""
    acceptor: PersonId | None = None
    """Who accepts it. Example: dana"""
    accepted: Moment | None = None
    """The day it was accepted. Example: 2027-03-31"""
    variation: ChangeId | None = None
    """The change request that moved the contract's date. Example: cr-9"""


class Payment(Entity, frozen=True):
    """Money that becomes due to a vendor."""

    vendor: str = field(default="", name="!vendor")
    amount: float | None = None
    """How much, in the programme's currency. Example: 300000"""
    due: Moment | None = None
    """The day it is due. Example: 2027-03-31"""
    tied_to: tuple[DeliverableId, ...] = ()
    """The deliverables that must be accepted first. Example: [converted-data]"""
    paid: Moment | None = None
    """The day it was paid. Example: 2027-04-15"""


class Vendor(Entity, frozen=True):
    """A company that delivers a part of the programme."""

    name: str
    """What it is called. Example: Brightpath"""
    role: Literal["system_integrator", "software", "migration", "change", "assurance", "other"] | None = None
    """What it does for the programme. Example: system_integrator"""
    calendar: CalendarId | None = None
    """The calendar of its own activities, where it differs. Example: standard"""
    contract: Contract | None = None
    """What the contract says. Example: {start: 2026-09-01, end: 2027-06-30, value: 2100000, turnaround: 5d}"""
    deliverables: dict[str, Deliverable] = {}
    """What it owes, each under its id. Example: {converted-data: {name: Converted data, due: 2027-03-24}}"""
    payments: dict[str, Payment] = {}
    """What it will be paid, each under its id. Example: {m3: {amount: 300000, due: 2027-03-31}}"""


class ChangeRequest(Entity, frozen=True):
    """A change somebody asks for."""

    title: str
    """What is to change. Example: Extra pay elements"""
    status: Literal["raised", "assessed", "approved", "rejected", "implemented"]
    """How far it is. Example: approved"""
    raised: Moment | None = None
    """The day it was raised. Example: 2026-12-01"""
    raised_by: OutsiderId | None = None
    """The person or vendor who raised it. Example: brightpath"""
    vendor: VendorId | None = None
    """The vendor it concerns. Example: brightpath"""
    forum: ForumId | None = None
    """The forum that decides. Example: steering"""
    decided_on: Moment | None = None
    """The day it was decided. Example: 2026-12-15"""
    approved_by: JudgeId | None = None
    """The person or forum that approved it. Example: dana"""
    cost: float | None = None
    """What it costs, in the programme's currency; 0 for nothing. Example: 42000"""
    days: float | None = None
    """How many working days it adds to the plan; 0 for none. Example: 10"""
    funding: str | None = None
    """Where the money comes from. Example: change_budget"""
    touches: tuple[ChangeTargetId, ...] = ()
    """The activities or requirements it changes. Example: [configure-pay]"""
    implemented_on: Moment | None = None
    """The day it was carried out. Example: 2027-02-12"""


class Requirement(Entity, frozen=True):
    """Something the solution must do."""

    title: str | None = None
    """What it must do. Example: Retro pay"""
    system: SystemId | None = None
    """The system that must do it. Example: hris"""
    fit: Literal["fit", "gap", "partial", "failed", "untested"] | None = None
    """Whether the solution does it. Example: gap"""
    disposition: Literal["fix", "change_request", "workaround", "accept", "none"] | None = None
    """What is done about it where it does not. Example: workaround"""
    owner: PersonId | None = None
    """Who answers for it. Example: dana"""


class RequirementSummary(Record, frozen=True):
    """How many requirements there are, where they are not listed one by one."""

    total: Count | None = None
    """Requirements in all. Example: 320"""
    traced: Count | None = None
    """Requirements that a test covers. Example: 310"""
