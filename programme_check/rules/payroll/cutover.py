"""Payroll: the cutover waits for the parallel runs and for the data."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Remedy, Severity
from programme_check.model import Activity
from programme_check.model.times import Lag
from programme_check.rules.context import Context, count, day
from programme_check.rules.payroll.periods import next_start, parallel_scope
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.days import lasts, permitted, working_days
from programme_check.rules.shared.upstream import Before, Upstream, linked, work

if TYPE_CHECKING:
    from programme_check.schedule.golive import GoLive


class FixWindow(Limits, frozen=True):
    """The time between the end of parallel testing and payroll cutover."""

    window: int = 5
    """Working days in which to mend what the last run found. Judgement."""


@rule(
    "PAY001",
    "payroll-cutover-before-parallel-ends",
    title="Payroll cutover starts before parallel runs end",
    severity=Severity.ERROR,
    about=lambda ctx: work(ctx.plan.of_kind("payroll_cutover")),
    needs=("workstreams.*.activities.* with kind: payroll_cutover",),
    limits=FixWindow,
)
def payroll_cutover_before_parallel_ends(ctx: Context, cutovers: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A payroll cutover starts before the parallel runs of the same people have ended.

    What: A payroll cutover starts before the parallel testing in the same scope (systems, entities, waves, pay groups) has
        ended, or less than 5 working days after its end, or there is no parallel testing in its scope at all. Starting on
        the day the last run ends counts as after it.
    Levels: error; a warning when only the 5 working days for fixes are missing, or when a cutover without parallel testing
        is over; information when both are over.
    Why: The date would be set before there is evidence that people will be paid correctly. What the last parallel run
        finds can then only be mended in live pay.
    Fix: Start the cutover after the end of the parallel runs plus the time to fix what they find, and go live at the start
        of the next pay period; a cutover that no go-live follows begins there itself.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          test: {name: Testing, kind: testing, activities: {par: {name: Parallel runs, kind: parallel_testing, start: 2027-02-22, finish: 2027-03-26}}}
          pay: {name: Payroll, kind: cutover, activities: {cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-31}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          test: {name: Testing, kind: testing, activities: {par: {name: Parallel runs, kind: parallel_testing, start: 2027-02-22, finish: 2027-03-26}}}
          pay: {name: Payroll, kind: cutover, activities: {cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-04-02, finish: 2027-04-09}}}
    Source: A founding statement of this tool. The Queensland Health payroll board dropped the full parallel run; Gartner had
        advised the Canadian Phoenix payroll to run in parallel (audit reports, strong). Five working days are judgement.
    """
    window = Lag(ctx.limits(FixWindow).window)
    tests = work(ctx.plan.of_kind("parallel_testing"))
    upstream = Upstream(ctx, 24, tests, scope_of=lambda id: parallel_scope(ctx, ctx.programme.activities[id]))
    for cutover in cutovers:
        before = upstream.of(cutover.id, ctx.plan.scope(cutover.id), window)
        if not before.found:
            if not upstream.excused(cutover.id):
                yield no_runs(ctx, cutover)
            continue
        if ctx.plan.start(cutover.id) is None:
            yield Lacking("workstreams.*.activities.*.start", (cutover.id,))
            continue
        hit = too_early(ctx, cutover, before, window)
        if hit is not None:
            yield hit
        elif before.undated:
            yield Lacking("workstreams.*.activities.*.finish", (cutover.id,))


def no_runs(ctx: Context, cutover: Activity) -> Hit:
    """A cutover whose pay has never been compared with the old payroll's."""
    over = ctx.plan.dates(cutover.id).complete
    start = ctx.plan.start(cutover.id)
    starts = f" starts {day(start)}, and" if start is not None else ":"
    return Hit(
        title="Payroll cutover without parallel testing",
        message=f"{ctx.title(cutover.id)}{starts} no parallel testing covers the same people.",
        fix=f"Add an activity of `kind: parallel_testing` in the scope of {cutover.id}, and `depends_on` on it with a lag of "
        f"{count(ctx.limits(FixWindow).window, 'working day')}.",
        at=cutover.path,
        targets=(cutover.id,),
        impact=start,
        absent=True,
        severity=Severity.WARNING if over else None,
    )


def too_early(ctx: Context, cutover: Activity, before: Before, window: Lag) -> Hit | None:
    """The hit for a cutover that starts before the runs have ended, or too soon after."""
    runs, start = before.first, ctx.plan.start(cutover.id)
    finish = ctx.plan.finish(runs) if runs is not None else None
    if runs is None or start is None or finish is None or not before.gap_days:
        return None
    mine, theirs = ctx.plan.dates(cutover.id), ctx.plan.dates(runs)
    gap = ctx.plan.gap(runs, cutover.id, "FS", None) or 0.0
    overlap = gap > ctx.plan.tolerance
    done = mine.complete and theirs.complete
    if not overlap and mine.actual_start is not None:
        return None  # the days for fixes cannot be given back to a cutover that has begun
    missing = gap if overlap else before.gap_days
    tense = "ended" if theirs.complete else "ends"
    message = f"{ctx.title(cutover.id)} {'started' if mine.actual_start is not None else 'starts'} {day(start)}, but {ctx.title(runs)} {tense} {day(finish)}"
    wanted = count(window.amount, "working day")
    if not overlap:
        message += f" and fixes need {wanted} after it"
    message += f": {working_days(ctx, missing, cutover.id)} too early."
    title, severity = None, Severity.ERROR
    if done:
        title, severity = "Payroll cutover ran before parallel runs ended", Severity.INFO
    elif not overlap:
        title, severity = "Too little time to fix what parallel runs find", Severity.WARNING
    return Hit(
        title=title,
        message=message,
        fix=way_out(ctx, cutover, runs, window),
        at=(*cutover.path, "start"),
        targets=(cutover.id, runs),
        related=before.notes(ctx) if overlap else before._replace(others=()).notes(ctx),
        gap_days=missing,
        remedy=remedy(ctx, cutover, runs, window),
        impact=start,
        severity=severity,
    )


def way_out(ctx: Context, cutover: Activity, runs: str, window: Lag) -> str:
    """What to do: the earliest cutover, moved on to the start of a pay period where these are known."""
    mine = ctx.plan.dates(cutover.id)
    if mine.complete and ctx.plan.dates(runs).complete:
        return f"Correct `actual` of {cutover.id} or {runs} if a date is wrong, else say why in `not_applicable` of {cutover.id}."
    if mine.actual_start is not None:
        return f"Hold live pay until {runs} has ended and its differences are explained, or correct `actual` of {cutover.id}."
    earliest = proposed(ctx, cutover, runs, window)
    end = f"the end of {runs} plus {count(window.amount, 'working day')}"
    live = separate_go_live(ctx, cutover)
    after = earliest if live is None else ready(ctx, cutover, live, earliest)
    starts = period_starts(ctx, cutover, after)
    days = {start for start, _ in starts}
    periods = ", ".join(f"{day(start)} for {id}" for start, id in starts[:3])
    if live is not None and len(days) == 1:
        start, id = starts[0]
        what = f", a start of a pay period of {id}" if id != live.id else ", the next day its window permits"
        when = f"{day(earliest)} or later ({end}), so that {live.id} can stand on {day(start)}{what}"
    elif live is not None and starts:
        when = f"{day(earliest)} or later ({end}), so that {live.id} can stand at the start of a pay period ({periods})"
    elif len(days) == 1:
        when = f"{day(starts[0][0])}, the first start of a pay period of {starts[0][1]} from {day(earliest)} on ({end})"
    elif starts:
        when = f"{day(earliest)} or later ({end}), best at the start of a pay period ({periods})"
    else:
        when = f"{day(earliest)} or later ({end})"
    link = "" if linked(ctx, runs, cutover.id) else f', and add `depends_on: ["{runs} +{window.iso()}"]`'
    return f"Move `start` of {cutover.id} to {when}{link}."


def remedy(ctx: Context, cutover: Activity, runs: str, window: Lag) -> Remedy | None:
    """The day that the way out names for the cutover, and what it waits for; None for one that has begun."""
    if ctx.plan.dates(cutover.id).actual_start is not None:
        return None
    to = proposed(ctx, cutover, runs, window)
    if separate_go_live(ctx, cutover) is None:
        days = {start for start, _ in period_starts(ctx, cutover, to)}
        to = days.pop() if len(days) == 1 else to
    return Remedy(cutover.id, after=runs, lag=ctx.working_days(window), to=to)


def separate_go_live(ctx: Context, cutover: Activity) -> "GoLive | None":
    """The go-live to come that follows the cutover on a later day; None where the cutover itself begins to pay."""
    live, start = ctx.plan.go_live_for(cutover.id), ctx.plan.start(cutover.id)
    if live is None or live.done or live.id == cutover.id or live.stated is None or start is None:
        return None
    return live if live.stated > start else None


def ready(ctx: Context, cutover: Activity, live: "GoLive", start: int) -> int:
    """The day on which a go-live could follow a cutover that starts on a day; no earlier than it is planned for."""
    finish, stated = ctx.plan.finish(cutover.id), live.stated or start
    last = ctx.plan.calendar_of(cutover.id).add_days(start, lasts(ctx, cutover.id))
    follows = last + 1 if finish != stated else last
    return max(stated, ctx.plan.calendar_of(live.id).next_working_day(follows))


def period_starts(ctx: Context, cutover: Activity, earliest: int) -> list[tuple[int, str]]:
    """When the next pay period of each pay group in scope starts.

    Where a window of the go-live says when it may be, or no period is known, the next day that the window permits.
    """
    known = ctx.programme.payroll.pay_groups
    named = ctx.plan.scope(cutover.id).pay_groups or frozenset(known)
    found = sorted(
        (start, id) for id in named if id in known and (start := next_start(ctx, known[id], earliest)) is not None
    )
    live = ctx.plan.go_live_for(cutover.id)
    if live is not None and ctx.plan.windows.of(live.id):
        permitted_on = ctx.plan.windows.next_permitted(live.id, earliest)
        if permitted_on is not None and permitted_on not in {start for start, _ in found}:
            found = [(permitted_on, live.id)]
        elif permitted_on is not None:
            found = [(start, id) for start, id in found if start == permitted_on]
    return found


def proposed(ctx: Context, cutover: Activity, runs: str, window: Lag) -> int:
    """The first day on which the cutover may start: the end of the runs plus the window, out of blackouts."""
    earliest = earliest_start(ctx, cutover, runs, window)
    return permitted(ctx, cutover.id, earliest) or earliest


def earliest_start(ctx: Context, cutover: Activity, runs: str, window: Lag) -> int:
    """The first working day on which the cutover may start: the end of the runs plus the window."""
    start = ctx.plan.start(cutover.id) or 0
    gap = ctx.plan.gap(runs, cutover.id, "FS", window) or 0.0
    calendar = ctx.plan.calendar_of(cutover.id)
    return calendar.next_working_day(calendar.add_days(start, gap))
