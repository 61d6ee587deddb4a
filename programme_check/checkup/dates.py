"""The dates of a plan as a report writes them."""

import datetime
from typing import TYPE_CHECKING

from programme_check.verdict import Dated

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan


def dated(programme: "Programme", plan: "Plan") -> dict[str, Dated]:
    """Effective and computed dates, floats, and what is critical, of every activity, milestone and gate.

    Work that only its logic places has its computed dates as its effective ones.
    """
    instants = Instants()
    schedule = plan.forecast
    found = {}
    for id in sorted(programme.work):
        dates = plan.dates(id)
        start, finish = dates.start_at, dates.finish_at
        timing = schedule.get(id)
        found[id] = (
            Dated(instants[start], instants[finish])
            if timing is None
            else Dated(
                instants[timing.start if start is None else start],
                instants[timing.finish if finish is None else finish],
                instants[timing.early_start],
                instants[timing.early_finish],
                instants[timing.late_start],
                instants[timing.late_finish],
                whole(timing.total_float),
                whole(timing.free_float),
                timing.critical,
            )
        )
    return found


def whole(days: float | None) -> float | None:
    """A number of days, without a fraction where it has none."""
    return int(days) if days is not None and days == int(days) else days


class Instants(dict[int | None, str | None]):
    """Minute counts since day 0 of the proleptic calendar as `2027-03-22T09:00`. Large plans share few of them."""

    def __missing__(self, minutes: int | None) -> str | None:
        text = instant(minutes)
        self[minutes] = text
        return text


def instant(minutes: int | None) -> str | None:
    """A minute count as `2027-03-22T09:00`; None for none."""
    if minutes is None:
        return None
    day, minute = divmod(minutes, 1440)
    return f"{datetime.date.fromordinal(day).isoformat()}T{minute // 60:02}:{minute % 60:02}"
