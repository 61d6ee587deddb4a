"""What a report says of the time ahead: what to decide next, and which slip would hurt most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from programme_check.checkup.forecast import MOST_ITEMS
from programme_check.findings import Finding, Severity, order
from programme_check.verdict import Ahead, GoLiveLine, leading
from programme_check.verdict.forecast import ROOM

if TYPE_CHECKING:
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

SLIP = 10
"""Working days of the slip that a report follows: two weeks, the delay most often met. Judgement."""
MOST_TRIED = 40
"""Activities whose slip is tried, those that decide the date first. Judgement."""
ESCALATED = ("GOV003", "decision-deferred-repeatedly")
WORDS = {"cliff": "runs into a cliff", "compounding": "costs more each week"}


def escalated(findings: Sequence[Finding], plan: "Plan", settings: "Settings") -> list[Finding]:
    """The findings with GOV003 at the level of an error where waiting for the decision compounds or ends at a cliff.

    A level that the settings give the rule stands.
    """
    fixed = any("severity" in settings.rules.get(name, {}) for name in ESCALATED)
    open_ones = [item for item in findings if item.rule == ESCALATED[0] and item.severity is Severity.WARNING]
    if fixed or not open_ones:
        return list(findings)
    from programme_check.whatif import cliffs

    kinds = cliffs(plan, [item.targets[0] for item in open_ones])
    raised = {item.fingerprint: kinds[item.targets[0]] for item in open_ones if item.targets[0] in kinds}
    found = [
        msgspec.structs.replace(
            item,
            severity=Severity.ERROR,
            message=f"{item.message} Waiting longer {WORDS[raised[item.fingerprint]]}.",
        )
        if item.fingerprint in raised
        else item
        for item in findings
    ]
    return sorted(found, key=order) if raised else found


def ahead(plan: "Plan", settings: "Settings", lives: Sequence[GoLiveLine]) -> Ahead:
    """Open decisions by the day they are needed, and the chain reaction of the slip with the worst yield."""
    if len(plan.programme.work) > MOST_ITEMS:
        return Ahead(left_to_commands=True)
    from programme_check.whatif import decisions

    waiting = sorted(decisions(plan), key=lambda one: (one.needed_by is None, one.needed_by or 0, one.id))
    live = leading(lives)
    worst = worst_slip(plan, live.id) if live is not None and live.computed is not None else None
    if worst is None:
        return Ahead(decisions=tuple(waiting))
    from programme_check.model.times import Span
    from programme_check.whatif import can_hold, delay

    asked = {worst: Span(SLIP, "d")}
    return Ahead(
        decisions=tuple(waiting),
        slip_of=worst,
        slip_name=plan.programme.work[worst].name or worst,
        chain=delay(plan, settings, asked),
        held=delay(plan, settings, asked, mode="hold") if can_hold(plan) else None,
    )


def worst_slip(plan: "Plan", go_live: str) -> str | None:
    """The unfinished activity whose slip moves a go-live most; of those that tie the one that starts first.

    None where no slip of work that decides the date, or nearly does, moves it.
    """
    from programme_check.schedule.engine import Change

    schedule = plan.forecast
    critical = [id for id in schedule.ids if schedule[id].critical]
    tried = [*critical, *schedule.near_critical(ROOM)]
    best: tuple[float, int, str] | None = None
    for id in [id for id in tried if can_slip(plan, id)][:MOST_TRIED]:
        moved = schedule.effect_on_go_live(Change(id=id, longer_days=SLIP), go_live)
        if moved:
            found = (-moved, schedule[id].start, id)
            best = found if best is None else min(best, found)
    return best[2] if best is not None else None


def can_slip(plan: "Plan", id: str) -> bool:
    """Whether it is work to come that takes time: not finished, no milestone and no margin."""
    item = plan.programme.work[id]
    point = getattr(item, "is_point", True)
    return not point and not plan.dates(id).complete and item.kind not in {"margin", "go_live"}
