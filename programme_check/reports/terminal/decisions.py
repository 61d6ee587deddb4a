"""Open decisions at a terminal: what waiting costs, until when it is free, and who can still decide in time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.reports.terminal.delay import header, section
from programme_check.reports.terminal.page import Page, Piece, page_of
from programme_check.reports.whatif import words
from programme_check.whatif.decisions import LISTED, SORTED_BY, Waiting
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.schedule import Plan

TABLE = 72
"""Columns from which the days lost stand in columns."""
CELL = 6
DATE = 13
CLASSES = {
    "free": "Waiting changes nothing within 12 weeks",
    "deferrable": "It can wait until then",
    "linear": "Each week costs about the same",
    "cliff": "Waiting costs little at first, then much at a stroke",
    "compounding": "Each week costs more than the one before, or keeps more work waiting",
}


def render(
    file: str,
    plan: "Plan",
    found: Sequence[Waiting],
    *,
    width: int,
    color: str | None = None,
    ascii: bool = False,
) -> str:
    """The answer as text."""
    page = page_of(width, color, ascii)
    header(page, file, plan)
    section(page, "Decide next", "days lost on go-live if it waits")
    if not found:
        page.wrap([Piece("No decision is open.")])
        return page.text()
    heads(page)
    for one in found:
        decision(page, plan, one)
    page.blank()
    note = (
        f"Sorted by what {SORTED_BY} weeks of waiting cost. Weeks count from the day the decision is needed, or from "
        f"{day(plan.as_of)} once that has passed. Days are working days."
    )
    page.wrap([Piece(note, "grey")])
    return page.text()


def decision(page: Page, plan: "Plan", one: Waiting) -> None:
    """One decision, with what there is to say about it."""
    line(page, one)
    for said in details(plan, one):
        page.wrap([Piece(said, "grey")], indent=2, hang=4)


def heads(page: Page, weeks: Sequence[int] = LISTED) -> None:
    """The line above the decisions, where there is room for columns."""
    if page.width >= TABLE:
        columns = "".join(f"{count} wk".rjust(CELL) for count in weeks)
        dates = f"{'need by'.rjust(DATE)}{'free until'.rjust(DATE)}"
        page.write([Piece((dates + columns).rjust(page.width), "grey")])


def line(page: Page, one: Waiting, weeks: Sequence[int] = LISTED) -> None:
    """What is to be decided, by when, and the days that so many weeks of waiting lose; bold where waiting costs."""
    costs = bool(one.at(SORTED_BY).slip_days) or one.at(SORTED_BY).slip_days is None
    title = f"{one.id}  {clean(one.title, 120)}"
    style = "bold" if costs else ""
    free = day(one.free_until) if one.free_until is not None else "always"
    need = day(one.needed_by) if one.needed_by is not None else "not known"
    lost = [lost_days(one.at(number).slip_days) for number in weeks]
    if page.width >= TABLE:
        right = f"{need.rjust(DATE)}{free.rjust(DATE)}"
        numbers = "".join(text.rjust(CELL) for text in lost)
        room = page.width - len(right) - len(numbers) - 2
        shown = page.cut(title, room)
        gap = " " * (page.width - page.taken([Piece(shown)]) - len(right) - len(numbers))
        page.put(
            [Piece(shown, style), Piece(gap + page.safe(right)), Piece(page.safe(numbers), "red" if costs else "")]
        )
    else:
        page.wrap([Piece(title, style)], hang=2)
        costs_say = ", ".join(f"{number} wk {text}" for number, text in zip(weeks, lost, strict=True))
        page.wrap([Piece(f"Need by {need}; free until {free}. {costs_say}.")], indent=2, hang=4)


def lost_days(slip: float | None) -> str:
    """Days lost, as short as a column wants it."""
    return "never" if slip is None else f"{slip:+.3g}" if slip else "0"


def details(plan: "Plan", one: Waiting) -> list[str]:
    """What there is to say beside dates and days."""
    week = one.at(SORTED_BY)
    if week.slip_days is None:
        cost = f"After {SORTED_BY} weeks no permitted day is left for a go-live"
    elif week.cost is None:
        cost = "What that costs is not known: the file holds no `programme.cost_of_delay`"
    else:
        cost = f"{SORTED_BY} weeks cost {words.money(plan, week.cost) if week.cost else 'nothing'}"
    lines = [f"{one.kind.capitalize()}: {CLASSES[one.kind][0].lower()}{CLASSES[one.kind][1:]}. {cost}."]
    lines.append(meetings(one))
    if one.blocks or one.dependents:
        blocks = f"Blocks {listing(one.blocks, 6)}." if one.blocks else "Blocks nothing itself."
        then = f" Waiting for it: {listing(one.dependents, 6)}." if one.dependents else ""
        lines.append(blocks + then)
    if one.breaks:
        lines.append(f"Within 12 weeks it breaks the commitment of {listing(one.breaks, 4)}.")
    return lines


def meetings(one: Waiting) -> str:
    """Who decides, and which meetings are in time."""
    if one.forum is None:
        return "No forum is named that decides."
    if not one.entitled:
        return f"No forum is entitled to decide: the largest option exceeds what {one.forum} and those above it may."
    if not one.meetings:
        return f"{one.forum} decides; no meeting of it is planned that papers can still reach."
    said = [f"{day(on)} ({timeliness(one, on)})" for on in one.meetings]
    return f"{one.forum} meets {listing(said, 3)}."


def timeliness(one: Waiting, on: int) -> str:
    """Whether a meeting is in time."""
    if one.needed_by is not None and on <= one.needed_by:
        return "in time"
    if one.free_until is None or on <= one.free_until:
        return "after the need-by, still free"
    late = on - one.free_until
    return f"{count(late, 'calendar day')} too late"
