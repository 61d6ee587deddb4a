"""The plan as lanes: every item at its forecast dates, and who waits on whom across lanes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from programme_check.schedule.engine.bounds import blocked
from programme_check.verdict.pack import Item, Lane, WaitsOn
from programme_check.whatif.decisions import open_decisions

if TYPE_CHECKING:
    from programme_check.checkup.pack.names import Names
    from programme_check.schedule import Plan

GATES = "gates "
"""The lane of the gates: no workstream can have this id."""
LONG = 4
"""Calendar days from which a stretch of holidays is worth a band of its own."""


def lanes(plan: "Plan", names: "Names") -> tuple[Lane, ...]:
    """The workstreams in the order of the file, the gates first where there are any."""
    found = [Lane(id=GATES, name="Gates", lead="")] if plan.programme.gates else []
    for id, stream in plan.programme.workstreams.items():
        found.append(Lane(id=id, name=stream.name or id, lead=names.lead(id)))
    return tuple(found)


def lane_of(plan: "Plan", id: str) -> str:
    """The lane of an item."""
    return getattr(plan.programme.work.get(id), "workstream", "") or GATES


def items(plan: "Plan", names: "Names") -> Iterator[Item]:
    """Every item that is placed, in the order of the file."""
    schedule = plan.forecast
    lives = {live.id for live in plan.go_lives if not live.done}
    for id in schedule.ids:
        timing, dates, work = schedule[id], plan.dates(id), plan.programme.work[id]
        if dates.cancelled or getattr(work, "planning", None) == "summary":
            continue
        owner = getattr(work, "owner", None) or getattr(work, "approver", None)
        planned = dates.planned_finish if dates.planned_finish is not None else dates.planned_start
        ends = timing.start_day if id in lives else timing.finish_day
        yield Item(
            id=id,
            name=work.name or id,
            lane=lane_of(plan, id),
            start=timing.start_day,
            finish=ends,
            planned_start=dates.planned_start,
            planned_finish=planned,
            milestone=timing.start == timing.finish or dates.is_milestone,
            go_live=id in lives,
            critical=timing.critical,
            room=timing.total_float,
            complete=dates.complete,
            done=done(plan, id, timing.start_day, timing.finish_day),
            owner=names.who(owner) or names.lead(lane_of(plan, id)),
            later=plan.calendar_of(id).days_between(planned, ends) if planned is not None else 0,
        )


def done(plan: "Plan", id: str, start: int, finish: int) -> float:
    """How much of an item is done: as the file says, else the share of its time that has passed once it has begun."""
    dates, work = plan.dates(id), plan.programme.work[id]
    if dates.complete:
        return 1.0
    said = getattr(work, "progress", None)
    if said is not None:
        return min(1.0, max(0.0, float(said) / 100))
    if dates.actual_start is None or finish < start:
        return 0.0
    return min(1.0, max(0.0, (plan.as_of - start) / (finish + 1 - start)))


def closed(plan: "Plan") -> Iterator[tuple[int, int, str]]:
    """Blackouts, and long stretches of holidays of the programme's own calendar."""
    programme = plan.programme
    for _, blackout in sorted(programme.blackouts.items()):
        yield blackout.from_.day, blackout.to.day, blackout.reason or "no go-live"
    own = programme.calendars.get(programme.programme.calendar or "")
    for holiday in own.holidays if own is not None else ():
        if holiday.last - holiday.first + 1 >= LONG:
            yield holiday.first, holiday.last, "holidays"


def waits(plan: "Plan") -> tuple[WaitsOn, ...]:
    """For each pair of lanes the least float of what one waits for from the other, the tightest first."""
    pairs: dict[tuple[str, str], list[tuple[float, bool]]] = {}
    for giver, receiver, room, missing in [*links(plan), *decided(plan)]:
        if giver != receiver:
            pairs.setdefault((giver, receiver), []).append((room, missing))
    found = []
    for (giver, receiver), rooms in pairs.items():
        least = min(room for room, _ in rooms)
        missing = any(missing for room, missing in rooms if room == least)
        found.append(WaitsOn(giver=giver, receiver=receiver, room=least, links=len(rooms), missing=missing))
    return tuple(sorted(found, key=lambda one: (one.room, one.giver, one.receiver)))


def links(plan: "Plan") -> Iterator[tuple[str, str, float, bool]]:
    """The links to work to come between lanes: giver, receiver, float, whether the plan lacks it."""
    schedule = plan.forecast
    net, passes, implied = schedule.net, schedule.passes, schedule.assembly.implied
    streams = plan.programme.workstreams
    for link, (pred, succ) in enumerate(zip(net.pred, net.succ, strict=True)):
        if not (passes.computed[pred] and passes.computed[succ]) or succ in net.held:
            continue
        giver, receiver = net.names[pred], net.names[succ]
        timing = schedule.get(receiver)
        if timing is None or timing.total_float is None:
            continue
        room = schedule.days_between(succ, net.earliest(link, passes.early[pred]), passes.early[succ])
        source = giver if giver in streams else lane_of(plan, giver)
        yield source, lane_of(plan, receiver), round(max(0.0, room) + timing.total_float, 1), link in implied


def decided(plan: "Plan") -> Iterator[tuple[str, str, float, bool]]:
    """What waits for open decisions."""
    for decision in open_decisions(plan):
        for id in blocked(plan, decision.blocks):
            timing = plan.forecast.get(id)
            if timing is not None and timing.total_float is not None:
                yield "", lane_of(plan, id), round(timing.total_float, 1), False
