"""Change: what is assessed, told and taught fits together, for the same people and in that order."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Group
from programme_check.rules.context import Context, listing
from programme_check.rules.people.moved import unmoved
from programme_check.rules.people.training import Reached, go_lives, live_scope, lives_of, named, reach, trains, work
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.late import broken, row
from programme_check.schedule.rows import Row

ASSESSED = Row(
    number=37,
    before=("change_impact_assessment",),
    after=("training_delivery",),
    severity="warning",
    owners=("CHG003",),
    why="Nobody knows what to train before it is known what changes for whom.",
)
"""Row 37 of the precedence table for the training itself, as the rule has it."""
TAUGHT = ("training", "training_delivery", "super_user_training")
"""Kinds of work that train people."""


@rule(
    "CHG003",
    "change-training-misaligned",
    title="Change work and training do not fit together",
    severity=Severity.WARNING,
    about=lambda ctx: [
        *ctx.programme.readiness.groups.values(),
        *work(ctx, "training_needs_analysis", *(TAUGHT if ctx.against is not None else TAUGHT[1:2])),
    ],
    needs=("readiness.groups", "workstreams.*.activities.* with kind: training_delivery"),
)
def change_training_misaligned(ctx: Context, subjects: Sequence[Group | Activity]) -> Iterator[Hit | Lacking]:
    """Training starts before it is known what changes for people and before they are told, or leaves some of them out.

    What: `training_delivery` or `training_needs_analysis` starts before the `change_impact_assessment` for the same people
        has ended; or `training_delivery` starts before `communications` to them, or less than 5 working days after. Or a
        group whose work changes (`impact`, or named by an impact assessment) is in no training or no communications, or a
        group that is trained or told has no impact recorded. A group of low impact needs no training. Or, with an earlier
        revision to compare with (`--against`), a go-live moved and training for it that is not over did not.
    Levels: a warning; information where communications start less than 5 working days before training.
    Why: Training that does not know what changes teaches the wrong things. People who have not been told why do not come.
    Fix: Go through impact, communications, training and go-live group by group, and name the groups in each `scope`.
    Wrong:
        workstreams:
          change:
            name: Change
            kind: change_management
            activities:
              impact: {name: Assess impact, kind: change_impact_assessment, start: 2027-03-01, finish: 2027-04-09}
              tell: {name: Tell people, kind: communications, start: 2027-03-01, finish: 2027-05-28}
              train: {name: Train payroll, kind: training_delivery, start: 2027-04-05, finish: 2027-04-23}
        readiness: {groups: {payroll-team: {people: 40, impact: high}}}
    Right:
        workstreams:
          change:
            name: Change
            kind: change_management
            activities:
              impact: {name: Assess impact, kind: change_impact_assessment, start: 2027-02-01, finish: 2027-02-26}
              tell: {name: Tell people, kind: communications, start: 2027-03-01, finish: 2027-05-28}
              train: {name: Train payroll, kind: training_delivery, start: 2027-04-05, finish: 2027-04-23}
        readiness: {groups: {payroll-team: {people: 40, impact: high}}}
    Source: A founding statement of this tool (change management is aligned with training); GSA Modernization and Migration
        Management Playbook 4.13; Prosci, integrating change with project management. No tolerance is judgement.
    """
    assessed = Reached(ctx, work(ctx, "change_impact_assessment"))
    told = Reached(ctx, work(ctx, "communications"))
    for analysis in work(ctx, "training_needs_analysis"):
        match = broken(ctx, row(ctx, 37), assessed.beside(analysis.id), analysis.id, ranked=True)
        if match is not None:
            yield order.conflict(ctx, match, title="Training needs are analysed before the impact is")
    for course in work(ctx, "training_delivery"):
        match = broken(ctx, ASSESSED, assessed.beside(course.id), course.id, ranked=True)
        if match is not None:
            yield order.conflict(ctx, match, title="Training starts before the impact is assessed")
        yield from untold(ctx, course, told.first_to_start(reach(ctx, course.id)))
    yield from left_out(ctx)
    if ctx.against is not None:
        yield from unmoved(ctx, ctx.against, TAUGHT)


def untold(ctx: Context, course: Activity, message: str | None) -> Iterator[Hit]:
    """Training that starts before people are told about the change, by the first that tells them."""
    if message is None:
        return
    match = broken(ctx, row(ctx, 41), [message], course.id)
    if match is not None:
        yield order.conflict(
            ctx,
            match,
            title="Training starts before people are told"
            if not match.lag_only
            else "People are told shortly before training",
            severity=Severity.INFO if match.lag_only else Severity.WARNING,
        )


def left_out(ctx: Context) -> Iterator[Hit | Lacking]:
    """Groups that appear in one of impact, communications and training, and not in the others."""
    groups = ctx.programme.readiness.groups
    if not groups:
        yield Lacking("readiness.groups")
        return
    by_assessment = {id for item in work(ctx, "change_impact_assessment") for id in reach(ctx, item.id).groups}
    impacted = {id for id, group in groups.items() if group.impact is not None} | by_assessment
    courses, messages = work(ctx, *TAUGHT), work(ctx, "communications")
    if not impacted:
        yield Lacking("readiness.groups.*.impact", tuple(groups))
    if not courses:
        yield Lacking("workstreams.*.activities.* with kind: training_delivery")
    if not messages:
        yield Lacking("workstreams.*.activities.* with kind: communications")
    lives = go_lives(ctx)
    for id, group in groups.items():
        concerned = lives_of(ctx, lives, live_scope(ctx, group))
        if concerned and all(live.done for live in concerned):
            continue
        missing = []
        if id in impacted:
            if courses and group.impact != "low" and not any(trains(ctx, item, group) for item in courses):
                missing.append("training")
            if messages and not any(trains(ctx, item, group) for item in messages):
                missing.append("communications")
            if missing:
                yield forgotten(group, missing)
        elif impacted and any(id in reach(ctx, item.id).groups for item in (*courses, *messages)):
            yield unassessed(group)


KIND = {"training": "training_delivery", "communications": "communications"}
"""The kind of activity that a group is missing in."""


def forgotten(group: Group, missing: Sequence[str]) -> Hit:
    """A group whose work changes, and whom training or communications leave out."""
    return Hit(
        title="People whose work changes are left out",
        message=f"The work of {named(group)} changes, and no {' and no '.join(missing)} in the plan is for them.",
        fix=f"Name {group.id} in `scope.groups` of an activity of kind {listing([KIND[word] for word in missing])}.",
        at=group.path,
        targets=(group.id,),
        absent=True,
    )


def unassessed(group: Group) -> Hit:
    """A group that is trained or told, although nobody recorded what changes for it."""
    return Hit(
        title="People are trained whose impact is not known",
        message=f"{named(group)} is named in training or communications, and no impact is recorded for it.",
        fix=f"Add `impact` (low, medium or high) to {group.id} under readiness.groups.",
        at=group.path,
        targets=(group.id,),
        absent=True,
    )
