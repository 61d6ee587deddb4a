"""By how many working days a successor has to move later for a link to hold."""

from typing import NamedTuple

from programme_check.model.links import LinkType
from programme_check.model.times import Span
from programme_check.schedule.calendar import Calendar
from programme_check.schedule.dates import Dates
from programme_check.schedule.spans import lagged_day, lagged_instant


class End(NamedTuple):
    """One end of a link: its dates and the calendar it is worked on."""

    dates: Dates
    calendar: Calendar


def gap_days(pred: End, succ: End, relation: LinkType, lag: Span | None, same_day: bool = True) -> float | None:
    """Working days of the successor's calendar that it must move later; 0 when the link holds, None without dates.

    FS is judged in days: the successor may start on the predecessor's finish day plus the lag. Where `same_day` is
    False it has to wait for the finish itself, which for ordinary work means the next working day. SS, FF and SF are
    judged in instants. Lags run on the predecessor's calendar.
    """
    if relation == "FS" and same_day:
        if pred.dates.finish is None or succ.dates.start is None:
            return None
        allowed = lagged_day(pred.calendar, pred.dates.finish, lag)
        if allowed <= succ.dates.start:
            return 0.0
        return float(succ.calendar.days_between(succ.dates.start, allowed))
    held_by = pred.dates.finish_at if relation in {"FS", "FF"} else pred.dates.start_at
    held = succ.dates.start_at if relation in {"FS", "SS"} else succ.dates.finish_at
    if held_by is None or held is None:
        return None
    earliest = lagged_instant(pred.calendar, held_by, lag)
    if succ.calendar.work_minutes(earliest) <= succ.calendar.work_minutes(held):
        return 0.0
    return max(0.01, round(succ.calendar.span_days(held, earliest), 2))


def late_days(pred: End, succ: End, relation: LinkType, most: int) -> float:
    """Working days by which a successor starts later than `most` working days after its predecessor; 0 when in time."""
    held_by = pred.dates.finish if relation in {"FS", "FF"} else pred.dates.start
    held = succ.dates.start if relation in {"FS", "SS"} else succ.dates.finish
    if held_by is None or held is None:
        return 0.0
    return float(max(0, succ.calendar.days_between(pred.calendar.add_days(held_by, most), held)))


def same_day_handover(pred: Dates, succ: Dates) -> bool:
    """Whether both have planned dates and the successor is planned to start on the predecessor's finish day."""
    return pred.planned_finish is not None and pred.planned_finish == succ.planned_start
