"""What is asked: which items an id stands for, and what a delay of it means to each of them."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

from programme_check.model.times import Span
from programme_check.model.work import Activity
from programme_check.schedule.calendar import Calendar
from programme_check.schedule.engine import Change, Schedule
from programme_check.schedule.scope import DIMENSIONS
from programme_check.schedule.spans import elapsed, lagged_instant, working_days

if TYPE_CHECKING:
    from programme_check.schedule import Plan


class Unknown(ValueError):
    """An id that stands for nothing that can be asked about. `known` are the ids that do."""

    def __init__(self, id: str, known: tuple[str, ...]) -> None:
        super().__init__(id)
        self.id = id
        self.known = known


class CannotDelay(ValueError):
    """There is nothing left to delay, or nothing to leave out. The message says why, as a sentence."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One delay: what it comes to, and for which items."""

    id: str
    days: float
    """Working days."""
    changes: tuple[Change, ...]
    """One per item that is delayed."""


def delayed(schedule: Schedule, id: str, span: Span) -> Asked:
    """What a delay of an activity, milestone, gate, workstream, vendor or decision does to the items it stands for.

    What remains of an activity grows; the date of a milestone or gate moves; each unfinished item of anything else is
    held to its own forecast finish plus the delay. Raises Unknown and CannotDelay.
    """
    plan = schedule.plan
    item = plan.programme.work.get(id)
    if item is None:
        ids = [one for one in members(plan, id) if one in schedule and not plan.dates(one).complete]
        if not ids:
            raise CannotDelay(f"Nothing that {id} stands for has dates and is still to be done, so it cannot be late.")
        calendar = plan.calendars.default
        last = max(schedule[one].finish_day for one in ids)
        days = late_by(calendar, span, last)
        return Asked(id=id, days=round(days, 4), changes=tuple(held(schedule, one, span) for one in ids))
    dates = plan.dates(id)
    if dates.complete or dates.cancelled:
        state = "is finished" if dates.complete else "is cancelled"
        raise CannotDelay(f"{id} {state}, so it cannot be late.")
    if id not in schedule:
        raise CannotDelay(
            f"{id} cannot be delayed: it has no dates, or a loop of links keeps them from being computed."
        )
    timing, calendar = schedule[id], plan.calendar_of(id)
    if isinstance(item, Activity) and not dates.is_milestone:
        days = late_by(calendar, span, timing.finish_day)
        return Asked(id=id, days=round(days, 4), changes=(Change(id=id, longer_days=days),))
    days = late_by(calendar, span, timing.finish_day)
    return Asked(id=id, days=round(days, 4), changes=(held(schedule, id, span),))


def late_by(calendar: Calendar, span: Span, day: int) -> float:
    """The working days by which something is late that should end on a day."""
    if span.unit in {"cd", "m"}:
        return calendar.days_between(day + 1, elapsed(day, span) + 1)
    return working_days(calendar, span, day)


def held(schedule: Schedule, id: str, span: Span) -> Change:
    """The change that holds an item to its own forecast finish plus a delay."""
    if not span:
        return Change(id=id)
    node, net = schedule.assembly.node[id], schedule.net
    finish = lagged_instant(schedule.plan.calendar_of(id), schedule[id].early_finish, span)
    if schedule.plan.dates(id).is_milestone:
        return Change(id=id, moved_to=finish)
    place = net.start(node, net.axis[node].work_minutes(finish))
    return Change(id=id, not_before=net.axis[node].instant_of(place))


def members(plan: "Plan", id: str) -> list[str]:
    """The items that a workstream, a vendor or a decision stands for, those that are cancelled left out."""
    programme = plan.programme
    if id in programme.workstreams:
        found = list(programme.workstreams[id].activities)
    elif id in programme.vendors:
        found = [one.id for one in programme.activities.values() if vendor_of(plan, one) == id]
    elif id in programme.decisions:
        found = [one for blocked in programme.decisions[id].blocks for one in stands_for(plan, blocked)]
    else:
        known = (*programme.work, *programme.workstreams, *programme.vendors, *programme.decisions)
        raise Unknown(id, known)
    return [one for one in dict.fromkeys(found) if one in programme.work and not plan.dates(one).cancelled]


def vendor_of(plan: "Plan", item: Activity) -> str | None:
    """The vendor who does an activity: its own, else the workstream's."""
    return item.vendor or plan.programme.workstreams[item.workstream].vendor


def stands_for(plan: "Plan", id: str) -> list[str]:
    """The items that the id of an item or of a workstream stands for."""
    streams = plan.programme.workstreams
    return list(streams[id].activities) if id in streams else [id]


def left_out(plan: "Plan", ids: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The unfinished items that go when these ids are left out: those named, and those whose whole scope goes.

    An id is that of an activity, milestone, gate or workstream; or of an entity, wave, pay group, system or AI system,
    which takes with it what concerns nothing else. Raises Unknown and CannotDelay.
    """
    programme, named = plan.programme, []
    scoped: list[tuple[str, str]] = []
    sections: dict[str, Collection[str]] = {
        "entities": programme.rollout.entities,
        "waves": programme.rollout.waves,
        "pay_groups": programme.payroll.pay_groups,
        "systems": programme.landscape.systems,
        "ai_systems": programme.ai_systems,
    }
    for id in ids:
        kinds = [kind for kind, entries in sections.items() if id in entries]
        if id in programme.work or id in programme.workstreams:
            named += stands_for(plan, id)
        elif kinds:
            scoped += [(kind, id) for kind in kinds]
        else:
            known = [*programme.work, *programme.workstreams, *(one for each in sections.values() for one in each)]
            raise Unknown(id, tuple(known))
    gone = concerning_only(plan, scoped)
    named, gone = to_do(plan, named), [one for one in to_do(plan, gone) if one not in named]
    if ids and not named and not gone:
        raise CannotDelay("Nothing that is still to be done belongs to what should be left out.")
    return named, gone


def to_do(plan: "Plan", ids: list[str]) -> list[str]:
    """Those that are neither finished nor cancelled, each once."""
    return [id for id in dict.fromkeys(ids) if not (plan.dates(id).complete or plan.dates(id).cancelled)]


def concerning_only(plan: "Plan", scoped: list[tuple[str, str]]) -> list[str]:
    """The items whose scope names things of one of these kinds, and none but these."""
    found = []
    for id in plan.programme.work:
        scope = plan.scope(id)
        for kind in DIMENSIONS:
            names = getattr(scope, kind)
            if names and names <= {one for section, one in scoped if section == kind}:
                found.append(id)
                break
    return found
