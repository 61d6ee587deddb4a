"""Where and in which order the change arrives: entities, waves, the way back."""

from programme_check.model.base import Entity, PayGroupId, PersonId, Record, RolloutEntityId, WorkId
from programme_check.model.times import Moment, Span
from programme_check.model.values import Count, YesNo


class Rollback(Record, frozen=True):
    """The way back when a cutover fails."""

    triggers: tuple[str, ...] = ()
    """What makes you turn back. Example: [net pay mismatch]"""
    owner: PersonId | None = None
    """Who decides to turn back. Example: dana"""
    point_of_no_return: Moment | None = None
    """The last moment to turn back. Example: 2027-05-02T18:00"""
    duration: Span | None = None
    """How long turning back takes, in elapsed time. Example: 12h"""
    rehearsed: Moment | None = None
    """The day it was, or will be, rehearsed. Example: 2027-04-10"""


class RolloutEntity(Entity, frozen=True):
    """A country, company or site that the change reaches."""

    name: str | None = None
    """What it is called. Example: UK"""
    country: str | None = None
    """The country whose law applies. Example: uk"""
    headcount: Count | None = None
    """How many people work there. Example: 3100"""
    in_scope: YesNo | None = None
    """Whether it is part of the rollout: yes or no; yes when absent."""
    localisation: YesNo | None = None
    """Whether it needs statutory or local work: yes or no. Example: yes"""


class Wave(Entity, frozen=True):
    """The entities and pay groups that go live together."""

    name: str | None = None
    """What it is called. Example: First wave"""
    order: Count | None = None
    """Its place among the waves. Example: 1"""
    go_live: WorkId | None = None
    """The go-live milestone. Example: go-live-uk"""
    entities: tuple[RolloutEntityId, ...] = ()
    """The entities that go live. Example: [uk, ie]"""
    pay_groups: tuple[PayGroupId, ...] = ()
    """The pay groups that go live. Example: [monthly-paid]"""
    team: tuple[PersonId, ...] = ()
    """The people and teams who carry it. Example: [marek, etl-team]"""
    hypercare: WorkId | None = None
    """The activity that looks after people once they are live. Example: hypercare-uk"""
    cutover_window: Span | None = None
    """How long the cutover may take, in elapsed time. Example: 72h"""
    rollback: Rollback | None = None
    """The way back when the cutover fails."""


class Rollout(Record, frozen=True):
    """The entities the change reaches, and the waves it reaches them in."""

    entities: dict[str, RolloutEntity] = {}
    """Countries, companies or sites, each under its id. Example: {uk: {name: UK, headcount: 3100}}"""
    waves: dict[str, Wave] = {}
    """What goes live together, each under its id. Example: {wave-1: {order: 1, go_live: go-live-uk, entities: [uk]}}"""
