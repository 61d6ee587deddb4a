"""How long work takes, in working minutes of its calendar, or as a span where that depends on when it is done."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from programme_check.model.times import Span
from programme_check.model.work import Activity
from programme_check.schedule.calendar import LAST, Calendar, length
from programme_check.schedule.dates import Dates, planned_points
from programme_check.schedule.spans import finish_of

if TYPE_CHECKING:
    from programme_check.model import Gate


class Length(NamedTuple):
    """A duration or a lag: working minutes, after a span of another kind where there is one."""

    minutes: int = 0
    span: Span | None = None


@lru_cache(maxsize=256)
def minutes_per_day(calendar: Calendar) -> int | None:
    """The working minutes of every day of its ordinary week; None where its days differ in length."""
    # The last week of the tables: no list of holidays reaches as far.
    lengths = {length(hours) for day in range(LAST - 6, LAST + 1) if (hours := calendar.hours(day))}
    if len(lengths) > 1:
        return None
    return lengths.pop() if lengths else round(calendar.minutes_per_day)


def measured(calendar: Calendar, span: Span) -> Length:
    """A span in working minutes where these are always the same."""
    if span.unit == "h":
        return Length(round(span.amount * 60))
    per_day = minutes_per_day(calendar)
    if per_day is None or span.unit in {"cd", "m"}:
        return Length(span=span) if span else Length()
    days = span.amount * calendar.days_per_week if span.unit == "w" else span.amount
    return Length(round(days * per_day))


def duration(item: "Activity | Gate", calendar: Calendar, dates: Dates) -> Length | None:
    """How long an item that has not started takes; None where nothing says so."""
    if dates.is_milestone or not isinstance(item, Activity):
        return Length()
    if item.duration is not None and (item.start is None or item.finish is None):
        return measured(calendar, item.duration)
    if dates.actual_start is None and dates.actual_finish is None:
        first, last = dates.start_at, dates.finish_at
    else:
        start, finish, _ = planned_points(item, calendar)
        first, last = start.at if start else None, finish.at if finish else None
    if first is None or last is None:
        return None
    minutes = max(0, calendar.work_minutes(last) - calendar.work_minutes(first))
    whole = dates.duration is not None and dates.duration == int(dates.duration)
    if whole and minutes and minutes_per_day(calendar) is None and dates.actual_start is None:
        return Length(span=Span(dates.duration or 0.0))
    return Length(minutes)


def remaining(item: Activity, calendar: Calendar, dates: Dates, now: int) -> Length | None:
    """How much is left at the instant `now` of an activity that has started: as stated, else the share of its duration
    not done yet. Where nothing says how far it is, it is taken to be as far as the time since its start allows."""
    if item.remaining is not None:
        return measured(calendar, item.remaining)
    whole = duration(item, calendar, dates)
    if item.progress is None and whole is not None and dates.start_at is not None:
        return still_to_run(whole, calendar, dates.start_at, now)
    left = 1 - (item.progress or 0.0) / 100
    if whole is None or left == 1:
        return whole
    span = Span(whole.span.amount * left, whole.span.unit) if whole.span is not None else None
    if span is not None and span.unit == "m":
        span = Span(round(span.amount * 30.44), "cd")
    return Length(round(whole.minutes * left), span)


def still_to_run(whole: Length, calendar: Calendar, start_at: int, now: int) -> Length:
    """What is left of a duration that has run since `start_at`; a day at least, since the work is not finished."""
    first = calendar.work_minutes(start_at)
    total = whole.minutes
    if whole.span is not None:
        total += calendar.work_minutes(finish_of(calendar, start_at, whole.span)) - first
    left = first + total - calendar.work_minutes(now)
    return Length(min(total, max(left, round(calendar.minutes_per_day))))
