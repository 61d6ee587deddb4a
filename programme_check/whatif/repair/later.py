"""Moves one item later, as little as will do, in the form in which its dates are written and with its duration kept."""

from typing import TYPE_CHECKING

import msgspec

from programme_check.model.times import Moment
from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY, LAST, Calendar
from programme_check.schedule.dates import Dates, activity_dates, finish_point, gate_dates, last_day, start_point
from programme_check.whatif.repair.demands import Target

if TYPE_CHECKING:
    from programme_check.model import Gate

Item = "Activity | Gate"
TRIES = 90
"""Working days tried beyond the first guess: more than the widest gap in a calendar asks for."""
replace = msgspec.structs.replace


def dates_of(item: "Activity | Gate", calendar: Calendar, as_of: int) -> Dates:
    """The effective dates of an item."""
    return activity_dates(item, calendar, as_of) if isinstance(item, Activity) else gate_dates(item, calendar)


def later(
    item: "Activity | Gate", calendar: Calendar, as_of: int, target: Target, *, finish_only: bool = False
) -> "Activity | Gate | None":
    """The item moved later until it meets a target that it does not meet, and no further.

    `finish_only`: its start stays. None where no date within the years of the calendars will do.
    """
    if finish_only and target.edge == "start":
        return None
    written = leading(item, finish_only=finish_only)
    if written is None:
        return None
    try:
        if target.edge == "start" and isinstance(item, Activity) and item.kind == "margin":
            used = used_up(item, calendar, as_of, target)
            if used is not None:
                return used
        if written.minute is None:
            return whole_days(item, calendar, as_of, target, written, finish_only=finish_only)
        return instants(item, calendar, as_of, target, written, finish_only=finish_only)
    except (ValueError, OverflowError):  # beyond the last year a date can be written in
        return None


def used_up(item: Activity, calendar: Calendar, as_of: int, target: Target) -> Activity | None:
    """Time held in hand that starts later and ends when it did; None where its last day is too early for that.

    A day of it is left where the lateness takes all: a date that is written has a day.
    """
    first, last = item.start, item.finish
    if first is None or last is None or first.minute is not None or last.minute is not None:
        return None
    day = calendar.next_working_day(first.day)
    for _ in range(max(0, calendar.days_between(day, last.day)) + 1):
        moved = replace(item, start=Moment(day))
        if day > last.day:
            return None
        if target.met(dates_of(moved, calendar, as_of), calendar):
            return moved
        day = calendar.add_days(day, 1)
    return None


def leading(item: "Activity | Gate", *, finish_only: bool) -> Moment | None:
    """The written date that is moved; the others follow it."""
    if not isinstance(item, Activity):
        return item.date
    return item.finish if finish_only else item.start or item.finish


def whole_days(
    item: "Activity | Gate", calendar: Calendar, as_of: int, target: Target, written: Moment, *, finish_only: bool
) -> "Activity | Gate | None":
    """Moves an item whose date is a plain day: to working days only."""
    leads = isinstance(item, Activity) and (finish_only or item.start is None)
    base = calendar.previous_working_day(written.day) if leads else calendar.next_working_day(written.day)
    day = calendar.add_days(base, max(0, distance(item, calendar, as_of, target)))
    found = None
    for _ in range(TRIES):
        if day > written.day:
            moved = shifted(item, calendar, Moment(day), finish_only=finish_only)
            if target.met(dates_of(moved, calendar, as_of), calendar):
                found = moved
                break
        following = calendar.add_days(day, 1)
        if following <= day or following >= LAST:
            return None
        day = following
    while found is not None:  # durations in calendar days end on one day from several starts
        day = calendar.add_days(day, -1)
        moved = shifted(item, calendar, Moment(day), finish_only=finish_only)
        if day <= written.day or not target.met(dates_of(moved, calendar, as_of), calendar):
            break
        found = moved
    return found


def distance(item: "Activity | Gate", calendar: Calendar, as_of: int, target: Target) -> int:
    """Working days from where an end of an item is to where it should be."""
    dates = dates_of(item, calendar, as_of)
    held = dates.start if target.edge == "start" else dates.finish
    wanted = target.day if target.day is not None else (target.at or 0) // DAY
    return calendar.days_between(held, wanted) if held is not None else 0


def instants(
    item: "Activity | Gate", calendar: Calendar, as_of: int, target: Target, written: Moment, *, finish_only: bool
) -> "Activity | Gate | None":
    """Moves an item whose date has a time of day: by whole days where days are asked for, else to the minute."""
    dates, own = dates_of(item, calendar, as_of), written.day * DAY + (written.minute or 0)
    held, held_at = (dates.start, dates.start_at) if target.edge == "start" else (dates.finish, dates.finish_at)
    if held is None or held_at is None:
        return None
    if target.day is not None:
        to = written.day + target.day - held
        to = calendar.next_working_day(to) if calendar.is_working_day(written.day) else to
        at = to * DAY + (written.minute or 0)
    else:
        starts = isinstance(item, Activity) and item.start is not None and not finish_only
        work = calendar.work_minutes(own) + calendar.work_minutes(target.at or 0) - calendar.work_minutes(held_at)
        at = calendar.instant_of(work, "start" if starts or not isinstance(item, Activity) else "finish")
    for _ in range(TRIES):
        if at > own:
            moved = shifted(item, calendar, Moment(*divmod(at, DAY)), finish_only=finish_only)
            if target.met(dates_of(moved, calendar, as_of), calendar):
                return moved
        at += DAY
    return None


def shifted(item: "Activity | Gate", calendar: Calendar, to: Moment, *, finish_only: bool = False) -> "Activity | Gate":
    """The item with its date set to `to`; a second date follows, so that the duration in working time stays."""
    if not isinstance(item, Activity):
        return replace(item, date=to)
    if finish_only or item.start is None:
        return replace(item, finish=to)
    if item.finish is None:
        return replace(item, start=to)
    if item.start == item.finish and item.is_point:
        return replace(item, start=to, finish=to)
    return replace(item, start=to, finish=following(item.start, item.finish, calendar, to))


def following(start: Moment, finish: Moment, calendar: Calendar, to: Moment) -> Moment:
    """Where work ends that starts at `to` and takes as long as it does from `start` to `finish`."""
    if start.minute is None and finish.minute is None:
        if calendar.previous_working_day(finish.day) < calendar.next_working_day(start.day):
            return Moment(to.day + finish.day - start.day)  # there is no work in it; its days stay as many
        days = calendar.days_between(calendar.next_working_day(start.day), calendar.next_working_day(to.day))
        return Moment(calendar.add_days(calendar.previous_working_day(finish.day), days))
    begins, ends = start_point(calendar, start).at, finish_point(calendar, finish).at
    minutes = calendar.work_minutes(ends) - calendar.work_minutes(begins)
    begins_at = calendar.work_minutes(start_point(calendar, to).at)
    # The same time of day reads best; where that is not as much work, the work decides.
    at = ends + (to.day - start.day) * DAY + (to.minute or 0) - (start.minute or 0)
    if minutes > 0 and calendar.work_minutes(at) - begins_at != minutes:
        at = calendar.instant_of(begins_at + minutes, "finish")
    return Moment(last_day(at)) if finish.minute is None else Moment(*divmod(at, DAY))
