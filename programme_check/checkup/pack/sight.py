"""The line of sight from outcomes to work, and the time of people that several workstreams want."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.rules.context import Context
from programme_check.rules.resources.bookings import Booking
from programme_check.rules.resources.contention import wanted
from programme_check.verdict.pack import Load, Sight
from programme_check.verdict.report import OutcomeLine
from programme_check.whatif.ask import stands_for

if TYPE_CHECKING:
    from programme_check.checkup.pack.names import Names
    from programme_check.document import Document
    from programme_check.model.governance import Measure
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

WEEKS = 13
"""Weeks that are looked at: a quarter."""


def sight(plan: "Plan", names: "Names", lines: Sequence[OutcomeLine]) -> Iterator[Sight]:
    """Outcome by outcome, each capability on a line of its own, then what brings the outcome directly."""
    threats = {line.id: line.threatened_by for line in lines}
    for id, outcome in plan.programme.outcomes.items():
        ways: list[tuple[str, tuple[str, ...]]] = [
            (step.name or step.id, step.delivered_by) for step in outcome.capabilities.values()
        ]
        direct = tuple(one for one in outcome.delivered_by if one not in outcome.capabilities)
        if direct or not ways:
            ways.append(("", direct))
        for through, work in ways:
            yield Sight(
                outcome=outcome.name,
                owner=names.who(outcome.owner),
                measure=measured(outcome.measure),
                by=outcome.measure.by.day if outcome.measure is not None and outcome.measure.by is not None else None,
                through=through,
                work=", ".join(names.work(one) for one in work),
                ready=ready(plan, work),
                threatened_by=threats.get(id, ()),
            )


def measured(measure: "Measure | None") -> str:
    """`4.1 to 0.5 percent of payslips`; empty where the file does not say."""
    if measure is None or measure.target is None:
        return ""
    begin = f"{measure.baseline:,.10g} to " if measure.baseline is not None else ""
    return f"{begin}{measure.target:,.10g}{f' {measure.unit}' if measure.unit else ''}"


def ready(plan: "Plan", work: Sequence[str]) -> int | None:
    """The day on which the last of this work is forecast to finish; None where some of it has no date."""
    items = [item for one in work for item in stands_for(plan, one)]
    timings = [plan.forecast.get(item) for item in items]
    days = [timing.finish_day for timing in timings if timing is not None]
    return max(days) if days and len(days) == len(timings) else None


def loads(document: "Document", plan: "Plan", settings: "Settings", names: "Names") -> tuple[Load, ...]:
    """Who and what is wanted in the next weeks: the most overbooked first, then what most workstreams want."""
    ctx = Context(document, plan.programme, plan, settings)
    first = monday(plan.as_of)
    found = []
    for want in wanted(ctx):
        streams = {plan.programme.activities[one.activity].workstream for one in want.bookings}
        weeks = weekly(plan, want.bookings, first)
        if any(weeks):
            name = names.who(want.id) if not want.exclusive else want.words
            found.append(Load(name=name, room=want.available, weeks=weeks, streams=len(streams)))
    return tuple(sorted(found, key=lambda one: (-over(one), -one.streams, -max(one.weeks), one.name)))


def over(one: Load) -> float:
    """By how much more than there is the weeks together take."""
    return sum(max(0.0, week - one.room) for week in one.weeks)


def monday(day: int) -> int:
    """The first day of the week of a day."""
    return day - (day - 1) % 7


def weekly(plan: "Plan", bookings: Sequence[Booking], first: int) -> tuple[float, ...]:
    """For each week the most that a working day of it takes."""
    days = [0.0] * (7 * WEEKS)
    for one in bookings:
        calendar = plan.calendar_of(one.activity)
        for day in range(max(one.first, first, plan.as_of), min(one.last + 1, first + len(days))):
            if calendar.is_working_day(day):
                days[day - first] += one.share
    return tuple(round(max(days[at : at + 7]), 1) for at in range(0, len(days), 7))
