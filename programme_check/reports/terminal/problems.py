"""Why a file, or a part of it, could not be judged: place, reason, the line itself, what to do."""

from collections.abc import Sequence

from programme_check.findings import Problem
from programme_check.reports.terminal.page import Page, Piece
from programme_check.reports.terminal.source import around
from programme_check.words import count

MOST = 100
"""Problems shown one by one; a file with more has something more basic wrong with it."""

INDENT = 4
"""Columns before a line quoted from the file."""


def problems(page: Page, found: Sequence[Problem]) -> None:
    """The section on what does not fit, in file order."""
    page.spread([Piece("What does not fit", "bold")], Piece(count(len(found), "problem"), "grey"))
    page.rule()
    for problem in found[:MOST]:
        place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
        page.wrap([Piece(f"{place}:", "link"), Piece(f" {problem.message}")], hang=2)
        if problem.excerpt:
            excerpt(page, problem)
        if problem.hint:
            page.wrap([Piece("help:", "bold"), Piece(f" {problem.hint}")], indent=2, hang=8)
    if len(found) > MOST:
        page.wrap([Piece(f"{len(found) - MOST} more problems are not shown.", "grey")])


def excerpt(page: Page, problem: Problem) -> None:
    """The line of the file with a caret under the column, cut to what fits around it."""
    shown, before = around(page, problem.excerpt, problem.column, page.width - INDENT)
    page.write([Piece(" " * INDENT), Piece(shown, "grey")])
    page.write([Piece(" " * (INDENT + before)), Piece("^", "bold red")])
