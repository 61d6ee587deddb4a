"""Risks of the file as events: each happens or not, and if it does, named work takes longer or waits."""

from typing import TYPE_CHECKING

import msgspec

from programme_check.schedule.engine import Schedule
from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.whatif.ask import CannotDelay, delayed

if TYPE_CHECKING:
    from programme_check.schedule import Plan


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One risk."""

    id: str
    title: str
    probability: float
    """A share from 0 to 1."""
    longer: tuple[tuple[int, int], ...]
    """Nodes and the working minutes by which they take longer if it happens."""
    not_before: tuple[tuple[int, int], ...]
    """Nodes and the places before which they cannot start if it happens."""
    days: tuple[tuple[str, str], ...]
    """What it would cost as the file says it: ids and lengths."""


def events(schedule: Schedule) -> list[Event]:
    """The open risks with a probability and with days on work to come, in the order of the file.

    Days on an activity make it longer; on a milestone, a gate or a workstream they are a delay as in `delay`.
    """
    found = []
    for risk in schedule.plan.programme.risks.values():
        if risk.status == "closed" or not risk.probability or not risk.affects:
            continue
        longer: dict[int, int] = {}
        waits: dict[int, int] = {}
        days = []
        for id, span in risk.affects.items():
            try:
                asked = delayed(schedule, id, span)
            except CannotDelay:  # what is finished can no longer be hit
                continue
            days.append((id, span.iso()))
            for change in asked.changes:
                node = schedule.assembly.node[change.id]
                calendar, axis = schedule.net.calendar[node], schedule.net.axis[node]
                if change.longer_days:
                    per_day = minutes_per_day(calendar) or calendar.minutes_per_day
                    longer[node] = longer.get(node, 0) + round(change.longer_days * per_day)
                at = change.moved_to if change.moved_to is not None else change.not_before
                if at is not None:
                    place = axis.work_minutes(at)
                    waits[node] = max(waits.get(node, place), place)
        if longer or waits:
            found.append(
                Event(
                    id=risk.id,
                    title=risk.title,
                    probability=risk.probability / 100,
                    longer=tuple(longer.items()),
                    not_before=tuple(waits.items()),
                    days=tuple(days),
                )
            )
    return found


def unquantified(plan: "Plan") -> list[str]:
    """The open risks that say too little to be counted: no probability, or no days on any work."""
    risks = plan.programme.risks.values()
    return [one.id for one in risks if one.status != "closed" and (one.probability is None or not one.affects)]
