"""AI systems and what has to be in place before they act on people."""

from typing import Literal

from msgspec import field

from programme_check.model.base import (
    DataObjectId,
    Entity,
    ForumId,
    OutsiderId,
    PersonId,
    Record,
    Text,
    WorkId,
)
from programme_check.model.times import Moment, Span
from programme_check.model.values import YesNo


class RiskClass(Record, frozen=True):
    """How the system is classed by law."""

    eu_ai_act: Literal["prohibited", "high", "limited", "minimal", "gpai"] | None = None
    """Its class under the EU AI Act. Example: high"""
    basis: str | None = None
    """What the class rests on. Example: Annex III 4(a)"""


class AiGovernance(Record, frozen=True):
    """The framework that decides about the system and its outputs."""

    policy: Text | None = None
    """The policy that holds for it. Example: ai-policy-v2"""
    forum: ForumId | None = None
    """The forum that decides whether it goes live. Example: ai-board"""
    acceptance_rule: str | None = None
    """Who may accept which risk, and where that is written. Example: documented"""
    in_force: Moment | None = None
    """The day from which the framework is in force. Example: 2027-02-01"""


class Threshold(Record, frozen=True):
    """What a figure must be, and what it was."""

    min: float | None = None
    """The lowest value allowed. Example: 0.9"""
    max: float | None = None
    """The highest value allowed. Example: 0.1"""
    value: float | None = None
    """The value measured last. Example: 0.93"""
    on: Moment | None = None
    """The day it was measured. Example: 2027-01-10"""


class Overseer(Record, frozen=True):
    """Somebody who watches the system and may step in."""

    can_stop: YesNo | None = None
    """Whether the person may stop it: yes or no. Example: true"""
    deputy: YesNo | None = None
    """Whether the person stands in for another: yes or no. Example: true"""
    trained_on: Moment | None = None
    """The day the person was trained for it. Example: 2027-03-01"""


class Monitoring(Record, frozen=True):
    """How the system is watched once it is live."""

    from_: Moment | None = field(default=None, name="from")
    """The first day. Example: 2027-05-04"""
    owner: PersonId | None = None
    """Who watches. Example: dana"""
    metrics: dict[str, Threshold] = {}
    """The figures that are watched, with their limits. Example: {drift: {max: 0.1}}"""


class Deactivation(Record, frozen=True):
    """How the system is switched off."""

    method: str | None = None
    """What is done. Example: switch off in the portal"""
    tested_on: Moment | None = None
    """The day that was tried out. Example: 2027-04-20"""


class Assessment(Record, frozen=True):
    """An assessment of what the system does to people and their data."""

    completed: Moment | None = None
    """The day it was completed. Example: 2027-02-01"""
    approved_by: PersonId | None = None
    """Who approved it. Example: dana"""


class DataSource(Entity, frozen=True):
    """Data that the system learns from or works on."""

    owner: PersonId | None = None
    """Who answers for it. Example: dana"""
    lineage: str | None = None
    """Where it comes from. Example: recruiting portal"""
    lawful_basis: str | None = None
    """What allows its use. Example: contract"""
    pipeline: WorkId | None = None
    """The activity that builds its pipeline. Example: build-pipeline"""
    quality_check: WorkId | None = None
    """The activity that checks its quality. Example: check-cvs"""
    data_object: DataObjectId | None = None
    """The migrated data it is taken from. Example: worker"""


class Duty(Record, frozen=True):
    """A duty the law lays on the provider or user of the system."""

    activity: WorkId | None = None
    """The activity that meets it. Example: train-recruiters"""
    done_on: Moment | None = None
    """The day it was met. Example: 2027-04-12"""
    evidence: str | None = None
    """What proves it. Example: attendance list"""


class AiSystem(Entity, frozen=True):
    """A system that predicts, recommends or decides."""

    name: str
    """What it is called. Example: CV screening assistant"""
    purpose: str | None = None
    """What it is for. Example: rank applications for recruiters"""
    risk_class: RiskClass | None = None
    """How it is classed by law. Example: {eu_ai_act: high, basis: Annex III 4(a)}"""
    provider: Literal["in_house", "bought"] | None = None
    """Whether you built it or bought it. Example: bought"""
    role: Literal["provider", "deployer"] | None = None
    """Your role in law: who offers it (provider) or who uses it (deployer). Example: deployer"""
    inventory: Text | None = None
    """Its entry in your list of AI systems. Example: AI-017"""
    affects_individuals: YesNo | None = None
    """Whether its output affects individual people: yes or no. Example: true"""
    personal_data: YesNo | None = None
    """Whether it works on personal data: yes or no. Example: true"""
    workplace_use: YesNo | None = None
    """Whether it is used on employees or applicants: yes or no. Example: true"""
    model_owner: PersonId | None = None
    """Who answers for the model. Example: dana"""
    developer: OutsiderId | None = None
    """The vendor, person or team who develops it. Example: brightpath"""
    validator: OutsiderId | None = None
    """The vendor, person or team who validates it, independent of the developer. Example: oakfield"""
    changed_on: Moment | None = None
    """The day the model was last changed or retrained. Example: 2027-03-15"""
    governance: AiGovernance | None = None
    """The framework that decides about it. Example: {policy: ai-policy-v2, forum: ai-board, in_force: 2027-02-01}"""
    thresholds: dict[str, Threshold] = {}
    """What it must reach to be accepted. Example: {accuracy: {min: 0.9, value: 0.93, on: 2027-01-10}}"""
    oversight: dict[PersonId, Overseer] = {}
    """Who watches it, by person. Example: {dana: {can_stop: true, trained_on: 2027-03-01}}"""
    monitoring: Monitoring | None = None
    """How it is watched once live. Example: {from: 2027-05-04, owner: dana, metrics: {drift: {max: 0.1}}}"""
    incident_route: str | None = None
    """Where incidents go, and how fast. Example: service desk, 24 hours"""
    deactivation: Deactivation | None = None
    """How it is switched off. Example: {method: switch off in the portal}"""
    log_retention: Span | None = None
    """How long its logs are kept. Example: 6m"""
    assessments: dict[Literal["dpia", "fria", "aiia"], Assessment] = {}
    """Assessments: of data protection (dpia), fundamental rights (fria) or AI impact (aiia).
    Example: {dpia: {completed: 2027-02-01, approved_by: dana}}"""
    data_sources: dict[str, DataSource] = {}
    """The data it learns from or works on, each under its id. Example: {cvs: {owner: dana, lawful_basis: contract}}"""
    duties: dict[str, Duty] = {}
    """Duties the law lays on you, and how they are met. Example: {literacy: {activity: train-recruiters}}"""
