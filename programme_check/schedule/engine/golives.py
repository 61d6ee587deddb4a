"""What the passes say about a go-live: when it is allowed, ready and permitted, and how many days are to spare."""

from typing import TYPE_CHECKING

from programme_check.schedule.engine.outcome import GoLiveForecast
from programme_check.schedule.engine.windows import WindowSnap

if TYPE_CHECKING:
    from programme_check.schedule.engine.forecast import Schedule
    from programme_check.schedule.golive import GoLive


def forecast(schedule: "Schedule", live: "GoLive") -> GoLiveForecast:
    """What becomes of a go-live."""
    node = schedule.assembly.node.get(live.id)
    happened = schedule.plan.start(live.id)
    if live.done or node is None:
        day = happened if live.done else None
        return GoLiveForecast(
            id=live.id, stated=live.stated, done=live.done, allowed=None, ready=day, goes=day, days_to_spare=None,
            slip_days=None, path=(),
        )  # fmt: skip
    calendar = schedule.net.calendar[node]
    snap = WindowSnap(live.id, schedule.plan.windows, calendar, schedule.net.axis[node])
    allowed, ready = places(schedule, node)
    allowed_day = snap.day(allowed) if allowed is not None else None
    goes = snap.day(schedule.passes.early[node]) if live.id in schedule else None
    spare = slip = None
    if live.stated is not None and allowed_day is not None:
        could = schedule.plan.windows.next_permitted(live.id, allowed_day)
        if could is not None:  # waiting for a permitted day is time to spare, unless that is later than stated
            spare = calendar.days_between(allowed_day if could <= live.stated else could, live.stated)
    if live.stated is not None and goes is not None:
        slip = max(0, calendar.days_between(live.stated, goes))
    return GoLiveForecast(
        id=live.id,
        stated=live.stated,
        done=False,
        allowed=allowed_day,
        ready=snap.day(ready) if ready is not None else None,
        goes=goes,
        days_to_spare=spare,
        slip_days=slip,
        path=tuple(schedule.path_to(live.id)),
    )


def places(schedule: "Schedule", node: int) -> tuple[int | None, int | None]:
    """Where the predecessors of a go-live allow it, and where it is ready once its own bounds count too.

    None for the first where nothing to come precedes it, for both where a loop keeps a predecessor from being placed.
    """
    net, passes = schedule.net, schedule.passes
    preds = [net.pred[link] for link in schedule.into[node]]
    if not all(passes.computed[pred] for pred in preds):
        return None, None
    reached = [net.earliest(link, passes.early[net.pred[link]]) for link in schedule.into[node]]
    floor = schedule.assembly.floor.get(node, net.low[node])
    open_ones = any(pred not in net.held for pred in preds)
    allowed = max([floor, *reached]) if open_ones else None
    return allowed, max([net.low[node], *reached])


def working_days(schedule: "Schedule", node: int, before: int, after: int) -> float:
    """Working days from one place of a node to another, on its own calendar; signed."""
    calendar, axis = schedule.net.calendar[node], schedule.net.axis[node]
    return round(calendar.span_days(axis.instant_of(before), axis.instant_of(after)), 2)
