"""The forward pass and what drives the go-lives, each one loop over the nodes with all runs of a block side by side."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from programme_check.whatif.risk.arrays import Marks, Row, np
from programme_check.whatif.risk.hops import Whole
from programme_check.whatif.risk.model import Hop, Model, Step

Seeds = Mapping[int, "Marks | bool"]
"""Nodes that what is critical leads to, and in which runs."""


class Draws(Protocol):
    """The lengths and events of one block of runs. Lengths are asked for once per node, in the order of work."""

    happens: list[Row]
    """For each event, 1 in the runs in which it happens and 0 in the others."""

    def take(self, row: int) -> Whole:
        """The values of a variation."""
        ...


class Block(msgspec.Struct):
    """What a block of runs came to."""

    starts: list[Whole]
    """By node."""
    finishes: list[Whole]
    reached: dict[int, Row]
    """Where links between axes let their nodes start, by link."""
    allowed: dict[int, Whole]
    """Where its predecessors allow each go-live."""
    lengths: dict[int, tuple[Whole, Whole]]
    """Minutes and calendar days by node, where they are kept."""
    happens: list[Row]


def forward(model: Model, draws: Draws, *, keep: bool = False) -> Block:
    """Place every node in every run. `keep`: the lengths too, for runs that change but one of them."""
    block = Block(model.starts.copy(), model.finishes.copy(), {}, {}, {}, draws.happens)
    for step in model.steps:
        if step.constant:
            if step.seed:
                block.allowed[step.node] = reach_of(step, block)
            continue
        minutes, days = lengths(model, step, draws)
        if keep:
            block.lengths[step.node] = minutes, days
        put(step, block, minutes, days)
    return block


def lengths(model: Model, step: Step, draws: Draws) -> tuple[Whole, Whole]:
    """How long a node takes, in minutes and calendar days."""
    minutes: Whole = step.minutes
    days: Whole = step.days
    if step.row >= 0:
        value = draws.take(step.row)
        if model.varying[step.row].in_calendar_days:
            days = value
        else:
            minutes = value
    for event, more in step.longer:
        minutes = minutes + draws.happens[event] * more
    return minutes, days


def reach_of(step: Step, block: Block) -> Whole:
    """Where the links of a node that never varies let it start; its own bound without any."""
    fixed = [hop.fixed for hop in step.hops if hop.fixed is not None]
    return max(fixed, default=block.starts[step.node] if step.low is None else step.low)


def put(step: Step, block: Block, minutes: Whole, days: Whole) -> None:
    """Place one node."""
    starts, finishes = block.starts, block.finishes
    start: Whole | None = None
    for hop in step.hops:
        reach = hop.fixed if hop.fixed is not None else reached(step, hop, block, minutes, days)
        start = reach if start is None else np.maximum(start, reach)
    if step.seed and start is not None:
        block.allowed[step.node] = start
    if start is None:
        start = step.low or 0
    elif step.low is not None:
        start = np.maximum(start, step.low)
    for event, place in step.waits:
        start = np.where(block.happens[event] >= 0.5, np.maximum(start, place), start)
    if step.gate is not None:
        start = step.gate.move(np.asarray(start))
    starts[step.node] = start
    if step.lasting is not None:
        finishes[step.node] = step.lasting.finish(np.atleast_1d(start), minutes, days)
    elif step.absorbs is not None:
        finishes[step.node] = np.maximum(start, np.minimum(start + minutes, step.absorbs))
    else:
        finishes[step.node] = start if isinstance(minutes, int) and not minutes else start + minutes


def reached(step: Step, hop: Hop, block: Block, minutes: Whole, days: Whole) -> Whole:
    """Where a link lets a node start."""
    place = block.finishes[hop.pred] if hop.from_finish else block.starts[hop.pred]
    if hop.crossing is not None:
        place = hop.crossing.reach(np.asarray(place))
    elif hop.lag:
        place = place + hop.lag
    if hop.to_finish:
        lasting = step.lasting
        place = lasting.start(np.atleast_1d(place), minutes, days) if lasting is not None else place - minutes
    if hop.crossing is not None or hop.to_finish:
        block.reached[hop.link] = np.asarray(place)
    return place


def critical(model: Model, block: Block, seeds: Seeds, width: int) -> dict[int, int]:
    """In how many runs each node is on a driving path to one of the seeds, ties included; by node, the others never.

    A go-live counts with what drives it even where its own date or a window decides.
    """
    marks: dict[int, Marks | bool] = dict(seeds)
    held, starts = model.net.held, block.starts
    counts: dict[int, int] = {}
    for step in reversed(model.steps):
        mark = marks.pop(step.node, False)
        if mark is False:
            continue
        count = width if mark is True else int(np.count_nonzero(mark))
        if count:
            counts[step.node] = count
        if not count or step.node in held:
            continue
        if step.absorbs is not None:  # what margin still takes up moves nothing
            ends = block.finishes[step.node]
            mark = both(mark, (ends == starts[step.node]) | (ends == starts[step.node] + step.minutes))
        only = len(step.hops) == 1 and (step.seed or (step.low is None and not step.waits))
        target = block.allowed.get(step.node, starts[step.node]) if step.seed else starts[step.node]
        for hop in step.hops:
            mark_pred(marks, hop.pred, mark if only else both(mark, place_of(hop, block) == target))
    return counts


def place_of(hop: Hop, block: Block) -> Whole:
    """Where a link lets its node start, as it came out."""
    if hop.fixed is not None:
        return hop.fixed
    known = block.reached.get(hop.link)
    if known is not None:
        return known
    place = block.finishes[hop.pred] if hop.from_finish else block.starts[hop.pred]
    return place + hop.lag if hop.lag else place


def both(one: "Marks | bool", other: "Marks | bool") -> "Marks | bool":
    """Marks where both are set."""
    if isinstance(other, bool | np.bool_):
        return one if other else False
    return other if one is True else one & other


def mark_pred(marks: "dict[int, Marks | bool]", pred: int, mark: "Marks | bool") -> None:
    """Add marks to a node."""
    if mark is False:
        return
    old = marks.get(pred, False)
    if old is False:
        marks[pred] = mark
    elif old is not True:
        marks[pred] = True if mark is True else old | mark


def again(model: Model, base: Block, changed: Mapping[int, tuple[Whole, Whole]], happens: list[Row]) -> Block:
    """The same runs with the lengths of some nodes changed: only what comes after them is placed anew."""
    block = Block(
        base.starts.copy(), base.finishes.copy(), dict(base.reached), dict(base.allowed), base.lengths, happens
    )
    moved: set[int] = set()
    for step in model.steps:
        if step.constant:
            continue
        touched = step.node in changed
        if touched or any(hop.pred in moved for hop in step.hops) or (happens is not base.happens and step.waits):
            minutes, days = changed[step.node] if touched else base.lengths[step.node]
            put(step, block, minutes, days)
            moved.add(step.node)
    return block


def lead_to(model: Model, lasts: Iterable[int]) -> set[int]:
    """The nodes that lead to some, themselves included, over links that can decide something."""
    found = set(lasts)
    for step in reversed(model.steps):
        if step.node in found:
            found.update(hop.pred for hop in step.hops)
    return found
