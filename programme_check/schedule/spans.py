"""Durations and lags on a calendar: working days and weeks, calendar days, months and hours."""

import datetime
import math

from programme_check.model.times import Span
from programme_check.schedule.calendar import DAY, FIRST, LAST, Calendar


def working_days(calendar: Calendar, span: Span, day: int) -> float:
    """How many working days a duration takes that begins on `day`; for a lag, those that it waits after `day`."""
    if span.unit == "d":
        return span.amount
    if span.unit == "w":
        return span.amount * calendar.days_per_week
    if span.unit == "h":
        return span.amount * 60 / calendar.minutes_per_day
    return calendar.days_between(day, elapsed(day, span))


def elapsed(day: int, span: Span) -> int:
    """The day that lies a span of calendar days or months after `day`, within the years that calendars cover."""
    moved = add_months(day, int(span.amount)) if span.unit == "m" else day + math.ceil(span.amount)
    return min(max(moved, FIRST), LAST)


def add_months(day: int, months: int) -> int:
    """The same day of the month so many months later, or that month's last day."""
    date = datetime.date.fromordinal(day)
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return FIRST if year < 1 else LAST
    first = datetime.date(year, month + 1, 1).toordinal()
    following = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1).toordinal()
    return min(first + date.day - 1, following - 1)


def lagged_day(calendar: Calendar, day: int, lag: Span | None) -> int:
    """The day that lies a lag after `day` (before it for a lead); a part of a day counts as a whole one."""
    if not lag:
        return day
    if lag.unit in {"cd", "m"}:
        return elapsed(day, lag)
    return calendar.add_days(day, working_days(calendar, lag, day))


def lagged_instant(calendar: Calendar, instant: int, lag: Span | None) -> int:
    """The instant that lies a lag after `instant`: whole days keep the time of day, hours are working hours."""
    if not lag:
        return instant
    day, minute = divmod(instant, DAY)
    if lag.unit in {"cd", "m"}:
        return elapsed(day, lag) * DAY + minute
    days = working_days(calendar, lag, day)
    whole = 0 if lag.unit == "h" else int(days)
    moved = calendar.add_days(day, whole) * DAY + minute
    rest = round((days - whole) * calendar.minutes_per_day)
    return calendar.instant_of(calendar.work_minutes(moved) + rest) if rest else moved


def finish_of(calendar: Calendar, start_at: int, duration: Span) -> int:
    """The instant at which work of this duration ends that starts at `start_at`; `start_at` itself for none."""
    if not duration:
        return start_at
    day = start_at // DAY
    if duration.unit in {"cd", "m"}:
        return max(start_at, calendar.day_finish(calendar.previous_working_day(elapsed(day, duration) - 1)))
    days = working_days(calendar, duration, day)
    if days == int(days) and start_at == calendar.day_start(day):
        return calendar.day_finish(calendar.add_days(calendar.next_working_day(day), days - 1))
    work = calendar.work_minutes(start_at) + round(days * calendar.minutes_per_day)
    return max(start_at, calendar.instant_of(work, "finish"))


def start_of(calendar: Calendar, finish_at: int, duration: Span) -> int:
    """The instant at which work of this duration starts that ends at `finish_at`; `finish_at` itself for none."""
    if not duration:
        return finish_at
    day = (finish_at - 1) // DAY
    if duration.unit in {"cd", "m"}:
        back = elapsed(day + 1, Span(-duration.amount, duration.unit))
        return min(finish_at, calendar.day_start(calendar.next_working_day(back)))
    days = working_days(calendar, duration, day)
    if days == int(days) and finish_at == calendar.day_finish(day):
        return calendar.day_start(calendar.add_days(calendar.previous_working_day(day), 1 - days))
    work = calendar.work_minutes(finish_at) - round(days * calendar.minutes_per_day)
    return min(finish_at, calendar.instant_of(work))
