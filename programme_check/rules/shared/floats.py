"""Room to move, for whole columns of work: total floats without the dates that go with them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from programme_check.rules.context import Context

if TYPE_CHECKING:
    from programme_check.schedule.engine import Schedule


def total_float(ctx: Context, id: str) -> float | None:
    """Working days by which an item can move without moving a promise, the missing links counted in.

    None for what is finished, and for what cannot be placed.
    """
    return floats(ctx).get(id)


def floats(ctx: Context) -> dict[str, float]:
    """The total float of every unfinished item that can be placed, in working days of its calendar, by its id."""
    known: dict[str, float] | None = ctx.memo.get("floats")
    if known is None:
        known = ctx.memo["floats"] = dict(worked_out(ctx.plan.forecast))
    return known


def worked_out(schedule: "Schedule") -> Iterator[tuple[str, float]]:
    """Floats by the engine's own numbers where every day is as long as the next; by their dates where not."""
    from programme_check.schedule.engine.lengths import minutes_per_day

    net, passes = schedule.net, schedule.passes
    per_day = {calendar: minutes_per_day(calendar) for calendar in set(net.calendar)}
    for id, node in schedule.assembly.node.items():
        if node in net.held or not passes.computed[node]:
            continue
        calendar = net.calendar[node]
        minutes = per_day[calendar] if net.axis[node] is calendar else None
        if minutes is not None:
            yield id, round((passes.late[node] - passes.early[node]) / minutes, 4)
        elif (room := schedule[id].total_float) is not None:
            yield id, room


def unplaced(ctx: Context, id: str) -> str:
    """The field that would let an item be placed: its links where they form a loop, else its dates."""
    return "workstreams.*.activities.*." + ("depends_on" if id in ctx.plan.forecast.assembly.node else "start")
