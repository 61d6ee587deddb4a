"""Risks, assumptions, issues, dependencies on others; and waivers."""

from typing import Literal

from programme_check.model.base import Entity, NodeId, PersonId, Record, WorkstreamId
from programme_check.model.kinds import Level, OpenClosed
from programme_check.model.times import Moment, Span
from programme_check.model.values import Chance


class Risk(Entity, frozen=True):
    """Something that may happen."""

    title: str
    """What may happen. Example: Net pay does not match"""
    status: OpenClosed = "open"
    """Whether it is still open; open when absent."""
    owner: PersonId | None = None
    """Who answers for it. Example: dana"""
    workstreams: tuple[WorkstreamId, ...] = ()
    """The workstreams it concerns. Example: [payroll]"""
    probability: Chance | None = None
    """How likely it is: a percentage, or low (10), medium (30), high (60). Example: 40"""
    impact: Level | None = None
    """How bad it would be. Example: high"""
    affects: dict[NodeId, Span] = {}
    """How many days it would cost, by activity. Example: {parallel-runs: 10d}"""
    response: Literal["avoid", "reduce", "transfer", "accept", "share"] | None = None
    """What is done about it, in kind. Example: reduce"""
    action: str | None = None
    """What is done about it, in words. Example: third team"""
    action_due: Moment | None = None
    """By when. Example: 2027-02-15"""
    contingency: str | None = None
    """What is done if it happens. Example: extra run"""
    raised: Moment | None = None
    """The day it was raised. Example: 2026-11-02"""
    reviewed: Moment | None = None
    """The day it was last looked at. Example: 2027-01-05"""
    trigger_date: Moment | None = None
    """The day on which it happens or passes. Example: 2027-03-01"""
    refs: tuple[str, ...] = ()
    """Rules, findings or ids it speaks of. Example: [PAY001]"""


class Issue(Entity, frozen=True):
    """Something that has happened and has to be dealt with."""

    title: str
    """What is wrong. Example: Leavers without tax code"""
    status: OpenClosed = "open"
    """Whether it is still open; open when absent."""
    severity: Level | None = None
    """How bad it is. Example: high"""
    owner: PersonId | None = None
    """Who answers for it. Example: dana"""
    workstreams: tuple[WorkstreamId, ...] = ()
    """The workstreams it concerns. Example: [payroll]"""
    raised: Moment | None = None
    """The day it was raised. Example: 2026-12-01"""
    due: Moment | None = None
    """The day it has to be solved by. Example: 2027-01-31"""
    reviewed: Moment | None = None
    """The day it was last looked at. Example: 2027-01-05"""
    escalated_to: str | None = None
    """The forum or person it was taken to. Example: steering"""
    refs: tuple[str, ...] = ()
    """Rules, findings or ids it speaks of. Example: [worker]"""


class Assumption(Entity, frozen=True):
    """Something taken for granted."""

    title: str
    """What is taken for granted. Example: Bank format unchanged"""
    status: OpenClosed = "open"
    """Whether it is still open; open when absent."""
    owner: PersonId | None = None
    """Who answers for it. Example: dana"""
    workstreams: tuple[WorkstreamId, ...] = ()
    """The workstreams it concerns. Example: [payroll]"""
    validate_by: Moment | None = None
    """The day by which it has to be checked. Example: 2027-02-01"""
    validated_on: Moment | None = None
    """The day it was checked. Example: 2027-01-28"""
    reviewed: Moment | None = None
    """The day it was last looked at. Example: 2027-01-05"""
    refs: tuple[str, ...] = ()
    """Rules, findings or ids it speaks of. Example: [PAY007]"""


class ExternalDependency(Entity, frozen=True):
    """Something that somebody outside the programme has to deliver."""

    name: str
    """What is needed. Example: December ledger"""
    provider: str | None = None
    """Who delivers it. Example: group finance"""
    owner: PersonId | None = None
    """Who in the programme sees to it. Example: cfo"""
    needed_by: Moment | None = None
    """The day it is needed. Example: 2027-01-06"""
    committed: Moment | None = None
    """The day the provider has promised. Example: 2027-01-05"""
    confirmed_on: Moment | None = None
    """The day the promise was last confirmed. Example: 2026-12-18"""
    blocks: tuple[NodeId, ...] = ()
    """The work that waits for it. Example: [mock-load-1]"""


class Waiver(Record, frozen=True):
    """A finding that somebody has accepted, until a day."""

    rule: str
    """Id or name of the rule. Example: too-few-parallel-runs"""
    target: str | None = None
    """The id the finding is first about; when absent, only what is found on the programme. Example: monthly-paid"""
    reason: str | None = None
    """Why it is accepted. Example: Two clean runs agreed with internal audit"""
    approved_by: PersonId | None = None
    """Who accepted it. Example: dana"""
    expires: Moment | None = None
    """The last day on which it holds. Example: 2027-03-31"""
