"""The days on which a programme may go live: windows that come round, listed days, and blackouts that forbid."""

import datetime
import heapq
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from programme_check.schedule.calendar import FIRST, LAST, Calendar
from programme_check.schedule.spans import add_months

if TYPE_CHECKING:
    from programme_check.model import Blackout, GoLiveWindow, PayGroup
    from programme_check.schedule.plan import Plan

_MOST = 1000
"""Windows tried before the search for a permitted day ends."""
_LONGEST_REST = 31
"""Calendar days by which a window on a day without work can move."""
MONTHS = {"month_start": 1, "quarter_start": 3}
WEEKS = {"weekly": 7, "biweekly": 14}


class Series:
    """Days that come round every so many days, or on the same day every so many months, from an anchor both ways."""

    def __init__(self, anchor: int, *, days: int = 0, months: int = 0) -> None:
        self._anchor = anchor
        self._days = days
        self._months = months

    def _nth(self, place: int) -> int:
        return add_months(self._anchor, self._months * place) if self._months else self._anchor + self._days * place

    def _place(self, day: int) -> int:
        """The place of the last of them on or before a day."""
        length = self._days or self._months * 30.44
        place = int((day - self._anchor) // length) + 2
        while self._nth(place) > day:
            place -= 1
        return place

    def since(self, day: int) -> Iterator[int]:
        """Those on or after a day, in order."""
        place = self._place(day - 1) + 1
        while (found := self._nth(place)) < LAST:
            yield found
            place += 1

    def until(self, day: int) -> Iterator[int]:
        """Those on or before a day, the latest first."""
        place = self._place(day)
        while (found := self._nth(place)) > FIRST:
            yield found
            place -= 1


class Listed:
    """Days named one by one."""

    def __init__(self, days: Iterator[int]) -> None:
        self._days = sorted(days)

    def since(self, day: int) -> Iterator[int]:
        """Those on or after a day, in order."""
        return (found for found in self._days if found >= day)

    def until(self, day: int) -> Iterator[int]:
        """Those on or before a day, the latest first."""
        return (found for found in reversed(self._days) if found <= day)


class Window:
    """One go-live window on a calendar: a day of it without work means the next working day."""

    def __init__(self, record: "GoLiveWindow", parts: list[Series | Listed], calendar: Calendar) -> None:
        self.record = record
        self._parts = parts
        self._calendar = calendar

    def since(self, day: int) -> Iterator[int]:
        """Permitted days on or after a day, in order."""
        raw = heapq.merge(*(part.since(day - _LONGEST_REST) for part in self._parts))
        return (moved for found in raw if (moved := self._calendar.next_working_day(found)) >= day)

    def until(self, day: int) -> Iterator[int]:
        """Permitted days on or before a day, the latest first."""
        raw = heapq.merge(*(part.until(day) for part in self._parts), reverse=True)
        return (moved for found in raw if (moved := self._calendar.next_working_day(found)) <= day)

    def holds(self, day: int) -> bool:
        """Whether a day is one of the window's."""
        return next(self.until(day), None) == day


class Windows:
    """When each go-live of a plan may happen."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._programme = plan.programme
        self._known: dict[str, list[Window]] = {}

    def blackout_at(self, day: int) -> "Blackout | None":
        """The first blackout of the file that a day lies in."""
        found = (one for one in self._programme.blackouts.values() if one.from_.day <= day <= one.to.day)
        return next(found, None)

    def blackouts_between(self, first: int, last: int) -> "list[Blackout]":
        """The blackouts that a stretch of days touches, both ends included."""
        return [one for one in self._programme.blackouts.values() if one.from_.day <= last and first <= one.to.day]

    def of(self, go_live: str) -> list[Window]:
        """The windows that hold for a go-live, those left out that `lacking` names."""
        if go_live not in self._known:
            calendar = self._plan.calendar_of(go_live)
            made = [(record, self._parts(record)) for record in self._records(go_live)]
            self._known[go_live] = [Window(record, parts, calendar) for record, parts in made if parts is not None]
        return self._known[go_live]

    def lacking(self, go_live: str) -> list[str]:
        """The fields without which a window of this go-live cannot be judged, as dotted paths."""
        fields = []
        for record in self._records(go_live):
            if self._parts(record) is not None:
                continue
            group = self._programme.payroll.pay_groups.get(record.of or "")
            if record.every is None:
                fields.append(f"go_live_windows.{record.id}.every")
            elif group is None:
                fields.append(f"go_live_windows.{record.id}.of")
            else:
                fields += [
                    f"payroll.pay_groups.{group.id}.{name}"
                    for name in ("frequency", "first_period_start")
                    if getattr(group, name) is None
                ]
        return fields

    def permitted(self, go_live: str, day: int) -> bool:
        """Whether a go-live may happen on a day: in all of its windows and in no blackout."""
        return self.blackout_at(day) is None and all(window.holds(day) for window in self.of(go_live))

    def next_permitted(self, go_live: str, day: int) -> int | None:
        """The first permitted day on or after a day; None when no window is left."""
        return self._first(go_live, day, forward=True)

    def previous_permitted(self, go_live: str, day: int) -> int | None:
        """The last permitted day on or before a day; None when there is none."""
        return self._first(go_live, day, forward=False)

    def _first(self, go_live: str, day: int, *, forward: bool) -> int | None:
        windows = self.of(go_live)
        if not windows:
            return self._outside_blackouts(self._plan.calendar_of(go_live), day, forward=forward)
        days = windows[0].since(day) if forward else windows[0].until(day)
        return next((found for found in islice(days, _MOST) if self.permitted(go_live, found)), None)

    def _outside_blackouts(self, calendar: Calendar, day: int, *, forward: bool) -> int | None:
        for _ in range(2 * len(self._programme.blackouts) + 1):
            day = calendar.next_working_day(day) if forward else calendar.previous_working_day(day)
            blackout = self.blackout_at(day)
            if blackout is None:
                return day
            day = blackout.to.day + 1 if forward else blackout.from_.day - 1
        return None

    def _records(self, go_live: str) -> "list[GoLiveWindow]":
        """The windows of the file that name the go-live, a wave it belongs to, or nothing."""
        names = {go_live, *self._plan.scope(go_live).waves}
        windows = self._programme.go_live_windows.values()
        return [one for one in windows if not one.applies_to or not names.isdisjoint(one.applies_to)]

    def _parts(self, record: "GoLiveWindow") -> list[Series | Listed] | None:
        """What a window is made of; None where the file does not hold what it takes."""
        if record.dates:
            return [Listed(moment.day for moment in record.dates)]
        if record.every in MONTHS:
            return [Series(datetime.date(2000, 1, 1).toordinal(), months=MONTHS[record.every])]
        group = self._programme.payroll.pay_groups.get(record.of or "")
        return pay_periods(group) if record.every is not None and group is not None else None


def pay_periods(group: "PayGroup") -> list[Series | Listed] | None:
    """The first days of a group's pay periods; None where frequency or first period are not given."""
    if group.frequency is None or group.first_period_start is None:
        return None
    anchor = group.first_period_start.day
    if group.frequency in WEEKS:
        return [Series(anchor, days=WEEKS[group.frequency])]
    if group.frequency == "monthly":
        return [Series(anchor, months=1)]
    # Twice a month: on the anchor's day and fifteen days before or after it, within the month.
    date = datetime.date.fromordinal(anchor)
    other = anchor + 15 if date.day <= 15 else anchor - 15
    return [Series(anchor, months=1), Series(other, months=1)]
