"""What bounds a date beside the links: planned starts, constraints, commitments, decisions and outside deliveries."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from programme_check.model.times import Moment
from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY, Calendar
from programme_check.schedule.dates import Dates, finish_point, point_in_time, start_point
from programme_check.schedule.engine.net import Net
from programme_check.schedule.spans import lagged_day

if TYPE_CHECKING:
    from programme_check.model import Decision, Gate
    from programme_check.schedule.plan import Plan

STARTS_LOW = frozenset({"start_no_earlier_than", "must_start_on"})
STARTS_HIGH = frozenset({"start_no_later_than", "must_start_on"})
FINISHES_LOW = frozenset({"finish_no_earlier_than", "must_finish_on"})
FINISHES_HIGH = frozenset({"finish_no_later_than", "must_finish_on"})
OPEN = frozenset({"open", "deferred"})


def plan_start(plan: "Plan") -> int:
    """The instant before which nothing is scheduled: as stated, else the earliest date of the plan, else its status
    date."""
    stated = plan.programme.programme.start
    if stated is not None:
        return stated.day * DAY + (stated.minute or 0)
    dated = (plan.dates(id) for id in plan.programme.activities)
    first = (at for dates in dated if not dates.cancelled and (at := dates.start_at or dates.finish_at) is not None)
    return min(first, default=plan.as_of * DAY)


def at_start(calendar: Calendar, moment: Moment, *, point: bool, go_live: bool) -> int:
    """The instant a date of a start stands for; a milestone other than a go-live stands at the end of its day."""
    if point and not go_live:
        return at_finish(calendar, moment, go_live=False)
    return start_point(calendar, moment).at


def at_finish(calendar: Calendar, moment: Moment, *, go_live: bool) -> int:
    """The instant a date of a finish stands for; that of a go-live stands at the start of its day."""
    found = point_in_time(calendar, moment, None, at_start=True) if go_live else finish_point(calendar, moment)
    return found.at if found is not None else moment.day * DAY


class Bounds:
    """Applies the bounds of one item to its node."""

    def __init__(self, plan: "Plan", net: Net) -> None:
        self._plan = plan
        self._net = net
        self._stated = {live.id: live.stated for live in plan.go_lives if not live.done}
        """The stated dates of the go-lives to come."""

    def apply(self, node: int, item: "Activity | Gate", dates: Dates) -> None:
        """Set the bounds of a node that is not finished, other than its planned start."""
        if isinstance(item, Activity):
            if item.constraint is not None:
                self._constrain(node, item, dates)
            if item.deadline is not None:
                self._finish_by(node, at_finish(self._net.calendar[node], item.deadline, go_live=self._lives(item)))
            if item.committed and dates.planned_finish is not None:
                self._finish_by(node, self._committed(node, item, dates.planned_finish))
        stated = self._stated.get(item.id)
        if stated is not None:
            net = self._net
            place = net.axis[node].work_minutes(net.calendar[node].day_start(stated))
            net.high[node] = min(net.high[node], net.finish(node, place))

    def _committed(self, node: int, item: Activity, planned_finish: int) -> int:
        calendar = self._net.calendar[node]
        written = item.finish or (item.start if item.is_point else None)
        if written is not None:
            return at_finish(calendar, written, go_live=self._lives(item))
        return calendar.day_finish(planned_finish)

    @staticmethod
    def _lives(item: "Activity | Gate") -> bool:
        return item.kind == "go_live" and isinstance(item, Activity) and item.is_point

    def _constrain(self, node: int, item: Activity, dates: Dates) -> None:
        constraint = item.constraint
        if constraint is None:
            return
        kind = constraint.type
        if kind == "as_late_as_possible":
            if not dates.in_progress:
                self._net.latest.add(node)
            return
        starts = kind in STARTS_LOW or kind in STARTS_HIGH
        moment = constraint.date or ((item.start or item.finish) if starts else (item.finish or item.start))
        if moment is None or (starts and dates.in_progress):
            return
        net, calendar, lives = self._net, self._net.calendar[node], self._lives(item)
        if starts:
            place = net.axis[node].work_minutes(at_start(calendar, moment, point=item.is_point, go_live=lives))
            finish = net.finish(node, place)
        else:
            finish = net.axis[node].work_minutes(at_finish(calendar, moment, go_live=lives))
            place = net.start(node, finish)
        if kind in STARTS_LOW or kind in FINISHES_LOW:
            net.low[node] = max(net.low[node], place)
        if kind in STARTS_HIGH or kind in FINISHES_HIGH:
            net.high[node] = min(net.high[node], finish)

    def _finish_by(self, node: int, instant: int) -> None:
        self._net.high[node] = min(self._net.high[node], self._net.axis[node].work_minutes(instant))


def holds(plan: "Plan") -> Iterator[tuple[str, int, str]]:
    """What waits for an overdue decision or an outside delivery: the item, the day before which it cannot start, and
    the id of what holds it."""
    calendar = plan.calendars.default
    for decision in plan.programme.decisions.values():
        if decision.status in OPEN and decision.decided_on is None and overdue(plan, decision):
            day = lagged_day(calendar, plan.as_of, decision.lead_time)
            yield from ((id, day, decision.id) for id in blocked(plan, decision.blocks))
    for outside in plan.programme.external_dependencies.values():
        if outside.committed is not None:
            day = calendar.next_working_day(outside.committed.day)
            yield from ((id, day, outside.id) for id in blocked(plan, outside.blocks))


def overdue(plan: "Plan", decision: "Decision") -> bool:
    """Whether the day has passed by which a decision was needed, stated or told from what it blocks."""
    if decision.needed_by is not None:
        return decision.needed_by.day < plan.as_of
    starts = [start for id in blocked(plan, decision.blocks) if (start := plan.start(id)) is not None]
    if not starts:
        return False
    calendar, lead = plan.calendars.default, decision.lead_time
    return lagged_day(calendar, plan.as_of, lead) > min(starts)


def blocked(plan: "Plan", ids: tuple[str, ...]) -> Iterator[str]:
    """The items that ids of items and workstreams stand for, those that have started left out."""
    programme = plan.programme
    for id in ids:
        for item in programme.workstreams[id].activities if id in programme.workstreams else (id,):
            if item in programme.work:
                dates = plan.dates(item)
                if not (dates.cancelled or dates.complete or dates.in_progress):
                    yield item
