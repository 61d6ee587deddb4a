"""The dates of a plan as a report writes them."""

from typing import TYPE_CHECKING

from programme_check.verdict import Dated

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan


def planned(programme: "Programme", plan: "Plan") -> dict[str, Dated]:
    """Start and finish of every activity and gate, as instants."""
    dates = {}
    for id in sorted(programme.work):
        found = plan.dates(id)
        dates[id] = Dated(instant(found.start_at), instant(found.finish_at))
    return dates


def instant(minutes: int | None) -> str | None:
    """A minute count since day 0 of the proleptic calendar as `2027-03-22T09:00`."""
    import datetime

    if minutes is None:
        return None
    day, minute = divmod(minutes, 1440)
    return f"{datetime.date.fromordinal(day).isoformat()}T{minute // 60:02}:{minute % 60:02}"
