"""Schedule: a baseline to compare with, and a status that is kept up."""

from collections.abc import Iterator, Sequence

import msgspec

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day
from programme_check.rules.plan_logic.baselines import baseline_finish, work
from programme_check.rules.plan_logic.durations import cycle_days
from programme_check.rules.plan_logic.rebaselined import rebaselined
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.shares import MOST_NOTES, Offender, judged, notes, one_by_one, percent


class StatusLimits(Limits, frozen=True):
    """How complete the baseline and how fresh the status has to be."""

    share: float = 20
    """Percent of activities without baseline at which the plan counts as having none. Judgement."""
    cycles: float = 2
    """Status cycles after which work in progress counts as not updated. Judgement."""


@rule(
    "SCH017",
    "baseline-or-status-stale",
    title="There is no agreed plan to compare with",
    severity=Severity.WARNING,
    about=work,
    needs=("workstreams.*.activities",),
    limits=StatusLimits,
)
def baseline_or_status_stale(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """The baseline is missing or was moved without approval, or the status is out of date.

    What: (a) 20 percent of the activities and milestones or more have no baseline dates; (b) with an earlier revision to
        compare with (`--against`): baseline dates of an activity or gate changed or went, and neither its `changed_by` nor a
        change request under `change_requests`, new since then, is approved (a decision: made); (c) with `--today`: the
        status date is more than a status cycle ago (31 days unless `status_cycle` says otherwise); (d) work in progress was
        last `updated` more than two status cycles before the status date. Level of effort, margin, summaries and cancelled
        work are left out. While the phase is planning and no work has started, no baseline is asked for.
    Levels: a warning; an error where the baseline moved without approval; below 20 activities information for each that has
        no baseline.
    Why: Without the dates that were agreed nobody can tell a plan that holds from one that was quietly moved. A status
        that is not kept up says nothing about today.
    Fix: Enter the agreed dates as `baseline`, name what approved a change to them, and keep the status up to date.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2026-10-05, finish: 2027-01-29, baseline: {start: 2026-10-05, finish: 2027-01-22}, actual: {start: 2026-10-05}, updated: 2026-10-30}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2026-10-05, finish: 2027-01-29, baseline: {start: 2026-10-05, finish: 2027-01-22}, actual: {start: 2026-10-05}, updated: 2027-01-12}
    Source: GAO Schedule Assessment Guide, best practice 10 (maintaining a baseline) and the change process; NASA Schedule
        Management Handbook 7.3.2 (monthly status). 20 percent and two cycles are judgement.
    """
    changed = rebaselined(ctx, ctx.against, activities) if ctx.against is not None else ()
    moved = {hit.targets: hit for hit in changed}
    old = status_is_old(ctx)
    for found in (*without_baseline(ctx, activities), *not_updated(ctx, activities)):
        if isinstance(found, Hit) and found.targets in moved:
            if found.severity is not Severity.INFO:
                moved[found.targets] = joined(moved[found.targets], found)
        elif isinstance(found, Hit) and not found.targets and old is not None:
            yield joined(found, old)
            old = None
        else:
            yield found
    yield from moved.values()
    if old is not None:
        yield old


def joined(one: Hit, other: Hit) -> Hit:
    """Two hits about the same thing as one finding."""
    return msgspec.structs.replace(one, message=f"{one.message} {other.message}", fix=f"{one.fix} {other.fix}")


def status_is_old(ctx: Context) -> Hit | None:
    """Part (c): on the day of the run, where it is given, the status date is more than a cycle ago."""
    stated, cycle = ctx.programme.programme.status_date.day, cycle_days(ctx)
    if ctx.today is None or ctx.today - stated <= cycle:
        return None
    age = count(ctx.today - stated, "calendar day")
    return Hit(
        title="The status is older than a status cycle",
        message=f"The file describes {day(stated)}, {age} before {day(ctx.today)}; a status cycle has {cycle:g}.",
        fix="Bring the plan up to date, and move `status_date` on with it.",
        at=("programme", "status_date"),
    )


def without_baseline(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit]:
    """Part (a): too few activities have agreed dates."""
    begun = any(ctx.plan.dates(activity.id).actual_start is not None for activity in activities)
    if ctx.programme.programme.phase == "planning" and not begun:
        return
    bare = [activity for activity in activities if baseline_finish(activity) is None]
    number, population, limit = len(bare), len(activities), ctx.limits(StatusLimits).share
    if not judged(ctx, population):
        # part (d) says it of work that nobody has touched
        yield from one_by_one([agreed(ctx, one) for one in bare if not stale(ctx, one)], absent=True)
    elif number and 100 * number >= limit * population:
        told = sorted(bare, key=lambda one: one.id)[:MOST_NOTES]
        yield Hit(
            message=f"{number} of {population} activities and milestones ({percent(number, population)}) have no baseline dates; "
            f"from {limit:g} % on the plan has nothing to be compared with.",
            fix="Enter the agreed dates of each as `baseline: {start: …, finish: …}`.",
            at=("workstreams",),
            related=notes([agreed(ctx, one) for one in told]),
            absent=True,
        )


def agreed(ctx: Context, activity: Activity) -> Offender:
    """An activity that no baseline was agreed for."""
    return Offender(
        activity.path,
        (activity.id,),
        f"{ctx.title(activity.id)} has no baseline.",
        f"Enter the agreed dates of {activity.id} as `baseline`.",
    )


def stale(ctx: Context, activity: Activity) -> bool:
    """Whether work in progress was last updated more than two status cycles before the status date."""
    if activity.updated is None or not ctx.plan.dates(activity.id).in_progress:
        return False
    return ctx.as_of - activity.updated.day > ctx.limits(StatusLimits).cycles * cycle_days(ctx)


def not_updated(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Part (d): work in progress whose entry nobody has touched for two status cycles."""
    unknown = []
    for activity in activities:
        if not ctx.plan.dates(activity.id).in_progress:
            continue
        if activity.updated is None:
            unknown.append(activity.id)
        elif stale(ctx, activity):
            age, cycle = ctx.as_of - activity.updated.day, cycle_days(ctx)
            lacks = ", and it has no baseline" if baseline_finish(activity) is None else ""
            yield Hit(
                title="Work in progress has not been updated",
                message=f"{ctx.title(activity.id)} is in progress and was last updated {day(activity.updated.day)}, "
                f"{count(age, 'calendar day')} before the status date; a status cycle has {cycle:g}{lacks}.",
                fix=f"Bring `progress`, `remaining` and `finish` of {activity.id} up to date, and `updated` with them.",
                at=(*activity.path, "updated"),
                targets=(activity.id,),
            )
    if unknown:
        yield Lacking("workstreams.*.activities.*.updated", tuple(unknown))
