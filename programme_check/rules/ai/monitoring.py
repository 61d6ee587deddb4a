"""AI governance: how a system is watched once it is live, and how it is stopped."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, AiSystem
from programme_check.model.times import Span
from programme_check.rules.ai.scope import about, begun, called, high_risk, rows, uses
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

CALENDAR_DAYS = {"m": 30.0, "w": 7.0, "cd": 1.0, "d": 1.4, "h": 1 / 24}
"""Calendar days per unit, roughly: enough to tell half a year from less."""


class MonitoringLimits(Limits, frozen=True):
    """How long the logs of a high-risk system are kept."""

    log_months: int = 6
    """Months. EU AI Act, Article 26(6), read through a summary."""


@rule(
    "AIG006",
    "no-monitoring-or-stop-route",
    title="An AI system is not watched, or cannot be stopped",
    severity=Severity.WARNING,
    ladder=True,
    about=lambda ctx: [*ctx.programme.ai_systems.values(), *rows(ctx, 58), *rows(ctx, 61)],
    needs=("ai_systems",),
    limits=MonitoringLimits,
)
def no_monitoring_or_stop_route(ctx: Context, subjects: Sequence["AiSystem | RowMatch"]) -> Iterator[Hit | Lacking]:
    """An AI system that nobody watches from its first day, that cannot be switched off, or whose incidents go nowhere.

    What: `monitoring` has no metric with a limit, or no owner, or begins after the deployment starts; there is no
        `deactivation.method` nor a `rollback` of the deployment; there is no `incident_route` and no
        `incident_response_setup` that would bring one; the logs of a system of class high are kept for less than 6 months.
        Or setting up monitoring or incident response ends after the deployment starts.
    Levels: what is missing climbs from information (more than 180 days before go-live) to a warning, an error inside 60
        days and once the system is deployed; dates that contradict each other are an error.
    Why: Models drift after sign-off. Without monitoring nobody notices, and without a way to stop nobody can act.
    Fix: Fill in `monitoring`, `deactivation`, `incident_route` and, for class high, `log_retention`.
    Wrong:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, monitoring: {owner: dana}}}
    Right:
        programme: {types: [ai]}
        ai_systems:
          cv-screening:
            name: CV screening
            monitoring: {from: 2027-05-04, owner: dana, metrics: {drift: {max: 0.1}}}
            incident_route: service desk, 24 hours
            deactivation: {method: switch off in the portal}
    Source: NIST AI Risk Management Framework, MEASURE 2.4, MANAGE 2.4, 4.1 and 4.3; EU AI Act, Articles 12, 26(5) and (6),
        72 and 73; ISO/IEC 42001 A.6.2.6, A.6.2.8 and A.8.4, all read through summaries.
    """
    for match in rows(ctx, 58):
        if not match.holds:
            yield order.conflict(
                ctx, match, title="A model goes live before it can be watched", severity=Severity.ERROR, absent=False
            )
    watched_late: set[str] = set()
    for match in rows(ctx, 61):
        if match.too_late_days > ctx.plan.tolerance and not match.both_complete:
            watched_late.add(match.pred)
            yield late_monitoring(ctx, match)
    for system in ctx.programme.ai_systems.values():
        deployments = uses(ctx, "model_deployment")[system.id]
        first = deployments[0] if deployments else None
        if first is not None and first.id not in watched_late:
            yield from begins_late(ctx, system, first)
        lacks = [*unwatched(system), *unstoppable(ctx, system, deployments)]
        if high_risk(system):
            months = ctx.limits(MonitoringLimits).log_months
            kept = system.log_retention
            if kept is None:
                yield Lacking("ai_systems.*.log_retention", (system.id,))
            elif calendar_days(kept) < calendar_days(Span(months, "m")):
                lacks.append(f"logs kept for {count(months, 'month')} (`log_retention` is {kept.iso()})")
        if lacks:
            yield Hit(
                message=f"{called(system)} lacks {listing(lacks, 6)}.",
                fix=f"Add to ai_systems.{system.id} what it lacks, such as `monitoring: {{from: DATE, owner: PERSON, metrics: "
                "{drift: {max: 0.1}}}`, `deactivation: {method: …}`, `incident_route: …`.",
                at=system.path,
                targets=(system.id,),
                severity=urgency(ctx, system, first),
                impact=ctx.plan.start(first.id) if first is not None else None,
            )


def calendar_days(span: Span) -> float:
    """Roughly how many calendar days a duration takes."""
    return span.amount * CALENDAR_DAYS[span.unit]


def late_monitoring(ctx: Context, match: "RowMatch") -> Hit:
    """Monitoring that begins days after the deployment."""
    start, live = ctx.plan.start(match.succ) or 0, ctx.plan.start(match.pred) or 0  # a match has dates at both ends
    return Hit(
        title="A model is not watched from its first day",
        message=f"{ctx.title(match.succ)} starts {day(start)}, {count(match.too_late_days, 'working day')} after "
        f"{ctx.title(match.pred)} starts on {day(live)}.",
        fix=f"Move `start` of {match.succ} to {day(live)}.",
        at=(*ctx.path_of(match.succ), "start"),
        targets=(match.succ, match.pred),
        related=(order.note(ctx, match.pred, "start"),),
        gap_days=match.too_late_days,
        impact=live,
        severity=Severity.ERROR,
        absent=False,
    )


def begins_late(ctx: Context, system: AiSystem, first: Activity) -> Iterator[Hit]:
    """Monitoring whose first day, as the system's entry has it, lies after the deployment starts."""
    live = ctx.plan.start(first.id)
    begins = system.monitoring.from_ if system.monitoring is not None else None
    if begins is None or live is None or (ctx.plan.dates(first.id).complete and begins.day <= ctx.as_of):
        return
    gap = float(ctx.plan.calendar_of(first.id).days_between(live, begins.day))
    if gap > ctx.plan.tolerance:
        yield Hit(
            title="A model is not watched from its first day",
            message=f"Monitoring of {called(system)} begins {day(begins.day)}, {count(gap, 'working day')} after "
            f"{ctx.title(first.id)} starts on {day(live)}.",
            fix=f"Set `monitoring.from` of ai_systems.{system.id} to {day(live)}.",
            at=(*system.path, "monitoring", "from"),
            targets=(system.id, first.id),
            related=(order.note(ctx, first.id, "start"),),
            gap_days=gap,
            impact=live,
            severity=Severity.ERROR,
            absent=False,
        )


def unwatched(system: AiSystem) -> list[str]:
    """What monitoring does not say, in words."""
    monitoring = system.monitoring
    if monitoring is None:
        return ["monitoring with a metric, a limit and an owner"]
    limited = any(metric.min is not None or metric.max is not None for metric in monitoring.metrics.values())
    words = [] if limited else ["a monitored metric with a limit"]
    return words if monitoring.owner else [*words, "an owner of its monitoring"]


def unstoppable(ctx: Context, system: AiSystem, deployments: Sequence[Activity]) -> list[str]:
    """Which ways to stop a system and to report an incident are missing, in words."""
    off = system.deactivation is not None and bool(system.deactivation.method)
    words = [] if off or any(item.rollback is not None for item in deployments) else ["a way to switch it off"]
    if not system.incident_route and not about(ctx, system, "incident_response_setup"):
        words.append("a route for incidents")
    return words


def urgency(ctx: Context, system: AiSystem, first: Activity | None) -> Severity:
    """The level of what is missing: by the go-live concerned or the deployment itself, whichever is nearer."""
    if first is None:
        return ctx.ladder(system.id)
    if begun(ctx, first.id):
        return Severity.ERROR
    start = ctx.plan.start(first.id)
    return max(ctx.rung(start - ctx.as_of if start is not None else None), ctx.ladder(first.id))
