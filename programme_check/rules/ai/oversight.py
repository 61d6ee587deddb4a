"""AI governance: people who can oversee a system and stop it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import AiSystem
from programme_check.rules.ai.scope import about, called, high_risk, rows, systems_of, uses
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


@rule(
    "AIG004",
    "no-human-oversight",
    title="Nobody is able to oversee an AI system",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [*ctx.programme.ai_systems.values(), *rows(ctx, 57)],
    needs=("ai_systems",),
)
def no_human_oversight(ctx: Context, subjects: Sequence["AiSystem | RowMatch"]) -> Iterator[Hit | Lacking]:
    """An AI system without a person who can stop it, is trained for that, and has a deputy.

    What: `oversight` names nobody with `can_stop: yes`; or none of those has a `trained_on`, or only one after the
        deployment starts, and no training for the system ends before it; or there is no second person. Or
        `human_oversight_design` ends after the deployment starts.
    Levels: error for a system of class high, a warning otherwise; a deputy that alone is missing is a warning.
    Why: Oversight on paper is not oversight. Somebody has to be there who may stop the system and knows how.
    Fix: Name a person and a deputy, train them, and let them try out the stop.
    Wrong:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, risk_class: {eu_ai_act: high}}}
    Right:
        programme: {types: [ai]}
        ai_systems:
          cv-screening:
            name: CV screening
            risk_class: {eu_ai_act: high}
            oversight: {dana: {can_stop: yes, trained_on: 2027-03-01}, cfo: {deputy: yes, can_stop: yes}}
    Source: EU AI Act, Articles 14 and 26(2); NIST AI Risk Management Framework, MAP 3.5 and GOVERN 3.2, read through
        summaries. One person and a deputy are judgement.
    """
    for match in rows(ctx, 57):
        if not match.holds:
            systems = systems_of(ctx, ctx.programme.activities[match.succ])
            mild = systems and all(system.risk_class is not None and not high_risk(system) for system in systems)
            yield order.conflict(
                ctx,
                match,
                title="Oversight is designed after deployment",
                severity=Severity.WARNING if mild else Severity.ERROR,
                absent=False,
            )
    for system in ctx.programme.ai_systems.values():
        able = {id for id, overseer in system.oversight.items() if overseer.can_stop}
        if not able:
            lacks = ["a named person who may stop it"]
        else:
            lacks = [] if trained(ctx, system) else ["a record that this person is trained in time"]
        if len(system.oversight) < 2:
            lacks.append("a deputy")
        if lacks:
            severe = high_risk(system) and lacks != ["a deputy"]
            first = next(iter(uses(ctx, "model_deployment")[system.id]), None)
            yield Hit(
                title=None if not able else "Oversight of an AI system is incomplete",
                message=f"{called(system)}{', of class high,' if high_risk(system) else ''} lacks {listing(lacks)}.",
                fix=f"Fill in `oversight` of ai_systems.{system.id}: "
                "`{PERSON: {can_stop: yes, trained_on: DATE}, OTHER: {deputy: yes, can_stop: yes}}`.",
                at=(*system.path, "oversight") if system.oversight else system.path,
                targets=(system.id,),
                severity=Severity.ERROR if severe else Severity.WARNING,
                impact=ctx.plan.start(first.id) if first is not None else None,
            )


def trained(ctx: Context, system: AiSystem) -> bool:
    """Whether somebody who may stop a system is trained for it before it is deployed, in fact or in plan."""
    first = next(iter(uses(ctx, "model_deployment")[system.id]), None)
    start = ctx.plan.start(first.id) if first is not None else None
    for overseer in system.oversight.values():
        if (
            overseer.can_stop
            and overseer.trained_on is not None
            and (start is None or overseer.trained_on.day <= start)
        ):
            return True
    return any(
        system.id in ctx.plan.scope(course.id).ai_systems
        and (first is None or ctx.plan.gap(course.id, first.id, "FS", None) in {0, None})
        for course in about(ctx, system, "training", "training_delivery")
    )
