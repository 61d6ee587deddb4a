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
    text = text.replace("\t", " ")
    shown, before = around(page, text, column, room, start=len(text) - len(text.lstrip()))
    page.write([Piece(" " * indent), Piece(f"{number}│ ", "grey"), Piece(shown)])
    page.write([Piece(" " * (indent + len(number))), Piece("│ ", "grey"), Piece(" " * before), Piece("^", "bold red")])


def around(page: Page, text: str, column: int, room: int, *, start: int = 0) -> tuple[str, int]:
    """As much of a line around a place as fits, made safe, and the columns before that place in it."""
    shown = text.rstrip()
    at = min(column - 1, len(shown))
    start = whole(shown, min(start, at))
    before = page.safe(shown[start:at])
    lead = max(room // 2, room - cells(page.safe(shown[at : at + room])))
    mark = ""
    if cells(before) > lead:
        mark = page.safe("…")
        start = max(start, at - room)
        while start < at and cells(mark + page.safe(shown[start:at])) > lead:
            start += 1
        start = whole(shown, start)
        before = mark + page.safe(shown[start:at])
    return page.cut(mark + shown[start : at + room + 1], room), cells(before)


def whole(text: str, start: int) -> int:
    """The next place at which no character is parted from the marks that combine with it."""
    while start < len(text) and unicodedata.combining(text[start]):
        start += 1
    return start
