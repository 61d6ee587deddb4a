"""Who waits on whom: two columns, so that workstreams that need each other do not tangle."""

from collections.abc import Sequence
from typing import NamedTuple

from programme_check.reports.html.axis import cut
from programme_check.verdict.pack import Pack, WaitsOn
from programme_check.words import count

WIDTH, BOX, HEIGHT, GAP, TOP = 520.0, 168.0, 24.0, 9.0, 22.0
MOST_EDGES, MOST_BOXES, MOST_LINES = 28, 12, 8
TIGHT = 5
"""Working days of float up to which a link is tight (reports.md)."""


class Box(NamedTuple):
    """A workstream on one side."""

    name: str
    x: float
    y: float


class Edge(NamedTuple):
    """All that one waits for from another."""

    kind: str
    """`none` for no float, `tight` or `more`; `missing` where the plan lacks it."""
    path: str
    title: str


class Tight(NamedTuple):
    """One of the pairs with the least float, as a line of a table."""

    waits: str
    gives: str
    links: int
    room: str
    none: bool
    """Whether there is no float."""


class Map(NamedTuple):
    """The picture."""

    box: float
    """How wide a box is."""
    height: float
    boxes: list[Box]
    edges: list[Edge]
    hidden: int
    missing: bool
    tightest: "list[Tight]"


def mapped(pack: Pack) -> Map | None:
    """The picture of what workstreams wait for; None where nobody waits for anybody."""
    kept = chosen(pack.waits)
    if not kept:
        return None
    names = {"": "Decisions", **{lane.id: lane.name for lane in pack.lanes}}
    place = {id: number for number, id in enumerate(names)}
    givers = sorted({one.giver for one in kept}, key=lambda id: place.get(id, 0))
    takers = sorted({one.receiver for one in kept}, key=lambda id: (middle(kept, id, givers), place.get(id, 0)))
    tall = max(len(givers), len(takers)) * (HEIGHT + GAP)
    left, right = column(givers, tall), column(takers, tall)
    out = ports(kept, "giver", {id: number for number, id in enumerate(takers)})
    into = ports(kept, "receiver", {id: number for number, id in enumerate(givers)})
    edges = []
    for one in sorted(kept, key=lambda one: -one.room):  # the tightest are drawn last, on top
        y1 = left[one.giver] + out[one]
        y2 = right[one.receiver] + into[one]
        bend = BOX + (WIDTH - 2 * BOX) / 2
        path = f"M{BOX:g},{y1:g} C{bend:g},{y1:g} {bend:g},{y2:g} {WIDTH - BOX:g},{y2:g}"
        kind = "none" if one.room <= 0 else "tight" if one.room <= TIGHT else "more"
        edges.append(Edge(kind + (" missing" if one.missing else ""), path, told(one, names)))
    boxes = [Box(cut(names.get(id, id), BOX - 18), 0, left[id]) for id in givers]
    boxes += [Box(cut(names.get(id, id), BOX - 18), WIDTH - BOX, right[id]) for id in takers]
    hidden = len(pack.waits) - len(kept)
    lines = [
        Tight(
            names.get(one.receiver, one.receiver), names.get(one.giver, one.giver), one.links, spare(one), one.room <= 0
        )
        for one in kept[:MOST_LINES]
    ]
    return Map(BOX, TOP + tall, boxes, edges, hidden, any(one.missing for one in kept), lines)


def middle(kept: Sequence[WaitsOn], id: str, givers: Sequence[str]) -> float:
    """Where those stand, on average, for whom a workstream waits: near them its edges cross fewer others."""
    places = [givers.index(one.giver) for one in kept if one.receiver == id]
    return sum(places) / len(places)


def spare(one: WaitsOn) -> str:
    """The float of a pair in words."""
    room = count(round(one.room, 1), "day") if one.room > 0 else "none"
    return f"{room}, missing from the plan" if one.missing else room


def chosen(waits: Sequence[WaitsOn]) -> list[WaitsOn]:
    """The tightest, among so many workstreams as one picture holds."""
    givers: set[str] = set()
    takers: set[str] = set()
    kept: list[WaitsOn] = []
    for one in waits:
        full = len({*givers, one.giver}) > MOST_BOXES or len({*takers, one.receiver}) > MOST_BOXES
        if full or len(kept) >= MOST_EDGES:
            continue
        givers.add(one.giver)
        takers.add(one.receiver)
        kept.append(one)
    return kept


def column(ids: Sequence[str], tall: float) -> dict[str, float]:
    """The top of each box of a column, the boxes spread over its height."""
    step = tall / max(1, len(ids))
    return {id: round(TOP + number * step + (step - HEIGHT) / 2, 1) for number, id in enumerate(ids)}


def ports(kept: Sequence[WaitsOn], side: str, place: dict[str, int]) -> dict[WaitsOn, float]:
    """How far below the top of its box each edge begins or ends, so that edges do not lie upon one another."""
    other = "receiver" if side == "giver" else "giver"
    groups: dict[str, list[WaitsOn]] = {}
    for one in sorted(kept, key=lambda one: place.get(getattr(one, other), 0)):
        groups.setdefault(getattr(one, side), []).append(one)
    return {
        one: round((number + 1) * HEIGHT / (len(group) + 1), 1)
        for group in groups.values()
        for number, one in enumerate(group)
    }


def told(one: WaitsOn, names: dict[str, str]) -> str:
    """What a pointer that rests on an edge is told."""
    room = "no float" if one.room <= 0 else f"{count(one.room, 'day')} of float"
    lacks = ", missing from the plan" if one.missing else ""
    return (
        f"{names.get(one.receiver, one.receiver)} waits on {names.get(one.giver, one.giver)}: "
        f"{count(one.links, 'link')}, {room}{lacks}"
    )
