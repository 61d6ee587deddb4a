"""Dependencies: points in the plan at which several workstreams arrive with no room."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity, Gate
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.driving import drivers
from programme_check.rules.shared.floats import total_float


class MergeLimits(Limits, frozen=True):
    """How much may come together at one point."""

    streams: int = 3
    """Workstreams whose work drives the point, from which on it is a merge. Judgement."""
    thin: int = 2
    """How many of them may not have too little float. Judgement."""
    days: float = 5
    """Working days of total float below which it is thin. Judgement."""


def merges(ctx: Context) -> list[Activity | Gate]:
    """Milestones and gates to come that wait for something and could be placed."""
    schedule = ctx.plan.forecast
    found: list[Activity | Gate] = []
    for id, node in schedule.assembly.node.items():
        item = ctx.programme.work[id]
        point = isinstance(item, Gate) or item.is_point
        if point and node not in schedule.net.held and schedule.into[node] and schedule.passes.computed[node]:
            found.append(item)
    return found


@rule(
    "DEP004",
    "thin-float-at-merge",
    title="Several workstreams meet with no room to spare",
    severity=Severity.WARNING,
    about=merges,
    needs=("gates.*.depends_on", "workstreams.*.activities.*.depends_on"),
    limits=MergeLimits,
)
def thin_float_at_merge(ctx: Context, points: Sequence[Activity | Gate]) -> Iterator[Hit | Lacking]:
    """Work of three workstreams ends on the day that decides a milestone or gate, and two of them have no room.

    What: A milestone or gate to come is driven by unfinished work of at least three workstreams: all of it lets the point
        come on the same, the latest, day. In at least two of them that work has less than five working days of total
        float. Links that are missing count too; margin is left out.
    Why: Several paths that may each be late make the point where they meet later than any of them alone.
    Fix: Stagger the work, or put margin before the point.
    Wrong:
        workstreams:
          one: {name: One, kind: configuration, activities: {a: {name: A, kind: configuration, start: 2027-02-01, finish: 2027-02-26}}}
          two: {name: Two, kind: configuration, activities: {b: {name: B, kind: configuration, start: 2027-02-01, finish: 2027-02-26}}}
          three: {name: Three, kind: configuration, activities: {c: {name: C, kind: configuration, start: 2027-02-01, finish: 2027-02-26}}}
        gates: {exit: {name: Exit, kind: stage, date: 2027-02-26, depends_on: [a, b, c]}}
    Right:
        workstreams:
          one: {name: One, kind: configuration, activities: {a: {name: A, kind: configuration, start: 2027-02-01, finish: 2027-02-26}}}
          two: {name: Two, kind: configuration, activities: {b: {name: B, kind: configuration, start: 2027-02-01, finish: 2027-02-19}}}
          three: {name: Three, kind: configuration, activities: {c: {name: C, kind: configuration, start: 2027-02-01, finish: 2027-02-12}}}
        gates: {exit: {name: Exit, kind: stage, date: 2027-02-26, depends_on: [a, b, c]}}
    Source: GAO Schedule Assessment Guide (sequencing: paths that converge need float), strong; Hulett on merge bias. The
        numbers are judgement.
    """
    limits, schedule, activities = ctx.limits(MergeLimits), ctx.plan.forecast, ctx.programme.activities
    for point in points:
        into = drivers(schedule, schedule.assembly.node[point.id])
        if len(into) < limits.streams and not any(
            schedule.net.names[node] in ctx.programme.workstreams for node in into
        ):
            continue
        least: dict[str, tuple[float, str]] = {}
        for id in names(ctx, into):
            activity = activities.get(id)
            room = total_float(ctx, id)
            if activity is not None and activity.kind != "margin" and room is not None:
                least[activity.workstream] = min(least.get(activity.workstream, (room, id)), (room, id))
        thin = sorted(pair for pair in least.values() if pair[0] < limits.days)
        if len(least) >= limits.streams and len(thin) >= limits.thin:
            ids = [id for _, id in thin]
            yield Hit(
                message=f"Work of {count(len(least), 'workstream')} decides the day of {ctx.title(point.id)}, and in {len(thin)} of them it has "
                f"less than {count(limits.days, 'working day')} of float: {listing([ctx.title(id) for id in ids], 4)}.",
                fix=f"Put an activity of kind `margin` before {point.id}, or finish {listing(ids[1:], 3)} earlier.",
                at=point.path,
                targets=(point.id,),
                related=tuple(
                    Note(ctx.path_of(id), f"{ctx.title(id)} has {count(round(room, 1), 'working day')} of total float.")
                    for room, id in thin
                ),
            )


def names(ctx: Context, nodes: list[int]) -> list[str]:
    """The ids of the items behind nodes; a workstream's node stands for what drives it."""
    schedule = ctx.plan.forecast
    hubs = {node for node in nodes if node in schedule.assembly.hubs.values()}
    found = [node for node in nodes if node not in hubs]
    for hub in hubs:
        found += drivers(schedule, hub)
    return [schedule.net.names[node] for node in found]
