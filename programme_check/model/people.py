"""Who is there, and who holds which role."""

from typing import Literal

from msgspec import field

from programme_check.model.base import Entity, OrganisationId, PersonId, Record, WorkstreamId
from programme_check.model.kinds import RoleKind
from programme_check.model.plan import Period
from programme_check.model.times import Moment
from programme_check.model.values import Count, Percent, YesNo


class Person(Entity, frozen=True):
    """Somebody who works on the programme or answers for a part of it. A pseudonym will do."""

    name: str | None = None
    """Name, pseudonym or office. Example: Dana Ortiz"""
    title: str | None = None
    """Position in the organisation. Example: Chief People Officer"""
    organisation: OrganisationId | None = None
    """`client`, or the id of a vendor. Example: client"""
    function: str | None = None
    """The part of the business. Example: hr"""
    capacity: Percent | None = None
    """Share of working time the person has in all, in percent; 100 when absent. Example: 60%"""
    business_as_usual: Percent | None = None
    """Share of working time the day job takes, in percent. Example: 20%"""
    backfill: Literal["none", "partial", "full"] | None = None
    """Whether somebody stands in for the day job. Example: partial"""
    peaks: dict[str, Period] = {}
    """Times when the day job takes everything. Example: {year-end: {from: 2027-03-29, to: 2027-04-09}}"""
    approves_up_to: float | None = None
    """The amount the person may approve, in the programme's currency. Example: 50000"""
    scarce: YesNo | None = None
    """Whether nobody else can do this work: yes or no."""
    from_: Moment | None = field(default=None, name="from")
    """The first day on the programme. Example: 2026-09-01"""
    until: Moment | None = None
    """The last day on the programme. Example: 2027-12-31"""


class Team(Entity, frozen=True):
    """People who are planned together."""

    name: str | None = None
    """What it is called. Example: Migration team"""
    organisation: OrganisationId | None = None
    """`client`, or the id of a vendor. Example: brightpath"""
    people: Count | None = None
    """How many people it has. Example: 6"""
    scarce: YesNo | None = None
    """Whether nobody else can do this work: yes or no. Example: true"""


class Evidence(Record, frozen=True):
    """What shows that the holder can do what leading a programme takes, skill by skill."""

    dependency: str | None = None
    """Managing dependencies between projects. Example: ran the integration plan of the last merger"""
    commercial: str | None = None
    """Holding vendors to their contracts. Example: renegotiated the hosting contract"""
    governance: str | None = None
    """Leading boards to decisions. Example: chairs the board"""
    benefits: str | None = None
    """Delivering outcomes, not only output. Example: signed off the savings with finance"""
    scenario: str | None = None
    """Weighing options against each other. Example: presented three release options"""


class Role(Record, frozen=True):
    """One role and who holds it."""

    role: RoleKind
    """The role. Example: senior_responsible_owner"""
    holder: PersonId | None = None
    """Who holds it; vacant when absent. Example: dana"""
    since: Moment | None = None
    """Since when. Example: 2026-09-01"""
    until: Moment | None = None
    """Until when. Example: 2027-12-31"""
    deputy: PersonId | None = None
    """Who stands in. Example: cfo"""
    function: str | None = None
    """The part of the business the role is held for. Example: hr"""
    workstream: WorkstreamId | None = None
    """The workstream the role is held in. Example: payroll"""
    evidence: Evidence | None = None
    """What shows that the holder can do it. Example: {governance: chairs the board}"""
