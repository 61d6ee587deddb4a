"""A line of the file under a finding, with a mark under the place that it is about."""

import unicodedata
from collections.abc import Callable

from programme_check.findings import Location
from programme_check.reports.terminal.page import Page, Piece, cells

LEAST = 20
"""Columns under which a part of a line says nothing."""
Source = Callable[[Location], str]


def caret(page: Page, line: int, column: int, text: str, *, indent: int) -> None:
    """The line of the file with a mark under the place, as much of it as fits. `column` counts characters from 1."""
    number = f"{line} "
    room = page.width - indent - len(number) - 2
    if not text.strip() or room < LEAST:
        return
    shown = text.replace("\t", " ").rstrip()
    at = min(column - 1, len(shown))
    start = whole(shown, min(len(shown) - len(shown.lstrip()), at))
    before = page.safe(shown[start:at])
    mark = ""
    if cells(before) > room // 2:
        mark = page.safe("…")
        start = max(start, at - room)
        while start < at and cells(mark + page.safe(shown[start:at])) > room // 2:
            start += 1
        start = whole(shown, start)
        before = mark + page.safe(shown[start:at])
    page.write([Piece(" " * indent), Piece(f"{number}│ ", "grey"), Piece(page.cut(mark + shown[start:], room))])
    lead = Piece(" " * (indent + len(number)))
    page.write([lead, Piece("│ ", "grey"), Piece(" " * cells(before)), Piece("^", "bold red")])


def whole(text: str, start: int) -> int:
    """The next place at which no character is parted from the marks that combine with it."""
    while start < len(text) and unicodedata.combining(text[start]):
        start += 1
    return start
