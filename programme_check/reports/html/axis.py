"""Time as a width: where a day stands, where the months begin, and how much room a text takes."""

import datetime
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from programme_check.reports.escape import clean
from programme_check.words import MONTHS, day

CHARACTER = 6.05
"""Pixels of a character at 11 px, on average over the fonts that are asked for."""


class Tick(NamedTuple):
    """The beginning of a month."""

    x: float
    label: str


class Axis:
    """Maps the days from `first` to `last`, both included, to the pixels from `left` to `right`."""

    def __init__(self, first: int, last: int, left: float, right: float) -> None:
        self.first, self.last, self.left, self.right = first, max(last, first), left, right
        self._scale = (right - left) / (self.last + 1 - first)

    def at(self, ordinal: float) -> float:
        """Where a day begins; a day outside stands at the edge."""
        inside = min(max(ordinal, self.first), self.last + 1)
        return round(self.left + (inside - self.first) * self._scale, 1)

    def holds(self, ordinal: int) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= ordinal <= self.last

    def months(self, least: float = 54.0) -> Iterator[Tick]:
        """The first days of months, or of every so many months, at least so many pixels apart; January has its year."""
        date = datetime.date.fromordinal(self.first)
        number = date.year * 12 + date.month - 1
        step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120) if 30.4 * self._scale * step >= least), 240)
        placed = False
        for month in range(number, number + 12 * 400):
            first = datetime.date(month // 12, month % 12 + 1, 1).toordinal() if month < 9999 * 12 else self.last + 1
            if first > self.last:
                return
            if first < self.first or month % step:
                continue
            name, year = MONTHS[month % 12], month // 12
            label = f"{name} {year}" if month % 12 == 0 or not placed else name
            room = self.right - self.at(first) - 3
            yield Tick(self.at(first), label if spread(label) <= room else name if spread(name) <= room else "")
            placed = True


def spread(text: str) -> float:
    """About how many pixels a text takes at 11 px."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text) if not text.isascii() else 0
    return (len(text) + wide) * CHARACTER


def cut(text: str, pixels: float) -> str:
    """A name as it may be shown, no wider than so many pixels."""
    shown = clean(text)
    if spread(shown) <= pixels:
        return shown
    while shown and spread(shown) > pixels - CHARACTER:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def short(ordinal: int, as_of: int) -> str:
    """`12 Oct` in the year of the status date, else with its year."""
    text, year = day(ordinal).rsplit(" ", 1)
    return text if int(year) == datetime.date.fromordinal(as_of).year else f"{text} {year}"


def iso(ordinal: int) -> str:
    """A day as `2027-03-22`."""
    return datetime.date.fromordinal(ordinal).isoformat()
