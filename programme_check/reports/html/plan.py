"""The plan on a page: lanes by workstream, bars at their forecast dates, what was planned where that differs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.reports.escape import clean
from programme_check.reports.html.axis import Axis, Tick, cut, short, spread
from programme_check.reports.html.chosen import MOST_ITEMS, MOST_LANES, Row, rows, span
from programme_check.reports.html.marks import PAD, ROW, WIDTH, Mark, drawn, labelled, staircase
from programme_check.verdict import ProgrammeReport, leading
from programme_check.verdict.pack import Pack
from programme_check.words import count, day

TOP = 46
"""Pixels of the months and the names of lines above the lanes."""
THIN = 15
"""Pixels of the band under a lane that stands for what is not shown one by one."""
MOST_DECISIONS = 6


class Look(NamedTuple):
    """How wide a picture is, and where the names of its lanes stand."""

    width: int
    labels: int
    """Pixels of the column of names; 0 where they stand above their lanes."""
    above: int
    """Pixels of a name above its lane."""


WIDE, SLIM = Look(WIDTH, 170, 0), Look(340, 0, 17)
"""For a desk or paper, and for a telephone."""
SLIM_ITEMS, SLIM_LANES = 14, 12


class Strip(NamedTuple):
    """A lane."""

    id: str
    """Empty for what is no workstream, or many."""
    name: str
    lead: str
    y: float
    height: float
    marks: list[Mark]


class Upright(NamedTuple):
    """A line from top to bottom."""

    kind: str
    x: float
    y: float
    label: str
    anchor: str


class Chart(NamedTuple):
    """The whole picture."""

    height: float
    ticks: list[Tick]
    closed: list[tuple[float, float, str]]
    strips: list[Strip]
    lines: list[Upright]
    shown: int
    hidden: int
    bands: bool
    """Whether something was planned otherwise; the legend then says so."""


def slim(one: ProgrammeReport, pack: Pack) -> Chart | None:
    """The picture for a narrow screen: no column of names, and less by name."""
    return chart(one, pack, SLIM_ITEMS, SLIM_LANES, SLIM)


def chart(
    one: ProgrammeReport, pack: Pack, items: int = MOST_ITEMS, most_lanes: int = MOST_LANES, look: Look = WIDE
) -> Chart | None:
    """The picture of a plan with so many items by name and lanes at most; None where nothing in it has a date."""
    if not pack.items:
        return None
    live = leading(one.go_lives)
    ends = [end for end in (live.stated, live.computed) if end is not None] if live is not None else []
    first, last = span(pack, one.status_date, ends)
    axis = Axis(first - 3, last + 10, look.labels + 4, look.width - 4)
    steps = [step.id for step in one.path.steps] if one.path is not None else []
    lanes = rows(pack, steps, first, last, most=items, most_lanes=most_lanes)
    strips = list(laid_out(one, lanes, axis, look))
    height = strips[-1].y + strips[-1].height if strips else TOP
    stretches = [
        (axis.at(begin), round(axis.at(end + 1) - axis.at(begin), 1), f"{reason}, {day(begin)} to {day(end)}")
        for begin, end, reason in pack.closed
        if end >= axis.first and begin <= axis.last
    ]
    return Chart(
        height=height,
        ticks=list(axis.months()),
        closed=stretches,
        strips=strips,
        lines=uprights(one, axis),
        shown=sum(len(lane.items) for lane in lanes),
        hidden=sum(band.number for lane in lanes for band in (lane.rest, *lane.runs) if band is not None),
        bands=any(mark.planned for strip in strips for mark in strip.marks),
    )


def aside(found: Chart) -> str:
    """How much of the plan is shown by name."""
    return f"{found.shown} of {found.shown + found.hidden} items" if found.hidden else count(found.shown, "item")


def uprights(one: ProgrammeReport, axis: Axis) -> list[Upright]:
    """The lines of the status date, of the stated and of the forecast go-live, their names clear of one another."""
    live, found = leading(one.go_lives), [("today", one.status_date, "Status")]
    if live is not None and live.stated is not None:
        found.append(("stated", live.stated, "Stated"))
        if live.computed is not None and live.computed != live.stated:
            found.append(("forecast", live.computed, "Forecast"))
    made: list[Upright] = []
    end, edge = 0.0, axis.right + 4
    for kind, on, word in sorted(found, key=lambda line: line[1]):
        if not axis.holds(on):
            continue
        x, label = axis.at(on), f"{word} {short(on, one.status_date)}"
        half = spread(label) / 2
        anchor = "middle" if x - half > end and x + half < edge else "start" if x + 2 * half < edge else "end"
        left = {"middle": x - half, "start": x + 4, "end": x - 2 * half}[anchor]
        lower = left < end
        made.append(Upright(kind, x, 40 if lower else 28, label, anchor))
        end = max(end, left + 2 * half + 8)
    return made


def laid_out(one: ProgrammeReport, lanes: Sequence[Row], axis: Axis, look: Look) -> Iterator[Strip]:
    """The lanes one under the other, decisions first."""
    y = float(TOP)
    for id, name, lead, marks in [("", "Decisions", "", decisions(one, axis)), *bars(lanes, axis)]:
        if not marks:
            continue
        rest = [mark for mark in marks if mark.kind == "rest"]
        placed, lines = staircase([mark for mark in marks if mark.kind != "rest"], y + look.above + 5)
        placed += [mark._replace(y=y + look.above + 4 + lines * ROW) for mark in rest]
        named = 0 if look.above else 37 if lead else 28
        height = max(look.above + lines * ROW + 7 + THIN * len(rest), named)
        room = (look.labels or look.width) - 8
        yield Strip(id, cut(name, room), "" if look.above else cut(lead, room), y, height, placed)
        y += height


def decisions(one: ProgrammeReport, axis: Axis) -> list[Mark]:
    """Open decisions by the day they are needed; those that cost something soon in red."""
    found = []
    for waiting in one.ahead.decisions[:MOST_DECISIONS]:
        if waiting.needed_by is None:
            continue
        costs = waiting.at(4).slip_days != 0 or waiting.needed_by < one.status_date
        title = f"{clean(waiting.title)}, needed by {day(waiting.needed_by)}"
        kind = "choice crit" if costs else "choice hollow"
        x = axis.at(waiting.needed_by)
        found.append(labelled(axis, kind, x, waiting.title, title)._replace(id=waiting.id))
    return sorted(found, key=lambda mark: mark.x)


def bars(lanes: Sequence[Row], axis: Axis) -> Iterator[tuple[str, str, str, list[Mark]]]:
    """What each lane shows, from left to right."""
    for lane in lanes:
        marks = [drawn(item, axis) for item in lane.items]
        for run in lane.runs:
            start, finish = axis.at(run.start), axis.at(run.finish + 1)
            title = f"{count(run.number, 'step')} of the critical path, {day(run.start)} to {day(run.finish)}"
            marks.append(
                labelled(
                    axis, "bar crit", start, count(run.number, "step"), title, width=max(2.0, round(finish - start, 1))
                )
            )
        marks.sort(key=lambda mark: mark.x)
        if lane.rest is not None:
            start, finish = axis.at(lane.rest.start), axis.at(lane.rest.finish + 1)
            said = count(lane.rest.number, "more item") if lane.items else count(lane.rest.number, "item")
            title = f"{said}, {day(lane.rest.start)} to {day(lane.rest.finish)}"
            marks.append(
                Mark("rest", start, max(2.0, round(finish - start, 1)), 0, 0, None, said, start + PAD, "start", title)
            )
        yield lane.id, lane.name, lane.lead, marks
