"""Who is booked for what, from when to when and with which share: asked by the rules on capacity, answered by sweeping.

Time is counted in half days (`2 * day` and `2 * day + 1`), so that work that hands over on a day shares that day.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Path
from programme_check.rules.context import Context
from programme_check.schedule.calendar import Calendar

FULL = 100.0
"""Percent of working time."""
TINY = 1e-6
"""Shares that differ by less are equal: they are sums of numbers people wrote with a decimal or two."""


class Booking(NamedTuple):
    """A share of somebody's time that an activity takes. Days are proleptic ordinals, both included."""

    activity: str
    share: float
    first: int
    last: int


class Placed(NamedTuple):
    """A booking on the axis of half days, from the status date on."""

    begin: int
    end: int
    """The first half day after it."""
    booking: Booking


class Change(NamedTuple):
    """A stretch of half days in which nothing changes, and what changed at its beginning."""

    begin: int
    end: int
    joined: list[Booking]
    left: list[Booking]


class Diary:
    """All that one person or team is booked for and has not finished."""

    def __init__(self) -> None:
        self.bookings: list[Booking] = []
        self.undated: list[str] = []
        """Activities without dates, which therefore cannot be counted."""
        self.placed: list[Placed] | None = None
        """The bookings on the axis of half days, once somebody has asked for them."""


def days_of(ctx: Context, id: str) -> tuple[int, int] | None:
    """First and last day of an activity: actual, else planned, else computed; None where nothing gives them."""
    dates = ctx.plan.dates(id)
    if dates.start is not None and dates.finish is not None:
        return dates.start, dates.finish
    found = ctx.plan.forecast.get(id)
    return (found.start_day, found.finish_day) if found is not None else None


def open_effort(ctx: Context, id: str) -> bool:
    """Whether an activity still takes somebody's time: no milestones, headings over others, or finished work."""
    activity, dates = ctx.programme.activities[id], ctx.plan.dates(id)
    return not (dates.complete or dates.cancelled or dates.is_milestone or activity.planning == "summary")


def diaries(ctx: Context) -> dict[str, Diary]:
    """The diary of everybody who is named under `resources`, by id, in order of ids."""
    if "diaries" not in ctx.memo:
        found: dict[str, Diary] = defaultdict(Diary)
        as_of = ctx.as_of
        for id, activity in ctx.programme.activities.items():
            if not activity.resources or not open_effort(ctx, id):
                continue
            days = days_of(ctx, id)
            for who, share in activity.resources.items():
                if days is None:
                    found[who].undated.append(id)
                elif days[1] >= as_of and share:
                    found[who].bookings.append(Booking(id, float(share), *days))
        ctx.memo["diaries"] = dict(sorted(found.items()))
    known: dict[str, Diary] = ctx.memo["diaries"]
    return known


def place(ctx: Context, bookings: Sequence[Booking]) -> list[Placed]:
    """Bookings on the axis of half days. One that begins on the day another ends takes the second half of that day."""
    starts = Counter([booking.first for booking in bookings])
    ends = Counter([booking.last for booking in bookings])
    same_day, now = ctx.plan.same_day, 2 * ctx.as_of
    placed = []
    for booking in bookings:
        single = booking.first == booking.last
        shared_start = same_day and ends[booking.first] > single
        shared_end = same_day and starts[booking.last] > single
        if single and shared_start and shared_end:
            shared_start = shared_end = False
        begin, end = 2 * booking.first + shared_start, 2 * booking.last + 2 - shared_end
        if end > now:
            placed.append(Placed(max(begin, now), end, booking))
    return placed


def placed_in(ctx: Context, diary: Diary) -> list[Placed]:
    """All bookings of a diary on the axis of half days."""
    if diary.placed is None:
        diary.placed = place(ctx, diary.bookings)
    return diary.placed


def sweep(placed: Sequence[Placed]) -> Iterator[Change]:
    """The stretches between one change and the next, in order of time, those without bookings between others included."""
    joins: dict[int, list[Booking]] = defaultdict(list)
    leaves: dict[int, list[Booking]] = defaultdict(list)
    for one in placed:
        joins[one.begin].append(one.booking)
        leaves[one.end].append(one.booking)
    marks = sorted({*joins, *leaves})
    for begin, end in itertools.pairwise(marks):
        yield Change(begin, end, joins.get(begin, []), leaves.get(begin, []))


def worked(calendar: Calendar, begin: int, end: int) -> int:
    """Half days with work from `begin` to before `end`."""
    first, last = begin // 2, end // 2
    halves = 2 * calendar.days_between(first, last)
    return halves - (begin % 2) * calendar.is_working_day(first) + (end % 2) * calendar.is_working_day(last)


def calendar_of(ctx: Context, bookings: Sequence[Booking]) -> Calendar:
    """The calendar that all the bookings are worked on; the programme's where they differ."""
    found = {id(calendar): calendar for one in bookings for calendar in (ctx.plan.calendar_of(one.activity),)}
    return next(iter(found.values())) if len(found) == 1 else ctx.plan.calendars.default


def capacity_of(ctx: Context, who: str) -> float:
    """The share of working time that a person or a team has in all, in percent."""
    person = ctx.programme.people.get(who)
    return float(person.capacity) if person is not None and person.capacity is not None else FULL


def day_job_of(ctx: Context, who: str) -> float:
    """The share of working time that the day job takes, in percent; none where somebody stands in for all of it."""
    person = ctx.programme.people.get(who)
    if person is None or person.business_as_usual is None or person.backfill == "full":
        return 0.0
    return float(person.business_as_usual)


def entry_of(ctx: Context, who: str, activity: str) -> Path:
    """Where a person or a team stands in the file; the booking itself where they have no entry."""
    entity = ctx.programme.people.get(who) or ctx.programme.teams.get(who)
    return entity.path if entity is not None else (*ctx.path_of(activity), "resources", who)


def percent(share: float) -> str:
    """A share of time as people write it: `60 %`, `112.5 %`."""
    return f"{round(share, 1):g} %"
