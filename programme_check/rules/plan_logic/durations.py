"""Schedule: dates nailed down, and bars too long to see into."""

import math
from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.shares import MOST_NOTES

HARD = frozenset({"must_start_on", "must_finish_on", "start_no_later_than", "finish_no_later_than"})
"""The four constraint types that stop a slip from showing (DCMA check 5, revision of 2009-11-09)."""
NOT_WORK = frozenset({"level_of_effort", "summary"})
UNSPLIT = frozenset({"procurement", "margin", "hypercare", "stabilisation"})
"""Kinds whose length says nothing about how well the work can be seen: support lasts as long as it has to."""


def open_work(ctx: Context) -> list[Activity]:
    """Activities still to be finished that are work of their own: no level of effort, summaries or cancelled ones."""
    found: list[Activity] | None = ctx.memo.get("open work")
    if found is None:
        dates = ctx.plan.dates
        found = ctx.memo["open work"] = [
            activity
            for activity in ctx.programme.activities.values()
            if activity.planning not in NOT_WORK
            and activity.status != "cancelled"
            and activity.kind != "margin"
            and not dates(activity.id).complete
        ]
    return found


def share_hits(
    ctx: Context, offenders: Sequence[tuple[Activity, str]], population: int, *, limit: float, message: str, fix: str
) -> Iterator[Hit]:
    """How a share metric is reported (rulings): one finding for the plan from 20 activities on, else one info each.

    `offenders` pairs each activity with what is said of it; `message` takes the number of offenders, the population and
    the share in percent.
    """
    if population < ctx.settings.min_population:
        for activity, words in offenders:
            yield Hit(message=words, fix=fix, at=activity.path, targets=(activity.id,), severity=Severity.INFO)
    elif 100 * len(offenders) > limit * population:
        share = 100 * len(offenders) / population
        told = sorted(offenders, key=lambda pair: pair[0].id)
        yield Hit(
            message=message.format(
                number=len(offenders), population=population, share=f"{share:.0f}", limit=f"{limit:g}"
            ),
            fix=fix,
            at=("workstreams",),
            related=tuple(Note(item.path, words) for item, words in told[:MOST_NOTES]),
        )


class ConstraintLimits(Limits, frozen=True):
    """How many activities may be nailed to a date."""

    share: float = 5
    """Percent of unfinished activities that may carry a hard constraint. DCMA check 5."""


@rule(
    "SCH007",
    "hard-constraint",
    title="A date is nailed down",
    severity=Severity.WARNING,
    about=open_work,
    needs=("workstreams.*.activities",),
    limits=ConstraintLimits,
)
def hard_constraint(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A constraint fixes a date that the logic of the plan should give.

    What: An unfinished activity has a constraint of type must_start_on, must_finish_on, start_no_later_than or
        finish_no_later_than without a reason; or more than 5 percent of the unfinished activities have one. Regulatory
        deadlines and contract milestones with a reason do not count.
    Levels: a warning; below 20 activities a constraint with a reason is information.
    Why: A date that is nailed down stays where it is when the work before it slips. The plan then shows no slip until
        the day itself.
    Fix: Replace the constraint by links and a `deadline`, or give its `reason`.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-05, constraint: {type: must_start_on}}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-05, deadline: 2027-02-12}
    Source: DCMA 14-point assessment, check 5; GAO Schedule Assessment Guide (sequencing); NASA Schedule Management
        Handbook: look at governance dates first.
    """
    offenders = []
    for activity in activities:
        if activity.constraint is None or activity.constraint.type not in HARD:
            continue
        words = activity.constraint.type.replace("_", " ")
        if not activity.constraint.reason:
            yield Hit(
                message=f"{ctx.title(activity.id)} has the constraint “{words}” and no reason for it.",
                fix=f"Replace the `constraint` of {activity.id} by links and a `deadline`, or add its `reason`.",
                at=(*activity.path, "constraint"),
                targets=(activity.id,),
            )
        elif activity.kind not in {"regulatory_deadline", "contract_milestone"}:
            offenders.append((activity, f"{ctx.title(activity.id)} has the constraint “{words}”."))
    yield from share_hits(
        ctx,
        offenders,
        len(activities),
        limit=ctx.limits(ConstraintLimits).share,
        message="{number} of {population} unfinished activities ({share} %) have a hard constraint; the limit is {limit} %.",
        fix="Replace constraints by links and deadlines where the date follows from the work.",
    )


class LengthLimits(Limits, frozen=True):
    """How long an activity may be."""

    limit: float = 44
    """Working days of remaining work beyond which a bar is long. DCMA check 8."""
    share: float = 5
    """Percent of unfinished activities that may be longer. DCMA check 8."""
    near_term: int = 180
    """Calendar days from the status date within which work has to be planned in detail. NASA (6 to 12 months)."""
    cycles: float = 2
    """Status cycles that an activity in the near term may last. NASA Schedule Management Handbook 5.5.7.3."""


@rule(
    "SCH010",
    "long-activity",
    title="An activity is too long to see into",
    severity=Severity.WARNING,
    about=lambda ctx: [
        activity
        for activity in open_work(ctx)
        if activity.planning != "planning_package"
        and activity.kind not in UNSPLIT
        and len(activity.runs) < 2
        and ctx.plan.dates(activity.id).duration
    ],
    needs=("workstreams.*.activities.*.finish",),
    limits=LengthLimits,
)
def long_activity(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A bar that is so long that a slip inside it shows only at its end.

    What: More than 5 percent of the unfinished activities have over 44 working days left; or an activity that is to start
        within 180 calendar days lasts longer than two status cycles (a cycle is a month unless `status_cycle` says
        otherwise). Level of effort, planning packages, procurement, margin, hypercare, stabilisation and parallel testing
        that is split into `runs` are exempt.
    Levels: a warning; below 20 activities a bar over 44 days that starts later is information.
    Why: Inside a long bar nobody can tell whether the work is on course. Its slip is discovered near its end, when
        there is no time left to act.
    Fix: Split the activity where something can be inspected.
    Wrong:
        workstreams:
          pay: {name: Payroll, kind: configuration, activities: {build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-06-30}}}
    Right:
        workstreams:
          pay: {name: Payroll, kind: configuration, activities: {build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}}}
    Source: DCMA 14-point assessment, check 8 (44 days, 5 %); NASA Schedule Management Handbook 5.5.7.3 (two status
        cycles, near term of 6 to 12 months).
    """
    limits = ctx.limits(LengthLimits)
    offenders = []
    cycle = cycle_days(ctx)
    for activity in activities:
        dates = ctx.plan.dates(activity.id)
        left = remaining(ctx, activity)
        if dates.start is not None and ctx.as_of <= dates.start <= ctx.as_of + limits.near_term and dates.duration:
            calendar = ctx.plan.calendar_of(activity.id)
            allowed = calendar.days_between(dates.start, dates.start + round(limits.cycles * cycle))
            if dates.duration > allowed and left > 0:
                yield Hit(
                    message=f"{ctx.title(activity.id)} lasts {count(dates.duration, 'working day')}; two status cycles are {allowed:g}.",
                    fix=f"Split {activity.id} at a product that can be inspected.",
                    at=activity.path,
                    targets=(activity.id,),
                )
                continue
        if left > limits.limit:
            offenders.append((activity, f"{ctx.title(activity.id)} has {count(math.ceil(left), 'working day')} left."))
    yield from share_hits(
        ctx,
        offenders,
        len(activities),
        limit=limits.share,
        message=f"{{number}} of {{population}} unfinished activities ({{share}} %) have more than {count(limits.limit, 'working day')} left; "
        "the limit is {limit} %.",
        fix="Split the longest ones where something can be inspected.",
    )


def remaining(ctx: Context, activity: Activity) -> float:
    """Working days of an activity still to do: `remaining`, else what `progress` leaves of the duration.

    Of an activity that has started no more is left than the days to its planned finish.
    """
    if activity.remaining is not None:
        return float(ctx.working_days(activity.remaining, activity.id))
    dates = ctx.plan.dates(activity.id)
    left = (dates.duration or 0.0) * (1 - (activity.progress or 0) / 100)
    if (
        activity.actual is not None
        and activity.actual.start is not None
        and dates.finish is not None
        and dates.finish >= ctx.as_of
    ):
        left = min(left, ctx.plan.calendar_of(activity.id).days_between(ctx.as_of, dates.finish + 1))
    return float(left)


def cycle_days(ctx: Context) -> float:
    """Calendar days of a status cycle: 31 unless the file says otherwise (NASA: month-end practice)."""
    cycle = ctx.programme.programme.status_cycle
    if cycle is None:
        return 31
    return {"m": 31.0, "w": 7.0, "d": 1.4, "cd": 1.0, "h": 1 / 24}[cycle.unit] * cycle.amount
