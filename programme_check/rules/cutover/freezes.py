"""Cutover: what goes live is what was tested, and the old data holds still while it is loaded."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day
from programme_check.rules.cutover.changes import Change, breach, changes
from programme_check.rules.cutover.frozen import Frozen, change_freezes, data_freezes, keeps, open_day
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.landing import Landing, landings
from programme_check.rules.shared.late import broken, row
from programme_check.rules.shared.upstream import work
from programme_check.schedule.scope import same_scope


class FreezeLimits(Limits, frozen=True):
    """When the freeze before a go-live begins."""

    days: int = 14
    """Calendar days before go-live. Judgement; a university's ERP froze 49 days before."""


Subject = Landing | Activity | Change


def subjects(ctx: Context) -> list[Subject]:
    """Go-lives ahead, final loads not yet over, and the changes that a freeze could forbid."""
    loads = [load for load in work(ctx.plan.of_kind("final_data_load")) if not ctx.plan.dates(load.id).complete]
    return [*landings(ctx), *loads, *(changes(ctx) if change_freezes(ctx) else ())]


@rule(
    "CUT005",
    "freeze-missing-or-breached",
    title="Work on the system falls into a freeze",
    severity=Severity.WARNING,
    about=subjects,
    needs=("workstreams.*.activities.* with kind: go_live, and the cutover that leads to it", "freezes"),
    limits=FreezeLimits,
)
def freeze_missing_or_breached(ctx: Context, subjects: Sequence[Subject]) -> Iterator[Hit | Lacking]:
    """The system or the old data may still be changed when it has to hold still, or is changed under a freeze.

    What: No change freeze (an activity of kind `change_freeze`, or an entry under `freezes` of kind code or configuration)
        lasts from 14 calendar days before go-live until the cutover is over; or no freeze of the old data (`data_freeze`, or
        kind legacy_data) lasts as long as the final load. Or configuration, customisation or the carrying out of a change
        request lies inside a change freeze, and no decision that has been made allows it: one that the activity or the
        freeze names under `exceptions`, or that `permits` CUT005.
    Levels: a warning where a freeze is missing or too short; an error where it is breached, or begins after the final load;
        information where the freeze that was breached is over.
    Why: What was tested is no longer what goes live. Data that changes in the old system while it is loaded is lost in the
        new one.
    Fix: Plan the freeze, move the change out of it, or record the decision that allows it.
    Wrong:
        programme: {types: [hris]}
        freezes: {change-freeze: {from: 2027-04-19, to: 2027-05-07, kind: code}}
        workstreams:
          build: {name: Build, kind: configuration, activities: {fix: {name: Late fixes, kind: configuration, start: 2027-04-12, finish: 2027-04-23}}}
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        freezes: {change-freeze: {from: 2027-04-19, to: 2027-05-07, kind: code}}
        workstreams:
          build: {name: Build, kind: configuration, activities: {fix: {name: Late fixes, kind: configuration, start: 2027-04-05, finish: 2027-04-16}}}
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Source: A university's published ERP calendar (freeze 49 days before go-live) and a software vendor's cutover planning
        page (both weak). The 14 days are judgement.
    """
    reported: set[str] = set()
    for subject in subjects:
        if isinstance(subject, Landing):
            yield from unfrozen_cutover(ctx, subject)
        elif isinstance(subject, Activity):
            yield from unfrozen_load(ctx, subject)
        elif reported.isdisjoint(subject.touches):
            hit = breach(ctx, subject)
            if hit is not None:
                reported.add(subject.id)
                yield hit


def unfrozen_cutover(ctx: Context, landing: Landing) -> Iterator[Hit | Lacking]:
    """A cutover that no change freeze covers, or not all of it."""
    if landing.start is None:
        yield Lacking("workstreams.*.activities.*.start (of the cutover)", (landing.id,))
        return
    days = ctx.limits(FreezeLimits).days
    first = landing.start if landing.day is None else min(landing.start, landing.day - days)
    ends = [end for id in landing.cutovers if (end := ctx.plan.finish(id)) is not None]
    last = max(ends, default=landing.start)
    mine = [one for one in change_freezes(ctx) if same_scope(one.scope, ctx.plan.scope(landing.id))]
    near = [one for one in mine if one.overlaps(first, last)]
    at = open_day(near, first, last)
    if at is None:
        yield from two_dates(near)
        return
    title, goal = "No change freeze covers the cutover", ctx.title(landing.id)
    wanted = f"from {day(first)} to {day(last)}"
    if not near:
        message = f"No change freeze covers the cutover to {goal}; it is expected {wanted}."
    elif at == first and landing.day is not None:
        begins = min(one.first for one in near)
        title = "The change freeze begins too late"
        message = f"The change freeze before {goal} begins {day(begins)}, {count(landing.day - begins, 'calendar day')} before go-live; {days} are expected."
    else:
        title = "The change freeze does not last long enough"
        message = f"The change freeze before {goal} leaves {day(at)} open; it is expected {wanted}."
    yield Hit(
        title=title,
        message=message,
        fix=cover(near, "change-freeze", "code", first, last),
        at=near[0].path if near else landing.path,
        targets=(landing.id,),
        related=tuple(one.note for one in near),
        impact=first,
        absent=True,
    )


def two_dates(freezes: Sequence[Frozen]) -> Iterator[Hit]:
    """A freeze that stands in the plan and under `freezes` with another first day."""
    planned, written = [one for one in freezes if one.planned], [one for one in freezes if not one.planned]
    if len(planned) != 1 or len(written) != 1 or planned[0].first == written[0].first:
        return
    activity, entry = planned[0], written[0]
    yield Hit(
        title="The freeze has two first days",
        message=f"{activity.name} begins {day(activity.first)}, and the freeze {entry.id} begins {day(entry.first)}.",
        fix=f"Give `start` of {activity.id} and `from` of {entry.id} the same day, or leave one of them out.",
        at=activity.path,
        targets=(activity.id, entry.id),
        related=(entry.note,),
        impact=min(activity.first, entry.first),
    )


def unfrozen_load(ctx: Context, load: Activity) -> Iterator[Hit | Lacking]:
    """A final load during which the old data may still change; a freeze that begins that day, as a milestone, is in time."""
    first, last = ctx.plan.start(load.id), ctx.plan.finish(load.id)
    if first is None or last is None:
        yield Lacking("workstreams.*.activities.*.start (of the final load)", (load.id,))
        return
    mine = [one for one in data_freezes(ctx) if keeps(ctx, one, load.id)]
    points = {
        one.id for one in mine if one.planned and ctx.programme.activities[one.id].is_point and one.first <= first
    }
    match = broken(ctx, row(ctx, 34), [one.id for one in mine if one.planned and one.id not in points], load.id)
    if match is not None:
        yield order.conflict(ctx, match, title="The final load starts before the data freeze")
        return
    near = [one for one in mine if one.overlaps(first, last)]
    at = open_day(near, first, last)
    if at is None:
        yield from two_dates(near)
        return
    goal = ctx.title(load.id)
    late = min(near, key=lambda one: one.first) if near and at == first else None
    title = "No data freeze covers the final load"
    if late is not None:
        title = "The final load starts before the data freeze"
        message = f"{goal} starts {day(first)}, and the freeze of the old data ({late.id}) begins {day(late.first)}."
    elif near:
        title = "The data freeze ends before the final load does"
        message = f"{goal} ends {day(last)}, and no freeze of the old data holds on {day(at)}."
    else:
        message = f"{goal} runs from {day(first)} to {day(last)}, and no freeze keeps the old data still."
    yield Hit(
        title=title,
        message=message,
        fix=cover(near, "data-freeze", "legacy_data", first, last),
        at=near[0].path if near else load.path,
        targets=(load.id,) if late is None else (load.id, late.id),
        related=tuple(one.note for one in near),
        impact=first,
        severity=Severity.WARNING if late is None else Severity.ERROR,
        absent=late is None,
    )


def cover(freezes: Sequence[Frozen], name: str, kind: str, first: int, last: int) -> str:
    """What to do so that a freeze covers these days: lengthen the one there is, or add one."""
    if not freezes:
        return f"Cover these days: `freezes: {{{name}: {{from: {iso(first)}, to: {iso(last)}, kind: {kind}}}}}`."
    there = freezes[0]
    from_, to = min(first, there.first), max(last, there.last or last)
    if there.planned:
        return f"Let {there.id} last from {day(from_)} to {day(to)}."
    changes = [f"`from: {iso(from_)}`"] * (from_ != there.first)
    changes += [f"`to: {iso(to)}`"] * (there.last is not None and to != there.last)
    return f"Set {' and '.join(changes)} in the freeze {there.id}." if changes else f"Let {there.id} cover these days."


def iso(ordinal: int) -> str:
    """A day as it is written in the file."""
    import datetime

    return datetime.date.fromordinal(ordinal).isoformat()
