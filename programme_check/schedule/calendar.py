"""Working time: which days are worked and from when to when, answered from tables and never by walking day to day.

A day is a proleptic ordinal (`date.toordinal()`), an instant is `day * 1440 + minute`. The tables hold, for every day
of a span that grows on demand, the working days and the working minutes before it. They reach from 1900 to 2200:
a day outside is answered as the nearest day inside, so that a mistyped year costs neither time nor memory.
"""

import datetime
import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from programme_check.schedule.memo import Memo

DAY = 24 * 60
"""Minutes in a day."""
Hours = tuple[tuple[int, int], ...]
"""Working hours of one day: stretches from and to a minute of the day, in order, none touching another."""

FIRST = datetime.date(1900, 1, 1).toordinal()
LAST = datetime.date(2200, 12, 31).toordinal()
USUAL: Hours = ((9 * 60, 17 * 60),)
"""Eight hours from nine, the hours of a calendar that gives none."""
_STEP = 2 * 366


def tidy(hours: Iterable[tuple[int, int]]) -> Hours:
    """Working hours in order, with stretches that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(hours):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


class Point(NamedTuple):
    """A day and an instant on it."""

    day: int
    at: int


class Calendar:
    """Working time of a week, and the days that differ from it.

    `week` holds the hours of Monday to Sunday, `special` those of single days (none on a holiday).
    """

    def __init__(
        self,
        week: Sequence[Iterable[tuple[int, int]]] = (),
        special: Mapping[int, Iterable[tuple[int, int]]] | None = None,
    ) -> None:
        self._week = tuple(tidy(day) for day in week) if week else (USUAL,) * 5 + ((), ())
        self._special = {day: tidy(hours) for day, hours in (special or {}).items()}
        self._low = self._high = 0
        """The tables cover the days from `_low` to before `_high`; entry `day - _low` counts what lies before `day`."""
        self._days: array[int] = array("q", [0])
        self._minutes: array[int] = array("q", [0])
        self._worked: array[int] = array("q")
        """The working days of the span, in order."""
        # Asked some ten times per item, and many items share few days: tables, so that a known answer costs no call.
        self.hours: Callable[[int], Hours] = Memo(self._hours_of).__getitem__
        """The working hours of a day, none when it is not worked."""
        self.work_minutes: Callable[[int], int] = Memo(self._work_before).__getitem__
        """Working minutes from a fixed origin to an instant: differences are working time, equal means the same."""
        self.opens: Callable[[int], Point] = Memo(self._first_work).__getitem__
        """The first working day from a day on, and when its work starts."""
        self.closes: Callable[[int], Point] = Memo(self._last_work).__getitem__
        """The last working day up to a day, and when its work ends."""
        self._point: Callable[[int], float] = Memo(self._days_before).__getitem__

    @property
    def has_work(self) -> bool:
        """Whether there is any working time at all."""
        return any(self._week) or any(self._special.values())

    @property
    def days_per_week(self) -> int:
        """Working days of an ordinary week, which is what `1w` stands for. At least 1."""
        return sum(1 for hours in self._week if hours) or 1

    @property
    def minutes_per_day(self) -> float:
        """Working minutes of an ordinary working day, which turns hours into days."""
        worked = [hours for hours in self._week if hours] or [hours for hours in self._special.values() if hours]
        lengths = [length(hours) for hours in worked or [USUAL]]
        return sum(lengths) / len(lengths)

    def _hours_of(self, day: int) -> Hours:
        found = self._special.get(day)
        return self._week[(day - 1) % 7] if found is None else found

    def _first_work(self, day: int) -> Point:
        first = self.next_working_day(day)
        return Point(first, self.day_start(first))

    def _last_work(self, day: int) -> Point:
        last = self.previous_working_day(day)
        return Point(last, self.day_finish(last))

    def is_working_day(self, day: int) -> bool:
        """Whether there is working time on this day."""
        return bool(self.hours(day))

    def next_working_day(self, day: int) -> int:
        """The day itself when it is worked, else the first one after it; the day itself when none follows."""
        return day if self.is_working_day(day) or not FIRST <= day <= LAST else self._nth(self._before(day), day)

    def previous_working_day(self, day: int) -> int:
        """The day itself when it is worked, else the last one before it; the day itself when none precedes."""
        return day if self.is_working_day(day) or not FIRST <= day <= LAST else self._nth(self._before(day) - 1, day)

    def add_days(self, day: int, count: float) -> int:
        """The working day `count` working days after `day` (before it when negative).

        A part of a day counts as a whole one. From a day without work, 1 is the next working day and -1 the last one.
        """
        whole = math.ceil(count)
        if not whole:
            return day
        worked = self.is_working_day(day)
        return self._nth(self._before(day) + whole - (not worked and whole > 0), day)

    def days_between(self, first: int, last: int) -> int:
        """Working days from `first` to before `last`; negative when `last` comes first."""
        return self._before(last) - self._before(first)

    def _work_before(self, instant: int) -> int:
        day, minute = divmod(instant, DAY)
        inside = self._cover(day)
        total = self._minutes[inside - self._low]
        if inside == day and minute:
            total += length(self.hours(day), minute)
        return total

    def instant_of(self, work: int, side: str = "start") -> int:
        """The instant at which `work` minutes (as counted by `work_minutes`) have been worked.

        Where no work lies between two instants, `side` picks one: `start` of the next stretch of work, or `finish` of
        the last one. The nearest instant of the tables when there is never as much work.
        """
        late = side == "start"
        while True:
            found = bisect_right(self._minutes, work) if late else bisect_left(self._minutes, work)
            if 0 < found < len(self._minutes) or not self._widen(back=not found):
                break
        if not 0 < found < len(self._minutes):
            return (self._high if found else self._low) * DAY
        day = self._low + found - 1
        return day * DAY + minute_after(self.hours(day), work - self._minutes[found - 1], late)

    def day_start(self, day: int) -> int:
        """The instant at which work starts on a day; midnight on a day without work."""
        hours = self.hours(day)
        return day * DAY + (hours[0][0] if hours else 0)

    def day_finish(self, day: int) -> int:
        """The instant at which work ends on a day; midnight at its end on a day without work."""
        hours = self.hours(day)
        return day * DAY + (hours[-1][1] if hours else DAY)

    def span_days(self, first: int, last: int) -> float:
        """Working days between two instants, a part of a day as its share of that day's work; signed."""
        return self._point(last) - self._point(first)

    def _days_before(self, instant: int) -> float:
        day, minute = divmod(instant, DAY)
        hours = self.hours(day)
        return self._before(day) + (length(hours, minute) / length(hours) if hours else 0)

    def _before(self, day: int) -> int:
        inside = day if self._low <= day < self._high else self._cover(day)
        return self._days[inside - self._low]

    def _nth(self, index: int, otherwise: int) -> int:
        """The working day with `index` working days before it; `otherwise` when the tables' limits hold none."""
        while not 0 <= (place := index - self._days[0]) < len(self._worked):
            if not self.has_work or not self._widen(back=place < 0):
                return otherwise
        return self._worked[place]

    def _cover(self, day: int) -> int:
        """Grow the tables until they hold the day; the nearest day they can ever hold."""
        day = min(max(day, FIRST), LAST)
        if not self._worked and self._low == self._high:
            self._low = self._high = max(FIRST, day - 366)
        while day < self._low:
            self._widen(back=True)
        while day >= self._high:
            self._widen(back=False)
        return day

    def _widen(self, back: bool) -> bool:
        """Double the span to one side; False when it has reached its limit there."""
        if self._low == self._high == 0:
            self._low = self._high = FIRST
        step = max(_STEP, self._high - self._low)
        low = max(FIRST, self._low - step) if back else self._high
        high = self._low if back else min(LAST + 1, self._high + step)
        if low >= high:
            return False
        spans = [self.hours(day) for day in range(low, high)]
        days = list(accumulate((1 if hours else 0 for hours in spans), initial=0))
        lengths = {hours: length(hours) for hours in set(spans)}
        minutes = list(accumulate((lengths[hours] for hours in spans), initial=0))
        worked = array("q", (day for day, hours in zip(range(low, high), spans, strict=True) if hours))
        if back:  # what is there keeps its numbers, so that instants and counts already handed out stay true
            self._days = array("q", [n - days[-1] + self._days[0] for n in days[:-1]]) + self._days
            self._minutes = array("q", [n - minutes[-1] + self._minutes[0] for n in minutes[:-1]]) + self._minutes
            self._worked = worked + self._worked
            self._low = low
        else:
            last_day, last_minute = self._days[-1], self._minutes[-1]
            self._days.extend(n + last_day for n in days[1:])
            self._minutes.extend(n + last_minute for n in minutes[1:])
            self._worked += worked
            self._high = high
        return True


@lru_cache(maxsize=4096)  # a programme has a handful of working days' shapes and asks for them all the time
def length(hours: Hours, until: int = DAY) -> int:
    """Working minutes of a day's hours before the minute `until`."""
    return sum(min(end, until) - start for start, end in hours if start < until)


def minute_after(hours: Hours, worked: int, late: bool) -> int:
    """The minute of a day by which `worked` minutes of its hours are done; the start of the next stretch if `late`."""
    minute = 0
    for start, end in hours:
        minute = start + worked
        if minute < end or (minute == end and not late):
            break
        worked -= end - start
    return minute
