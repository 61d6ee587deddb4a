"""What a report says of the time ahead: what to decide next, and which slip would hurt most."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

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
MOST_WAITS = 500_000
"""Open decisions times items of the plan beyond which a check leaves decisions to their command: what waiting costs is
worked out anew for each of them, so it is rarely the activities that make it long. Judgement, on what was measured."""
MOST_FOLLOWED = 5_000
"""Items of a plan beyond which a check leaves the chain reaction to its command, since it runs the whole plan twice
more. Judgement, on what was measured."""
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
    live = leading(lives)
    if not plan.programme.decisions and (live is None or live.computed is None):
        return Ahead()
    from programme_check.whatif import decisions, open_decisions

    items = len(plan.programme.work)
    found = Ahead(left_to_commands=items * len(open_decisions(plan)) > MOST_WAITS)
    if not found.left_to_commands:
        waiting = sorted(decisions(plan), key=lambda one: (one.needed_by is None, one.needed_by or 0, one.id))
        found = Ahead(decisions=tuple(waiting))
    if live is None or live.computed is None:
        return found
    if items > MOST_FOLLOWED:
        return msgspec.structs.replace(found, chain_left_to_command=True)
    worst, moves = worst_slip(plan, live.id)
    if worst is None:
        return found
    from programme_check.model.times import Span
    from programme_check.whatif import can_hold, delay

    asked = {worst: Span(SLIP, "d")}
    return msgspec.structs.replace(
        found,
        slip_of=worst,
        slip_name=plan.programme.work[worst].name or worst,
        chain=delay(plan, settings, asked),
        held=delay(plan, settings, asked, mode="hold") if moves and can_hold(plan) else None,
    )


def worst_slip(plan: "Plan", go_live: str) -> tuple[str | None, bool]:
    """The unfinished activity whose slip moves a go-live most, of those that tie the one that starts first; and whether
    it moves it.

    Where float or the days to the next permitted one take up every slip, that of the work which decides the date and
    starts first. None where no work to come takes time.
    """
    from programme_check.schedule.engine import Change

    schedule = plan.forecast
    critical = [id for id in schedule.ids if schedule[id].critical]
    tried = [id for id in [*critical, *schedule.near_critical(ROOM)] if can_slip(plan, id)][:MOST_TRIED]
    found = []
    for id in tried:
        moved = schedule.effect_on_go_live(Change(id=id, longer_days=SLIP), go_live)
        if moved:
            found.append((-moved, schedule[id].start, id))
    if found:
        return min(found)[2], True
    deciding = [id for id in schedule.path_to(go_live) if can_slip(plan, id)]
    return (deciding[0] if deciding else None), False


def can_slip(plan: "Plan", id: str) -> bool:
    """Whether it is work to come that takes time: not finished, no milestone and no margin."""
    item = plan.programme.work[id]
    point = getattr(item, "is_point", True)
    return not point and not plan.dates(id).complete and item.kind not in {"margin", "go_live"}
