"""Governance: decisions that are late, or keep being put off."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Decision
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.floats import total_float
from programme_check.schedule.deciding import computed_need


def open_decisions(ctx: Context) -> list[Decision]:
    """Decisions that are still to be made: open or deferred."""
    return [decision for decision in ctx.programme.decisions.values() if decision.status in {"open", "deferred"}]


class UrgentLimits(Limits, frozen=True):
    """When an overdue decision is an error."""

    days: float = 5
    """Working days of total float of blocked work at or below which it is. Judgement."""


@rule(
    "GOV002",
    "decision-overdue",
    title="A decision is overdue",
    severity=Severity.WARNING,
    about=open_decisions,
    needs=("decisions",),
    limits=UrgentLimits,
)
def decision_overdue(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """A decision is still open after the day it was needed.

    What: An open or deferred decision has a `needed_by` before the status date. Where it has none, the day is worked out
        from the work it blocks that has not begun: the earliest of their late starts less the `lead_time`.
    Levels: a warning; an error where it blocks work with five working days of total float or less.
    Why: What it blocks either waits, or goes on without knowing.
    Fix: Take the decision, escalate it, or move `needed_by` with the work it blocks.
    Wrong:
        decisions: {d-scope: {title: Union agreements in first release, needed_by: 2027-01-08}}
    Right:
        decisions: {d-scope: {title: Union agreements in first release, needed_by: 2027-01-29}}
    Source: A founding statement of this tool; practitioner accounts of decision latency (a weak source). No grace period
        and five days of float are judgement.
    """
    limit = ctx.limits(UrgentLimits).days
    for decision in decisions:
        needed, first = decision.needed_by.day if decision.needed_by is not None else None, None
        if needed is None:
            needed, first = computed_need(ctx.plan, decision)
        if needed is None:
            yield Lacking("decisions.*.needed_by", (decision.id,))
        elif needed < ctx.as_of:
            late = count(ctx.as_of - needed, "calendar day")
            blocks = f"; it blocks {listing(decision.blocks, 4)}" if decision.blocks else ""
            how = f" for {ctx.title(first)} to start in time" if first is not None else ""
            tight = least_float(ctx, decision)
            urgent = tight is not None and tight[0] <= limit
            if tight is not None and urgent:
                blocks += f", of which {ctx.title(tight[1])} has {count(round(tight[0], 1), 'working day')} of float"
            yield Hit(
                severity=Severity.ERROR if urgent else Severity.WARNING,
                message=f"{decision.title} ({decision.id}) was needed by {day(needed)}, {late} ago{how}, and is still open{blocks}.",
                fix=f"Take it to {decision.forum or 'a forum with authority'} now, then set `status`, `decided_on` and `outcome`.",
                at=(*decision.path, "needed_by"),
                targets=(decision.id,),
                impact=needed,
            )


def least_float(ctx: Context, decision: Decision) -> tuple[float, str] | None:
    """The least total float of the unfinished work that a decision blocks, and whose it is."""
    streams = ctx.programme.workstreams
    ids = [item for id in decision.blocks for item in (streams[id].activities if id in streams else (id,))]
    return min(((room, id) for id in ids if (room := total_float(ctx, id)) is not None), default=None)


class DeferralLimits(Limits, frozen=True):
    """How long a decision may stay open."""

    deferrals: int = 2
    """Times it may be put off. Judgement."""
    days: int = 60
    """Calendar days it may be open. Founding statement: a decision deferred for two months."""


@rule(
    "GOV003",
    "decision-deferred-repeatedly",
    title="A decision keeps being put off",
    severity=Severity.WARNING,
    about=open_decisions,
    needs=("decisions",),
    limits=DeferralLimits,
)
def decision_deferred_repeatedly(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """A decision has been open for too long, or has been put off too often.

    What: An open or deferred decision was raised more than 60 calendar days ago, or has been deferred more than twice.
    Levels: a warning; an error where waiting longer compounds, or runs into a cliff: a missed window, or a commitment
        that breaks. The plan is run with the decision taken up to 12 weeks later to find out.
    Why: Each week of waiting narrows the options and moves the work behind it. Nobody notices the week in which the
        cheap option was lost.
    Fix: Set a day by which it is decided, and a `default` that applies if it is not.
    Wrong:
        decisions: {d-scope: {title: Union agreements in first release, status: deferred, raised: 2026-11-02}}
    Right:
        decisions: {d-scope: {title: Union agreements in first release, status: open, raised: 2026-12-07}}
    Source: A founding statement of this tool (a scope decision deferred for two months). The number of deferrals is
        judgement.
    """
    limits = ctx.limits(DeferralLimits)
    for decision in decisions:
        if decision.raised is None and not decision.deferrals:
            yield Lacking("decisions.*.raised", (decision.id,))
            continue
        age = ctx.as_of - decision.raised.day if decision.raised is not None else 0
        reasons = []
        if age > limits.days and decision.raised is not None:
            reasons.append(f"has been open for {count(age, 'calendar day')}, since {day(decision.raised.day)}")
        if len(decision.deferrals) > limits.deferrals:
            last = max(deferral.on.day for deferral in decision.deferrals)
            reasons.append(f"has been deferred {count(len(decision.deferrals), 'time')}, last on {day(last)}")
        if reasons:
            yield Hit(
                message=f"{decision.title} ({decision.id}) {' and '.join(reasons)}.",
                fix=f"Agree in {decision.forum or 'the forum'} the day it is decided, and add a `default` for the case that it is not.",
                at=decision.path,
                targets=(decision.id,),
                impact=decision.needed_by.day if decision.needed_by is not None else None,
            )
