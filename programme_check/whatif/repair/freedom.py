"""What may move: not what is finished, has begun, is promised or is dictated from outside."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.model.times import Moment
from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY, Calendar
from programme_check.schedule.dates import Dates
from programme_check.whatif.repair.demands import Edge
from programme_check.words import day

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.schedule import Plan

PINNED = {"must_start_on": "start", "must_finish_on": "finish"}
LATEST: dict[str, Edge] = {"start_no_later_than": "start", "finish_no_later_than": "finish"}


class Limit(NamedTuple):
    """A day or an instant after which one end of an item may not be."""

    edge: Edge
    latest: Moment
    says: str
    """The limit as a clause after `it`: `may not finish after its deadline, 4 May 2027`."""

    def kept(self, dates: Dates, calendar: Calendar) -> bool:
        """Whether dates keep to it; dates that are not known do."""
        if self.latest.minute is None:
            held = dates.start if self.edge == "start" else dates.finish
            return held is None or held <= self.latest.day
        at = dates.start_at if self.edge == "start" else dates.finish_at
        if at is None:
            return True
        return calendar.work_minutes(at) <= calendar.work_minutes(self.latest.day * DAY + self.latest.minute)


class Freedom(NamedTuple):
    """What of an item may move later."""

    start: bool
    """Its start, and its finish with it."""
    finish: bool = False
    """Its finish alone, since it has begun."""
    why: str = ""
    """Why not, as a clause after `it`."""
    limits: tuple[Limit, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything may move."""
        return self.start or self.finish

    def kept(self, dates: Dates, calendar: Calendar) -> bool:
        """Whether dates keep to all limits."""
        return all(limit.kept(dates, calendar) for limit in self.limits)


def freedom(plan: "Plan", id: str) -> Freedom:
    """What of an item of a plan may move."""
    item, dates = plan.programme.work[id], plan.dates(id)
    if dates.complete or dates.cancelled:
        return Freedom(False, why="is finished" if dates.complete else "is cancelled")
    if not plan.calendar_of(id).has_work:
        return Freedom(False, why="has a calendar without any working time")
    if not isinstance(item, Activity):
        return of_gate(item)
    if item.committed:
        promised = f" to {day(dates.planned_finish)}" if dates.planned_finish is not None else ""
        return Freedom(False, why=f"is committed{promised}")
    held = dictated(item)
    if held is not None:
        return Freedom(False, why=held)
    begun = dates.in_progress or (item.actual is not None and (item.actual.start or item.actual.finish) is not None)
    limits = tuple(latest(item))
    if begun:
        last = item.finish is not None and (item.actual is None or item.actual.finish is None)
        agrees = item.duration is None or item.start is None
        return Freedom(False, finish=last and agrees and not item.is_point, why="has begun", limits=limits)
    if item.start is None and item.finish is None:
        return Freedom(False, why="has no date of its own")
    if item.start is not None and item.finish is not None and item.start > item.finish:
        return Freedom(False, why="is planned to finish before it starts")
    return Freedom(True, limits=limits)


def of_gate(gate: "Gate") -> Freedom:
    """A gate may move as long as it has a date and has not been held."""
    if gate.date is None:
        return Freedom(False, why="has no date of its own")
    if gate.passed_on is not None or gate.status == "failed":
        return Freedom(False, why="has been held")
    return Freedom(True)


def dictated(item: Activity) -> str | None:
    """The constraint with a reason that pins an activity to a day, as a clause; None without one."""
    constraint = item.constraint
    if constraint is None or not constraint.reason or constraint.type not in PINNED:
        return None
    edge = PINNED[constraint.type]
    own = (item.start or item.finish) if edge == "start" else (item.finish or item.start)
    when = constraint.date or own
    return f"must {edge} on {day(when.day)} ({constraint.reason})" if when is not None else f"has a fixed {edge}"


def latest(item: Activity) -> "list[Limit]":
    """The limits of an activity: its deadline, and constraints with a reason that say `no later than`."""
    limits = []
    if item.deadline is not None:
        says = f"may not finish after its deadline, {day(item.deadline.day)}"
        limits.append(Limit("finish", item.deadline, says))
    constraint = item.constraint
    if constraint is not None and constraint.reason and constraint.type in LATEST:
        edge = LATEST[constraint.type]
        own = (item.start or item.finish) if edge == "start" else (item.finish or item.start)
        when = constraint.date or own
        if when is not None:
            says = f"may not {edge} after {day(when.day)} ({constraint.reason})"
            limits.append(Limit(edge, when, says))
    return limits
