"""AI governance: what a system does to people is assessed before it is used on them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, AiSystem
from programme_check.rules.ai.scope import USE, about, called, excused, rows, uses
from programme_check.rules.context import Context, day
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.schedule.ai import assessed_on, recorded, touches

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


@rule(
    "AIG003",
    "impact-assessment-late",
    title="People's data is used before its assessment",
    severity=Severity.ERROR,
    about=lambda ctx: list(ctx.programme.ai_systems.values()) or rows(ctx, 52),
    needs=("ai_systems",),
)
def impact_assessment_late(ctx: Context, subjects: Sequence["AiSystem | RowMatch"]) -> Iterator[Hit | Lacking]:
    """A system that touches people is piloted or deployed on real data before the assessment of its impact is complete.

    What: The system works on personal data or affects individuals, and no assessment is complete when the first
        deployment, or pilot not marked `real_data: no`, starts: neither an `ai_impact_assessment` activity in scope nor an
        entry under `assessments`. Personal data needs a data protection impact assessment (`dpia`); effects on individuals
        need any of `dpia`, `fria`, `aiia`.
    Why: The assessment has to shape the design, and for risky processing of personal data the law wants it first.
    Fix: Move the assessment before the pilot, or pilot on invented data.
    Wrong:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, personal_data: yes, assessments: {dpia: {completed: 2027-04-16}}}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              pilot: {name: Pilot, kind: pilot, start: 2027-03-01, finish: 2027-03-26, real_data: yes, scope: {ai_systems: [cv-screening]}}
    Right:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, personal_data: yes, assessments: {dpia: {completed: 2027-02-12}}}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              pilot: {name: Pilot, kind: pilot, start: 2027-03-01, finish: 2027-03-26, real_data: yes, scope: {ai_systems: [cv-screening]}}
    Source: GDPR Article 35 (before the processing starts); EU AI Act, Article 27; ISO/IEC 42001 A.5, read through summaries.
    """
    systems = ctx.programme.ai_systems
    if not systems:
        yield Lacking("ai_systems.*.personal_data")
        broken = {match.pred: match for match in reversed(rows(ctx, 52)) if not match.holds}
        for match in broken.values():
            yield order.conflict(ctx, match, severity=Severity.ERROR, absent=False)
        return
    late = {match.succ: match for match in rows(ctx, 52) if not match.holds}
    wrong: dict[str, RowMatch] = {}
    for system in systems.values():
        touched = touches(system)
        first = next((item for item in uses(ctx, *USE)[system.id] if real(item)), None)
        if touched is None:
            field = "personal_data" if system.personal_data is None else "affects_individuals"
            yield Lacking(f"ai_systems.*.{field}", (system.id,))
        elif touched and first is None:
            yield Lacking("workstreams.*.activities.* with kind: pilot or model_deployment", (system.id,))
        elif touched and first is not None and not excused(first, "AIG003", "impact-assessment-late"):
            done = recorded(ctx.plan, system, first.id)
            found = late.get(first.id)
            if found is not None and not (done and reviews(ctx, found)):
                wrong[first.id] = found
            elif found is None and not done and not planned(ctx, system, first):
                yield unassessed(ctx, system, first)
    for match in wrong.values():
        yield order.conflict(ctx, match, severity=Severity.ERROR, absent=False)


def real(item: Activity) -> bool:
    """Whether a use works on real people's data, as far as the file says."""
    return item.kind != "pilot" or item.real_data != 0


def planned(ctx: Context, system: AiSystem, use: Activity) -> bool:
    """Whether an assessment in scope of system and use is in the plan; its dates are judged as a precedence row."""
    return any(ctx.plan.same_scope(one.id, use.id) for one in about(ctx, system, "ai_impact_assessment"))


def reviews(ctx: Context, match: "RowMatch") -> bool:
    """Whether an assessment begins only once the system is in use, and so looks back on it."""
    return (ctx.plan.start(match.pred) or 0) >= (ctx.plan.start(match.succ) or 0)


def unassessed(ctx: Context, system: AiSystem, use: Activity) -> Hit:
    """A use without an assessment that is complete by then."""
    start = ctx.plan.start(use.id)
    days = assessed_on(system)
    kind, wanted, reason = (
        ("dpia", "data protection impact assessment", "works on personal data")
        if system.personal_data
        else ("aiia", "assessment of its impact on people", "affects individuals")
    )
    begins = f"starts {day(start)}" if start is not None else "is in the plan"
    state = f"is complete only on {day(min(days))}" if days else "is neither recorded nor planned"
    gap = max(1, ctx.plan.calendar_of(use.id).days_between(start, min(days))) if days and start is not None else None
    return Hit(
        title=None if days else "People's data is used without an assessment",
        message=f"{ctx.title(use.id)} {begins}; {called(system)} {reason}, and its {wanted} {state}.",
        fix=f"Complete the assessment before {use.id} starts, or move `start` of {use.id} behind it, and record it: "
        f"`assessments: {{{kind}: {{completed: …, approved_by: …}}}}` of ai_systems.{system.id}.",
        at=(*use.path, "start") if days else use.path,
        targets=(use.id, system.id),
        gap_days=None if gap is None else float(gap),
        impact=start,
        absent=not days,
    )
