"""A sheet of a workbook: cells that are what they look like, and texts that are never anything but text."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from programme_check.reports.csv import FORMULA
from programme_check.reports.escape import clean
from programme_check.reports.office import BAD, FILLS, GREY, INK, INKS, LINE
from programme_check.reports.office import pill as signed
from programme_check.verdict import Status

LONGEST = 4000
"""Characters of a cell; only a name without end makes a longer one, and Excel takes 32,767."""
FIRST_YEAR = 1901
"""Excel knows no day before 1900 and counts those of its first two months wrongly."""
TALLEST, LINE_HEIGHT = 409, 15
"""Points of a row at the most, and of a line of text."""
ON_PAPER: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "top", "font_color": f"#{INK}"}
DAY = "d mmm yyyy"


class Pill(NamedTuple):
    """A state, as sign and word on its colour."""

    status: Status
    text: str


class Said(NamedTuple):
    """A value in bold, in grey or in red."""

    value: "str | float | datetime.date | None"
    look: str


class Column(NamedTuple):
    """A column of a table, with its width in characters."""

    name: str
    width: float


Cell = str | float | datetime.date | Pill | Said | None
LOOKS: dict[str, dict[str, Any]] = {
    "": {},
    "bold": {"bold": True},
    "grey": {"font_color": f"#{GREY}"},
    "note": {"font_color": f"#{GREY}", "text_wrap": False},
    "bad": {"bold": True, "font_color": f"#{BAD}"},
    "title": {"bold": True, "font_size": 18, "text_wrap": False},
    "head": {"bold": True, "font_size": 13, "text_wrap": False, "bottom": 1, "bottom_color": f"#{INK}"},
    "columns": {"bold": True, "bg_color": f"#{LINE}", "bottom": 1, "bottom_color": f"#{INK}", "valign": "vcenter"},
}


class Book:
    """Formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **wanted: Any) -> Any:
        """A format."""
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({**ON_PAPER, **wanted})
        return self._made[key]


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Book, name: str, widths: Sequence[float]) -> None:
        self.row = 0
        self._widths = widths
        self._book = book
        self._sheet = book.book.add_worksheet(name)
        for number, width in enumerate(widths):
            self._sheet.set_column(number, number, width)
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._sheet.set_footer("&L&A&R&P / &N")

    def line(self, *cells: Cell, height: float | None = None) -> None:
        """One row from the left, as high as its longest text needs, since not every program finds that out."""
        need = max((tall(cell, width) for cell, width in zip(cells, self._widths, strict=False)), default=1)
        if height is not None or need > 1:
            self._sheet.set_row(self.row, height or min(TALLEST, need * LINE_HEIGHT))
        for column, cell in enumerate(cells):
            self.put(column, cell)
        self.row += 1

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], empty: str, printed: int = 0) -> None:
        """A table with a frozen header and a filter; a sentence where it has no rows. So many columns are printed."""
        self.line(*(Said(column.name, "columns") for column in columns), height=22)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        for row in rows:
            self.line(*row)
        if self.row == 1:
            self.line(Said(empty, "note"))
            return
        self._sheet.autofilter(0, 0, self.row - 1, len(columns) - 1)
        if printed:
            self._sheet.print_area(0, 0, self.row - 1, printed - 1)

    def freeze(self, rows: int) -> None:
        """Keep so many rows in sight."""
        self._sheet.freeze_panes(rows, 0)

    def put(self, column: int, cell: Cell) -> None:
        """One cell of the row that is being written, by what it holds."""
        if isinstance(cell, Pill):
            colors = {"bg_color": f"#{FILLS[cell.status]}", "font_color": f"#{INKS[cell.status]}", "bold": True}
            edge = {"border": 1, "border_color": f"#{GREY if cell.status is Status.NOT_SET else 'FFFFFF'}"}
            self.text(column, signed(cell.status, cell.text), {**colors, **edge, "align": "left", "indent": 1})
            return
        value, look = (cell.value, cell.look) if isinstance(cell, Said) else (cell, "")
        wanted = LOOKS[look]
        if value is None:
            return
        if isinstance(value, datetime.date):
            if value.year < FIRST_YEAR:
                self.text(column, value.isoformat(), {**wanted, "align": "left", "indent": 1})
            else:
                shown = {**wanted, "num_format": DAY, "align": "left", "indent": 1}
                self._sheet.write_datetime(self.row, column, value, self._book.look(**shown))
        elif isinstance(value, str):
            self.text(column, value, {"text_wrap": True, "align": "left", "indent": 1 if column else 0, **wanted})
        else:
            number = {**wanted, "num_format": "#,##0" if abs(value) >= 1000 else "General"}
            self._sheet.write_number(self.row, column, value, self._book.look(**number))

    def text(self, column: int, text: str, wanted: dict[str, Any]) -> None:
        """A text, and a text only: one that begins like a formula stays one even when somebody edits the cell."""
        shown = clean(text, LONGEST)
        if shown:
            quoted = {"quote_prefix": True} if FORMULA.match(shown) else {}
            self._sheet.write_string(self.row, column, shown, self._book.look(**wanted, **quoted))


def tall(cell: Cell, width: float) -> int:
    """How many lines a cell takes in a column of so many characters."""
    value, look = (cell.value, cell.look) if isinstance(cell, Said) else (cell, "")
    if not isinstance(value, str) or LOOKS[look].get("text_wrap") is False or len(value) < width // 2:
        return 1
    lines, used, room = 1, 0, max(4, int(width * (0.98 if "bold" in LOOKS[look] else 1.06)) - 1)
    for word in clean(value, LONGEST).split(" "):
        need = len(word) + sum(east_asian_width(sign) in "WF" for sign in word if sign > "\u1100")
        if used and used + 1 + need > room:
            lines, used = lines + 1, 0
        used += need + (1 if used else 0)
        lines, used = lines + used // (room + 1), used % (room + 1)
    return lines


def on(ordinal: int | None) -> datetime.date | None:
    """A day as a cell takes it."""
    return datetime.date.fromordinal(ordinal) if ordinal is not None else None
