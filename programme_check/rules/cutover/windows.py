"""Cutover: not on days when nothing may go live."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Remedy, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, day
from programme_check.rules.rule import rule
from programme_check.rules.shared.days import lasts, permitted

if TYPE_CHECKING:
    from programme_check.schedule.golive import GoLive


def moments(ctx: Context) -> list[Activity]:
    """Cutovers and go-lives that are still ahead and have dates, where the file says when they may happen."""
    if not ctx.programme.blackouts and not ctx.programme.go_live_windows:
        return []
    ids = dict.fromkeys([*(item.id for item in ctx.plan.of_kind("cutover")), *(live.id for live in ctx.plan.go_lives)])
    found = [ctx.programme.activities[id] for id in ids if id in ctx.programme.activities]
    return [item for item in found if not ctx.plan.dates(item.id).complete and ctx.plan.dates(item.id).dated]


@rule(
    "CUT006",
    "go-live-in-blackout",
    title="Cutover or go-live on a day that forbids it",
    severity=Severity.ERROR,
    about=moments,
    needs=("blackouts", "go_live_windows"),
)
def go_live_in_blackout(ctx: Context, items: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A cutover or a go-live falls into a blackout, or a go-live outside its windows.

    What: A day of a cutover, or the day of a go-live, lies in one of the `blackouts`; or the go-live is on a day that is
        none of its `go_live_windows` (the start of a pay period, a month or a quarter, or a listed day; a day without work
        means the next working day).
    Why: On those days people and systems have the least room to absorb a failure. A payroll that starts in the middle of a
        period pays part of it from each system.
    Fix: Move the date to the nearest day that is allowed, and not before what comes before it has ended.
    Wrong:
        blackouts: {year-end: {from: 2027-03-29, to: 2027-04-09, reason: year-end filing}}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-04-05}}}
    Right:
        blackouts: {year-end: {from: 2027-03-29, to: 2027-04-09, reason: year-end filing}}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-04-12}}}
    Source: Practitioner guidance on chosen dates and ramp-down (weak). The days themselves come from the file.
    """
    lives = {live.id: live for live in ctx.plan.go_lives}
    for item in items:
        first, last = ctx.plan.start(item.id), ctx.plan.finish(item.id)
        if first is None or last is None:
            continue
        held = ctx.plan.windows.blackouts_between(first, max(first, last))
        if held:
            black = held[0]
            reason = f" ({black.reason})" if black.reason else ""
            after, before = black.to.day + 1, black.from_.day - 1
            when = f"is on {day(first)}" if first == last else f"runs from {day(first)} to {day(last)}"
            yield Hit(
                message=f"{ctx.title(item.id)} {when}, in the blackout {black.id}{reason} from {day(black.from_.day)} to {day(black.to.day)}.",
                fix=nearest(ctx, lives[item.id], before, after)
                if item.id in lives
                else around(ctx, item, before, after),
                at=(*item.path, "start"),
                targets=(item.id,),
                impact=first,
                remedy=Remedy(item.id, not_before=after, to=permitted(ctx, item.id, after))
                if item.id not in lives
                else None,
            )
            continue
        if item.id not in lives:
            continue
        for field in ctx.plan.windows.lacking(item.id):
            yield Lacking(field, (item.id,))
        if ctx.plan.windows.of(item.id) and not ctx.plan.windows.permitted(item.id, first):
            names = ", ".join(window.record.id for window in ctx.plan.windows.of(item.id))
            yield Hit(
                title="The go-live misses its window",
                message=f"{ctx.title(item.id)} is on {day(first)}, which is no day of its go-live window ({names}).",
                fix=nearest(ctx, lives[item.id], first, first),
                at=(*item.path, "start"),
                targets=(item.id,),
                impact=first,
            )


def nearest(ctx: Context, live: "GoLive", before: int, after: int) -> str:
    """The nearest days on both sides on which a go-live is allowed; none before the forecast has it ready."""
    windows = ctx.plan.windows
    forecast = ctx.plan.forecast.go_live(live)
    allowed = forecast.allowed if forecast is not None else None
    earlier = windows.previous_permitted(live.id, before)
    later = windows.next_permitted(live.id, max(after, allowed or after))
    early = allowed is not None and earlier is not None and earlier < allowed
    if earlier is not None and (early or earlier < ctx.as_of):
        earlier = None
    days = [day(found) for found in (earlier, later) if found is not None]
    if not days:
        return "No later day is allowed: add one to `go_live_windows`."
    why = f"; what comes before it leaves no day before {day(allowed)}" if allowed is not None and early else ""
    return f"Move it to {' or '.join(days)}{why}."


def around(ctx: Context, cutover: Activity, before: int, after: int) -> str:
    """The last day on which a cutover may end ahead of a blackout, where it could, and the first on which it may start."""
    calendar = ctx.plan.calendar_of(cutover.id)
    earlier = calendar.previous_working_day(before)
    later = permitted(ctx, cutover.id, after)
    start = calendar.add_days(earlier, -lasts(ctx, cutover.id))
    starts = f"start on {day(later)} or later" if later is not None else "leave out a blackout"
    if start < max(ctx.as_of, waits_until(ctx, cutover)):
        return f"{starts[0].upper()}{starts[1:]}."
    return f"Let it end by {day(earlier)}, or {starts}."


def waits_until(ctx: Context, item: Activity) -> int:
    """The last day, by the forecast, of the items that an activity depends on; 0 where it depends on none."""
    found = (ctx.plan.forecast.get(link.on) for link in item.depends_on if link.type == "FS")
    return max((timing.finish_day for timing in found if timing is not None), default=0)
