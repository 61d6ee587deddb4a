"""Systems, the interfaces between them, the environments to work in and the data that moves."""

from typing import Literal

from msgspec import field

from programme_check.model.base import Entity, PersonId, Record, SystemId, WorkId
from programme_check.model.times import Moment
from programme_check.model.values import Count, YesNo


class System(Entity, frozen=True):
    """A piece of software the programme brings, changes or retires."""

    name: str | None = None
    """What it is called. Example: HR suite"""
    area: str | None = None
    """What it is used for. Example: finance"""
    legacy: YesNo | None = None
    """Whether it will be retired: yes or no. Example: true"""
    support_ends: Moment | None = None
    """The last day its maker supports it. Example: 2027-06-30"""
    available_until: Moment | None = None
    """The last day it can be used. Example: 2027-09-30"""


class Interface(Entity, frozen=True):
    """Data that flows from one system to another."""

    name: str | None = None
    """What it is called. Example: General ledger feed"""
    from_: SystemId | None = field(default=None, name="from")
    """The system it comes from. Example: hris"""
    to: SystemId | None = None
    """The system it goes to. Example: ledger"""
    owner_from: PersonId | None = None
    """Who answers for the sending side. Example: dana"""
    owner_to: PersonId | None = None
    """Who answers for the receiving side. Example: cio"""
    build: WorkId | None = None
    """The activity that builds it. Example: build-gl-feed"""
    in_scope: YesNo | None = None
    """Whether the programme changes it: yes or no; yes when absent."""


class Environment(Entity, frozen=True):
    """A copy of the systems to build, test or train in."""

    name: str | None = None
    """What it is called. Example: Second test environment"""
    kind: str | None = None
    """What it is for. Example: test"""
    available_from: Moment | None = None
    """The first day it can be used. Example: 2027-01-04"""
    exclusive: YesNo | None = None
    """Whether only one activity at a time can use it: yes or no. Example: true"""


class DataObject(Entity, frozen=True):
    """A kind of data that moves to the new systems."""

    name: str | None = None
    """What it is called. Example: Worker records"""
    kind: Literal["worker", "balances", "ytd_balances", "open_items", "other"] | None = None
    """What kind of data it is. Example: worker"""
    source: str | None = None
    """The system it comes from; need not be listed under systems. Example: legacy"""
    target: str | None = None
    """The system it goes to. Example: hris"""
    owner: PersonId | None = None
    """Who in the business answers for it. Example: dana"""
    measure: Literal["count", "control_total", "field_match"] | None = None
    """How a load is compared with its source. Example: control_total"""
    tolerance: float | None = None
    """How far a load may differ from its source, in percent. Example: 0"""
    in_scope: YesNo | None = None
    """Whether it is migrated: yes or no; yes when absent."""
    personal_data: YesNo | None = None
    """Whether it is about individual people: yes or no. Example: true"""
    critical: YesNo | None = None
    """Whether the programme cannot go live without it: yes or no. Example: true"""
    records: Count | None = None
    """How many records there are. Example: 4200"""


class Landscape(Record, frozen=True):
    """Systems, interfaces, environments and data objects."""

    systems: dict[str, System] = {}
    """The systems, each under its id. Example: {hris: {name: HR suite, area: hr}}"""
    interfaces: dict[str, Interface] = {}
    """The interfaces between them, each under its id. Example: {gl-feed: {from: hris, to: ledger}}"""
    environments: dict[str, Environment] = {}
    """Where work is done, each under its id. Example: {test-2: {kind: test, available_from: 2027-01-04}}"""
    data_objects: dict[str, DataObject] = {}
    """The data that moves, each kind under its id. Example: {worker: {name: Worker records, kind: worker}}"""
