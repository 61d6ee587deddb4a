"""The waiting time of links between work that is not counted alike."""

import msgspec

from programme_check.model.times import Span
from programme_check.schedule.calendar import Calendar
from programme_check.schedule.spans import lagged_instant


class Wait(msgspec.Struct, frozen=True, gc=False):
    """The waiting time of a link that no single number says: elapsed or uneven days, or between different axes."""

    minutes: int = 0
    """Working minutes of the predecessor's calendar."""
    span: Span | None = None
    """What is waited before those minutes: calendar days, months, or days of different length."""

    def after(self, calendar: Calendar, instant: int) -> int:
        """The instant at which the waiting ends that begins at `instant`."""
        if self.span is not None:
            instant = lagged_instant(calendar, instant, self.span)
        return moved(calendar, instant, self.minutes)

    def before(self, calendar: Calendar, instant: int) -> int:
        """The instant at which it has to begin to end at `instant`."""
        instant = moved(calendar, instant, -self.minutes)
        if self.span is None:
            return instant
        return lagged_instant(calendar, instant, Span(-self.span.amount, self.span.unit))


def moved(calendar: Calendar, instant: int, minutes: int) -> int:
    """The instant so many working minutes later: the end of the work done then, or its start when going back."""
    if not minutes:
        return instant
    return calendar.instant_of(calendar.work_minutes(instant) + minutes, "finish" if minutes > 0 else "start")
