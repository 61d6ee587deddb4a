"""Resources: work that nobody owns."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity, Workstream
from programme_check.rules.context import Context, day
from programme_check.rules.plan_logic.durations import open_work
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.shares import judged, percent

LISTED = 10
"""How many activities one finding names, the next to start first. Judgement."""


class OwnerLimits(Limits, frozen=True):
    """How soon work has to have an owner."""

    days: int = 30
    """Calendar days before an activity starts within which it needs an owner. Judgement."""


def owned(activity: Activity) -> bool:
    """Whether somebody is named for the work."""
    return bool(activity.owner or activity.resources)


@rule(
    "RES003",
    "unowned-work",
    title="Nobody owns work that starts soon",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [
        *(stream for stream in ctx.programme.workstreams.values() if unfinished(ctx, stream)),
        *(activity for activity in open_work(ctx) if not ctx.plan.dates(activity.id).is_milestone),
    ],
    needs=("workstreams.*.lead", "workstreams.*.activities.*.owner"),
    limits=OwnerLimits,
)
def unowned_work(ctx: Context, subjects: Sequence[Workstream | Activity]) -> Iterator[Hit | Lacking]:
    """A workstream without a lead, or an activity that starts soon and has neither owner nor resources.

    What: A workstream with work left has no `lead`; or an unfinished activity that has started, starts within 30 calendar
        days, or lies on the critical path whenever it starts, has neither `owner` nor `resources`. Milestones, level of
        effort and margin are exempt.
    Levels: a warning; the share of all unfinished work that nobody is named for is information (20 activities or more).
    Why: Work that nobody owns is late work. Nobody says so until it should have been done.
    Fix: Name a `lead` or an `owner`.
    Wrong:
        workstreams: {pay: {name: Payroll, kind: configuration, lead: omar, activities: {build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-05}}}}
    Right:
        workstreams: {pay: {name: Payroll, kind: configuration, lead: omar, activities: {build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-05, owner: omar}}}}
    Source: DCMA 14-point assessment, check 10 (resources; no limit set); GAO Schedule Assessment Guide, best practice 3.
        Thirty days are judgement.
    """
    soon = ctx.as_of + ctx.limits(OwnerLimits).days
    work = [subject for subject in subjects if isinstance(subject, Activity)]
    for subject in subjects:
        if isinstance(subject, Workstream):
            if not subject.lead:
                yield Hit(
                    title="A workstream has no lead",
                    message=f"Workstream {subject.name} ({subject.id}) has no lead.",
                    fix=f"Add `lead` to `workstreams.{subject.id}`.",
                    at=subject.path,
                    targets=(subject.id,),
                )
        elif not owned(subject):
            start, found = ctx.plan.start(subject.id), ctx.plan.forecast.get(subject.id)
            if start is None and found is not None:
                start = found.start_day
            near = start is not None and start <= soon
            if start is not None and (near or (found is not None and found.critical)):
                when = begins(ctx, start)
                critical = "" if found is None or not found.critical else ", lies on the critical path"
                yield Hit(
                    title=None if near else "Nobody owns work on the critical path",
                    message=f"{ctx.title(subject.id)} {when}{critical} and has neither owner nor resources.",
                    fix=f"Add `owner` to {subject.id}.",
                    at=subject.path,
                    targets=(subject.id,),
                    impact=start,
                )
    without = [activity for activity in work if not owned(activity)]
    if without and judged(ctx, len(work)):
        yield share(ctx, without, len(work))


def share(ctx: Context, without: Sequence[Activity], work: int) -> Hit:
    """How much of the unfinished work nobody is named for, with the next to start."""
    starts = {activity.id: ctx.plan.start(activity.id) for activity in without}
    following = sorted(without, key=lambda one: (starts[one.id] is None, starts[one.id] or 0, one.id))[:LISTED]
    return Hit(
        title="Part of the work has nobody named for it",
        message=f"{len(without)} of {work} unfinished activities ({percent(len(without), work)}) "
        f"{'has' if len(without) == 1 else 'have'} neither owner nor resources.",
        fix="Name an `owner` for each, the next to start first.",
        at=("workstreams",),
        related=tuple(
            Note(one.path, f"{ctx.title(one.id)} {begins(ctx, starts[one.id])} and has neither.") for one in following
        ),
        severity=Severity.INFO,
    )


def begins(ctx: Context, start: int | None) -> str:
    """When an activity starts or did, as the middle of a sentence."""
    if start is None:
        return "has no start"
    return f"started {day(start)}" if start < ctx.as_of else f"starts {day(start)}"


def unfinished(ctx: Context, stream: Workstream) -> bool:
    """Whether a workstream has work left, or no activities yet."""
    return not stream.activities or any(not ctx.plan.dates(id).complete for id in stream.activities)
