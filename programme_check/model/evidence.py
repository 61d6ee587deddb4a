"""What activities produce as proof: results of loads, tests, runs and rehearsals, and the criteria they are held to."""

from typing import Literal

from programme_check.model.base import DataObjectId, Entity, PayGroupId, PersonId, Record, Text, WorkId
from programme_check.model.times import Moment
from programme_check.model.values import Answer, Count, Percent, YesNo


class Criterion(Entity, frozen=True):
    """Something that must hold before work may start, or before it counts as done."""

    text: str | None = None
    """What must hold, in words. Example: No severe defect"""
    measure: str | None = None
    """What is measured. Example: match rate"""
    threshold: Text | None = None
    """The value it must reach. Example: ">= 99.9" """
    value: Text | None = None
    """The value measured last. Example: 99.2"""
    owner: PersonId | None = None
    """Who answers for it. Example: dana"""
    met: Answer | None = None
    """Whether it is met: yes, no or unknown. Example: no"""


class GateCriterion(Criterion, frozen=True):
    """Something that must hold before a gate may be passed."""

    area: Literal["programme", "system", "workforce", "operational"] | None = None
    """The side of readiness it belongs to. Example: system"""
    mandatory: YesNo | None = None
    """Whether the gate may not be passed without it: yes or no. Example: yes"""
    evidence: tuple[WorkId, ...] = ()
    """The activities that prove it. Example: [parallel-runs]"""


class Condition(Entity, frozen=True):
    """Something that remains to be done after a gate was passed conditionally."""

    text: str | None = None
    """What remains to be done. Example: Fix before first run"""
    owner: PersonId | None = None
    """Who does it. Example: dana"""
    due: Moment | None = None
    """By when. Example: 2027-05-10"""
    risk_accepted_by: PersonId | None = None
    """Who accepted the risk meanwhile. Example: dana"""


class ObjectResult(Record, frozen=True):
    """What became of one data object in a load."""

    loaded: Count | None = None
    """Records loaded. Example: 4100"""
    rejected: Count | None = None
    """Records rejected. Example: 12"""
    match: Percent | None = None
    """Share of the records that agree with their source, in percent. Example: 99.7"""
    control_total_difference: float | None = None
    """Difference between the control totals of source and target. Example: 0"""


class Results(Record, frozen=True):
    """What came out of an activity."""

    volume: Percent | None = None
    """Share of the full data that was loaded, in percent. Example: 30"""
    match: Percent | None = None
    """Share of the records that agree, in percent. Example: 99.2"""
    hours: float | None = None
    """How long it took, in hours. Example: 61"""
    planned_hours: float | None = None
    """How long it was meant to take, in hours. Example: 60"""
    open_issues: Count | None = None
    """Issues left open. Example: 2"""
    objects: dict[DataObjectId, ObjectResult] = {}
    """The result of each data object. Example: {worker: {loaded: 4100, rejected: 12, match: 99.7}}"""
    score: float | None = None
    """Score of a readiness assessment. Example: 3.4"""
    threshold: float | None = None
    """The score that was needed. Example: 3.5"""
    reconciled_on: Moment | None = None
    """The day the result was reconciled with its source. Example: 2027-01-29"""
    signed_off_by: PersonId | None = None
    """Who signed the result off. Example: dana"""


class Tests(Record, frozen=True):
    """How many test cases there are, and how far they got."""

    planned: Count | None = None
    """Test cases now planned. Example: 240"""
    baseline: Count | None = None
    """Test cases planned in the baseline. Example: 260"""
    executed: Count | None = None
    """Test cases run at least once. Example: 120"""
    passed: Count | None = None
    """Test cases passed. Example: 110"""


class Defects(Record, frozen=True):
    """Open defects by severity."""

    sev1: Count | None = None
    """Open defects of the worst kind. Example: 0"""
    sev2: Count | None = None
    """Open severe defects. Example: 2"""
    sev3: Count | None = None
    """Open lesser defects. Example: 9"""
    as_of: Moment | None = None
    """The day they were counted. Example: 2027-01-14"""


class ParallelRun(Entity, frozen=True):
    """One parallel pay run: the new payroll compared with the old."""

    period: str | None = None
    """The pay period that was run. Example: 2027-03"""
    pay_groups: tuple[PayGroupId, ...] = ()
    """The pay groups it covers. Example: [monthly-paid]"""
    employee_types: tuple[str, ...] = ()
    """The types of employees it covers. Example: [salaried]"""
    compared: Count | None = None
    """How many people's pay was compared. Example: 3500"""
    match: Percent | None = None
    """Share of the people whose pay agrees, in percent. Example: 99.4"""
    unexplained: Count | None = None
    """Differences without an explanation. Example: 3"""
    explained: Count | None = None
    """Differences with an explanation. Example: 41"""
    signed_off_by: PersonId | None = None
    """Who signed the run off. Example: dana"""
    signed_off_on: Moment | None = None
    """The day it was signed off. Example: 2027-04-12"""
