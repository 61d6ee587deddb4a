"""The go-lives of a programme, their stated dates, and which of them anything else works towards."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.model.work import Activity
from programme_check.schedule.scope import Scope, same_scope

if TYPE_CHECKING:
    from programme_check.schedule.plan import Plan


class GoLive(NamedTuple):
    """One go-live: where there is none of kind `go_live`, an unfinished deployment of a model."""

    id: str
    stated: int | None
    """The day it is promised for: its deadline, else its planned start."""
    done: bool


class GoLives:
    """All go-lives of a plan."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        items = plan.of_kind("go_live")
        if not items:
            items = [item for item in plan.of_kind("model_deployment") if not plan.dates(item.id).complete]
        self.all = [self._live(item) for item in items if isinstance(item, Activity)]
        self._known: dict[str | None, GoLive | None] = {}

    def _live(self, item: Activity) -> GoLive:
        dates = self._plan.dates(item.id)
        stated = item.deadline.day if item.deadline is not None else dates.planned_start
        return GoLive(item.id, stated, dates.complete)

    def concerning(self, id: str | None) -> GoLive | None:
        """The earliest open go-live that shares wave or scope with an activity, gate, workstream, wave, entity, pay
        group, system, interface, AI system or group of people; failing that the earliest open one of all, and once
        everything is live, the last. None where there is no go-live."""
        if id not in self._known:
            self._known[id] = self._concerning(id)
        return self._known[id]

    def _concerning(self, id: str | None) -> GoLive | None:
        open_ones = [live for live in self.all if not live.done]
        if not open_ones:
            return max(self.all, key=lambda live: live.stated or 0, default=None)
        own = next((live for live in open_ones if live.id == id), None)
        if own is not None:
            return own
        scope = self._scope(id) if id is not None else None
        if scope is not None:
            in_scope = [live for live in open_ones if same_scope(scope, self._plan.scope(live.id))]
            open_ones = in_scope or open_ones
        return min(open_ones, key=lambda live: (live.stated is None, live.stated or 0))

    def _scope(self, id: str) -> Scope | None:
        """What the thing of this id is about; None for what belongs to no part of the programme in particular."""
        plan, programme = self._plan, self._plan.programme
        if id in programme.work:
            return plan.scope(id)
        if id in programme.workstreams:
            return plan.scope_of_stream(id)
        if id in programme.rollout.waves:
            return Scope(waves=frozenset({id}))
        if id in programme.rollout.entities:
            return Scope(entities=frozenset({id}))
        if id in programme.payroll.pay_groups:
            return Scope(pay_groups=frozenset({id}), entities=one(programme.payroll.pay_groups[id].entity))
        if id in programme.ai_systems:
            return Scope(ai_systems=frozenset({id}))
        if id in programme.landscape.systems:
            return Scope(systems=frozenset({id}))
        if id in programme.landscape.interfaces:
            interface = programme.landscape.interfaces[id]
            return Scope(systems=one(interface.from_) | one(interface.to))
        group = programme.readiness.groups.get(id)
        if group is None:
            return None
        return Scope(waves=one(group.wave), entities=one(group.entity), ai_systems=frozenset(group.ai_systems))


def one(id: str | None) -> frozenset[str]:
    """A set of the one id, or of none."""
    return frozenset(() if id is None else (id,))
