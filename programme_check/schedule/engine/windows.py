"""Go-lives and their windows within the passes: ready at one place, going at the next permitted one."""

import msgspec

from programme_check.schedule.calendar import DAY, Calendar
from programme_check.schedule.engine.net import Axis
from programme_check.schedule.windows import Windows


class Fixed(msgspec.Struct, frozen=True):
    """Holds the start of a node where it is, whatever the node waits for."""

    at: int

    def forward(self, place: int) -> int:  # noqa: ARG002 (that is the point)
        """The fixed place."""
        return self.at

    def back(self, place: int) -> int:  # noqa: ARG002
        """The fixed place."""
        return self.at


class WindowSnap(msgspec.Struct, frozen=True):
    """Moves the start of one go-live to a day on which it is permitted."""

    go_live: str
    windows: Windows
    calendar: Calendar
    axis: Axis

    def day(self, place: int) -> int:
        """The day on which a go-live takes place that is ready at a place: when people next work."""
        instant = self.axis.instant_of(place)
        return self.calendar.instant_of(self.calendar.work_minutes(instant)) // DAY

    def place(self, day: int) -> int:
        """The place at which a day's work starts."""
        return self.axis.work_minutes(self.calendar.day_start(day))

    def forward(self, place: int) -> int | None:
        """The first permitted place at or after this one; None when no window is left."""
        day = self.day(place)
        permitted = self.windows.next_permitted(self.go_live, day)
        if permitted is None or permitted == day:
            return None if permitted is None else place
        return self.place(permitted)

    def back(self, place: int) -> int | None:
        """The last permitted place at or before this one; None when there is none."""
        day = self.day(place)
        permitted = self.windows.previous_permitted(self.go_live, day)
        if permitted is None or permitted == day:
            return None if permitted is None else place
        return self.place(permitted)
