"""Bars to scale on a line of columns: a ruler of months above, a mark through all rows at one day."""

import datetime
from typing import NamedTuple

from programme_check.words import MONTHS

LEAST_GAP = 4
"""Columns between the beginnings of two month names."""


class Scale(NamedTuple):
    """Days laid out on columns. Days are proleptic ordinals; the last is included."""

    first: int
    last: int
    columns: int

    def column(self, day: int, *, after: bool = False) -> int:
        """The column in which a day begins, or with `after` in which it ends; within the scale."""
        days = max(1, self.last - self.first + 1)
        place = (day - self.first + after) * self.columns // days - after
        return max(0, min(self.columns - 1, place))

    def ruler(self) -> str:
        """The names of the months where each begins, as far as they fit; the year at the first and at January."""
        line = [" "] * (self.columns + 5)
        date = datetime.date.fromordinal(self.first).replace(day=1)
        free = 0
        while date.toordinal() <= self.last:
            column = self.column(max(date.toordinal(), self.first))
            name = MONTHS[date.month - 1]
            if column >= free and column + len(name) <= self.columns:
                line[column : column + len(name)] = name
                free = column + LEAST_GAP
            date = (date + datetime.timedelta(days=31)).replace(day=1)
        return "".join(line[: self.columns]).rstrip()


def row(scale: Scale, start: int, finish: int, *, sign: str, mark: int | None = None) -> list[tuple[str, str]]:
    """One bar as runs of text and what they are: `blank`, `bar` or `mark`.

    `sign` is repeated from start to finish; a milestone passes its own and one day. `mark` is the day of the line that
    runs through all rows; a bar hides it.
    """
    cells = [(" ", "blank")] * scale.columns
    if mark is not None and scale.first <= mark <= scale.last:
        cells[scale.column(mark)] = ("╎", "mark")
    first = scale.column(start)
    last = first if sign == "◆" else max(first, scale.column(finish, after=True))
    cells[first : last + 1] = [(sign, "bar")] * (last + 1 - first)
    runs: list[tuple[str, str]] = []
    for text, kind in cells:
        if runs and runs[-1][1] == kind:
            runs[-1] = (runs[-1][0] + text, kind)
        else:
            runs.append((text, kind))
    return runs
