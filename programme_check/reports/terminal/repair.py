"""A repair at a terminal: a table of moves, and what no date can mend."""

from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.reports.terminal.delay import header, section
from programme_check.reports.terminal.page import Page, Piece, page_of
from programme_check.reports.whatif.repair import because, verdict
from programme_check.reports.whatif.words import arrow, short
from programme_check.whatif.repair import Move, Repair, Unresolved

if TYPE_CHECKING:
    from programme_check.schedule import Plan

TABLE = 92
"""Columns from which every move has a line of columns."""
DATES = 26
DAYS = 7


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
    section(page, "Repair", "the nearest plan without contradictions")
    page.wrap([Piece(verdict(found), "bold")])
    if found.moves:
        page.blank()
        exact = any("T" in date for one in found.moves for date in (*one.start, *one.finish))
        if page.width >= TABLE and not exact:
            heads(page)
        for one in found.moves:
            columns(page, one) if page.width >= TABLE and not exact else lines(page, one)
    if found.unresolved:
        section(page, "What no date can mend", "")
        for left in found.unresolved:
            stays(page, left)
    page.blank()
    if written:
        page.wrap([Piece(written, "bold")])
    elif found.moves:
        page.wrap([Piece("Nothing is written yet; --write puts these dates into the file.", "grey")])
    page.wrap([Piece("Days are working days. Nothing moves earlier, and durations stay.", "grey")])
    return page.text()


def heads(page: Page) -> None:
    """The line above the moves."""
    page.write([Piece(("start".rjust(DATES) + "finish".rjust(DATES) + "days".rjust(DAYS)).rjust(page.width), "grey")])


def columns(page: Page, one: Move) -> None:
    """A move on one line, and why on the next."""
    dates = "".join(page.safe(arrow(*pair)).rjust(DATES) for pair in (one.start, one.finish))
    right = dates + f"+{short(one.days)}".rjust(DAYS)
    label = page.cut(title(one), page.width - len(right) - 1)
    gap = " " * (page.width - page.taken([Piece(label)]) - len(right))
    page.put([Piece(label, "bold"), Piece(gap + right)])
    page.wrap([Piece(f"because {because(one)}", "grey")], indent=2, hang=4)


def lines(page: Page, one: Move) -> None:
    """A move where there is no room for columns, or its dates are instants."""
    page.wrap([Piece(title(one), "bold")], hang=2)
    page.wrap([Piece(f"start {arrow(*one.start)}, finish {arrow(*one.finish)}, +{short(one.days)}")], indent=2, hang=4)
    page.wrap([Piece(f"because {because(one)}", "grey")], indent=2, hang=4)


def title(one: Move) -> str:
    """Id and name."""
    return f"{one.id}  {clean(one.name, 120)}" if one.name != one.id else one.id


def stays(page: Page, one: Unresolved) -> None:
    """What stays in contradiction."""
    page.wrap([Piece(f"{one.id} ", "bold red"), Piece(f"({', '.join(one.because)})")], hang=2)
    page.wrap([Piece(clean(one.reason, 600))], indent=2, hang=2)
