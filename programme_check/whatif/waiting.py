"""What happens when a decision is taken on a given day: the network is rippled from what it blocks."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.schedule.calendar import DAY
from programme_check.schedule.engine import NEVER
from programme_check.schedule.engine.bounds import blocked
from programme_check.schedule.engine.golives import working_days
from programme_check.schedule.spans import lagged_day

if TYPE_CHECKING:
    from programme_check.model import Decision
    from programme_check.schedule import Plan

HARD = frozenset({"contract_milestone", "regulatory_deadline", "payment_milestone"})
"""Kinds of milestone that others hold the programme to."""


class Result(NamedTuple):
    """What a day does to the plan, as against the forecast."""

    slip: float | None
    """Working days by which the worst go-live goes later; None when no window is left for one."""
    breaks: tuple[str, ...]
    """Commitments other than go-lives that held and hold no longer."""
    hard: bool
    """Whether one of these is a contract's or a regulator's."""
    waiting: int
    """Items that are kept waiting, and decisions that have to wait as well."""

    @property
    def free(self) -> bool:
        """Whether the day costs nothing."""
        return self.slip == 0 and not self.breaks


class Waits:
    """Answers for all open decisions of a plan. `bases` are the days on which each would be taken in time."""

    def __init__(self, plan: "Plan", decisions: "list[Decision]", bases: dict[str, int]) -> None:
        self.plan = plan
        self.schedule = plan.forecast
        self._bases = bases
        self._open = {one.id: one for one in decisions}
        self._after: dict[str, list[str]] = {}
        for one in decisions:
            for first in one.depends_on:
                self._after.setdefault(first, []).append(one.id)
        self._blocked = {one.id: list(blocked(plan, one.blocks)) for one in decisions}
        node, net = self.schedule.assembly.node, self.schedule.net
        self._lives = [node[live.id] for live in plan.go_lives if not live.done and live.id in self.schedule]
        self._promises = {
            node[id]: net.high[node[id]]
            for id in self.schedule.ids
            if net.high[node[id]] < NEVER and node[id] not in net.held and node[id] not in self._lives
        }

    def dependents(self, id: str) -> list[str]:
        """The open decisions that have to wait for one, directly or through others, in order of their ids."""
        found: set[str] = set()
        queue = [id]
        while queue:
            new = [one for one in self._after.get(queue.pop(), ()) if one not in found and one != id]
            found.update(new)
            queue += new
        return sorted(found)

    def until(self, decision: "Decision", day: int) -> Result:
        """What happens when a decision is taken on a day, and those that depend on it no earlier."""
        taken = {decision.id: day}
        taken.update({id: day for id in self.dependents(decision.id) if day > self._bases[id]})
        not_before: dict[str, int] = {}
        for id, on in taken.items():
            instant = lagged_day(self.plan.calendars.default, on, self._open[id].lead_time) * DAY
            for item in self._blocked[id]:
                not_before[item] = max(instant, not_before.get(item, instant))
        schedule, net = self.schedule, self.schedule.net
        early = schedule.passes.early
        moved = schedule.ripple.pushed(not_before)
        worst: float | None = 0.0
        for live in self._lives:
            place = moved.get(live, early[live])
            slip = working_days(schedule, live, early[live], place) if place is not None else None
            worst = None if slip is None or worst is None else max(worst, slip)
        broken = [
            node
            for node, start in moved.items()
            if node in self._promises
            and net.finish(node, early[node]) <= self._promises[node]
            and (start is None or net.finish(node, start) > self._promises[node])
        ]
        work, names = self.plan.programme.work, [net.names[node] for node in sorted(broken)]
        held = sum(1 for id in not_before if schedule.assembly.node.get(id) in moved)
        return Result(worst, tuple(names), any(work[id].kind in HARD for id in names), held + len(taken) - 1)
