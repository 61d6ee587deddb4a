"""What one change does to a go-live, found by moving only what the change touches."""

import heapq
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from programme_check.schedule.engine.changes import Change
from programme_check.schedule.engine.golives import working_days
from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.schedule.engine.net import FROM_FINISH, TO_FINISH, Net
from programme_check.schedule.engine.passes import settle

if TYPE_CHECKING:
    from programme_check.schedule.engine.forecast import Schedule

Moved = dict[int, int | None]
"""New early starts by node; None for one that is left without a window, or comes after such a one."""


class Ripple:
    """Runs single changes against a schedule, each on its own; the schedule stays as it is."""

    def __init__(self, schedule: "Schedule") -> None:
        self._schedule = schedule
        self._net = schedule.net
        self._early = schedule.passes.early
        self._place = [-1] * len(schedule.net)
        """The place of each node in the order of work; -1 for those that are not placed."""
        for number, node in enumerate(schedule.passes.order):
            self._place[node] = number
        self._before: dict[int | None, bytearray] = {}
        """For a node, which nodes lead to it; all of those that are placed for None."""

    def effect(self, change: Change, go_live: str) -> float | None:
        """Working days by which a go-live goes later, negative for earlier; 0 when it does not move.

        None where the go-live or the changed item is not placed, where the change closes a loop, and where it leaves
        the go-live no window.
        """
        schedule = self._schedule
        if go_live not in schedule:
            return None
        live = schedule.assembly.node[go_live]
        moved = self.moved(change, until=live)
        after = None if moved is None else moved.get(live, self._early[live])
        return None if after is None else working_days(schedule, live, self._early[live], after)

    def moved(self, change: Change, until: int | None = None) -> Moved | None:
        """The new early starts of the nodes that a change moves; None where it closes a loop or its item has no place.

        `until`: a node after whose start nothing more has to be known.
        """
        if change.id not in self._schedule or (change.after is not None and change.after not in self._schedule):
            return None
        net = self._net
        node = self._schedule.assembly.node[change.id]
        if node in net.held:
            return {}
        low = net.low[node]
        if change.not_before is not None:
            low = max(low, net.axis[node].work_minutes(change.not_before))
        with longer(net, node, self._schedule.into[node], change.longer_days):
            if change.after is not None:
                reached = self._reached(change, change.after, node)
                if reached is None:
                    return None
                low = max(low, reached)
            start = self._start(node, low, {})
            if change.longer_days >= 0 and start is not None and start >= self._early[node]:
                return self._push({node: start}, until)
            return self._pull(node, low, until)

    def pushed(self, not_before: Mapping[str, int]) -> Moved:
        """The new early starts of the nodes that move when none of these items can start before its instant."""
        net, starts = self._net, {}
        for id, instant in not_before.items():
            if id in self._schedule:
                node = self._schedule.assembly.node[id]
                place = net.axis[node].work_minutes(instant)
                if node not in net.held and place > self._early[node]:
                    starts[node] = place
        return self._push(starts, None)

    def _push(self, starts: Mapping[int, int], until: int | None) -> Moved:
        """The moves where nothing can move earlier: each node only has to look at what follows it."""
        net, place, early = self._net, self._place, self._early
        order, offsets, succs = self._schedule.passes.order, net.offset, net.succ
        wanted = self._leading_to(until)
        special = net.held.keys() | net.snaps.keys()
        moved: Moved = dict(starts)
        queue = sorted(place[node] for node in starts)
        while queue:
            node = order[heapq.heappop(queue)]
            begins = moved[node]
            if begins is not None and node in special:
                begins = moved[node] = settle(net, node, begins)
                if begins == early[node] and node not in starts:
                    continue
            for link in net.out[node]:
                other = succs[link]
                known = moved.get(other, early[other])
                if known is None or not wanted[other]:
                    continue
                offset = offsets[link]
                reached: int | None = None
                if begins is not None:
                    reached = begins + offset if offset is not None else net.earliest(link, begins)
                if reached is None or reached > known:
                    if other not in moved:
                        heapq.heappush(queue, place[other])
                    moved[other] = reached
        return {node: start for node, start in moved.items() if start != early[node]}

    def _leading_to(self, last: int | None) -> bytearray:
        """Marks the nodes that lead to one, itself included; all nodes that are placed for None."""
        if last not in self._before:
            marks = bytearray(len(self._place))
            if last is None:
                for node in self._schedule.passes.order:
                    marks[node] = 1
            else:
                marks[last] = 1
                queue = [last]
                while queue:
                    for link in self._schedule.into[queue.pop()]:
                        pred = self._net.pred[link]
                        if not marks[pred] and self._place[pred] >= 0:
                            marks[pred] = 1
                            queue.append(pred)
            self._before[last] = marks
        return self._before[last]

    def _start(self, node: int, low: int, moved: Moved) -> int | None:
        """Where a node starts, worked out from all it waits for."""
        net, early = self._net, self._early
        start = low
        for link in self._schedule.into[node]:
            pred = net.pred[link]
            begins = moved[pred] if pred in moved else early[pred]
            if begins is None:
                return None
            start = max(start, net.earliest(link, begins))
        if node in net.latest:  # what is wanted late stays where it is, as long as it can
            start = max(start, early[node])
        return settle(net, node, start)

    def _pull(self, first: int, low: int, until: int | None) -> Moved:
        """The moves where something may move earlier: each node looks at all it waits for."""
        net, place, early = self._net, self._place, self._early
        order, wanted = self._schedule.passes.order, self._leading_to(until)
        moved: Moved = {}
        queue, queued = [place[first]], {first}
        while queue:
            node = order[heapq.heappop(queue)]
            start = self._start(node, low if node == first else net.low[node], moved)
            if start != early[node]:
                moved[node] = start
            elif node != first:
                continue
            for link in net.out[node]:
                other = net.succ[link]
                if other not in queued and wanted[other]:
                    queued.add(other)
                    heapq.heappush(queue, place[other])
        return moved

    def _reached(self, change: Change, pred_id: str, succ: int) -> int | None:
        """Where a further link lets its successor start at the earliest; None where it would close a loop."""
        assembly, net = self._schedule.assembly, self._net
        pred = assembly.node[pred_id]
        if self._leads(succ, pred):
            return None
        low, floor = net.low[succ], assembly.floor.get(succ)
        number = assembly.link(pred_id, change.id, change.type, change.lag)
        reached = net.low[succ] if number is None else net.earliest(number, self._early[pred])
        net.low[succ] = low
        if floor is not None:
            assembly.floor[succ] = floor
        if number is not None:
            net.unlink()
        return reached

    def _leads(self, first: int, last: int) -> bool:
        """Whether a path of links leads from one node to another, or they are the same."""
        place, goal = self._place, self._place[last]
        queue, seen = [first], {first}
        while queue:
            node = queue.pop()
            if node == last:
                return True
            for link in self._net.out[node]:
                other = self._net.succ[link]
                if other not in seen and 0 <= place[other] <= goal:
                    seen.add(other)
                    queue.append(other)
        return False


@contextmanager
def longer(net: Net, node: int, into: list[int], days: float) -> Iterator[None]:
    """Make a node longer by working days of its calendar for the time being."""
    if not days:
        yield
        return
    minutes, spans, kept, offsets = net.minutes[node], dict(net.spans), dict(net.kept), net.offset.copy()
    stretch(net, node, into, days)
    try:
        yield
    finally:
        net.minutes[node], net.spans, net.kept, net.offset = minutes, spans, kept, offsets


def stretch(net: Net, node: int, into: list[int], days: float) -> None:
    """Make a node longer by working days of its calendar, shorter when negative, and its links with it."""
    minutes = net.minutes[node]
    net.lengthen(node, days, minutes_per_day(net.calendar[node]))
    more = net.minutes[node] - minutes
    for links, types, sign in ((net.out[node], FROM_FINISH, 1), (into, TO_FINISH, -1)):
        for link in links:
            offset = net.offset[link]
            if offset is not None and net.types[link] in types:
                net.offset[link] = offset + sign * more
