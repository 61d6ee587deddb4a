"""What links, spans of calendar days and go-live windows do to places, for all runs at once."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from programme_check.model.times import Span
from programme_check.schedule.calendar import DAY, Calendar
from programme_check.schedule.engine import ELAPSED, Wait
from programme_check.schedule.engine.net import Axis
from programme_check.schedule.engine.windows import WindowSnap
from programme_check.schedule.spans import finish_of, lagged_instant, start_of
from programme_check.whatif.risk.arrays import Row, np
from programme_check.whatif.risk.clock import Clock, Clocks

if TYPE_CHECKING:
    from programme_check.schedule.windows import Windows

NEVER = 1 << 60
"""The place of what has no permitted day left, and of all that waits for it."""
Whole = int | Row
"""The same number in all runs, or one for each."""


class Times:
    """Places of one node as instants and back."""

    def __init__(self, clocks: Clocks, calendar: Calendar, axis: Axis) -> None:
        self._clock: Clock | None = None if axis is ELAPSED else clocks.of(calendar)
        self.calendar = clocks.of(calendar)

    def instants(self, places: Row, *, finish: bool) -> Row:
        """Instants of places."""
        return places if self._clock is None else kept(places, self._clock.instants, finish=finish)

    def places(self, instants: Row) -> Row:
        """Places of instants."""
        return instants if self._clock is None else kept(instants, self._clock.work)


def kept(values: Row, turn: Callable[..., Row], **options: bool) -> Row:
    """What becomes of values that are something; what never happens stays so."""
    never = values >= NEVER
    if not never.any():
        return turn(values, **options)
    return np.where(never, NEVER, turn(np.where(never, 0 if never.all() else values[~never].min(), values), **options))


def one_by_one(values: Row, turn: Callable[[int], int]) -> Row:
    """Each value turned by a function of one, asked once for each that differs."""
    different, where = np.unique(values, return_inverse=True)
    turned: Row = np.array([turn(int(one)) for one in different], np.int64)[where]
    return turned


class Lasting:
    """The length of a node that takes calendar days, months or days of different length, and minutes beside them."""

    def __init__(self, times: Times, span: Span, calendar: Calendar) -> None:
        self._times = times
        self._span = span
        self._calendar = calendar
        self.by_days = span.unit == "cd"

    def finish(self, start: Row, minutes: Whole, days: Whole) -> Row:
        """Where work ends that starts at these places."""
        times, calendar, span = self._times, self._calendar, self._span
        instants = times.instants(start, finish=False)
        if self.by_days:
            ends = times.places((instants // DAY + days) * DAY)
        else:
            ends = times.places(one_by_one(instants, lambda one: finish_of(calendar, one, span)))
        return np.where(start >= NEVER, NEVER, np.maximum(start, ends) + minutes)

    def start(self, finish: Row, minutes: Whole, days: Whole) -> Row:
        """Where work has to start that ends at these places."""
        times, calendar, span = self._times, self._calendar, self._span
        instants = times.instants(finish - minutes, finish=True)
        if self.by_days:
            begins = times.places(((instants - 1) // DAY + 1 - days) * DAY)
        else:
            begins = times.places(one_by_one(instants, lambda one: start_of(calendar, one, span)))
        return np.where(finish >= NEVER, NEVER, np.minimum(finish, begins))


class Crossing:
    """A link between axes, or with a lag of days that differ in length."""

    def __init__(self, pred: Times, succ: Times, wait: Wait, *, ended: bool) -> None:
        self._pred = pred
        self._succ = succ
        self._wait = wait
        self._ended = ended
        """Whether work ends where the waiting begins."""

    def reach(self, places: Row) -> Row:
        """The places of the successor's end that the link is about."""
        wait = self._wait
        instants = self._pred.instants(np.atleast_1d(places), finish=self._ended)
        return self._succ.places(kept(instants, self._after) if wait.span is not None or wait.minutes else instants)

    def _after(self, instants: Row) -> Row:
        """When the waiting ends."""
        span, minutes, clock = self._wait.span, self._wait.minutes, self._pred.calendar
        if span is not None and span.unit == "cd":
            instants = instants + math.ceil(span.amount) * DAY
        elif span is not None:
            lag, calendar = span, clock.calendar
            instants = one_by_one(instants, lambda one: lagged_instant(calendar, one, lag))
        if minutes:
            instants = clock.instants(clock.work(instants) + minutes, finish=minutes > 0)
        return instants


class Gate:
    """The windows of a go-live: it goes on the first permitted day that begins when it is ready, or later.

    A plan by the day has its go-lives in the morning, and one that is ready at noon waits for the next. Where the plan
    itself puts it later in the day (`phase`), that time of day counts.
    """

    def __init__(self, snap: WindowSnap, times: Times, phase: int) -> None:
        self._times = times
        self._snap = snap
        self.phase = phase
        self._windows: Windows = snap.windows
        self._known: dict[int, int | None] = {}

    def days(self, places: Row) -> Row:
        """The days on which it takes place, ready at these places."""
        clock = self._times.calendar
        instants = self._times.instants(places, finish=False)
        return clock.days_from(clock.work(instants), self.phase)

    def move(self, places: Row) -> Row:
        """The places at which it goes."""
        return kept(np.atleast_1d(places), self._moved)

    def _moved(self, places: Row) -> Row:
        days = self.days(places)
        different, where = np.unique(days, return_inverse=True)
        permitted = [self.permitted(int(day)) for day in different]
        starts = [NEVER if found is None else self._snap.place(found) for found in permitted]
        return np.maximum(places, np.array(starts, np.int64)[where])

    def permitted(self, day: int) -> int | None:
        """The first permitted day from a day on."""
        if day not in self._known:
            self._known[day] = self._windows.next_permitted(self._snap.go_live, day)
        return self._known[day]
