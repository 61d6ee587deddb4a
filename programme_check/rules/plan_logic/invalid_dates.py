"""Schedule: dates that cannot be, because they contradict each other or the status date."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Gate
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import rule
from programme_check.schedule.dates import Dates
from programme_check.schedule.precedence import NOT_WORK


@rule(
    "SCH011",
    "invalid-dates",
    title="Dates contradict each other or the status date",
    severity=Severity.ERROR,
    about=lambda ctx: [
        item
        for item in ctx.programme.work.values()
        if getattr(item, "planning", None) != "summary" and item.status != "cancelled"
    ],
    needs=("workstreams.*.activities",),
)
def invalid_dates(ctx: Context, items: Sequence[Activity | Gate]) -> Iterator[Hit | Lacking]:
    """Dates that cannot be: backwards, done in the future, or still to do in the past.

    What: The start is after the finish; an actual date is after the status date; unfinished work has a finish, or
        unstarted work a start, before the status date; an actual finish has no actual start; status or progress
        contradicts the actual dates; start, finish and duration disagree; or no day of the activity has working time.
        Started work that gives neither `progress` nor `remaining` is listed as not judged: forecasts take it to be as far
        as the time since its start allows.
    Why: Work cannot be done in the future or planned in the past, and every other answer rests on these dates.
    Fix: Plan what is still to do on or after the status date, or enter the actual dates of what is done.
    Wrong:
        workstreams:
          pay: {name: Payroll, kind: configuration, activities: {build: {name: Build, kind: configuration, start: 2026-11-02, finish: 2026-12-18}}}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2026-11-02, finish: 2027-01-22, actual: {start: 2026-11-02}, progress: 80}
    Source: DCMA 14-point assessment, check 9; GAO Schedule Assessment Guide (updating the schedule).
    """
    for item in items:
        if isinstance(item, Activity) and still_a_plan(item, ctx.plan.dates(item.id), ctx.as_of):
            continue
        faults = gate_faults(ctx, item) if isinstance(item, Gate) else activity_faults(ctx, item)
        if faults:
            yield Hit(
                message=f"{ctx.title(item.id)}: {listing([words for words, _, _ in faults], 6)}.",
                fix=" ".join(dict.fromkeys(fix for _, _, fix in faults)),
                at=(*item.path, *faults[0][1]),
                targets=(item.id,),
                impact=ctx.plan.start(item.id),
            )
        elif isinstance(item, Activity) and unmeasured(ctx, item):
            yield Lacking("workstreams.*.activities.*.progress", (item.id,))


def unmeasured(ctx: Context, activity: Activity) -> bool:
    """Whether work is under way and nothing says how far it is."""
    if activity.progress is not None or activity.remaining is not None or activity.planning in NOT_WORK:
        return False
    dates = ctx.plan.dates(activity.id)
    return dates.in_progress and not dates.complete and dates.start is not None and dates.start < ctx.as_of


def still_a_plan(activity: Activity, dates: Dates, as_of: int) -> bool:
    """Whether an activity lies ahead, its dates agree and nothing is said of it yet: most are, and need no closer look."""
    return (
        activity.actual is None
        and activity.status is None
        and activity.progress is None
        and not dates.no_work
        and dates.finish_by_duration is None
        and dates.start is not None
        and dates.finish is not None
        and as_of <= dates.start <= dates.finish
        and (activity.start is None or activity.finish is None or activity.start <= activity.finish)
    )


Fault = tuple[str, tuple[str, ...], str]
"""What is wrong in words, the field below the entity, and what to do."""


def gate_faults(ctx: Context, gate: Gate) -> list[Fault]:
    """What cannot be in the dates of a gate."""
    faults: list[Fault] = []
    passed = gate.passed_on
    if passed is not None and passed.day > ctx.as_of:
        faults.append(
            (f"it was passed on {day(passed.day)}, after the status date", ("passed_on",), "Correct `passed_on`.")
        )
    open_gate = passed is None and gate.status in {None, "planned"}
    if open_gate and gate.date is not None and gate.date.day < ctx.as_of:
        faults.append(
            (
                f"it was planned for {day(gate.date.day)}, before the status date, and is not decided",
                ("date",),
                f"Give {gate.id} a new `date`, or enter its `status` and `passed_on`.",
            )
        )
    return faults


def activity_faults(ctx: Context, activity: Activity) -> list[Fault]:
    """What cannot be in the dates of an activity."""
    faults: list[Fault] = []
    id, dates, actual = activity.id, ctx.plan.dates(activity.id), activity.actual
    begun = actual.start if actual else None
    ended = actual.finish if actual else None
    start, finish = activity.start, activity.finish
    if start is not None and finish is not None and start > finish:
        faults.append(
            (
                f"it starts {day(start.day)} and finishes before that, {day(finish.day)}",
                ("start",),
                f"Swap or correct the dates of {id}.",
            )
        )
    if begun is not None and ended is not None and begun > ended:
        faults.append(
            ("its actual start is after its actual finish", ("actual", "start"), f"Correct `actual` of {id}.")
        )
    for field, value in (("start", begun), ("finish", ended)):
        if value is not None and value.day > ctx.as_of:
            faults.append(
                (
                    f"its actual {field}, {day(value.day)}, is after the status date",
                    ("actual", field),
                    f"Correct `actual.{field}` of {id}, or the status date.",
                )
            )
    if ended is not None and begun is None:
        faults.append(
            ("it has an actual finish and no actual start", ("actual", "finish"), f"Add `actual.start` to {id}.")
        )
    if activity.planning != "level_of_effort":
        faults += overdue(ctx, activity, dates.complete, begun is not None)
    faults += contradictions(ctx, activity, begun is not None, ended is not None)
    return faults


def overdue(ctx: Context, activity: Activity, complete: bool, begun: bool) -> list[Fault]:
    """Work still to do that is planned before the status date."""
    dates = ctx.plan.dates(activity.id)
    if complete or activity.status == "complete":
        return []
    fix = f"Plan {activity.id} on or after {day(ctx.plan.calendar_of(activity.id).next_working_day(ctx.as_of))}, or enter its actual dates."
    if not begun and dates.start is not None and dates.start < ctx.as_of:
        return [(f"it was to start {day(dates.start)}, before the status date, and has not started", ("start",), fix)]
    if dates.finish is not None and dates.finish < ctx.as_of:
        return [
            (f"it was to finish {day(dates.finish)}, before the status date, and is not finished", ("finish",), fix)
        ]
    return []


def contradictions(ctx: Context, activity: Activity, begun: bool, ended: bool) -> list[Fault]:
    """Status, progress and durations that disagree with the dates."""
    faults: list[Fault] = []
    id, status, progress = activity.id, activity.status, activity.progress
    if status == "complete" and not ended:
        faults.append(
            (
                "its status is complete and it has no actual finish",
                ("status",),
                f"Add `actual.finish` to {id}, or change its `status`.",
            )
        )
    if status in {"not_started", "in_progress"} and ended:
        faults.append(
            (
                f"its status is {status.replace('_', ' ')} and it has an actual finish",
                ("status",),
                f"Change the `status` of {id}, or remove `actual.finish`.",
            )
        )
    if status == "not_started" and begun and not ended:
        faults.append(
            (
                "its status is not started and it has an actual start",
                ("status",),
                f"Change the `status` of {id}, or remove `actual.start`.",
            )
        )
    if status == "in_progress" and not begun:
        faults.append(
            ("its status is in progress and it has no actual start", ("status",), f"Add `actual.start` to {id}.")
        )
    if progress and not begun and not ended:
        faults.append(
            (f"it is {progress:g} % done and has no actual start", ("progress",), f"Add `actual.start` to {id}.")
        )
    if progress is not None and progress >= 100 and not ended:
        faults.append(
            (
                "it is 100 % done and has no actual finish",
                ("progress",),
                f"Add `actual.finish` to {id}, or lower its `progress`.",
            )
        )
    faults += (
        (words, ("duration",) if activity.duration else (), f"Correct the dates or the `calendar` of {id}.")
        for words in ctx.plan.date_faults(id)
    )
    return faults
