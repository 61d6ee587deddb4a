"""AI governance: what a system is for, and the risk class that decides all other duties."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, AiSystem
from programme_check.rules.ai.scope import about, called, deployed, rows, uses
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

EU = frozenset(
    {"eu", "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr"}
    | {"hu", "ie", "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk"}
)
"""Jurisdictions in which the EU AI Act holds."""


@rule(
    "AIG002",
    "ai-risk-class-missing",
    title="An AI system has no risk class or purpose",
    severity=Severity.WARNING,
    about=lambda ctx: [*ctx.programme.ai_systems.values(), *rows(ctx, 50)],
    needs=("ai_systems",),
)
def ai_risk_class_missing(ctx: Context, subjects: Sequence["AiSystem | RowMatch"]) -> Iterator[Hit | Lacking]:
    """An AI system without an intended purpose or without the risk class that the law asks for, or a prohibited one.

    What: `purpose` is missing; or `risk_class.eu_ai_act` is missing while `jurisdictions` names the EU or one of its
        countries, and no `ai_risk_classification` that is still to end will bring it; or the class is prohibited; or the
        classification ends after model development or after deployment starts.
    Levels: error where the class is prohibited, or is missing once the model is deployed; otherwise a warning.
    Why: The class decides all other duties, and the model has to be developed for them.
    Fix: Classify the system and write down what the class rests on: `risk_class: {eu_ai_act: …, basis: …}`.
    Wrong:
        programme: {types: [ai], jurisdictions: [eu]}
        ai_systems: {cv-screening: {name: CV screening, purpose: rank applications}}
    Right:
        programme: {types: [ai], jurisdictions: [eu]}
        ai_systems: {cv-screening: {name: CV screening, purpose: rank applications, risk_class: {eu_ai_act: high, basis: Annex III 4(a)}}}
    Source: EU AI Act, Articles 5 and 6 and Annex III; NIST AI Risk Management Framework, MAP 1.1 and 2 (both read through
        summaries). That the class is due before development ends is judgement.
    """
    for match in rows(ctx, 50):
        if not match.holds:
            yield order.conflict(ctx, match, title="A model is developed before its risk is classed", absent=False)
    places = {place.lower() for place in ctx.programme.programme.jurisdictions}
    for system in ctx.programme.ai_systems.values():
        known = system.risk_class.eu_ai_act if system.risk_class is not None else None
        if known == "prohibited":
            yield prohibited(system)
            continue
        missing = [] if system.purpose else ["intended purpose"]
        late = None
        if known is None and not places:
            yield Lacking("programme.jurisdictions", (system.id,))
        elif known is None and places & EU:
            planned = [
                one for one in about(ctx, system, "ai_risk_classification") if not ctx.plan.dates(one.id).complete
            ]
            late = next((one for one in planned if after_deployment(ctx, system, one)), None)
            if not planned or late is not None or deployed(ctx, system):
                missing.append("risk class under the EU AI Act")
        if missing:
            yield unclassed(ctx, system, missing, late)


def after_deployment(ctx: Context, system: AiSystem, classing: Activity) -> bool:
    """Whether a classification ends after the first deployment of the system starts."""
    return any(
        (ctx.plan.gap(classing.id, item.id, "FS", None) or 0) > 0
        for item in uses(ctx, "model_deployment")[system.id][:1]
    )


def prohibited(system: AiSystem) -> Hit:
    """A system that may not be used at all."""
    return Hit(
        title="An AI system is of a prohibited class",
        message=f"{called(system)} is classed as prohibited under the EU AI Act and is still in the programme.",
        fix=f"Take {system.id} out of the programme, or correct `risk_class` with the `basis` for the new class.",
        at=(*system.path, "risk_class", "eu_ai_act"),
        targets=(system.id,),
        severity=Severity.ERROR,
    )


def unclassed(ctx: Context, system: AiSystem, missing: Sequence[str], late: Activity | None) -> Hit:
    """A system of which class or purpose is not known."""
    live = deployed(ctx, system)
    first = next(iter(uses(ctx, "model_deployment")[system.id]), None)
    tail = ", and it is already deployed" if live else ""
    if late is not None and first is not None and not live:
        tail = f"; {ctx.title(late.id)} ends after {ctx.title(first.id)} starts"
    return Hit(
        message=f"{called(system)} has no {listing(missing, 2).replace(' and ', ' and no ')}{tail}.",
        fix=f"Add to ai_systems.{system.id}: {listing([YAML[part] for part in missing])}.",
        at=system.path,
        targets=(system.id,),
        severity=Severity.ERROR if live or late is not None else Severity.WARNING,
        impact=ctx.plan.start(first.id) if first is not None else None,
        absent=late is None,
    )


YAML = {
    "intended purpose": "`purpose: …`",
    "risk class under the EU AI Act": "`risk_class: {eu_ai_act: …, basis: …}`",
}
