"""The forward and the backward pass over a network, and the floats, each one loop over the nodes in order of work."""

import msgspec

from programme_check.schedule.engine.net import NEVER, Axis, Net


class Passes(msgspec.Struct):
    """Where every node comes to stand. All lists are by node; places are those of the node's own axis.

    A node on a loop, or after one, has no place: it is not in `order` and its entries mean nothing.
    """

    order: list[int]
    """The nodes that could be placed, each after all it waits for."""
    computed: list[bool]
    early: list[int]
    """Early starts."""
    late: list[int]
    """Late starts."""
    driver: list[int]
    """The link that decides the early start; -1 where something other than a link does."""
    end: int
    """The instant at which the last work ends."""
    ends: dict[Axis, int]
    """The same as a place of each axis."""


def schedule_net(net: Net) -> Passes:
    """Place every node of a network."""
    order, computed, early, driver = forward(net)
    for node, place in net.kept.items():
        if place == NEVER:
            net.kept[node] = net.finish(node, early[node])
    end, ends = ends_of(net, order, early)
    passes = Passes(order, computed, early, backward(net, order, computed, early, ends), driver, end, ends)
    if net.latest:
        postpone(net, passes)
    return passes


def forward(net: Net) -> tuple[list[int], list[bool], list[int], list[int]]:
    """Early starts, in an order in which each node comes after all it waits for, and the links that drive them."""
    out, succs, offsets = net.out, net.succ, net.offset
    early = net.low.copy()
    driver = [-1] * len(net)
    waiting = [0] * len(net)
    for node in succs:
        waiting[node] += 1
    order = [node for node, count in enumerate(waiting) if not count]
    stuck = []
    special = bool(net.held or net.snaps)
    for node in order:
        start = early[node]
        if special:
            settled = settle(net, node, start)
            if settled is None:
                stuck.append(node)
                continue
            early[node] = start = settled
        for link in out[node]:
            other = succs[link]
            offset = offsets[link]
            earliest = start + offset if offset is not None else net.earliest(link, start)
            place = early[other]
            if earliest > place:
                early[other] = earliest
                driver[other] = link
            elif earliest == place and driver[other] < 0:
                driver[other] = link
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    computed = [not count for count in waiting]
    for node in stuck:
        computed[node] = False
    for node in net.held:
        driver[node] = -1
    return [node for node in order if computed[node]] if stuck else order, computed, early, driver


def settle(net: Net, node: int, start: int) -> int | None:
    """Where a node really starts that could start at `start`: as it happened, or in its next window."""
    if node in net.held:
        return net.held[node]
    snap = net.snaps.get(node)
    return start if snap is None else snap.forward(start)


def ends_of(net: Net, order: list[int], early: list[int]) -> tuple[int, dict[Axis, int]]:
    """The instant at which the last of the work that counts ends, 0 without any, and its place on each axis."""
    last: dict[Axis, int] = {}
    axes, aside = net.axis, net.aside
    minutes, bent = net.minutes, net.bent
    for node in order:
        finish = net.finish(node, early[node]) if node in bent else early[node] + minutes[node]
        axis = axes[node]
        if finish > last.get(axis, -NEVER) and node not in aside:
            last[axis] = finish
    end = max((axis.instant_of(place, "finish") for axis, place in last.items()), default=0)
    # Beyond the years that calendars cover, places go on where instants stand still.
    return end, {axis: max(last.get(axis, -NEVER), axis.work_minutes(end)) for axis in set(axes)}


def backward(net: Net, order: list[int], computed: list[bool], early: list[int], ends: dict[Axis, int]) -> list[int]:
    """Late starts: as late as the successors, a node's own limit and the end of the plan allow."""
    out, succs, offsets, minutes, bent = net.out, net.succ, net.offset, net.minutes, net.bent
    late = [0] * len(net)
    some_stuck = len(order) < len(net)
    special = bool(net.held or net.snaps)
    axes, highs = net.axis, net.high
    for node in reversed(order):
        last = min(ends[axes[node]], highs[node])
        start = net.start(node, last) if node in bent else last - minutes[node]
        for link in out[node]:
            other = succs[link]
            if some_stuck and not computed[other]:
                continue
            offset = offsets[link]
            latest = late[other] - offset if offset is not None else net.newest(link, late[other])
            start = latest if latest < start else start
        if special:
            if node in net.held:
                start = early[node]
            elif node in net.snaps:
                snapped = net.snaps[node].back(start)
                start = start if snapped is None else snapped
        late[node] = start
    return late


def free_float(net: Net, passes: Passes, node: int) -> int:
    """Minutes by which a node can move later without moving any other, or the end of the plan where none follows."""
    early, start = passes.early, passes.early[node]
    room, uneven = NEVER, False
    for link in net.out[node]:
        other = net.succ[link]
        if passes.computed[other]:
            room = min(room, net.newest(link, early[other]) - start)
            uneven = uneven or net.offset[link] is None
    if room == NEVER or uneven:  # after the plan's end a successor on other hours would not move, and the end would
        left = net.start(node, passes.ends[net.axis[node]]) - start
        room = left if room == NEVER or 0 <= left < room else room
    return room


def free_floats(net: Net, passes: Passes) -> list[int]:
    """The free float of every node, in minutes of its axis."""
    return [free_float(net, passes, node) if done else 0 for node, done in enumerate(passes.computed)]


def postpone(net: Net, passes: Passes) -> None:
    """Move work that is wanted as late as possible to where its successors, as they now stand, leave it no room."""
    for node in reversed(passes.order):
        if node in net.latest and node not in net.held:
            room = free_float(net, passes, node)
            if room > 0:
                passes.early[node] += room
                passes.driver[node] = -1
