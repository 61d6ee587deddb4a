"""The go-lives and the driving path of a plan, as a report says them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from programme_check.verdict import GoLiveLine, PathLine, Step, leading
from programme_check.verdict.forecast import ROOM
from programme_check.words import count, day

if TYPE_CHECKING:
    from programme_check.schedule import GoLive, Plan
    from programme_check.schedule.engine import Schedule
    from programme_check.settings import Settings

MOST_ITEMS = 2_000
"""Items of a plan beyond which a check leaves what-if questions to the commands that answer them: they would take
longer than all rules together. Judgement."""
MOST_NEAR = 8
"""Items that nearly decide the date, before a report says no more of them. Judgement."""


def go_live_lines(plan: "Plan") -> tuple[GoLiveLine, ...]:
    """Every go-live by its id, with the forecasts of those to come."""
    drawn = {one.id: one for one in plan.as_drawn.go_lives}
    work = plan.programme.work
    spare = {one.id: one.days_to_spare for one in plan.without_margin.go_lives}
    lines = []
    for live, found in zip(plan.go_lives, plan.forecast.go_lives, strict=True):
        line = GoLiveLine(
            id=live.id, name=work[live.id].name or live.id, stated=live.stated, done=live.done, computed=found.goes
        )
        if live.done:
            lines.append(msgspec.structs.replace(line, hypercare_to=hypercare_end(plan, live)))
            continue
        windowed = bool(plan.windows.of(live.id))
        lines.append(
            msgspec.structs.replace(
                line,
                as_drawn=drawn[live.id].goes,
                window=found.goes if windowed else None,
                windowed=windowed,
                spare=found.days_to_spare if found.slip_days else spare[live.id],
                slip=int(found.slip_days or 0),
                slip_as_drawn=int(drawn[live.id].slip_days or 0),
                path=found.path,
                missing=plan.forecast.before(live.id)[1] if live.id in plan.forecast else 0,
                late_from=found.ready if found.goes is None and found.ready is not None else None,
                looped=found.ready is None and live.id in plan.forecast.uncomputed,
            )
        )
    return tuple(sorted(lines, key=lambda line: line.id))


def with_chances(plan: "Plan", settings: "Settings", lives: tuple[GoLiveLine, ...]) -> tuple[GoLiveLine, ...]:
    """The go-lives with their chances, where the file holds ranges to simulate and is not too large for a check."""
    if len(plan.programme.work) > MOST_ITEMS or all(live.done for live in lives):
        return lives
    from programme_check.whatif.risk.ranges import CannotSimulate, holds_ranges

    if not holds_ranges(plan):
        return lives
    from programme_check.whatif.risk import run

    try:
        found = {one.id: one for one in run(plan, settings).go_lives}
    except CannotSimulate:  # `risk` says which range is none
        return lives
    return tuple(
        msgspec.structs.replace(live, chance=one.chance, p80=one.p80) if (one := found.get(live.id)) else live
        for live in lives
    )


def hypercare_end(plan: "Plan", live: "GoLive") -> int | None:
    """The last day of the hypercare that follows a go-live; None where none is planned."""
    ends = [
        plan.finish(item.id)
        for item in plan.of_kind("hypercare")
        if plan.same_scope(item.id, live.id) and (plan.start(item.id) or 0) >= (live.stated or 0)
    ]
    return max((end for end in ends if end is not None), default=None)


def path_line(plan: "Plan", lives: tuple[GoLiveLine, ...]) -> PathLine | None:
    """The driving path to the go-live that the verdict speaks of, else to the end of the plan."""
    live = leading(lives)
    if live is None and lives and all(one.done for one in lives):
        return None
    return path_to(plan, live.id if live is not None else plan.forecast.last, live)


def path_to(
    plan: "Plan",
    to: str | None,
    live: GoLiveLine | None = None,
    *,
    schedule: "Schedule | None" = None,
    ids: Sequence[str] = (),
) -> PathLine | None:
    """The driving path to an item, or the path `ids`; None where it is not placed.

    `schedule` is the forecast with missing links put back, when absent.
    """
    schedule = schedule or plan.forecast
    found = list(ids) or (schedule.path_to(to) if to is not None else [])
    if to is None or not found:
        return None
    return PathLine(
        to=to,
        name=plan.programme.work[to].name or to,
        stated=live.stated if live is not None else None,
        steps=tuple(step(plan, schedule, id) for id in found),
        float_days=room_on(schedule, ids) if ids else own_room(schedule, to, live),
        begins=beginning(plan, schedule, found[0], to) if not ids else "",
        near=near(schedule, found, to) if not ids else (),
    )


def own_room(schedule: "Schedule", to: str, live: GoLiveLine | None) -> float | None:
    """Working days that an item can still go later: the days to spare of a go-live, else its total float."""
    return live.spare if live is not None and live.spare is not None else schedule[to].total_float


def room_on(schedule: "Schedule", ids: Sequence[str]) -> float:
    """Working days that the first of a path can start later before its last one moves."""
    from programme_check.schedule.engine.paths import latest_along

    nodes = [schedule.assembly.node[id] for id in ids]
    latest = latest_along(schedule.net, nodes, schedule.passes.early[nodes[-1]])
    return schedule.days_between(nodes[0], schedule.passes.early[nodes[0]], latest)


def step(plan: "Plan", schedule: "Schedule", id: str) -> Step:
    """One item of a path, at its forecast dates."""
    item, timing = plan.programme.work[id], schedule[id]
    stream = plan.programme.workstreams.get(getattr(item, "workstream", ""))
    return Step(
        id=id,
        name=item.name or id,
        workstream=stream.name or stream.id if stream is not None else "",
        start=timing.start_day,
        finish=timing.finish_day,
        milestone=timing.start == timing.finish,
    )


def beginning(plan: "Plan", schedule: "Schedule", first: str, to: str) -> str:
    """Why a path begins where it does: work under way, a date of its own, a decision; what comes before has room."""
    timing, dates = schedule[first], plan.dates(first)
    name = plan.programme.work[first].name or first
    if timing.held_by is not None:
        return f"{name} waits for {timing.held_by}."
    if dates.complete or timing.start < plan.as_of * 1440:
        return ""
    whole = schedule.path_to(to, past_dates=True)
    place = whole.index(first) if first in whole else 0
    before = schedule.get(whole[place - 1]) if place else None
    if before is None or before.total_float is None:
        return ""
    spare = plan.calendar_of(first).days_between(before.finish_day + 1, timing.start_day)
    if spare <= 0:
        return ""
    waiting = "until"
    if dates.planned_start == timing.start_day:
        waiting = "for its planned date,"
    elif schedule.assembly.node[first] in schedule.net.snaps:
        waiting = "for the next day on which it is permitted,"
    waits = f"{name} waits {waiting} {day(timing.start_day)}"
    return f"{waits}; what comes before it ends {day(before.finish_day)}, {count(spare, 'working day')} earlier."


def near(schedule: "Schedule", path: Sequence[str], to: str) -> tuple[tuple[str, float], ...]:
    """Work off the path, on the way to the same end, with little float: the least first."""
    wanted = schedule.before(to)[0].difference(path)
    found = [(id, schedule[id].total_float) for id in schedule.near_critical(ROOM) if id in wanted]
    return tuple((id, room) for id, room in found[:MOST_NEAR] if room is not None)
