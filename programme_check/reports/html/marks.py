"""What stands on the lines of a plan: bars, points and decisions with their labels, none over another."""

from collections.abc import Sequence
from typing import NamedTuple

from programme_check.reports.escape import clean
from programme_check.reports.html.axis import Axis, cut, spread
from programme_check.verdict.pack import Item
from programme_check.words import count, day

WIDTH, ROW = 1120, 22
"""Pixels: the picture, and a line of bars."""
LONGEST, LEAST = 300, 120
"""Pixels of a label, and those from which a name that is cut still says something."""
PAD = 6


class Mark(NamedTuple):
    """Something drawn on a line of a lane. A milestone has `x` only; numbers are pixels."""

    kind: str
    """Classes: `bar`, `point`, `choice` or `rest`, with `crit`, `hollow`, `bold`."""
    x: float
    width: float
    y: float
    done: float
    """How wide the part is that is done."""
    planned: tuple[float, float] | None
    """From where to where it was planned; for a milestone both are where."""
    label: str
    text_x: float
    anchor: str
    title: str
    id: str = ""
    """Of what it shows; empty for what stands for many."""


def drawn(item: Item, axis: Axis) -> Mark:
    """One item at its forecast dates."""
    start, finish = axis.at(item.start), axis.at(item.finish + 1)
    moved = item.planned_finish is not None and not item.complete and item.later != 0
    kind = ("point" if item.milestone else "bar") + (" crit" if item.critical else "")
    kind += " bold" if item.go_live else " past" if item.complete else ""
    if item.milestone:
        x = axis.at(item.finish + (0 if item.go_live else 0.5))
        planned = (axis.at(item.planned_finish),) * 2 if moved and item.planned_finish is not None else None
        return labelled(axis, kind, x, item.name, told(item), planned=planned)._replace(id=item.id)
    begin = item.planned_start if item.planned_start is not None else item.planned_finish
    planned = None
    if moved and begin is not None and item.planned_finish is not None:
        planned = (axis.at(begin), axis.at(item.planned_finish + 1))
    wide = max(2.0, round(finish - start, 1))
    done = round(wide * item.done, 1)
    return labelled(axis, kind, start, item.name, told(item), width=wide, done=done, planned=planned)._replace(
        id=item.id
    )


def told(item: Item) -> str:
    """What a pointer that rests on an item is told."""
    said = [clean(item.name), day(item.finish) if item.milestone else f"{day(item.start)} to {day(item.finish)}"]
    if item.planned_finish is not None and item.later:
        said.append(f"planned for {day(item.planned_finish)}, {item.later:+d} working days")
    if item.room is not None:
        said.append("critical" if item.critical else f"{count(round(item.room, 1), 'day')} of float")
    if item.owner:
        said.append(clean(item.owner))
    return ", ".join(said)


def labelled(
    axis: Axis,
    kind: str,
    x: float,
    name: str,
    title: str,
    *,
    width: float = 0,
    done: float = 0,
    planned: tuple[float, ...] | None = None,
) -> Mark:
    """A mark with its label inside where that fits, else at its right, else at its left, clear of what was planned."""
    label, edge = cut(name, LONGEST), axis.right + 4
    need = spread(label) + 2 * PAD
    ghost = (planned[0], planned[1]) if planned is not None else None
    begin = min(x, ghost[0]) if ghost is not None else x
    right, left = edge - x - width - PAD, begin - axis.left
    if width and need <= width:
        text_x, anchor = x + PAD, "start"
        kind += " inside"
    elif need < right or right >= left or (need > left and right >= LEAST):
        text_x, anchor = x + (width + PAD if width else 11), "start"
        label = cut(label, edge - text_x)
    else:
        text_x, anchor = begin - (PAD if width else 11), "end"
        label = cut(label, text_x - axis.left)
    return Mark(kind, x, width, 0.0, done, ghost, label, round(text_x, 1), anchor, title)


def staircase(marks: Sequence[Mark], y: float) -> tuple[list[Mark], int]:
    """The marks on as few lines as a staircase needs that only goes down, and the number of lines."""
    placed: list[Mark] = []
    line, end = 0, -1.0
    for mark in marks:
        left, right = extent(mark)
        if placed and left < end:
            line, end = line + 1, -1.0
        end = max(end, right + PAD)
        placed.append(mark._replace(y=y + line * ROW))
    return placed, line + 1 if placed else 0


def extent(mark: Mark) -> tuple[float, float]:
    """From where to where a mark reaches, with its label and what was planned."""
    reach = [mark.x - (0 if mark.width else 8), mark.x + (mark.width or 8)]
    if mark.planned is not None:
        reach += [mark.planned[0] - 8, mark.planned[1] + 8]
    wide = spread(mark.label)
    reach += [mark.text_x, mark.text_x + wide] if mark.anchor == "start" else [mark.text_x - wide, mark.text_x]
    return min(reach), max(reach)
