"""The people who must be ready, and the care they get once they are live."""

from programme_check.model.base import AiSystemId, Entity, Record, RolloutEntityId, WaveId, WorkId
from programme_check.model.kinds import Level
from programme_check.model.values import Count, Percent


class Group(Entity, frozen=True):
    """People whose work changes."""

    name: str | None = None
    """What it is called. Example: Payroll team"""
    people: Count | None = None
    """How many people it has. Example: 40"""
    function: str | None = None
    """The part of the business. Example: finance"""
    entity: RolloutEntityId | None = None
    """Where they work. Example: uk"""
    wave: WaveId | None = None
    """The wave they go live with. Example: wave-1"""
    ai_systems: tuple[AiSystemId, ...] = ()
    """The AI systems they will use. Example: [cv-screening]"""
    impact: Level | None = None
    """How much their work changes. Example: high"""
    trained: Percent | None = None
    """Share of them trained so far, in percent. Example: 35"""
    target: Percent | None = None
    """Share of them to be trained by go-live, in percent. Example: 95"""
    super_users: Count | None = None
    """How many of them help the others. Example: 4"""
    score: float | None = None
    """Score of their last readiness assessment. Example: 3.1"""
    threshold: float | None = None
    """The score they need. Example: 3.5"""


class Hypercare(Record, frozen=True):
    """The close care in the first weeks after go-live."""

    weeks: float | None = None
    """How long it is planned for, in weeks. Example: 6"""
    cost_per_week: float | None = None
    """What a week of it costs, in the programme's currency. Example: 40000"""
    exit_criteria: str | None = None
    """When it may end. Example: two clean pay runs"""
    activity: WorkId | None = None
    """The activity in the plan. Example: hypercare-uk"""


class Readiness(Record, frozen=True):
    """The people who must be ready."""

    expected: Percent | None = None
    """Share of the people ready at go-live if the plan holds, in percent. Example: 95"""
    groups: dict[str, Group] = {}
    """The people whose work changes, in groups, each under its id.
    Example: {payroll-team: {people: 40, impact: high}}"""
    hypercare: Hypercare | None = None
    """The close care after go-live. Example: {weeks: 6, cost_per_week: 40000, exit_criteria: two clean pay runs}"""
