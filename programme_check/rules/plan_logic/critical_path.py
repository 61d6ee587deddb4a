"""Schedule: whether the critical path carries a delay, and how much of it has to be won back."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.plan_logic.durations import NOT_WORK, open_work
from programme_check.rules.plan_logic.open_ends import after_go_live
from programme_check.rules.plan_logic.total_float import to_recover
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.floats import unplaced

if TYPE_CHECKING:
    from programme_check.schedule.engine import GoLiveForecast

GO_LIVE = "workstreams.*.activities.* with kind: go_live"


class CarryLimits(Limits, frozen=True):
    """The delay that is tried out."""

    days: int = 600
    """Working days that are added to an activity, in thought. DCMA check 12."""


def lives_to_come(ctx: Context) -> "list[GoLiveForecast]":
    """The go-lives that have not happened."""
    return [live for live in ctx.plan.forecast.go_lives if not live.done]


MOST_NAMED = 20
"""Activities that one finding points at."""


@rule(
    "SCH013",
    "critical-path-broken",
    title="A delay does not reach the go-live",
    severity=Severity.ERROR,
    about=lives_to_come,
    needs=(GO_LIVE,),
    limits=CarryLimits,
)
def critical_path_broken(ctx: Context, lives: "Sequence[GoLiveForecast]") -> Iterator[Hit | Lacking]:
    """The network does not carry a delay through to the go-live.

    What: (a) No unfinished work leads to a go-live that is to come, while work of the same scope is open. (b) The first
        unfinished activity of the go-live's critical path, made 600 working days longer in thought, leaves the go-live
        where it is. Room before its planned date and its windows are allowed for: what counts is whether a further 600
        days move it. (c) Work is under way before a go-live, and no path leads from any of it to any go-live. Missing
        links are put back first.
    Why: In such a network a delay stops on its way and the go-live looks safe. No forecast from it can be believed.
    Fix: Add the link at which the delay stops.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-03-01}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-03-01, depends_on: [build]}
    Source: DCMA 14-point assessment, check 12 (600 days), strong; GAO Schedule Assessment Guide, best practice 6. Trying
        the first activity of each path is the variant used here.
    """
    yield from stray(ctx, lives)
    for live in lives:
        if live.id not in ctx.plan.forecast:
            yield Lacking(unplaced(ctx, live.id), (live.id,))
        elif live.allowed is None:
            yield from nothing_leads(ctx, live.id)
        else:
            yield from does_not_carry(ctx, live, ctx.limits(CarryLimits).days)


def stray(ctx: Context, lives: "Sequence[GoLiveForecast]") -> Iterator[Hit]:
    """The finding about work under way before a go-live, where no path leads from any of it to any go-live."""
    from programme_check.schedule.engine.paths import upstream

    schedule, node = ctx.plan.forecast, ctx.plan.forecast.assembly.node
    leads, _ = upstream(schedule.net, schedule.into, [node[live.id] for live in lives if live.allowed is not None])
    under_way = [
        item
        for item in open_work(ctx)
        if ctx.plan.dates(item.id).in_progress and item.id in node and not item.is_point and not item.open_end
    ]
    if not leads or any(node[item.id] in leads for item in under_way):
        return
    ahead = [item for item in under_way if not after_go_live(ctx, item)]
    if ahead:
        ids = [item.id for item in ahead]
        many = len(ids) > 1
        yield Hit(
            title="Work under way leads to no go-live",
            message=f"{listing([ctx.title(id) for id in ids], 3)} {'are' if many else 'is'} under way, and no path of links leads "
            f"from {'them' if many else 'it'} to a go-live: what holds {'them' if many else 'it'} up moves nothing in the plan.",
            fix=f"Add {listing(ids, 3)} to the `depends_on` of what needs {'them' if many else 'it'}, or give the reason as `open_end`.",
            at=ahead[0].path,
            targets=tuple(ids[:MOST_NAMED]),
            related=tuple(Note(item.path, f"{ctx.title(item.id)} is under way.") for item in ahead[1:MOST_NAMED]),
        )


def nothing_leads(ctx: Context, live: str) -> Iterator[Hit]:
    """The finding about a go-live that waits for nothing, where there is work it ought to wait for."""
    plan, activities = ctx.plan, ctx.programme.activities
    start = plan.start(live)
    waiting = []
    for item in activities.values():
        finish = plan.finish(item.id)
        if item.is_point or item.planning in NOT_WORK or item.status == "cancelled" or plan.dates(item.id).complete:
            continue
        if finish is not None and (start is None or finish < start) and plan.same_scope(item.id, live):
            waiting.append((finish, item.id))
    if waiting:
        last = max(waiting)[1]
        yield Hit(
            title="No work to come leads to the go-live",
            message=f"{ctx.title(live)} waits for no unfinished work, while {count(len(waiting), 'activity', 'activities')} of its scope "
            f"{'is' if len(waiting) == 1 else 'are'} planned before it, the last of them {ctx.title(last)}.",
            fix=f"Add to {live} what it waits for: `depends_on: [{last}]`.",
            at=activities[live].path,
            targets=(live,),
            related=(Note(ctx.path_of(last), f"{ctx.title(last)} is the last before it."),),
        )


def does_not_carry(ctx: Context, live: "GoLiveForecast", days: int) -> Iterator[Hit]:
    """The finding about a delay that stops on the path to a go-live."""
    from programme_check.schedule.engine import Change

    plan, schedule, activities = ctx.plan, ctx.plan.forecast, ctx.programme.activities
    path = [id for id in live.path if id in ctx.programme.work and not plan.dates(id).complete]
    first = next((id for id in path if id in activities and not activities[id].is_point), None)
    if first is None or first == live.id:
        return
    room = 0
    if live.allowed is not None and live.goes is not None:
        room = max(0, plan.calendar_of(first).days_between(live.allowed, live.goes))
    once, twice = Change(id=first, longer_days=days), Change(id=first, longer_days=2 * days + room)
    moved, further = schedule.effect_on_go_live(once, live.id), schedule.effect_on_go_live(twice, live.id)
    if moved is None or further is None or further - moved > 0:
        return
    shifts = schedule.ripple.moved(twice) or {}
    node = schedule.assembly.node
    stop = next((id for id in path[path.index(first) + 1 :] if node[id] not in shifts), live.id)
    before = path[path.index(stop) - 1] if stop in path and path.index(stop) else first
    yield Hit(
        message=f"{ctx.title(first)} is the first activity on the critical path to {ctx.title(live.id)}; {days} working days more "
        f"move the go-live by {moved:g}. The delay stops between {ctx.title(before)} and {ctx.title(stop)}.",
        fix=f"Let {stop} wait for the finish of {before}: add `{before}` to its `depends_on`.",
        at=ctx.path_of(stop),
        targets=(first, live.id),
        related=(Note(ctx.path_of(first), f"{ctx.title(first)} is where the delay was tried."),),
    )


class CpliLimits(Limits, frozen=True):
    """How far the critical path may have to be beaten."""

    index: float = 0.95
    """Smallest critical path length index. DCMA check 13."""


@rule(
    "SCH014",
    "low-cpli",
    title="The critical path has to be beaten by too much",
    severity=Severity.WARNING,
    about=lives_to_come,
    needs=(GO_LIVE,),
    limits=CpliLimits,
)
def low_cpli(ctx: Context, lives: "Sequence[GoLiveForecast]") -> Iterator[Hit | Lacking]:
    """The critical path length index of a go-live is low: its path would have to be walked faster than planned.

    What: (length + float) / length is below 0.95. The length is the working days from the status date to the day the
        go-live is forecast for, missing links put back; the float is the working days from that day to the stated one,
        negative when it comes too late.
    Why: A plan that has to run faster than its own durations from now on has no reason to. It measures how much has to
        be won back, per day that is left.
    Fix: Recover the days, cut scope, or take a decision on the date.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, duration: 20d}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-02-22, depends_on: [build]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, duration: 15d}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-02-22, depends_on: [build]}
    Source: DCMA 14-point assessment, check 13 (0.95), strong.
    """
    limit = ctx.limits(CpliLimits).index
    for live in lives:
        if live.goes is None:
            yield Lacking(unplaced(ctx, live.id), (live.id,))
            continue
        if live.stated is None:
            yield Lacking("workstreams.*.activities.*.deadline", (live.id,))
            continue
        calendar = ctx.plan.calendar_of(live.id)
        length, room = calendar.days_between(ctx.as_of, live.goes), calendar.days_between(live.goes, live.stated)
        if length > 0 and length + room < limit * length:
            short = to_recover(calendar, live)
            recover = f"Recover {count(short, 'working day')}, cut scope, or decide" if short else "Decide"
            yield Hit(
                message=f"{ctx.title(live.id)} is forecast for {day(live.goes)}, {count(length, 'working day')} from the status date, and "
                f"stated for {day(live.stated)}, {count(-room, 'working day')} earlier: an index (CPLI) of "
                f"{math.floor(1000 * (length + room) / length) / 1000:g}; the limit is {limit:g}.",
                fix=f"{recover} on a new date and enter it in {live.id}.",
                at=ctx.path_of(live.id),
                targets=(live.id,),
                gap_days=-room,
                impact=live.stated,
            )
