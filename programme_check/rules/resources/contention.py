"""Resources: two workstreams that want the same person, team or environment at the same time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Path, Remedy, Severity
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.resources.bookings import (
    FULL,
    TINY,
    Booking,
    Diary,
    Placed,
    calendar_of,
    capacity_of,
    day_job_of,
    days_of,
    diaries,
    open_effort,
    percent,
    placed_in,
    sweep,
    worked,
)
from programme_check.rules.rule import rule
from programme_check.rules.shared.held import party

MOST_NOTES = 20
"""Activities that a finding points at."""
MOST_PARTS = 5
"""Of those, how many its message names."""


class Wanted(NamedTuple):
    """Something that cannot be in two places: a person, a scarce team, or an environment for one at a time."""

    id: str
    words: str
    path: Path | None
    """Its entry in the file; None where there is none, so that it may be a person or a crowd."""
    exclusive: bool
    available: float
    """The share of working time there is for the programme, in percent."""
    diary: Diary

    @property
    def bookings(self) -> list[Booking]:
        """What wants it, and when."""
        return self.diary.bookings


class Clash(NamedTuple):
    """A stretch of half days in which workstreams want more than there is."""

    critical: bool
    """Whether work of two of the workstreams lies on the critical path."""
    total: float
    begin: int
    end: int
    streams: int


def wanted(ctx: Context) -> list[Wanted]:
    """Everybody and everything that is wanted and that there is once only, in order of ids."""
    people, teams = ctx.programme.people, ctx.programme.teams
    found = []
    for who, diary in diaries(ctx).items():
        entity = people.get(who) or teams.get(who)
        if who in people or who not in teams or teams[who].scarce:
            left = max(0.0, capacity_of(ctx, who) - day_job_of(ctx, who))
            path = entity.path if entity is not None else None
            found.append(Wanted(who, party(ctx, who), path, False, left, diary))
    return found + environments(ctx)


def environments(ctx: Context) -> list[Wanted]:
    """The exclusive environments that unfinished work names in its scope. Setting one up is not using it."""
    exclusive = {id: found for id, found in ctx.programme.landscape.environments.items() if found.exclusive}
    if not exclusive:
        return []
    wants: dict[str, Wanted] = {
        id: Wanted(id, f"{found.name} ({id})" if found.name else id, found.path, True, FULL, Diary())
        for id, found in exclusive.items()
    }
    for activity in ctx.programme.activities.values():
        used = ctx.plan.scope(activity.id).environments & exclusive.keys()
        if not used or activity.kind == "environment_provisioning" or not open_effort(ctx, activity.id):
            continue
        days = days_of(ctx, activity.id)
        for id in used:
            if days is None:
                wants[id].diary.undated.append(activity.id)
            else:
                wants[id].bookings.append(Booking(activity.id, FULL, *days))
    return [found for found in wants.values() if found.bookings or found.diary.undated]


@rule(
    "RES002",
    "workstream-contention",
    title="Two workstreams want the same at the same time",
    severity=Severity.WARNING,
    about=wanted,
    needs=("workstreams.*.activities.*.resources", "landscape.environments.*.exclusive"),
)
def workstream_contention(ctx: Context, subjects: Sequence[Wanted]) -> Iterator[Hit | Lacking]:
    """Work of two workstreams overlaps and needs the same person, scarce team or exclusive environment.

    What: On a working day from the status date on, unfinished activities of two workstreams or more together want more
        of a person or of a team marked `scarce` than the `capacity` less `business_as_usual`; or they name under
        `scope.environments` the same environment that is marked `exclusive`. Work that begins on the day on which other
        work ends does not overlap with it. Overlaps inside one workstream are for its lead to settle.
    Levels: a warning; an error where work of two of the workstreams lies on the critical path.
    Why: Each workstream counts on having it, and none of them knows. It is settled on the day by whoever asks first.
    Fix: Settle which comes first by what the outcomes need, and move the other.
    Wrong:
        landscape: {environments: {test-2: {kind: test, exclusive: true}}}
        workstreams:
          pay: {name: Payroll, kind: testing, activities: {runs: {name: Parallel runs, kind: parallel_testing, start: 2027-02-01, finish: 2027-02-12, scope: {environments: [test-2]}}}}
          hr: {name: Core HR, kind: testing, activities: {uat: {name: Acceptance test, kind: uat, start: 2027-02-08, finish: 2027-02-19, scope: {environments: [test-2]}}}}
    Right:
        landscape: {environments: {test-2: {kind: test, exclusive: true}}}
        workstreams:
          pay: {name: Payroll, kind: testing, activities: {runs: {name: Parallel runs, kind: parallel_testing, start: 2027-02-01, finish: 2027-02-12, scope: {environments: [test-2]}}}}
          hr: {name: Core HR, kind: testing, activities: {uat: {name: Acceptance test, kind: uat, start: 2027-02-15, finish: 2027-02-26, scope: {environments: [test-2]}}}}
    Source: A founding statement of this tool (trade-offs when projects compete for resources); for environments, one
        practitioner's notes on parallel runs (weak). That no overlap at all is accepted is judgement.
    """
    for want in subjects:
        if want.diary.undated:
            yield Lacking("workstreams.*.activities.*.start", (want.id,))
        if want.path is None:
            yield Lacking("people", (want.id,))
            continue
        placed = placed_in(ctx, want.diary)
        clashes = list(clashing(ctx, want, placed))
        if clashes:
            yield contended(ctx, want, placed, clashes)


def clashing(ctx: Context, want: Wanted, placed: Sequence[Placed]) -> Iterator[Clash]:
    """The stretches in which two workstreams or more want more than there is, in order of time."""
    calendar = calendar_of(ctx, want.bookings)
    urgent_ones, activities = critical(ctx), ctx.programme.activities
    number: dict[str, int] = defaultdict(int)
    urgent: dict[str, int] = defaultdict(int)
    total = 0.0
    for change in sweep(placed):
        for bookings, sign in ((change.left, -1), (change.joined, 1)):
            for one in bookings:
                stream = activities[one.activity].workstream
                total = round(total + sign * one.share, 6)
                number[stream] += sign
                if not number[stream]:
                    del number[stream]
                if one.activity in urgent_ones:
                    urgent[stream] += sign
                    if not urgent[stream]:
                        del urgent[stream]
        if len(number) > 1 and total > want.available + TINY and worked(calendar, change.begin, change.end):
            yield Clash(len(urgent) > 1, total, change.begin, change.end, len(number))


def critical(ctx: Context) -> set[str]:
    """The activities and milestones on a driving path to a go-live."""
    found: set[str] | None = ctx.memo.get("critical")
    if found is None:
        schedule = ctx.plan.forecast
        names, held = schedule.net.names, schedule.net.held
        found = ctx.memo["critical"] = {names[node] for node in schedule.critical_nodes if node not in held}
    return found


def contended(ctx: Context, want: Wanted, placed: Sequence[Placed], clashes: Sequence[Clash]) -> Hit:
    """What is said of something that is wanted twice: its worst clash, who wants it then, and how long it lasts in all."""
    worst = max(clashes, key=lambda clash: (clash.critical, clash.total, -clash.begin))
    held = [one.booking for one in placed if one.begin < worst.end and one.end > worst.begin]
    urgent = critical(ctx)
    held.sort(key=lambda one: (one.activity not in urgent, one.first, one.activity))
    calendar = calendar_of(ctx, want.bookings)
    days = sum(worked(calendar, clash.begin, clash.end) for clash in clashes) / 2
    first, last = worst.begin // 2, (worst.end - 1) // 2
    when = f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"
    most = (
        " but only one can use it"
        if want.exclusive
        else f" and there is {percent(want.available)} of the working time for them"
    )
    parts = [claim(ctx, one, want.exclusive) for one in held[:MOST_PARTS]]
    message = f"{count(worst.streams, 'workstream')} want {want.words} {when},{most}: {listing(parts, MOST_PARTS, total=len(held))}."
    if worst.critical:
        message += " Two of them lie on the critical path."
    message += f" Clashes last {count(days, 'working day')} in all."
    stay, move = held[0].activity, held[-1].activity
    gap = None
    if len(held) == 2 and ctx.plan.dates(move).actual_start is None:
        gap = ctx.plan.gap(stay, move, "FS", None)
    to = ctx.plan.calendar_of(move).next_working_day(held[0].last + 1)
    until = f" to {day(to)} or later" if gap else ""
    return Hit(
        message=message,
        fix=f"Settle which of {listing([one.activity for one in held])} comes first by what the outcomes need, and move "
        f"{f'{move}{until}' if len(held) == 2 else 'the others'}.",
        at=want.path or (),
        targets=(want.id,),
        severity=Severity.ERROR if worst.critical else Severity.WARNING,
        related=tuple(Note(ctx.path_of(one.activity), claim(ctx, one, want.exclusive)) for one in held[:MOST_NOTES]),
        gap_days=gap or None,
        remedy=Remedy(move, after=stay, to=to) if gap else None,
        impact=clashes[0].begin // 2,
    )


def claim(ctx: Context, booking: Booking, exclusive: bool) -> str:
    """An activity with its workstream, and the share it takes where that is not all."""
    share = "" if exclusive else f" {percent(booking.share)}"
    return f"{ctx.title(booking.activity)} of workstream {ctx.programme.activities[booking.activity].workstream}{share}"
