"""What the engine says about one item and about one go-live."""

import msgspec

from programme_check.schedule.calendar import DAY


class Timing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The computed dates of one item. Instants are minutes (`day * 1440 + minute`), floats working days of its own
    calendar; None for what is finished, whose dates are those on which it happened."""

    id: str
    start: int
    """When it starts or started."""
    finish: int
    early_start: int
    """When it starts at the earliest; of work in progress, what is left of it."""
    early_finish: int
    late_start: int
    late_finish: int
    total_float: float | None
    free_float: float | None
    critical: bool
    """On the driving path to a go-live, or to the end of the plan where there is no go-live."""
    driver: str | None
    """The item, or the workstream, whose link decides its start; None where a date of its own does."""
    row: int | None
    """The row of the precedence table behind that link, where nobody declared it."""
    held_by: str | None
    """The decision or outside delivery that decides its start."""

    @property
    def start_day(self) -> int:
        """The first day."""
        return self.start // DAY

    @property
    def finish_day(self) -> int:
        """The last day, included."""
        return (self.finish - 1) // DAY if self.finish > self.start else self.finish // DAY


class GoLiveForecast(msgspec.Struct, frozen=True, kw_only=True):
    """When a go-live can and will happen. Days are proleptic ordinals."""

    id: str
    stated: int | None
    """The day it is promised for."""
    done: bool
    allowed: int | None
    """The day its predecessors allow, its own planned date set aside; None without predecessors to come."""
    ready: int | None
    """The day it is ready, its planned date counted in."""
    goes: int | None
    """The first permitted day from then on; None when no window is left, or a loop keeps it from being computed."""
    days_to_spare: int | None
    """Working days between the day it could go and the stated date; negative when it is late."""
    slip_days: int | None
    """Working days by which it goes later than stated; 0 when it does not."""
    path: tuple[str, ...]
    """The driving path to it, in order of work."""
