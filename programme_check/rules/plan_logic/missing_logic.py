"""Schedule: gaps in the network that a slip cannot travel through."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context
from programme_check.rules.plan_logic.durations import open_work
from programme_check.rules.plan_logic.open_ends import Ends, dangling, missing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.shares import MOST_NOTES, Offender, judged, notes, one_by_one, percent


class LogicLimits(Limits, frozen=True):
    """How many gaps the network may have."""

    share: float = 5
    """Percent of unfinished activities that may lack a predecessor or a successor. DCMA check 1."""
    dangling_share: float = 5
    """Percent of unfinished activities that may have a start or a finish without logic. DCMA check 1."""


@rule(
    "SCH001",
    "missing-logic",
    title="Work is not linked to what precedes or follows it",
    severity=Severity.WARNING,
    absent=True,
    about=open_work,
    needs=("workstreams.*.activities",),
    limits=LogicLimits,
)
def missing_logic(ctx: Context, activities: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Unfinished work that nothing leads to, or that leads to nothing.

    What: An unfinished activity or milestone has no predecessor or no successor; or one of its ends dangles: its
        predecessors act on its finish only (FF, SF), or its successors wait for its start only (SS, SF). The share is
        that of such activities among all unfinished ones. Level of effort, margin, summaries and cancelled work are left
        out. Declared links count, of a workstream as a whole too, and so do a decision or an external dependency that
        blocks the activity. Accepted are an `open_start` or `open_end` with its reason, a milestone that opens a chain of
        work (a go-live or a freeze never does), a milestone without successor as the finish of the plan, a regulatory
        deadline, and an open end of work that comes after go-live.
    Levels: a warning; an error when more than 5 percent of the unfinished activities lack a predecessor or successor, or
        more than 5 percent dangle; below 20 unfinished activities information for each.
    Why: A slip cannot travel through a gap in the network. Forecasts and simulations understate what it does.
    Fix: Link the activity in `depends_on` to what it needs and to what needs it, or say in `open_start` or `open_end` why
        nothing does.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12}
              build: {name: Build, kind: configuration, start: 2027-02-15, finish: 2027-02-26}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12, open_start: contract signature}
              build: {name: Build, kind: configuration, start: 2027-02-15, finish: 2027-02-26, depends_on: [design]}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-03-01, depends_on: [build]}
    Source: DCMA 14-point assessment, check 1 (5 %; denominator: unfinished activities); GAO Schedule Assessment Guide,
        sequencing all activities. Both are strong; which milestones may stand at an end of the plan is judgement.
    """
    ends, limits = Ends(ctx), ctx.limits(LogicLimits)
    found, gaps, loose = [], 0, 0
    for activity in activities:
        if activity.id in ends.joined:
            continue
        lacks = missing(ends, activity)
        hangs = dangling(ends, activity)
        gaps += bool(lacks)
        loose += bool(hangs)
        if lacks or hangs:
            found.append((activity, lacks, hangs))
    number, population = len(found), len(activities)
    if not judged(ctx, population):
        yield from one_by_one([offender(ctx, *one) for one in found])
    elif found:
        found.sort(key=lambda one: one[0].id)
        over = 100 * gaps > limits.share * population or 100 * loose > limits.dangling_share * population
        yield Hit(
            message=f"{number} of {population} unfinished activities ({percent(number, population)}) {'is' if number == 1 else 'are'} not linked on both sides: "
            f"{gaps} without predecessor or successor (limit {limits.share:g} %), {loose} with a dangling start or finish "
            f"(limit {limits.dangling_share:g} %).",
            fix="Link each in `depends_on` to what it needs and to what needs it, or give the reason as `open_start` or `open_end`.",
            at=("workstreams",),
            related=notes([offender(ctx, *one) for one in found[:MOST_NOTES]]),
            severity=Severity.ERROR if over else Severity.WARNING,
        )


def offender(ctx: Context, activity: Activity, lacks: Sequence[str], hangs: Sequence[str]) -> Offender:
    """An activity that is not linked on both sides."""
    return Offender(activity.path, (activity.id,), said(ctx, activity, lacks, hangs), cure(activity, lacks, hangs))


def said(ctx: Context, activity: Activity, lacks: Sequence[str], hangs: Sequence[str]) -> str:
    """What an activity lacks, as one sentence."""
    clauses = [f"has no {' and no '.join(lacks)}"] if lacks else []
    if "start" in hangs:
        clauses.append("has a start that no predecessor drives (FF and SF links act on its finish)")
    if "finish" in hangs:
        clauses.append("has a finish that drives no successor (SS and SF links wait for its start)")
    return f"{ctx.title(activity.id)} {', and '.join(clauses)}."


def cure(activity: Activity, lacks: Sequence[str], hangs: Sequence[str]) -> str:
    """What to do about one activity."""
    steps = []
    if "predecessor" in lacks:
        steps.append(f"add to {activity.id} the `depends_on` it waits for, or the reason as `open_start`")
    if "successor" in lacks:
        steps.append(f"add {activity.id} to the `depends_on` of what needs it, or the reason as `open_end`")
    if "start" in hangs:
        steps.append(
            f"link the start of {activity.id} by an FS or SS entry in `depends_on`, or give the reason as `open_start`"
        )
    if "finish" in hangs:
        steps.append(
            f"add {activity.id} by FS or FF to the `depends_on` of what needs it finished, or give the reason as `open_end`"
        )
    text = "; ".join(steps)
    return text[0].upper() + text[1:] + "."
