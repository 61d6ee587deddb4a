"""When the ends of work are: from places on an axis of working time to instants."""

from typing import TYPE_CHECKING

from programme_check.schedule.engine.net import ELAPSED, FROM_FINISH, Axis
from programme_check.schedule.memo import Memo

if TYPE_CHECKING:
    from programme_check.schedule.engine.assemble import Assembly
    from programme_check.schedule.engine.passes import Passes
    from programme_check.schedule.plan import Plan


class Instants:
    """The instants of a network that is placed. Many items share few days, so each is worked out once per axis."""

    def __init__(self, plan: "Plan", assembly: "Assembly", passes: "Passes") -> None:
        self._work = plan.programme.work
        self._assembly = assembly
        self._net = assembly.net
        self._passes = passes
        self.starts: Memo[Axis, Memo[int, int]] = Memo(lambda axis: table(axis, "start"))
        """By axis and place: when work that begins there starts."""
        self.finishes: Memo[Axis, Memo[int, int]] = Memo(lambda axis: table(axis, "finish"))
        """By axis and place: when work that ends there is over."""

    def at(self, node: int, place: int, *, finish: bool) -> int:
        """An end of a node as an instant. A go-live happens when people next work, another milestone when what drives
        it ends."""
        net, axis = self._net, self._net.axis[node]
        if not (net.minutes[node] or node in net.spans or node in self._assembly.began):
            item = self._work.get(net.names[node])
            if item is not None and item.kind == "go_live":
                instant = (self.finishes if finish else self.starts)[axis][place]
                return net.calendar[node].instant_of(net.calendar[node].work_minutes(instant))
            if axis is not ELAPSED:
                finish = self._ends_work(node) or place != self._passes.early[node]
        return (self.finishes if finish else self.starts)[axis][place]

    def _ends_work(self, node: int) -> bool:
        """Whether a milestone stands at the end of work: of what drives it, or of its own day.

        One that only waits for another milestone stands where that does, so that none seems to come before a go-live
        that it follows.
        """
        net, early = self._net, self._passes.early
        link = self._passes.driver[node]
        while link >= 0 and net.types[link] in FROM_FINISH:
            pred = net.pred[link]
            if not self._is_point(pred) or net.offset[link] != 0 or early[pred] != early[node]:
                return True
            if net.names[pred] in self._work and self._work[net.names[pred]].kind == "go_live":
                return False
            node, link = pred, self._passes.driver[pred]
        return link < 0 and early[node] != self._assembly.floor.get(node)

    def _is_point(self, node: int) -> bool:
        """Whether a node is a milestone to come, or what stands for the last finish of a workstream."""
        net, began = self._net, self._assembly.began
        return not (net.minutes[node] or node in net.spans or node in net.held or node in began)


def table(axis: Axis, side: str) -> Memo[int, int]:
    """The instants of an axis by place, on one side of the time off."""
    return Memo(lambda place: axis.instant_of(place, side))
