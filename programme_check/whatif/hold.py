"""Holding a date: which work gives up days so that a go-live stays where it is, and what cannot be absorbed.

Work nearest to the delay gives up days first. One pass forward finds how much is too late for the date and takes it
from the first work that can give; one pass back returns what turned out not to be needed, since work further on, where
paths meet, had to give it up anyway.
"""

from typing import NamedTuple

from programme_check.model.work import Activity
from programme_check.schedule.engine import NEVER, Net, Schedule
from programme_check.schedule.engine.effect import stretch
from programme_check.schedule.engine.lengths import duration, minutes_per_day
from programme_check.schedule.engine.net import FROM_FINISH, TO_FINISH
from programme_check.schedule.engine.passes import settle
from programme_check.schedule.precedence import NOT_WORK
from programme_check.schedule.spans import working_days

LEAST_SHARE = 0.6
"""Share of its duration that work keeps where the file gives no `minimum_duration`. Judgement."""
LITTLE = 0.0001
"""Working days that are no more than rounding."""


class Room(NamedTuple):
    """How many working days an activity has, and how many of them it can give up."""

    days: float
    most: float
    stated: bool
    """Whether the file says so, and not a rule of thumb."""


def room(schedule: Schedule, node: int, item: Activity) -> Room:
    """What an activity to come, or what remains of one in progress, can give up: down to its stated minimum, else to
    60 percent of it. Margin can go entirely; time that merely passes (calendar days) cannot be squeezed."""
    net, plan = schedule.net, schedule.plan
    calendar, start = net.calendar[node], schedule.passes.early[node]
    left = schedule.days_between(node, start, net.finish(node, start))
    if item.minimum_duration is not None:
        planned = duration(item, calendar, plan.dates(item.id))
        whole = left
        if planned is not None and planned.span is None:
            whole = max(left, planned.minutes / (minutes_per_day(calendar) or calendar.minutes_per_day))
        least = working_days(calendar, item.minimum_duration, schedule.start_of(node) // 1440)
        return Room(left, min(left, max(0.0, whole - least)), stated=True)
    if item.kind == "margin":
        return Room(left, left, stated=False)
    span = net.spans.get(node)
    if span is not None and span.unit != "d":
        return Room(left, 0.0, stated=False)
    return Room(left, left * (1 - LEAST_SHARE), stated=False)


def rooms(schedule: Schedule, spared: set[str]) -> dict[int, Room]:
    """What each activity can give up that is still to be done, those `spared` left out."""
    found = {}
    net = schedule.net
    for id, item in schedule.plan.programme.activities.items():
        if id not in schedule or id in spared or item.planning in NOT_WORK:
            continue
        node = schedule.assembly.node[id]
        if node in net.held or node in net.aside or not (net.minutes[node] or node in net.spans):
            continue
        can = room(schedule, node, item)
        if can.most > LITTLE:
            found[node] = can
    return found


def squeezed(schedule: Schedule, targets: dict[int, int], can: dict[int, Room]) -> dict[int, float]:
    """The working days that each node gives up so that the targets start no later than their places.

    `schedule` has the delay in it; its network is changed on the way, so it has to be one made for this purpose.
    """
    found = give_up(schedule, targets, can, latest(schedule.net, schedule.passes.order, targets))
    return give_back(schedule, targets, found) if found else found


def latest(net: Net, order: list[int], targets: dict[int, int]) -> list[int]:
    """The place at which each node has to end for all that waits for its end; NEVER where nothing does."""
    starts = [NEVER] * len(net)
    ends = [NEVER] * len(net)
    for node in reversed(order):
        starts[node], ends[node] = bounds(net, node, starts, targets)
    return ends


def bounds(net: Net, node: int, starts: list[int], targets: dict[int, int]) -> tuple[int, int]:
    """The latest start of a node for all that follows, and the latest end for what waits for its end."""
    by_end = by_start = NEVER
    for link in net.out[node]:
        other = net.succ[link]
        if starts[other] < NEVER:
            place = net.newest(link, starts[other])
            if net.types[link] in FROM_FINISH:
                by_end = min(by_end, place)
            else:
                by_start = min(by_start, place)
    if node in targets:
        by_end = min(by_end, targets[node])
    return min(by_start, by_end), net.finish(node, by_end) if by_end < NEVER else NEVER


def give_up(schedule: Schedule, targets: dict[int, int], can: dict[int, Room], ends: list[int]) -> dict[int, float]:
    """Forward: what each node gives up, the first that can give first. `schedule.passes.early` follows."""
    net, early, into = schedule.net, schedule.passes.early, schedule.into
    found: dict[int, float] = {}
    for node in schedule.passes.order:
        if node in targets or node in net.held:
            early[node] = targets.get(node, early[node])
            continue
        by_start, by_end = reached(net, node, into[node], early)
        if node in can and ends[node] < NEVER:
            must = ends[node] if by_end == -NEVER else max(ends[node], net.finish(node, by_end))
            over = schedule.days_between(node, must, net.finish(node, by_start))
            days = min(over, can[node].most)
            if days > LITTLE:
                found[node] = days
                stretch(net, node, into[node], -days)
                by_start, by_end = reached(net, node, into[node], early)
        start = settle(net, node, max(by_start, by_end))
        early[node] = max(by_start, by_end) if start is None else start
    return found


def reached(net: Net, node: int, links: list[int], early: list[int]) -> tuple[int, int]:
    """Where a node can start for what it waits for before its start, and for what it waits for before its end."""
    by_start, by_end = net.low[node], -NEVER
    for link in links:
        place = net.earliest(link, early[net.pred[link]])
        if net.types[link] in TO_FINISH:
            by_end = max(by_end, place)
        else:
            by_start = max(by_start, place)
    return by_start, by_end


def give_back(schedule: Schedule, targets: dict[int, int], found: dict[int, float]) -> dict[int, float]:
    """Backward: days that need not be given up, since something further on has given them too, are returned."""
    net, early = schedule.net, schedule.passes.early
    starts = [NEVER] * len(net)
    kept = dict(found)
    for node in reversed(schedule.passes.order):
        starts[node], end = bounds(net, node, starts, targets)
        if node not in kept or end >= NEVER:
            continue
        spare = schedule.days_between(node, net.finish(node, early[node]), end)
        back = min(spare, kept[node])
        if back > LITTLE:
            stretch(net, node, schedule.into[node], back)
            kept[node] -= back
            starts[node], _ = bounds(net, node, starts, targets)
    return {node: days for node, days in kept.items() if days > LITTLE}
