"""Bars to scale on a line of columns: a ruler of months above, a mark through all rows at one day."""

import datetime
from typing import NamedTuple

from programme_check.words import MONTHS

LEAST_GAP = 4
"""Columns between the beginnings of two month names."""
YEAR = 366
"""Days."""


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
        """The names of the months where each begins, as far as they fit; of January the year, over more than one.

        A first month that is cut short gives way to the next.
        """
        line = [" "] * self.columns
        long = self.last - self.first > YEAR
        months = self.months()
        for month in months if long else ():  # the years come first, the months have what is left
            if month.month == 1:
                self.place(line, str(month.year), month)
        for month in months:
            self.place(line, MONTHS[month.month - 1], month)
        return "".join(line).rstrip()

    def months(self) -> list[datetime.date]:
        """The days on which months begin, and the first of all; that not where the next is too near to name both."""
        days = [datetime.date.fromordinal(self.first)]
        while (
            after := (days[-1].replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
        ).toordinal() <= self.last:
            days.append(after)
        near = len(days) > 1 and self.column(days[1].toordinal()) < LEAST_GAP
        return days[1:] if near else days

    def place(self, line: list[str], name: str, month: datetime.date) -> None:
        """A name where its month begins, if that leaves a blank to either side of it."""
        at = self.column(month.toordinal())
        end = at + len(name)
        if end <= self.columns and not "".join(line[max(0, at - 1) : end + 1]).strip():
            line[at:end] = name


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
