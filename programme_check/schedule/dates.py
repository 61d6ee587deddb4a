"""The dates of one activity or gate: as planned from what is written, and as they stand once actual dates count."""

from typing import TYPE_CHECKING

import msgspec

from programme_check.model.times import Moment, Span
from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY, Calendar, Point
from programme_check.schedule.spans import finish_of, start_of

if TYPE_CHECKING:
    from programme_check.model import Gate


class Dates(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Effective dates: actual, else planned. Days are proleptic ordinals, instants `day * 1440 + minute`.

    None where nothing gives the date. A milestone stands at the end of its day, a go-live at the start of it.
    """

    start: int | None = None
    finish: int | None = None
    """The last day, included."""
    start_at: int | None = None
    finish_at: int | None = None
    duration: float | None = None
    """Working days from start to finish; 0 for a milestone."""
    planned_start: int | None = None
    planned_finish: int | None = None
    """As planned, whatever happened; moved to the nearest working day where the written day has no work."""
    actual_start: int | None = None
    actual_finish: int | None = None
    is_milestone: bool = False
    complete: bool = False
    """Its status says so, or its actual finish lies on or before the status date."""
    in_progress: bool = False
    cancelled: bool = False
    no_work: bool = False
    """The calendar has no working time between the planned dates (SCH011: name another calendar)."""
    finish_by_duration: int | None = None
    """The finish that start and duration give, where a finish is written that disagrees (SCH011); the finish counts."""

    @property
    def dated(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.finish is not None


def start_point(calendar: Calendar, moment: Moment, *, actual: bool = False) -> Point:
    """Where a written start stands; one without working time moves to the next working day, unless it is actual."""
    if moment.minute is not None:
        return Point(moment.day, moment.day * DAY + moment.minute)
    return Point(moment.day, calendar.day_start(moment.day)) if actual else calendar.opens(moment.day)


def finish_point(calendar: Calendar, moment: Moment, *, actual: bool = False) -> Point:
    """Where a written finish stands; one without working time moves to the last working day, unless it is actual.

    Midnight ends the day before.
    """
    if moment.minute is not None:
        return Point(moment.day - (moment.minute == 0), moment.day * DAY + moment.minute)
    return Point(moment.day, calendar.day_finish(moment.day)) if actual else calendar.closes(moment.day)


def point_in_time(
    calendar: Calendar, start: Moment | None, finish: Moment | None, *, at_start: bool, actual: bool = False
) -> Point | None:
    """Where a milestone stands: at the end of its day, or `at_start` of it."""
    moment = (start or finish) if at_start else (finish or start)
    if moment is None:
        return None
    if moment.minute is not None:
        return Point(moment.day, moment.day * DAY + moment.minute)
    forward = moment is start
    day = moment.day
    if not actual:
        day = calendar.next_working_day(day) if forward else calendar.previous_working_day(day)
    return Point(day, calendar.day_start(day) if at_start else calendar.day_finish(day))


def last_day(instant: int) -> int:
    """The day an instant ends: midnight belongs to the day before."""
    return (instant - 1) // DAY


def activity_dates(activity: Activity, calendar: Calendar, as_of: int) -> Dates:
    """The dates of an activity or milestone."""
    actual_start = activity.actual.start if activity.actual else None
    actual_finish = activity.actual.finish if activity.actual else None
    milestone = activity.is_point
    finished = actual_finish or (actual_start if milestone else None)
    status = activity.status
    over = finished is not None and finished.day <= as_of
    complete = status == "complete" or (over and status != "cancelled")
    begun = actual_start is not None and actual_start.day <= as_of
    in_progress = not complete and (status == "in_progress" or (status is None and begun))
    if milestone:
        at_start = activity.kind == "go_live"
        planned = point_in_time(calendar, activity.start, activity.finish, at_start=at_start)
        happened = point_in_time(calendar, actual_start, actual_finish, at_start=at_start, actual=True)
        stands = happened or planned
        start = finish = stands
        plan_start = plan_finish = planned
        work, by_duration, duration = True, None, 0.0 if stands else None
    else:
        plan_start, plan_finish, by_duration = planned_points(activity, calendar)
        work = works(activity, calendar, plan_start, plan_finish)
        if not work:
            plan_start, plan_finish = raw(activity.start, plan_start), raw(activity.finish, plan_finish)
        start = start_point(calendar, actual_start, actual=True) if actual_start else plan_start
        finish = finish_point(calendar, actual_finish, actual=True) if actual_finish else plan_finish
        if finish is None and start is not None and activity.duration is not None:
            at = finish_of(calendar, start.at, activity.duration)
            finish = Point(last_day(at) if at > start.at else start.day, at)
        duration = max(0.0, calendar.span_days(start.at, finish.at)) if start and finish else None
    return Dates(
        start=start.day if start else None,
        finish=finish.day if finish else None,
        start_at=start.at if start else None,
        finish_at=finish.at if finish else None,
        duration=duration,
        planned_start=plan_start.day if plan_start else None,
        planned_finish=plan_finish.day if plan_finish else None,
        actual_start=actual_start.day if actual_start else None,
        actual_finish=actual_finish.day if actual_finish else None,
        is_milestone=milestone,
        complete=complete,
        in_progress=in_progress,
        cancelled=status == "cancelled",
        no_work=not work,
        finish_by_duration=by_duration,
    )


def planned_points(activity: Activity, calendar: Calendar) -> tuple[Point | None, Point | None, int | None]:
    """Start and finish from any two of start, finish and duration; then the finish that a written one denies."""
    start = start_point(calendar, activity.start) if activity.start else None
    finish = finish_point(calendar, activity.finish) if activity.finish else None
    span = activity.duration
    if span is None:
        return start, finish, None
    if start is not None:
        at = finish_of(calendar, start.at, span)
        ends = Point(last_day(at) if at > start.at else start.day, at)
        if finish is None:
            return start, ends, None
        return start, finish, None if agree(activity, calendar, ends, finish) else ends.day
    if finish is not None:
        start = started(calendar, finish, span)
    return start, finish, None


def started(calendar: Calendar, finish: Point, span: Span) -> Point:
    """The start that a finish and a duration give."""
    at = start_of(calendar, finish.at, span)
    return Point(at // DAY if at < finish.at else finish.day, at)


def agree(activity: Activity, calendar: Calendar, computed: Point, written: Point) -> bool:
    """Whether two finishes are the same: on the same day for a plain day, in working time for an instant."""
    if activity.finish is not None and activity.finish.minute is None:
        return computed.day == written.day or not calendar.days_between(computed.day + 1, written.day + 1)
    return calendar.work_minutes(computed.at) == calendar.work_minutes(written.at)


def works(activity: Activity, calendar: Calendar, start: Point | None, finish: Point | None) -> bool:
    """Whether the calendar holds any work between the planned dates. Dates in the wrong order are another matter."""
    if not calendar.has_work:
        return start is None and finish is None
    if activity.start is None or activity.finish is None or activity.finish < activity.start:
        return True
    if start is None or finish is None:
        return True
    return calendar.work_minutes(finish.at) > calendar.work_minutes(start.at)


def raw(moment: Moment | None, point: Point | None) -> Point | None:
    """The day as it is written, for dates that no calendar can move anywhere better."""
    return Point(moment.day, point.at) if moment is not None and point is not None else point


def gate_dates(gate: "Gate", calendar: Calendar) -> Dates:
    """The dates of a gate: a milestone on its date, passed on the day it was passed."""
    planned = point_in_time(calendar, gate.date, None, at_start=False)
    passed = point_in_time(calendar, gate.passed_on, None, at_start=False, actual=True)
    stands = passed or planned
    day, at = stands or (None, None)
    return Dates(
        start=day,
        finish=day,
        start_at=at,
        finish_at=at,
        duration=0.0 if stands else None,
        planned_start=planned.day if planned else None,
        planned_finish=planned.day if planned else None,
        actual_start=passed.day if passed else None,
        actual_finish=passed.day if passed else None,
        is_milestone=True,
        complete=gate.status in {"passed", "conditional"} or (gate.status is None and passed is not None),
    )
