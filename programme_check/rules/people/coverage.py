"""Change: everybody is trained by the day they go live."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Remedy, Severity
from programme_check.model import Activity, Group
from programme_check.rules.ai.scope import rows
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.people.training import (
    go_lives,
    live_day,
    live_scope,
    lives_of,
    named,
    placed,
    reach,
    trains,
    work,
)
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.days import or_later, permitted

if TYPE_CHECKING:
    from programme_check.schedule import GoLive


class CoverageLimits(Limits, frozen=True):
    """How many people are trained, and with how much help."""

    coverage: float = 90
    """Percent of a group to be trained by its go-live. Judgement."""
    people_per_super_user: int = 25
    """People whom one super user can help. Judgement."""


@rule(
    "CHG001",
    "training-incomplete-at-go-live",
    title="Training ends after the go-live it is for",
    severity=Severity.WARNING,
    about=lambda ctx: [*ctx.programme.readiness.groups.values(), *work(ctx, "training_delivery")],
    needs=("readiness.groups", "workstreams.*.activities.* with kind: training_delivery"),
    limits=CoverageLimits,
)
def training_incomplete_at_go_live(ctx: Context, subjects: Sequence[Group | Activity]) -> Iterator[Hit | Lacking]:
    """People go live before their training has ended, or too few of them are trained or helped.

    What: `training_delivery` ends after the go-live of the same wave, entity or group of people, or after the deployment
        of the AI system that the group uses. Or a group whose work changes has no training; or fewer than 90 percent of it
        are to be trained, or were trained when training was over; or it has fewer than one super user per 25 people (asked
        of groups of 25 and more). A training that names nobody is judged by the last go-live.
    Levels: training that ends after go-live is an error, as is a group without training inside 60 days; the rest, and
        training after the deployment of an AI system, are warnings.
    Why: Readiness at go-live is what carries the first weeks. The users of Canada's Phoenix payroll were not trained when it
        went live.
    Fix: Move training before the go-live, group by group, and name the groups in its `scope`.
    Wrong:
        workstreams:
          change:
            name: Change
            kind: training
            activities:
              train: {name: Train payroll, kind: training_delivery, start: 2027-04-19, finish: 2027-05-14, scope: {groups: [payroll-team]}}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
        readiness: {groups: {payroll-team: {people: 40, impact: high, target: 95, super_users: 4}}}
    Right:
        workstreams:
          change:
            name: Change
            kind: training
            activities:
              train: {name: Train payroll, kind: training_delivery, start: 2027-04-05, finish: 2027-04-23, scope: {groups: [payroll-team]}}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
        readiness: {groups: {payroll-team: {people: 40, impact: high, target: 95, super_users: 4}}}
    Source: A founding statement of this tool; OAG Canada, 2018 Spring Report 1 (Phoenix); EU AI Act, Article 4, for users of
        AI. Coverage and super users are judgement.
    """
    courses = work(ctx, "training_delivery")
    lives = go_lives(ctx)
    yield from late_courses(ctx, courses, lives)
    for match in rows(ctx, 60):
        if not match.holds:
            yield order.conflict(ctx, match, title="Users of an AI system are trained after deployment", absent=False)
    if not ctx.programme.readiness.groups:
        yield Lacking("readiness.groups")
    for group in ctx.programme.readiness.groups.values():
        yield from covered(ctx, group, courses, lives)


def late_courses(ctx: Context, courses: Sequence[Activity], lives: Sequence["GoLive"]) -> Iterator[Hit | Lacking]:
    """For each go-live the training that ends after it, the latest first."""
    late: dict[str, list[tuple[float, str]]] = {}
    for course in courses:
        mine = lives_of(ctx, lives, reach(ctx, course.id))
        for live in mine if placed(ctx, course.id) else mine[-1:]:
            gap = ctx.plan.gap(course.id, live.id, "FS", None)
            if gap is None:
                which, what = (course.id, "finish") if ctx.plan.finish(course.id) is None else (live.id, "start")
                yield Lacking(f"workstreams.*.activities.*.{what}", (which,))
            elif gap > ctx.plan.tolerance and not (live.done and ctx.plan.dates(course.id).complete):
                late.setdefault(live.id, []).append((gap, course.id))
    for live_id, found in late.items():
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        yield too_late(ctx, live_id, found)


def too_late(ctx: Context, live: str, found: Sequence[tuple[float, str]]) -> Hit:
    """Training that ends after a go-live."""
    gap, course = found[0]
    late = count(gap, "working day")
    date, ends = ctx.plan.start(live), ctx.plan.finish(course)
    others = [id for _, id in found[1:]]
    more = f" So do {listing(others)}." if others else ""
    return Hit(
        message=f"{ctx.title(course)} ends {day(ends or 0)}, {late} after {ctx.title(live)} on {day(date or 0)}.{more}",
        fix=f"Move `finish` of {course} to {day(date or 0)} or earlier, or {live} to {or_later(ctx, live, ends or 0)}; "
        f"then {order.adding(ctx, course, live, course)}.",
        at=(*ctx.path_of(course), "finish"),
        targets=(course, live),
        related=(order.note(ctx, live, "start"), *(order.note(ctx, id, "finish") for id in others)),
        gap_days=gap,
        remedy=Remedy(live, after=course, to=permitted(ctx, live, ends or 0)),
        impact=date,
        severity=Severity.ERROR,
    )


def covered(
    ctx: Context, group: Group, courses: Sequence[Activity], lives: Sequence["GoLive"]
) -> Iterator[Hit | Lacking]:
    """One group of people: whether it is trained, how much of it, and with how much help."""
    limits = ctx.limits(CoverageLimits)
    concerned = lives_of(ctx, lives, live_scope(ctx, group))
    live = next((one for one in concerned if not one.done), concerned[-1] if concerned else None)
    mine = [course for course in courses if trains(ctx, course, group)]
    generic = any(trains(ctx, item, group) for item in work(ctx, "training"))
    absent = not mine and not generic and wanted(group, limits) and not (live is not None and live.done)
    clauses, steps = [], []
    if absent:
        clauses.append("has no training in the plan")
        steps.append(f"add an activity of kind training_delivery with `scope: {{groups: [{group.id}]}}`")
    if group.target is not None and group.target < limits.coverage:
        clauses.append(
            f"has a training target of {group.target:g} percent, under the {limits.coverage:g} percent needed"
        )
        steps.append(f"raise `target` of {group.id}")
    elif group.target is None:
        yield Lacking("readiness.groups.*.target", (group.id,))
    if group.trained is not None and group.trained < limits.coverage and over(ctx, mine, live):
        clauses.append(f"is trained to {group.trained:g} percent and its training is over")
        steps.append(f"plan another session for {group.id}")
    if group.people is None or group.super_users is None:
        yield Lacking(f"readiness.groups.*.{'people' if group.people is None else 'super_users'}", (group.id,))
    elif (
        limits.people_per_super_user <= group.people and group.super_users * limits.people_per_super_user < group.people
    ):
        need = -(-group.people // limits.people_per_super_user)
        clauses.append(f"has {count(group.super_users, 'super user')} for {group.people} people")
        steps.append(f"name {need} super users (`super_users` of {group.id})")
    if clauses:
        date = live_day(ctx, live) if live is not None else None
        near = absent and ctx.ladder(group.id) is Severity.ERROR
        yield Hit(
            title="A group has no training" if absent else "Too few people are trained or helped",
            message=f"{named(group)} {listing(clauses)}.",
            fix=f"{steps[0][0].upper()}{'; '.join(steps)[1:]}.",
            at=group.path,
            targets=(group.id,),
            impact=date,
            severity=Severity.ERROR if near else Severity.WARNING,
            absent=absent and len(clauses) == 1,
        )


def wanted(group: Group, limits: CoverageLimits) -> bool:
    """Whether a group needs training: its work changes more than a little, or a target says so, and it has had none yet."""
    if group.trained is not None and group.trained >= limits.coverage:
        return False
    return group.impact in {"medium", "high"} or bool(group.target)


def over(ctx: Context, mine: Sequence[Activity], live: "GoLive | None") -> bool:
    """Whether the training of a group is over: all of it complete, or its go-live past."""
    day_of = live_day(ctx, live) if live is not None else None
    return (day_of is not None and day_of <= ctx.as_of) or (
        bool(mine) and all(ctx.plan.dates(course.id).complete for course in mine)
    )
