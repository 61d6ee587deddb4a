"""Which items of a plan one page shows: all of a small plan, those that decide of a large one, bands for the rest."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from programme_check.verdict.pack import Item, Lane, Pack

MOST_ITEMS, LEAST_ITEMS = 36, 16
"""Items that one page can show by name; of a larger plan fewer, since each lane then has a band. Judgement."""
MOST_LANES = 18
MOST_STEPS, RUN = 20, 3
"""Steps of a path that are shown one by one; of a longer one so many in a row of one lane make a bar."""
CLOSE = 10
"""Working days of float below which an item nearly decides the date."""
BEFORE, AFTER, WHOLE = 45, 120, 420
"""Calendar days shown before the status date and after the last go-live, and the span up to which all is shown."""


class Band(NamedTuple):
    """Items of one lane that are not shown one by one."""

    start: int
    finish: int
    number: int


class Row(NamedTuple):
    """A lane with what is shown of it."""

    id: str
    """Empty for many lanes in one."""
    name: str
    lead: str
    items: list[Item]
    rest: Band | None
    runs: list[Band]
    """Steps of the path that follow one another in this lane, where the path is long."""


def rank(item: Item, path: frozenset[str]) -> tuple[int, int, str]:
    """How much an item belongs on the page: go-lives, the path, what is critical, milestones, what is nearly so."""
    close = item.room is not None and item.room < CLOSE
    reasons = (item.go_live, item.id in path, item.critical and item.milestone, item.critical, item.milestone, close)
    place = next((number for number, holds in enumerate(reasons) if holds), len(reasons))
    return place + (20 if item.complete else 0), item.start, item.id


def span(pack: Pack, as_of: int, marks: Sequence[int]) -> tuple[int, int]:
    """The first and the last day of the page: the whole of a short plan, else what lies around the work to come."""
    first = min([item.start for item in pack.items] + [as_of, *marks])
    last = max([item.finish for item in pack.items] + [as_of, *marks])
    if last - first > WHOLE:
        first = max(first, as_of - BEFORE)
        lives = [item.finish for item in pack.items if item.go_live]
        if lives and last - first > WHOLE:
            last = min(last, max([*lives, *marks]) + AFTER)
    return first, last


def rows(
    pack: Pack, steps: Sequence[str], first: int, last: int, *, most: int = MOST_ITEMS, most_lanes: int = MOST_LANES
) -> list[Row]:
    """The lanes from top to bottom with what each shows between two days; `steps` are those of the path, in order."""
    path = frozenset(steps)
    inside = [item for item in pack.items if item.finish >= first and item.start <= last]
    runs, folded = in_runs([item for item in inside if item.id in path], steps)
    ranked = sorted((item for item in inside if item.id not in folded), key=lambda item: rank(item, path))
    if len(ranked) > most:
        most = max(min(LEAST_ITEMS, most), most - len({item.lane for item in ranked}))
    shown = {item.id for item in ranked[:most]}
    by_lane: dict[str, list[Item]] = {}
    for item in inside:
        by_lane.setdefault(item.lane, []).append(item)
    lanes = [lane for lane in pack.lanes if lane.id in by_lane]
    kept = chosen_lanes(lanes, by_lane, shown, path, most_lanes)
    made = [
        Row(
            lane.id,
            lane.name,
            lane.lead,
            sorted((item for item in by_lane[lane.id] if item.id in shown), key=lambda item: (item.start, item.finish)),
            band([item for item in by_lane[lane.id] if item.id not in shown and item.id not in folded]),
            runs.get(lane.id, []),
        )
        for lane in lanes
        if lane.id in kept
    ]
    others = [lane for lane in lanes if lane.id not in kept]
    if others:
        items = [item for lane in others for item in by_lane[lane.id]]
        made.append(Row("", f"{len(others)} more workstreams", "", [], band(items), []))
    return made


def in_runs(items: Sequence[Item], steps: Sequence[str]) -> tuple[dict[str, list[Band]], set[str]]:
    """A long path as bars of steps that follow one another in a lane, by lane, and the items that these stand for."""
    place = {id: number for number, id in enumerate(steps)}
    runs: dict[str, list[Band]] = {}
    folded: set[str] = set()
    if len(items) <= MOST_STEPS:
        return runs, folded
    ordered = sorted(items, key=lambda item: place[item.id])
    for lane, group in groupby(ordered, key=lambda item: item.lane):
        same = [item for item in group if not item.go_live]
        made = band(same)
        if made is not None and len(same) >= RUN:
            runs.setdefault(lane, []).append(made)
            folded.update(item.id for item in same)
    return runs, folded


def chosen_lanes(
    lanes: Sequence[Lane], by_lane: dict[str, list[Item]], shown: set[str], path: frozenset[str], most: int
) -> set[str]:
    """The lanes that get a place of their own: those with what matters most."""

    def weight(lane: Lane) -> tuple[int, int]:
        items = by_lane[lane.id]
        return -sum(item.id in path for item in items), -sum(item.id in shown for item in items)

    if len(lanes) <= most:
        return {lane.id for lane in lanes}
    return {lane.id for lane in sorted(lanes, key=weight)[: most - 1]}


def band(items: Sequence[Item]) -> Band | None:
    """What is not shown one by one; None for nothing."""
    if not items:
        return None
    return Band(min(item.start for item in items), max(item.finish for item in items), len(items))
