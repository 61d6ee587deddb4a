"""Schedule: how much of what was due is done."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Gate
from programme_check.rules.context import Context, count, day
from programme_check.rules.plan_logic.baselines import baseline_finish, baselined, baselined_gates, due, work
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.shares import Offender, judged, notes, one_by_one, percent

NEEDS = ("workstreams.*.activities.*.baseline.finish",)


class MissedLimits(Limits, frozen=True):
    """How much of what was due may be open."""

    share: float = 5
    """Percent of what the baseline has due by the status date that may be unfinished. DCMA check 11."""


@rule(
    "SCH012",
    "missed-activities",
    title="Work that was due is not finished",
    severity=Severity.WARNING,
    about=lambda ctx: [*baselined(ctx), *baselined_gates(ctx)],
    needs=NEEDS,
    limits=MissedLimits,
)
def missed_activities(ctx: Context, items: Sequence[Activity | Gate]) -> Iterator[Hit | Lacking]:
    """Work whose baseline finish has passed is still open.

    What: More than 5 percent of the activities, milestones and gates that the baseline has finished by the status date
        are not complete. The share is taken of what was due, not of everything; what was finished late counts as done.
        Level of effort, margin, summaries and cancelled work are left out.
    Levels: a warning; below 20 due, information for each one that is open.
    Why: It is the earliest objective sign of slip. Nothing here is anybody's opinion.
    Fix: Plan each again with its owner, or enter its actual finish.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-01-04, finish: 2027-01-29, baseline: {start: 2027-01-04, finish: 2027-01-08}, actual: {start: 2027-01-04}}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-01-04, finish: 2027-01-08, baseline: {start: 2027-01-04, finish: 2027-01-08}, actual: {start: 2027-01-04, finish: 2027-01-08}}
    Source: DCMA 14-point assessment, check 11 (5 %), strong. Sources differ on the denominator; this is the variant that
        counts what is due.
    """
    limit = ctx.limits(MissedLimits).share
    expected = [item for item in items if due(ctx, item)]
    offenders = [overdue(ctx, item) for item in expected if not ctx.plan.dates(item.id).complete]
    if not judged(ctx, len(expected)):
        yield from one_by_one(offenders)
    elif 100 * len(offenders) > limit * len(expected):
        number, population = len(offenders), len(expected)
        yield Hit(
            message=f"{number} of {population} activities, milestones and gates due by {day(ctx.as_of)} in the baseline "
            f"({percent(number, population)}) {'is' if number == 1 else 'are'} not complete; the limit is {limit:g} %.",
            fix="Plan each again with its owner in `start` and `finish`, or enter its `actual` dates.",
            at=("workstreams",),
            related=notes(offenders),
        )


def overdue(ctx: Context, item: Activity | Gate) -> Offender:
    """One item that was due and is open: by how many working days, and whose it is."""
    finish = baseline_finish(item) or ctx.as_of
    late = ctx.plan.calendar_of(item.id).days_between(finish + 1, ctx.as_of + 1)
    due = f"was due {day(finish)} in the baseline and is open {count(late, 'working day')} later"
    if late <= 0:
        due = f"is due {day(finish)} in the baseline, and is open"
    gate = isinstance(item, Gate)
    owner = item.approver if isinstance(item, Gate) else item.owner
    return Offender(
        item.path,
        (item.id,),
        f"{ctx.title(item.id)} {due}; {'owner ' + owner if owner else 'it has no owner'}.",
        f"Give {item.id} a new `date`, or enter its `status` and `passed_on`."
        if gate
        else f"Plan {item.id} again with its owner, or enter `actual.finish`.",
    )


class BeiLimits(Limits, frozen=True):
    """How fast the work has to be delivered."""

    index: float = 0.95
    """Activities complete for each one that the baseline has finished by now, at least. DCMA check 14."""


@rule(
    "SCH015",
    "low-bei",
    title="Less work is complete than the baseline expects",
    severity=Severity.WARNING,
    about=baselined,
    needs=NEEDS,
    limits=BeiLimits,
)
def low_bei(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """The baseline execution index, the rate of delivery against the plan that was agreed, is low.

    What: Activities and milestones complete by the status date, divided by those that the baseline has finished by then,
        is below 0.95. All that is complete counts, what was finished early or has no baseline too, so that the index may
        be above 1. Level of effort, margin, summaries, gates and cancelled work are left out.
    Levels: a warning; information where the baseline has fewer than 20 due.
    Why: A programme that finishes less than it planned so far has to work faster than it ever has. Dates that rest on
        that are hopes.
    Fix: Plan the rest at the rate that has been reached, or cut scope.
    Later: the trend over the revisions of the file comes with the comparison of revisions.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-01-04, finish: 2027-01-29, baseline: {start: 2027-01-04, finish: 2027-01-08}, actual: {start: 2027-01-04}}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-01-04, finish: 2027-01-08, baseline: {start: 2027-01-04, finish: 2027-01-08}, actual: {start: 2027-01-04, finish: 2027-01-08}}
    Source: DCMA 14-point assessment, check 14 (0.95), strong. Descriptions differ; this is the variant that counts all
        completed work, as counting only what was due would say no more than SCH012.
    """
    limit = ctx.limits(BeiLimits).index
    expected = sum(due(ctx, activity) for activity in activities)
    done = sum(ctx.plan.dates(activity.id).complete for activity in work(ctx))
    if expected and done < limit * expected:
        yield Hit(
            message=f"{done} {'activity is' if done == 1 else 'activities are'} complete by {day(ctx.as_of)}, early ones included, where the baseline "
            f"has {expected} finished: an index (BEI) of {done / expected:.2f}; the limit is {limit:g}.",
            fix="Plan the rest in `start` and `finish` at the rate that has been reached, or cut scope by a recorded decision.",
            at=("workstreams",),
            severity=None if judged(ctx, expected) else Severity.INFO,
        )
