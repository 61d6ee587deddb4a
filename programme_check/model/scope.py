"""What part of the landscape and the organisation something is about."""

from programme_check.model.base import (
    AiSystemId,
    DataObjectId,
    EnvironmentId,
    GroupId,
    InterfaceId,
    PayGroupId,
    Record,
    RolloutEntityId,
    SystemId,
    WaveId,
)


class Scope(Record, frozen=True):
    """What an activity, workstream or gate is about. A list that is absent means: no limit."""

    systems: tuple[SystemId, ...] = ()
    """Systems of `landscape.systems`. Example: [hris]"""
    interfaces: tuple[InterfaceId, ...] = ()
    """Interfaces of `landscape.interfaces`. Example: [gl-feed]"""
    entities: tuple[RolloutEntityId, ...] = ()
    """Countries, companies or sites of `rollout.entities`. Example: [uk]"""
    waves: tuple[WaveId, ...] = ()
    """Waves of `rollout.waves`. Example: [wave-1]"""
    pay_groups: tuple[PayGroupId, ...] = ()
    """Pay groups of `payroll.pay_groups`. Example: [monthly-paid]"""
    ai_systems: tuple[AiSystemId, ...] = ()
    """AI systems of `ai_systems`. Example: [cv-screening]"""
    data_objects: tuple[DataObjectId, ...] = ()
    """Data objects of `landscape.data_objects`. Example: [worker]"""
    environments: tuple[EnvironmentId, ...] = ()
    """Environments of `landscape.environments`. Example: [test-2]"""
    groups: tuple[GroupId, ...] = ()
    """Groups of people of `readiness.groups`. Example: [payroll-team]"""
