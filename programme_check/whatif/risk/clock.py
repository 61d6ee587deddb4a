"""A calendar's working time as arrays, so that thousands of places become instants and back in one step.

What `schedule.Calendar` says of one instant, this says of many, and the same.
"""

from programme_check.schedule.calendar import DAY, FIRST, LAST, Calendar
from programme_check.whatif.risk.arrays import Row, np

_MARGIN = 2 * 366
"""Days by which the tables reach beyond what is asked for."""


class Clock:
    """The stretches of work of one calendar, within tables that grow on demand."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._low = self._high = 0
        self._starts: Row = np.zeros(0, np.int64)
        """The instants at which stretches of work begin."""
        self._lengths: Row = self._starts
        self._places: Row = self._starts
        """The working minutes before each stretch."""
        self._days: Row = self._starts
        """The days that are worked."""
        self._day_places: Row = self._starts
        """The working minutes before each of them."""

    def work(self, instants: Row) -> Row:
        """The places of instants."""
        if instants.size:
            self._cover(int(instants.min()) // DAY, int(instants.max()) // DAY)
        at = np.maximum(np.searchsorted(self._starts, instants, "right") - 1, 0)
        worked: Row = self._places[at] + np.clip(instants - self._starts[at], 0, self._lengths[at])
        return worked

    def instants(self, places: Row, *, finish: bool) -> Row:
        """The instants of places: where work resumes, or with `finish` where it last ended."""
        self._cover_places(places)
        found = np.searchsorted(self._places, places, "left" if finish else "right") - 1
        at = np.clip(found, 0, len(self._places) - 1)
        instants: Row = self._starts[at] + (places - self._places[at])
        return instants

    def days_from(self, places: Row, phase: int = 0) -> Row:
        """The first days on which something that is ready at a place can take place as a whole day's event.

        That is the first day that begins at the place or later, or began no more than `phase` minutes before it.
        """
        self._cover_places(places)
        at = np.searchsorted(self._day_places, places - phase, "left")
        days: Row = self._days[np.minimum(at, len(self._days) - 1)]
        return days

    def finish_days(self, places: Row) -> Row:
        """The days on which work ends that ends at a place."""
        days: Row = (self.instants(places, finish=True) - 1) // DAY
        return days

    def _cover_places(self, places: Row) -> None:
        """Grow the tables until they hold these places, with some days to spare."""
        if not places.size:
            return
        first, last = int(places.min()), int(places.max())
        if len(self._places) and self._places[0] < first and last < self._day_places[-1]:
            return
        calendar = self.calendar
        self._cover(calendar.instant_of(first, "finish") // DAY, calendar.instant_of(last) // DAY)

    def _cover(self, first: int, last: int) -> None:
        """Grow the tables until they hold these days, as far as calendars reach."""
        first, last = max(first, FIRST), min(last, LAST)
        if self._low < first and last < self._high - 1 and self._high:
            return
        if not self._high:
            self._low = self._high = first
        self._low = max(FIRST, min(self._low, first - _MARGIN))
        self._high = min(LAST + 1, max(self._high, last + _MARGIN))
        hours = self.calendar.hours
        stretches = [(day, start, end) for day in range(self._low, self._high) for start, end in hours(day)]
        if not stretches:  # no work for years: the one stretch there is stands for all
            day = self.calendar.next_working_day(self._low)
            stretches = [(day, start, end) for start, end in hours(day)] or [(day, 0, 0)]
        days, starts, ends = np.array(stretches, np.int64).T
        self._starts = days * DAY + starts
        self._lengths = ends - starts
        before = self.calendar.work_minutes(int(self._starts[0]))
        self._places = before + np.cumsum(self._lengths) - self._lengths
        self._days, first_of_day = np.unique(days, return_index=True)
        self._day_places = self._places[first_of_day]


class Clocks:
    """The clocks of a network, one per calendar."""

    def __init__(self) -> None:
        self._made: dict[Calendar, Clock] = {}

    def of(self, calendar: Calendar) -> Clock:
        """The clock of a calendar."""
        if calendar not in self._made:
            self._made[calendar] = Clock(calendar)
        return self._made[calendar]
