"""Resources: more work in a week than there is time for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.rules.context import Context, day, listing
from programme_check.rules.resources.bookings import (
    FULL,
    TINY,
    Diary,
    Placed,
    calendar_of,
    capacity_of,
    day_job_of,
    diaries,
    entry_of,
    percent,
    placed_in,
    sweep,
    worked,
)
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import party
from programme_check.schedule.calendar import Calendar

WEEK = 14
"""Half days in a week."""
MOST_PARTS = 5
"""Pieces of work that a message names."""
MOST_WEEKS = 6
"""Weeks that a message lists."""


class AllocationLimits(Limits, frozen=True):
    """How full a week may be."""

    warning: float = 100
    """Percent of the capacity above which it is a warning. GAO best practice 3: available when needed."""
    error: float = 120
    """Percent of the capacity above which it is an error. Judgement."""


class Weeks(NamedTuple):
    """Weeks one after the other in which the same is booked. Days are proleptic ordinals, shares percent."""

    first: int
    """The Monday of the first."""
    last: int
    """The Monday of the last."""
    load: float
    """What is booked, the day job included."""
    capacity: float

    @property
    def number(self) -> int:
        """How many weeks."""
        return (self.last - self.first) // 7 + 1


@rule(
    "RES001",
    "resource-overallocated",
    title="More work is booked than there is time for",
    severity=Severity.WARNING,
    about=lambda ctx: list(diaries(ctx).items()),
    needs=("workstreams.*.activities.*.resources",),
    limits=AllocationLimits,
)
def resource_overallocated(ctx: Context, subjects: Sequence[tuple[str, Diary]]) -> Iterator[Hit | Lacking]:
    """Somebody is booked for more time in a week than they have.

    What: From the status date on, the shares under `resources` of unfinished activities, weighed by the working days
        they take of a week, plus `business_as_usual` (unless `backfill` is full), exceed the `capacity` of a person
        (100 percent when absent) or of a team, less what `reduced_capacity` of the calendar takes. Work that begins on
        the day on which other work ends shares that day. Milestones and headings over other work do not count.
    Levels: a warning above 100 percent of the capacity, an error above 120.
    Why: The plan counts the same hours twice. One of the pieces of work will be late, and the plan does not say which.
    Fix: Move work out of the week, lower a share, or add people.
    Wrong:
        teams: {etl-team: {name: Migration team, people: 6}}
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities:
              load: {name: Second load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-12, resources: {etl-team: 80%}}
              map: {name: Mapping, kind: data_mapping, start: 2027-02-08, finish: 2027-02-19, resources: {etl-team: 60%}}
    Right:
        teams: {etl-team: {name: Migration team, people: 6}}
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities:
              load: {name: Second load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-12, resources: {etl-team: 80%}}
              map: {name: Mapping, kind: data_mapping, start: 2027-02-12, finish: 2027-02-19, resources: {etl-team: 60%}}
    Source: GAO Schedule Assessment Guide, best practice 3 (resources are available when needed). The error from 120
        percent is judgement.
    """
    limits = ctx.limits(AllocationLimits)
    for who, diary in subjects:
        if diary.undated:
            yield Lacking("workstreams.*.activities.*.start", (who,))
        over = [
            weeks for weeks in weekly(ctx, who, diary) if weeks.load > weeks.capacity * limits.warning / FULL + TINY
        ]
        if over:
            yield overbooked(ctx, who, diary, over, limits)


def weekly(ctx: Context, who: str, diary: Diary) -> list[Weeks]:
    """What somebody is booked for week by week, in order; weeks with the same bookings throughout stand together.

    Takes time in the number of bookings, however many weeks they last.
    """
    placed = placed_in(ctx, diary)
    if not placed:
        return []
    calendar = calendar_of(ctx, diary.bookings)
    capacity, day_job = capacity_of(ctx, who), day_job_of(ctx, who)
    runs: list[Weeks] = []
    parts: dict[int, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for first, last, share in levels(ctx, placed):
        for begin, end, left in pieces(ctx, calendar, first, last):
            load, room = round(share + day_job, 6), round(capacity * left / FULL, 6)
            for start, stop in by_week(begin, end):
                halves = worked(calendar, start, stop)
                if not halves:
                    continue
                if stop - start >= WEEK:
                    runs.append(Weeks(start // 2, stop // 2 - 7, load, room))
                else:
                    part = parts[monday(start)]
                    for place_in, amount in enumerate((halves, halves * load, halves * room)):
                        part[place_in] += amount
    runs += [Weeks(week, week, load / halves, room / halves) for week, (halves, load, room) in parts.items()]
    return sorted(runs)


def monday(half: int) -> int:
    """The Monday of the week that a half day lies in."""
    found = half // 2
    return found - (found - 1) % 7


def by_week(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of half days as the part of a week before its first Monday, the full weeks, and the part after."""
    cut = begin if begin == 2 * monday(begin) else min(end, 2 * monday(begin) + WEEK)
    last = cut + (end - cut) // WEEK * WEEK
    for start, stop in ((begin, cut), (cut, last), (last, end)):
        if start < stop:
            yield start, stop


def levels(ctx: Context, placed: Sequence[Placed]) -> Iterator[tuple[int, int, float]]:
    """From when to when how much is booked, over whole weeks but for the days before the status date."""
    begin = max(2 * ctx.as_of, 2 * monday(min(one.begin for one in placed)))
    share, done = 0.0, begin
    for change in sweep(placed):
        if change.begin > done:
            yield done, change.begin, 0.0
        share = round(share + sum(one.share for one in change.joined) - sum(one.share for one in change.left), 6)
        yield change.begin, change.end, share
        done = change.end
    end = 2 * monday(done - 1) + WEEK
    if end > done:
        yield done, end, 0.0


def pieces(ctx: Context, calendar: Calendar, begin: int, end: int) -> Iterator[tuple[int, int, float]]:
    """A stretch of half days cut where the calendar has less capacity, each piece with the percentage that is left."""
    known: dict[int, list[tuple[int, float]]] = ctx.memo.setdefault("reduced capacity", {})
    if id(calendar) not in known:
        known[id(calendar)] = reductions(ctx, calendar)
    steps = known[id(calendar)]
    at = bisect_right(steps, (begin, FULL + 1)) - 1
    left = steps[at][1] if at >= 0 else FULL
    for mark, then in steps[at + 1 :]:
        if mark >= end:
            break
        yield begin, mark, left
        begin, left = mark, then
    yield begin, end, left


def reductions(ctx: Context, calendar: Calendar) -> list[tuple[int, float]]:
    """The half days from which another percentage of the capacity is left; where two stretches overlap, the lesser."""
    found = [
        reduced
        for id, record in ctx.programme.calendars.items()
        if ctx.plan.calendars.get(id) is calendar
        for reduced in record.reduced_capacity.values()
    ]
    marks = sorted({half for one in found for half in (2 * one.from_.day, 2 * one.to.day + 2)})
    return [
        (mark, min((one.percent for one in found if 2 * one.from_.day <= mark <= 2 * one.to.day), default=FULL))
        for mark in marks
    ]


def overbooked(ctx: Context, who: str, diary: Diary, over: Sequence[Weeks], limits: AllocationLimits) -> Hit:
    """What is said of somebody with too much to do: the worst week, what it holds, and the other weeks."""
    worst = max(over, key=lambda weeks: (weeks.load - weeks.capacity, -weeks.first))
    held = [one for one in diary.bookings if one.first < worst.first + 7 and one.last >= max(worst.first, ctx.as_of)]
    held.sort(key=lambda one: (-one.share, one.activity))
    parts = [f"{ctx.title(one.activity)} {percent(one.share)}" for one in held[:MOST_PARTS]]
    day_job = day_job_of(ctx, who)
    if day_job:
        parts.append(f"the day job {percent(day_job)}")
    number = sum(weeks.number for weeks in over)
    table = [
        f"{day(monday)} {percent(weeks.load)}"
        for weeks in over
        for monday in range(weeks.first, min(weeks.last, weeks.first + 7 * MOST_WEEKS) + 1, 7)
    ]
    more = f" {number} weeks hold too much: {several(table, number)}." if number > 1 else ""
    severe = any(weeks.load > weeks.capacity * limits.error / FULL + TINY for weeks in over)
    return Hit(
        message=f"In the week of {day(worst.first)} {party(ctx, who)} is booked for {percent(worst.load)} of the working time "
        f"and has {percent(worst.capacity)}: {listing(parts, MOST_PARTS, total=len(held) + bool(day_job))}.{more}",
        fix=f"Move one of {listing([one.activity for one in held])} out of the week, or lower a share under `resources`."
        if len(held) > 1
        else f"Lower the share of {who} under `resources` of {held[0].activity}, or give the work more time.",
        at=entry_of(ctx, who, held[0].activity),
        targets=(who,),
        severity=Severity.ERROR if severe else Severity.WARNING,
        related=tuple(
            Note((*ctx.path_of(one.activity), "resources"), f"{ctx.title(one.activity)} takes {percent(one.share)}")
            for one in held[:20]
        ),
        impact=max(over[0].first, ctx.as_of),
    )


def several(table: Sequence[str], number: int) -> str:
    """The first weeks of a table, and how many more there are."""
    if number <= MOST_WEEKS:
        return listing(table, MOST_WEEKS)
    return f"{', '.join(table[:MOST_WEEKS])} and {number - MOST_WEEKS} more"
