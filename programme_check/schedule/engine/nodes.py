"""From a plan to the nodes of the network that is scheduled: durations, and what bounds them beside links."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY, Calendar
from programme_check.schedule.dates import Dates
from programme_check.schedule.engine.bounds import Bounds, holds, plan_start
from programme_check.schedule.engine.changes import Change
from programme_check.schedule.engine.lengths import duration, minutes_per_day, remaining
from programme_check.schedule.engine.net import ELAPSED, NEVER, Axis, Net
from programme_check.schedule.engine.windows import Fixed, WindowSnap
from programme_check.schedule.precedence import NOT_WORK

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.schedule.plan import Plan

MARGIN = "margin"
"""The kind of time that is held in hand: it absorbs lateness until nothing is left of it."""


class Nodes:
    """The nodes of a plan, and what each stands for."""

    def __init__(self, plan: "Plan", changes: Iterable[Change] = ()) -> None:
        self.plan = plan
        self.net = Net()
        self.node: dict[str, int] = {}
        self.began: dict[int, int] = {}
        """The instants at which nodes in progress started."""
        self.floor: dict[int, int] = {}
        """The place before which nothing but its own planned date keeps a node."""
        self.held_by: dict[int, str] = {}
        """The decision or outside delivery before which a node cannot start, where that comes last."""
        self._begin = plan_start(plan)
        self._data_date = plan.as_of * DAY
        self._first: dict[Axis, int] = {}
        """The place on each axis before which no work to come can start."""
        self._add_items()
        changes = tuple(changes)
        if changes and NEVER in self.net.kept.values():
            self._keep(plan.forecast.assembly)
        for change in changes:
            self._change_item(change)

    def _add_items(self) -> None:
        plan = self.plan
        items = [(item, plan.dates(item.id), plan.calendars.of(item)) for item in plan.programme.work.values()]
        several = len({calendar for _, dates, calendar in items if not dates.cancelled}) > 1
        bounds = Bounds(plan, self.net)
        linked = {link.succ for link in plan.links}
        for item, dates, calendar in items:
            if dates.cancelled or not calendar.has_work:
                continue
            axis: Axis = ELAPSED if several and dates.is_milestone and item.kind != "go_live" else calendar
            if dates.is_milestone and not dates.dated and item.id not in linked:
                continue
            node = self._add_item(item, dates, calendar, axis)
            if node is None:
                continue
            self.node[item.id] = node
            if item.kind == MARGIN and not dates.complete and not dates.is_milestone:
                self.net.kept[node] = axis.work_minutes(dates.finish_at) if dates.finish_at is not None else NEVER
            if getattr(item, "planning", None) in NOT_WORK:
                self.net.aside.add(node)
            if not dates.complete:
                bounds.apply(node, item, dates)
                self.floor[node] = self.net.low[node]
                if dates.start_at is not None and not dates.in_progress:
                    self.net.low[node] = max(self.net.low[node], axis.work_minutes(dates.start_at))
        self._hold()
        self._snap()

    def _add_item(self, item: "Activity | Gate", dates: Dates, calendar: Calendar, axis: Axis) -> int | None:
        """The node of an item; None where the file does not say enough to place it."""
        net = self.net
        if dates.complete:
            start, finish = dates.start_at or dates.finish_at, dates.finish_at or dates.start_at
            if start is None or finish is None:
                return None
            place = axis.work_minutes(start)
            node = net.add(item.id, calendar, max(0, axis.work_minutes(finish) - place), place, axis=axis)
            net.held[node] = place
            return node
        going = dates.in_progress
        if going and isinstance(item, Activity):
            length = remaining(item, calendar, dates, self._data_date)
        else:
            length = duration(item, calendar, dates)
        if length is None:
            return None
        if axis not in self._first:
            self._first[axis] = max(axis.work_minutes(self._begin), axis.work_minutes(self._data_date))
        node = net.add(item.id, calendar, length.minutes, self._first[axis], axis=axis)
        if length.span is not None:
            net.spans[node] = length.span
        if going and dates.start_at is not None:
            self.began[node] = dates.start_at
        return node

    def _keep(self, undisturbed: "Nodes") -> None:
        """Time held in hand without a finish of its own ends where it does before anything is changed."""
        kept = self.net.kept
        for id, node in self.node.items():
            if kept.get(node) == NEVER:
                kept[node] = undisturbed.net.kept[undisturbed.node[id]]

    def _hold(self) -> None:
        for id, day, holder in holds(self.plan):
            if id in self.node:
                node = self.node[id]
                place = self.net.axis[node].work_minutes(day * DAY)
                self.floor[node] = max(self.floor[node], place)
                if place > self.net.low[node]:
                    self.net.low[node] = place
                    self.held_by[node] = holder

    def _snap(self) -> None:
        windows = self.plan.windows
        for live in self.plan.go_lives:
            if not live.done and live.id in self.node and (self.plan.programme.blackouts or windows.of(live.id)):
                node = self.node[live.id]
                net = self.net
                net.snaps[node] = WindowSnap(live.id, windows, net.calendar[node], net.axis[node])

    def _change_item(self, change: Change) -> None:
        net, node = self.net, self.node.get(change.id)
        if node is None or node in net.held:
            return
        calendar, axis = net.calendar[node], net.axis[node]
        if change.left_out:
            net.minutes[node], net.low[node], net.high[node] = 0, self._first[axis], NEVER
            self.floor[node] = net.low[node]
            net.spans.pop(node, None)
            net.kept.pop(node, None)
            net.snaps.pop(node, None)
        if change.fixed_at is not None:
            net.snaps[node] = Fixed(axis.work_minutes(change.fixed_at))
        if change.moved_to is not None:
            net.low[node] = max(net.low[node], axis.work_minutes(change.moved_to))
        if change.not_before is not None:
            net.low[node] = max(net.low[node], axis.work_minutes(change.not_before))
            self.floor[node] = max(self.floor[node], axis.work_minutes(change.not_before))
        if change.longer_days:
            net.lengthen(node, change.longer_days, minutes_per_day(calendar))
