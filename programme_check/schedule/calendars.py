"""The calendars of a programme, as tables of working time, and which of them an item is worked on."""

from typing import TYPE_CHECKING

from programme_check.model.times import Moment
from programme_check.schedule.calendar import FIRST, LAST, USUAL, Calendar

if TYPE_CHECKING:
    from programme_check.model import Activity, Gate, Programme
    from programme_check.model.plan import Calendar as CalendarRecord

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def calendar_from(record: "CalendarRecord") -> Calendar:
    """The working time that a calendar of the file describes.

    A weekday with hours of its own is worked although `working_days` leaves it out. A day under `exceptions` keeps
    those hours although it is a holiday.
    """
    hours = record.working_hours
    own = hours if isinstance(hours, dict) else {}
    every = USUAL if isinstance(hours, dict) or not hours else [(shift.start, shift.end) for shift in hours]
    week = [
        [(shift.start, shift.end) for shift in own[day]]
        if day in own
        else list(every if day in record.working_days else ())
        for day in WEEKDAYS
    ]
    special: dict[int, list[tuple[int, int]]] = {}
    for holiday in record.holidays:
        for day in range(max(holiday.first, FIRST), min(holiday.last, LAST) + 1):
            special[day] = []
    for text, shifts in record.exceptions.items():
        special[Moment.parse(text).day] = [(shift.start, shift.end) for shift in shifts]
    return Calendar(week, special)


class Calendars:
    """All calendars of a programme, each built when it is first asked for."""

    def __init__(self, programme: "Programme") -> None:
        self._programme = programme
        self._built: dict[str | None, Calendar] = {}
        self._of_stream: dict[tuple[str, str | None], Calendar] = {}

    def get(self, id: str | None) -> Calendar:
        """The calendar with this id; Monday to Friday, eight hours from nine, where there is none of that name."""
        found = self._built.get(id)
        if found is None:
            record = self._programme.calendars.get(id) if id is not None else None
            found = self._built[id] = calendar_from(record) if record is not None else Calendar()
        return found

    @property
    def default(self) -> Calendar:
        """The programme's own calendar."""
        return self.get(self._programme.programme.calendar)

    def of(self, item: "Activity | Gate") -> Calendar:
        """The calendar an item is worked on: its own, its vendor's, its workstream's, that of the workstream's vendor,
        the programme's; the first that is named. A gate stands in the programme's."""
        own = getattr(item, "calendar", None)
        if own is not None:
            return self.get(own)
        key = (getattr(item, "workstream", ""), getattr(item, "vendor", None))
        found = self._of_stream.get(key)
        if found is None:
            found = self._of_stream[key] = self._named(*key)
        return found

    def _named(self, stream_id: str, vendor_id: str | None) -> Calendar:
        vendors = self._programme.vendors
        stream = self._programme.workstreams.get(stream_id)
        named = [vendors[vendor_id].calendar if vendor_id in vendors else None]
        if stream is not None:
            named += [stream.calendar, vendors[stream.vendor].calendar if stream.vendor in vendors else None]
        return self.get(next((id for id in named if id is not None), self._programme.programme.calendar))
