"""Schedule: promises that the plan's own logic cannot keep, and room that is too large to be true."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.plan_logic.durations import open_work
from programme_check.rules.plan_logic.open_ends import after_go_live
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.floats import floats, unplaced, worked_out
from programme_check.rules.shared.shares import Offender, judged, one_by_one, percent
from programme_check.schedule.calendar import Calendar

if TYPE_CHECKING:
    from programme_check.schedule.engine import GoLiveForecast

MOST = 10
"""How many activities with high float one finding lists (rules.md)."""


class FloatLimits(Limits, frozen=True):
    """How much room work may have."""

    days: float = 44
    """Working days of total float above which it is high. DCMA check 6."""
    share: float = 5
    """Percent of unfinished activities that may have more. DCMA check 6."""


def work_before_go_live(ctx: Context) -> list[Activity]:
    """Unfinished activities, milestones and work after go-live left out, that could be placed."""
    known = floats(ctx)
    return [
        activity
        for activity in open_work(ctx)
        if activity.id in known and not activity.is_point and not after_go_live(ctx, activity)
    ]


@rule(
    "SCH008",
    "high-float",
    title="Work has more room than is likely",
    severity=Severity.INFO,
    about=work_before_go_live,
    needs=("workstreams.*.activities.*.finish",),
    limits=FloatLimits,
)
def high_float(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Many activities could slip by two months without moving anything.

    What: More than 5 percent of the unfinished activities have over 44 working days of total float, counted on the network
        with the missing links put back, margin not counted in. Level of effort, margin, milestones and work after go-live are left out.
    Levels: information; below 20 activities one for each of them.
    Why: Float that large is usually a link that nobody has drawn, not time to spare.
    Fix: Link each to what needs it first.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              guide: {name: Guide, kind: other, start: 2027-02-01, finish: 2027-02-05}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-06-01, depends_on: [guide]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              guide: {name: Guide, kind: other, start: 2027-04-19, finish: 2027-04-30}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-06-01, depends_on: [guide]}
    Source: DCMA 14-point assessment, check 6 (44 days, 5 %), strong; GAO Schedule Assessment Guide (barriers to valid
        float).
    """
    limits, schedule = ctx.limits(FloatLimits), ctx.plan.with_whole_margin
    known = floats(ctx) if schedule is ctx.plan.forecast else dict(worked_out(schedule))
    high = [(room, activity) for activity in activities if (room := known[activity.id]) > limits.days]
    high.sort(key=lambda pair: (-pair[0], pair[1].id))
    if not judged(ctx, len(activities)):
        yield from one_by_one([offender(ctx, activity, room) for room, activity in high])
    elif 100 * len(high) > limits.share * len(activities):
        top = [offender(ctx, activity, room) for room, activity in high[:MOST]]
        yield Hit(
            message=f"{len(high)} of {len(activities)} unfinished activities ({percent(len(high), len(activities))}) have more than "
            f"{count(limits.days, 'working day')} of total float; the limit is {limits.share:g} %.",
            fix=f"Link each to what needs it first in `depends_on`, starting with {listing([one.targets[0] for one in top], 3)}.",
            at=("workstreams",),
            related=tuple(Note(one.path, one.words) for one in top),
        )


def offender(ctx: Context, activity: Activity, room: float) -> Offender:
    """One activity with much room, and the last of those that wait for it."""
    schedule = ctx.plan.forecast
    net = schedule.net
    after = [net.succ[link] for link in net.out[schedule.assembly.node[activity.id]]]
    last = max(after, key=lambda node: (schedule.start_of(node), net.names[node]), default=None)
    then = f"the last to wait for it is {ctx.title(net.names[last])}" if last is not None else "nothing waits for it"
    return Offender(
        activity.path,
        (activity.id,),
        f"{ctx.title(activity.id)} has {count(round(room, 1), 'working day')} of total float; {then}.",
        f"Add {activity.id} to the `depends_on` of what needs it first.",
    )


class Promise(NamedTuple):
    """A date somebody else relies on."""

    activity: Activity
    limit: int
    """The instant by which it has to be over."""
    stated: int
    """The day as people say it."""
    field: str
    """The field of the activity that holds it; the activity itself when empty."""


def promises(ctx: Context) -> list[Promise]:
    """Stated dates of go-lives to come, deadlines, and planned finishes that are committed, of unfinished work."""
    from programme_check.schedule.engine.bounds import at_finish

    plan, found = ctx.plan, []
    lives = {live.id: live for live in plan.go_lives if not live.done}
    for activity in ctx.programme.activities.values():
        live = lives.get(activity.id)
        if live is None and activity.deadline is None and not activity.committed:
            continue
        dates, calendar = plan.dates(activity.id), plan.calendar_of(activity.id)
        if dates.complete or dates.cancelled:
            continue
        point = activity.kind == "go_live" and bool(activity.is_point)
        if activity.deadline is not None:
            limit = at_finish(calendar, activity.deadline, go_live=point)
            found.append(Promise(activity, limit, activity.deadline.day, "deadline"))
        elif live is not None and live.stated is not None:
            limit = calendar.day_start(live.stated)
            if dates.start_at is not None and dates.finish_at is not None:
                limit = max(limit, dates.finish_at)
            found.append(Promise(activity, limit, live.stated, ""))
        elif activity.committed and dates.finish_at is not None and dates.planned_finish is not None:
            found.append(Promise(activity, dates.finish_at, dates.planned_finish, "committed"))
    return found


@rule(
    "SCH009",
    "negative-float",
    title="A promised date cannot be kept",
    severity=Severity.ERROR,
    about=promises,
    needs=("workstreams.*.activities.* with kind: go_live", "workstreams.*.activities.*.deadline"),
)
def negative_float(ctx: Context, promised: Sequence[Promise]) -> Iterator[Hit | Lacking]:
    """The logic of the plan reaches a committed date too late: its total float is negative.

    What: A go-live with a date, an activity with a `deadline` or one that is `committed` comes later than that, once
        durations, links, progress and go-live windows are followed through, the missing links put back. Finished work is
        left out.
    Why: By its own logic the plan cannot keep the date any more. Everybody who relies on it still believes in it.
    Fix: Win the days back on the driving path, or decide on a new date.
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
    Source: DCMA 14-point assessment, check 7 (no negative float), strong; GAO Schedule Assessment Guide (float).
    """
    schedule = ctx.plan.forecast
    lives = {live.id: live for live in schedule.go_lives}
    for promise in promised:
        id = promise.activity.id
        timing, live = schedule.get(id), lives.get(id)
        if timing is None:
            yield Lacking(unplaced(ctx, id), (id,))
            continue
        calendar = ctx.plan.calendar_of(id)
        late = round(calendar.span_days(promise.limit, timing.finish), 2)
        reached, short, waits = timing.finish_day, late, ""
        if live is not None and live.slip_days is not None and live.goes is not None:
            late, reached, short = live.slip_days, live.goes, to_recover(calendar, live)
            if live.ready is not None and live.ready < live.goes:
                waits = f"; it is ready on {day(live.ready)}, and no earlier day is permitted"
        if late <= 0:
            continue
        path = live.path if live is not None else tuple(schedule.path_to(id))
        drawn = ctx.plan.as_drawn.get(id)
        missing = drawn is not None and calendar.span_days(promise.limit, drawn.finish) <= 0
        where = f"`{promise.field or 'start'}` of {id}"
        recover = f"Recover {count(short, 'working day')} on {chain(path)}, or decide" if short else "Decide"
        yield Hit(
            message=f"{ctx.title(id)} is promised for {day(promise.stated)}; the logic of the plan"
            f"{', with the missing links put back,' if missing else ''} reaches it on {day(reached)}, "
            f"{count(late, 'working day')} too late{waits}.",
            fix=f"{recover} on a new date and enter it in {where}.",
            at=(*promise.activity.path, promise.field) if promise.field else promise.activity.path,
            targets=(id,),
            gap_days=late,
            impact=promise.stated,
            related=tuple(
                Note(ctx.path_of(step), f"{ctx.title(step)} lies on the driving path.")
                for step in path[-6:]
                if step != id
            ),
        )


def to_recover(calendar: Calendar, live: "GoLiveForecast") -> int:
    """Working days by which a go-live that comes too late has to be ready earlier, for its stated date to be met.

    Fewer than it comes too late by where it is ready before the next day on which it is permitted; none where it is
    ready in time and only its stated day is not permitted.
    """
    late = live.slip_days or 0
    if live.ready is None or live.stated is None:
        return late
    return max(0, min(late, calendar.days_between(live.stated, live.ready)))


def chain(path: Sequence[str]) -> str:
    """A path as people read it, its last six steps where it is longer; in words where it is the item alone."""
    if len(path) < 2:
        return "what precedes it"
    return ("... > " if len(path) > 6 else "") + " > ".join(path[-6:])
