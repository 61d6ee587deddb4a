"""Readiness: somebody looks at the people before the go/no-go, and what they find counts there."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, day, listing
from programme_check.rules.people.training import go_lives, live_scope, named
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.landing import Landing, in_scope, is_later, landings, wave_of
from programme_check.rules.shared.late import broken, row
from programme_check.schedule.among import assessed_in_time
from programme_check.schedule.scope import same_scope

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

SCORE = "workstreams.*.activities.*.results.score"


class ReadinessLimits(Limits, frozen=True):
    """From when on the scores have to be there."""

    days: int = 14
    """Calendar days before go-live at which a score below its threshold counts. Judgement."""


def goals(ctx: Context) -> list[Landing]:
    """The go-lives ahead that people have to be ready for: where there is a cutover, change work or a group of people."""
    found = landings(ctx)
    if not ctx.programme.readiness.groups and not ctx.holds_group("change"):
        return found
    known = {landing.id for landing in found}
    more = []
    for live in go_lives(ctx):
        if live.id not in known and not live.done:
            wave = wave_of(ctx, live.id)
            path = ctx.programme.activities[live.id].path
            more.append(Landing(live.id, path, (), wave, is_later(ctx, wave), live.stated, live.stated))
    return [*found, *more]


@rule(
    "CHG004",
    "no-readiness-assessment",
    title="Nobody assesses whether people are ready",
    severity=Severity.INFO,
    ladder=True,
    about=lambda ctx: [*goals(ctx), *ctx.plan.row_matches(28)],
    needs=("workstreams.*.activities.* with kind: go_live",),
    limits=ReadinessLimits,
)
def no_readiness_assessment(ctx: Context, subjects: "Sequence[Landing | RowMatch]") -> Iterator[Hit | Lacking]:
    """Nobody assesses the readiness of the people before it is decided whether to go live, or the result does not count.

    What: A go-live has no `readiness_assessment` in its wave or scope; or the assessment for the same people ends after the
        go/no-go; or it is evidence for none of the go/no-go's criteria; or, in the last 14 days before go-live, its score or
        that of a group of people is below its threshold.
    Levels: information when go-live is more than 180 days off, a warning from then on, an error in the last 60 days; an
        assessment after the go/no-go is a warning.
    Why: The people who receive it are half of a go-live.
    Fix: Plan an assessment for each wave that ends before the go/no-go, and make its result a criterion.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          change: {name: Change, kind: change_management, activities: {ready: {name: Readiness check, kind: readiness_assessment, start: 2027-04-12, finish: 2027-04-16}}}
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
        gates: {final: {name: Go/no-go, kind: go_no_go, date: 2027-04-26, criteria: {people: {area: workforce, text: People are ready, evidence: [ready]}}}}
    Source: GSA Modernization and Migration Management Playbook 4.13 and 4.5 (workforce readiness). One for each wave and the
        14 days are judgement.
    """
    for subject in subjects:
        if isinstance(subject, Landing):
            assessments = [ctx.programme.activities[id] for id in in_scope(ctx, "readiness_assessment", subject)]
            if not assessments:
                yield missing(ctx, subject)
                continue
            yield from not_a_criterion(ctx, subject, assessments)
            yield from scores(ctx, subject, assessments)
        elif not subject.holds:
            yield from after_the_gate(ctx, subject)


def missing(ctx: Context, landing: Landing) -> Hit:
    """The hit for a go-live without an assessment."""
    dated = [(when, id) for id in in_scope(ctx, "go_no_go", landing) if (when := ctx.plan.start(id)) is not None]
    last = max(dated, default=None)
    by = f" that ends by {day(last[0])}, the day of {last[1]}" if last is not None else " that ends before the go/no-go"
    return Hit(
        message=f"No readiness assessment is planned before {ctx.title(landing.id)}.",
        fix=f"Add an activity of kind `readiness_assessment`{by}, and name it as `evidence` of a criterion there.",
        at=landing.path,
        targets=(landing.id,),
        impact=last[0] if last is not None else landing.day,
    )


def not_a_criterion(ctx: Context, landing: Landing, assessments: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """An assessment whose result the go/no-go does not ask for."""
    gates = [ctx.programme.gates[id] for id in in_scope(ctx, "go_no_go", landing) if id in ctx.programme.gates]
    ahead = [gate for gate in gates if not ctx.plan.dates(gate.id).complete]
    ahead.sort(key=lambda gate: ctx.plan.start(gate.id) or 0)
    if not gates:
        yield Lacking("gates.* with kind: go_no_go", (landing.id,))
    if not ahead:
        return
    criteria = [one for gate in gates for one in gate.criteria.values()]
    ids = {activity.id for activity in assessments}
    if not criteria:
        yield Lacking("gates.*.criteria", (landing.id,))
    elif any(not ids.isdisjoint(one.evidence) for one in criteria):
        return
    elif any(one.area == "workforce" and not one.evidence for one in criteria):
        yield Lacking("gates.*.criteria.*.evidence", (landing.id,))
    else:
        last, gate = assessments[-1].id, ahead[-1].id
        yield Hit(
            title="The readiness assessment is no go/no-go criterion",
            message=f"No criterion of {listing([ctx.title(one.id) for one in gates], 3)} asks for the result of {ctx.title(last)}.",
            fix=f"Add to `criteria` of {gate}: `people: {{area: workforce, text: People are ready, evidence: [{last}]}}`.",
            at=(*ctx.path_of(gate), "criteria"),
            targets=(landing.id,),
            impact=ctx.plan.start(gate),
        )


def scores(ctx: Context, landing: Landing, assessments: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Shortly before go-live: scores below what was asked for, of the last assessment of the same people."""
    if landing.day is None or landing.day - ctx.as_of > ctx.limits(ReadinessLimits).days:
        return
    last: dict[frozenset[str], Activity] = {}
    for activity in sorted(assessments, key=lambda one: ctx.plan.finish(one.id) or 0):
        if activity.results is not None and activity.results.score is not None:
            last[ctx.plan.scope(activity.id).groups] = activity
    scope = ctx.plan.scope(landing.id)
    groups = [one for one in ctx.programme.readiness.groups.values() if same_scope(live_scope(ctx, one), scope)]
    rated = [group for group in groups if group.score is not None]
    if not last and not rated:
        yield Lacking(SCORE, (landing.id,))
    for activity in last.values():
        result = activity.results
        if result is None or result.score is None or result.threshold is None:
            yield Lacking("workstreams.*.activities.*.results.threshold", (landing.id,))
        elif result.score < result.threshold:
            path = (*activity.path, "results", "score")
            name, score = ctx.title(activity.id), result.score
            yield below(ctx, landing, activity.id, name, score=score, wanted=result.threshold, path=path)
    for group in rated:
        if group.score is None or group.threshold is None:
            yield Lacking("readiness.groups.*.threshold", (landing.id,))
        elif group.score < group.threshold:
            path = (*group.path, "score")
            yield below(ctx, landing, group.id, named(group), score=group.score, wanted=group.threshold, path=path)


def below(
    ctx: Context, landing: Landing, id: str, name: str, *, score: float, wanted: float, path: tuple[str | int, ...]
) -> Hit:
    """The hit for a score that is too low so shortly before go-live."""
    when = f" on {day(landing.day)}" if landing.day is not None else ""
    return Hit(
        title="People are not as ready as was asked for",
        message=f"{name} scores {score:g}, and {wanted:g} is needed for {ctx.title(landing.id)}{when}.",
        fix=f"Close what {id} found wanting and assess again, or take the go-live to its go/no-go with this score.",
        at=path,
        targets=(id, landing.id),
        impact=landing.day,
        go_live_of=landing.id,
        absent=False,
    )


def after_the_gate(ctx: Context, match: "RowMatch") -> Iterator[Hit]:
    """An assessment that ends after the go/no-go, where no other for the same people is in time."""
    late = [id for id in (match.pred, *match.others) if not assessed_in_time(ctx.plan, id, match.succ)]
    held = broken(ctx, row(ctx, 28), late, match.succ)
    if held is not None:
        yield order.conflict(ctx, held, title="Readiness is assessed after the go/no-go", absent=False)
