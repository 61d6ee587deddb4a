"""Room to move, for whole columns of work: total floats without the dates that go with them."""

from typing import TYPE_CHECKING

from programme_check.rules.context import Context

if TYPE_CHECKING:
    from programme_check.schedule.engine import Schedule


def total_float(ctx: Context, id: str) -> float | None:
    """Working days by which an item can move without moving a promise, the missing links counted in.

    None for what is finished, and for what cannot be placed.
    """
    known: dict[str, float | None] = ctx.memo.setdefault("floats", {})
    if id not in known:
        known[id] = worked_out(ctx.plan.forecast, id)
    return known[id]


def worked_out(schedule: "Schedule", id: str) -> float | None:
    """The float by the engine's own numbers where every day is as long as the next; by its dates where not."""
    from programme_check.schedule.engine.lengths import minutes_per_day

    node = schedule.assembly.node.get(id)
    if node is None or node in schedule.net.held or not schedule.passes.computed[node]:
        return None
    calendar = schedule.net.calendar[node]
    per_day = minutes_per_day(calendar) if schedule.net.axis[node] is calendar else None
    if per_day is not None:
        return round((schedule.passes.late[node] - schedule.passes.early[node]) / per_day, 4)
    timing = schedule.get(id)
    return timing.total_float if timing is not None else None


def unplaced(ctx: Context, id: str) -> str:
    """The field that would let an item be placed: its links where they form a loop, else its dates."""
    return "workstreams.*.activities.*." + ("depends_on" if id in ctx.plan.forecast.assembly.node else "start")
