"""Mistakes that a schema cannot see: a start without a finish, a period that ends before it begins."""

from collections.abc import Iterator

from programme_check.document import Document
from programme_check.findings import Path, Problem
from programme_check.model.plan import Period
from programme_check.model.programme import Programme
from programme_check.model.work import Activity


def nonsense(programme: Programme, document: Document) -> tuple[list[Problem], list[Path]]:
    """What makes no sense, and the paths of the entities that cannot be judged because of it; they are taken out."""
    problems: list[Problem] = []
    left_out: list[Path] = []
    for stream in programme.workstreams.values():
        for activity in [activity for activity in stream.activities.values() if has_one_date(activity)]:
            problems.append(_one_date(activity, document))
            left_out.append(activity.path)
            del stream.activities[activity.id]
    for section in (programme.blackouts, programme.freezes):
        for span in [span for span in section.values() if span.to < span.from_]:
            problems.append(_reversed(span.path, document))
            left_out.append(span.path)
            section.pop(span.id)
    problems += (_reversed(path, document) for path, period in _periods(programme) if period.to < period.from_)
    return problems, left_out


def has_one_date(activity: Activity) -> bool:
    """Whether it is planned to start or to finish on a day, but not both, and so has no length."""
    if (activity.start is None) == (activity.finish is None) or activity.duration is not None or activity.is_point:
        return False
    return activity.actual is None or activity.actual.finish is None


def _one_date(activity: Activity, document: Document) -> Problem:
    given, missing = ("start", "finish") if activity.start is not None else ("finish", "start")
    message = f"`{activity.id}` has a {given} but neither a {missing} nor a duration"
    hint = f"Add `{missing}` or `duration`; add `milestone: true` if it happens on that day."
    return document.problem((*activity.path, given), "one-date", message, hint)


def _periods(programme: Programme) -> Iterator[tuple[Path, Period]]:
    for person in programme.people.values():
        for key, peak in person.peaks.items():
            yield (*person.path, "peaks", key), peak
    for calendar in programme.calendars.values():
        for key, stretch in calendar.reduced_capacity.items():
            yield (*calendar.path, "reduced_capacity", key), stretch


def _reversed(path: Path, document: Document) -> Problem:
    hint = "Change `from` or `to`; both days are included."
    return document.problem((*path, "to"), "reversed-dates", "the last day comes before the first", hint)
