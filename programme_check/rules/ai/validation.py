"""AI governance: no model goes live on evidence that is late or proves nothing."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, AiSystem
from programme_check.rules.ai.scope import (
    about,
    called,
    excused,
    high_risk,
    matched,
    rows,
    systems_of,
    uses,
    work,
)
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.schedule.rows import Row

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

WHY = "A model that is deployed before it is validated is an experiment on the people it is used on."
PROOF = Row(
    number=56,
    before=("model_evaluation", "model_validation"),
    after=("model_deployment",),
    severity="error",
    owners=("AIG005",),
    why=WHY,
)
"""Row 56 of the precedence table with the evaluation added, as the rule has it."""
FAIRNESS = msgspec.structs.replace(PROOF, before=("bias_testing",))
"""The same for bias testing, which counts where individuals are affected."""


@rule(
    "AIG005",
    "deployment-before-validation",
    title="A model goes live before it is validated",
    severity=Severity.ERROR,
    about=lambda ctx: [*work(ctx, "model_deployment"), *ctx.programme.ai_systems.values(), *rows(ctx, 55)],
    needs=("workstreams.*.activities.* with kind: model_deployment",),
)
def deployment_before_validation(
    ctx: Context, subjects: Sequence["Activity | AiSystem | RowMatch"]
) -> Iterator[Hit | Lacking]:
    """A model is deployed before its evaluation and validation have ended, or on a validation that proves nothing.

    What: A deployment starts before `model_evaluation`, `model_validation` or, where the system affects individuals,
        `bias_testing` in the same scope has ended. Or the system has no `thresholds` with a `min` or `max`; or the
        validator of a system of class high is its developer; or the model was changed after its last validation; or
        validation starts before the tests whose results it judges have ended.
    Levels: an error; a warning where only validation and the tests before it are in the wrong order.
    Why: A model that has not been validated is an experiment on the people it is used on.
    Fix: Make validation a gate before deployment, with thresholds and a validator who did not develop the model.
    Wrong:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, thresholds: {accuracy: {min: 0.9}}}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              val: {name: Validate, kind: model_validation, start: 2027-03-01, finish: 2027-03-26}
              deploy: {name: Deploy, kind: model_deployment, start: 2027-03-22, finish: 2027-03-31}
    Right:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, thresholds: {accuracy: {min: 0.9}}}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              val: {name: Validate, kind: model_validation, start: 2027-03-01, finish: 2027-03-26}
              deploy: {name: Deploy, kind: model_deployment, start: 2027-03-29, finish: 2027-03-31}
    Source: NIST AI Risk Management Framework, MEASURE 1.3, 2.3, 2.5 and 2.11; Federal Reserve SR 11-7 (independent
        validation); ISO/IEC 42001 A.6.2.4, all read through summaries.
    """
    late: dict[str, list[RowMatch]] = {}
    for match in matched(ctx, [PROOF, FAIRNESS]):
        if not match.holds and (match.row is PROOF or affects(ctx, match.succ)):
            late.setdefault(match.succ, []).append(match)
    for item in work(ctx, "model_deployment"):
        if excused(item, "AIG005", "deployment-before-validation"):
            continue
        if item.id in late:
            yield too_early(ctx, late[item.id])
        elif not any(ctx.plan.same_scope(one.id, item.id) for one in work(ctx, "model_validation", "model_evaluation")):
            yield Lacking("workstreams.*.activities.* with kind: model_validation", (item.id,))
    for match in rows(ctx, 55):
        if not match.holds:
            yield order.conflict(ctx, match, title="Validation starts before its evidence is there", absent=False)
    for system in ctx.programme.ai_systems.values():
        yield from weak(ctx, system)
        yield from changed(ctx, system)


def affects(ctx: Context, id: str) -> bool:
    """Whether any system of a deployment affects individuals, as far as the file says."""
    return any(system.affects_individuals for system in systems_of(ctx, ctx.programme.activities[id]))


def too_early(ctx: Context, found: Sequence["RowMatch"]) -> Hit:
    """A deployment that does not wait for its evidence: the latest of it, and the rest beside it."""
    worst = max(found, key=lambda match: match.gap_days)
    rest = [id for match in found for id in (match.pred, *match.others) if id != worst.pred]
    return order.conflict(ctx, msgspec.structs.replace(worst, others=tuple(rest)), severity=Severity.ERROR)


def weak(ctx: Context, system: AiSystem) -> Iterator[Hit | Lacking]:
    """A system without thresholds, or of class high and validated by those who developed it."""
    clauses, steps = [], []
    if not any(limit.min is not None or limit.max is not None for limit in system.thresholds.values()):
        clauses.append("has no threshold that it must reach to be accepted")
        steps.append("`thresholds: {accuracy: {min: 0.9}}`")
    if high_risk(system):
        for field in ("validator", "developer"):
            if not getattr(system, field):
                yield Lacking(f"ai_systems.*.{field}", (system.id,))
        if system.validator and system.developer and dependent(ctx, system.validator, system.developer):
            clauses.append(
                f"is of class high, and its validator ({system.validator}) is not independent of its developer"
            )
            steps.append("`validator`: somebody who did not develop it")
    if clauses:
        first = next(iter(uses(ctx, "model_deployment")[system.id]), None)
        yield Hit(
            title="Nothing proves that a model is good enough",
            message=f"{called(system)} {listing(clauses)}.",
            fix=f"Set in ai_systems.{system.id}: {listing(steps)}.",
            at=system.path,
            targets=(system.id,),
            impact=ctx.plan.start(first.id) if first is not None else None,
            absent=len(clauses) == 1 and "threshold" in clauses[0],
        )


def dependent(ctx: Context, validator: str, developer: str) -> bool:
    """Whether a validator is the developer, works for it, or works for the same vendor."""
    programme = ctx.programme
    house = {id: one.organisation for id, one in programme.people.items()}
    house |= {id: one.organisation for id, one in programme.teams.items()}
    works_for, develops_for = house.get(validator), house.get(developer)
    if developer in {validator, works_for} or develops_for == validator:
        return True
    return works_for is not None and works_for == develops_for and works_for in programme.vendors


def changed(ctx: Context, system: AiSystem) -> Iterator[Hit]:
    """A model that was changed after its last validation."""
    ends = [
        (end, one) for one in about(ctx, system, "model_validation") if (end := ctx.plan.finish(one.id)) is not None
    ]
    if system.changed_on is None or not ends:
        return
    end, last = max(ends, key=lambda pair: pair[0])
    if system.changed_on.day > end:
        yield Hit(
            title="A model was changed after its validation",
            message=f"{called(system)} changed on {day(system.changed_on.day)}, after {ctx.title(last.id)} ended on {day(end)}.",
            fix=f"Validate {system.id} again: add an activity of kind model_validation after the change.",
            at=(*system.path, "changed_on"),
            targets=(system.id, last.id),
            related=(order.note(ctx, last.id, "finish"),),
            absent=False,
        )
