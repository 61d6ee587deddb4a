"""A repair at a terminal: a table of moves, and what no date can mend."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.reports.labels import NEAREST, NO_DATE_MENDS, ONLY_LATER
from programme_check.reports.terminal.delay import from_to, header, section
from programme_check.reports.terminal.page import Page, Piece, cells, page_of
from programme_check.reports.whatif.repair import because, verdict
from programme_check.reports.whatif.words import arrow, short
from programme_check.whatif.repair import Move, Repair, Unresolved
from programme_check.words import count, day

if TYPE_CHECKING:
    from programme_check.schedule import Plan

TABLE = 92
"""Columns from which every move has a line of columns."""
HEADS = ("start", "finish", "days")
GAP = 3


def render(
    file: str,
    plan: "Plan",
    found: Repair,
    *,
    written: str = "",
    width: int,
    color: str | None = None,
    ascii: bool = False,
) -> str:
    """The answer as text. `written` says what was written where, if anything was."""
    page = page_of(width, color, ascii)
    header(page, file, plan)
    section(page, "Repair", NEAREST)
    page.wrap([Piece(verdict(found), "bold")])
    if found.moves:
        page.blank()
        exact = any("T" in date for one in found.moves for date in (*one.start, *one.finish))
        if page.width >= TABLE and not exact:
            table(page, found.moves)
        else:
            for one in found.moves:
                lines(page, one)
    if found.unresolved:
        section(page, NO_DATE_MENDS, "")
        for left in found.unresolved:
            stays(page, left)
    page.blank()
    if written:
        page.wrap([Piece(written, "bold")])
    elif found.moves:
        page.wrap([Piece("Nothing is written yet; --write puts these dates into the file.", "grey")])
    page.wrap([Piece(ONLY_LATER, "grey")])
    return page.text()


def table(page: Page, moves: Sequence[Move]) -> None:
    """Every move on a line, and why on the next."""
    rows = [(dates(one.start), dates(one.finish), f"+{short(one.days)}") for one in moves]
    widths = [max(cells(page.safe(text)) for text in column) + GAP for column in zip(HEADS, *rows, strict=True)]
    page.write([Piece("".join(map(str.rjust, HEADS, widths)).rjust(page.width), "grey")])
    for one, row in zip(moves, rows, strict=True):
        right = "".join(page.safe(text).rjust(width) for text, width in zip(row, widths, strict=True))
        label = page.cut(title(one), page.width - sum(widths))
        page.put([Piece(label, "bold"), Piece(" " * (page.width - cells(label) - cells(right)) + right)])
        page.wrap([Piece(f"because {because(one)}", "grey")], indent=2, hang=4)


def lines(page: Page, one: Move) -> None:
    """A move where there is no room for columns, or its dates are instants."""
    page.wrap([Piece(f"{clean(one.id)}  ", "bold"), Piece(name(one), "bold")], hang=2)
    moves = f"start {dates(one.start)}, finish {dates(one.finish)}, {count(round(one.days, 1), 'day')} later"
    page.wrap([Piece(moves)], indent=2, hang=4)
    page.wrap([Piece(f"because {because(one)}", "grey")], indent=2, hang=4)


def title(one: Move) -> str:
    """Id and name."""
    return f"{clean(one.id)}  {name(one)}"


def name(one: Move) -> str:
    """The name, where there is one beside the id."""
    return clean(one.name, 120) if one.name != one.id else ""


def dates(pair: tuple[str, str]) -> str:
    """A date before and after as people write dates, the one where it stays; instants as the file has them."""
    old, new = pair
    if "T" in old or "T" in new:
        return arrow(old.replace("T", " "), new.replace("T", " "))
    before, after = (datetime.date.fromisoformat(date).toordinal() for date in pair)
    return from_to(before, after) if old != new else day(before)


def stays(page: Page, one: Unresolved) -> None:
    """What stays in contradiction."""
    page.wrap([Piece(f"{one.id} ", "bold red"), Piece(f"({', '.join(one.because)})")], hang=2)
    page.wrap([Piece(clean(one.reason, 600))], indent=2, hang=2)
