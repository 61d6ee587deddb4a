"""Days that fixes name and messages count: on whose calendar, and whether anything may happen on them."""

from typing import TYPE_CHECKING

from programme_check.rules.context import Context, count, day

if TYPE_CHECKING:
    from programme_check.model.links import LinkType
    from programme_check.model.times import Span

MOST_STEPS = 400
"""Days tried one by one before a search ends: more than a year."""


def working_days(ctx: Context, number: float, id: str) -> str:
    """Working days of an item in words; they name its calendar where that is not the programme's own."""
    calendars = ctx.plan.calendars
    mine, item = ctx.plan.calendar_of(id), ctx.programme.work.get(id)
    words = count(number, "working day")
    if mine is calendars.default or item is None:
        return words
    names = [name for name in ctx.programme.calendars if calendars.get(name) is mine]
    return f"{words} of {names[0]}" if names else words


def sooner(ctx: Context, pred: str, succ: str, relation: "LinkType", lag: "Span | None") -> float:
    """Working days of the predecessor's calendar by which it has to come forward for a link to hold."""
    from programme_check.schedule.spans import lagged_day, lagged_instant

    plan = ctx.plan
    (before, calendar), (after, _) = plan.end(pred), plan.end(succ)
    if relation == "FS" and plan.same_day:
        if before.finish is None or after.start is None:
            return 0.0
        target = calendar.previous_working_day(after.start)
        days = max(0, calendar.days_between(target, lagged_day(calendar, before.finish, lag)))
        for more in range(MOST_STEPS):
            if lagged_day(calendar, calendar.add_days(before.finish, -days - more), lag) <= after.start:
                return float(days + more)
        return float(days)
    held_by = before.finish_at if relation in {"FS", "FF"} else before.start_at
    held = after.start_at if relation in {"FS", "SS"} else after.finish_at
    if held_by is None or held is None:
        return 0.0
    return max(0.01, round(calendar.span_days(held, lagged_instant(calendar, held_by, lag)), 2))


def permitted(ctx: Context, id: str, earliest: int) -> int | None:
    """The first day on or after `earliest` on which an item may start; None when no day is left.

    A go-live keeps to its windows and out of blackouts, a cutover has no day in a blackout; other work needs no more
    than a working day.
    """
    windows, calendar = ctx.plan.windows, ctx.plan.calendar_of(id)
    if any(live.id == id for live in ctx.plan.go_lives):
        return windows.next_permitted(id, earliest)
    start = calendar.next_working_day(earliest)
    if not ctx.programme.blackouts or not is_cutover(ctx, id):
        return start
    length = lasts(ctx, id)
    for _ in range(2 * len(ctx.programme.blackouts) + 1):
        held = windows.blackouts_between(start, calendar.add_days(start, length))
        if not held:
            return start
        start = calendar.next_working_day(max(one.to.day for one in held) + 1)
    return None


def is_cutover(ctx: Context, id: str) -> bool:
    """Whether an item is a cutover of any kind."""
    from programme_check.model.kinds import sub_kinds

    item = ctx.programme.activities.get(id)
    return item is not None and item.kind in sub_kinds("cutover")


def lasts(ctx: Context, id: str) -> int:
    """Working days from an item's first day to its last."""
    first, last = ctx.plan.start(id), ctx.plan.finish(id)
    return max(0, ctx.plan.calendar_of(id).days_between(first, last)) if first is not None and last is not None else 0


def or_later(ctx: Context, id: str, earliest: int) -> str:
    """From when an item may start, to follow `to`: a day, and whether any later one will do as well.

    Of a go-live with windows, the one day that they permit.
    """
    found = permitted(ctx, id, earliest)
    if found is None:
        return f"a day from {day(earliest)} on that you add to `go_live_windows`"
    if any(live.id == id for live in ctx.plan.go_lives) and ctx.plan.windows.of(id):
        return f"{day(found)}, the first day its window permits from {day(earliest)} on"
    return f"{day(found)} or later"


def or_sooner(ctx: Context, pred: str, succ: str, relation: "LinkType", lag: "Span | None") -> str:
    """The other way out of a link that does not hold, to follow the first: to bring the predecessor forward.

    A go-live that windows or blackouts bind goes to a day that they permit; nothing is said where there is none to come.
    """
    less = sooner(ctx, pred, succ, relation, lag)
    start, windows = ctx.plan.start(pred), ctx.plan.windows
    bound = any(live.id == pred for live in ctx.plan.go_lives) and (windows.of(pred) or ctx.programme.blackouts)
    if not bound or start is None:
        return f", or bring {pred} forward by {working_days(ctx, less, pred)}"
    found = windows.previous_permitted(pred, ctx.plan.calendar_of(pred).add_days(start, -less))
    return f", or bring {pred} forward to {day(found)}" if found is not None and found >= ctx.as_of else ""
