"""Resources: people whom the day job keeps."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Person
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.resources.bookings import (
    TINY,
    Placed,
    calendar_of,
    diaries,
    percent,
    place,
    sweep,
    worked,
)
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import holders, named
from programme_check.schedule.calendar import Calendar


class BackfillLimits(Limits, frozen=True):
    """From when on somebody cannot do the day job beside."""

    share: float = 50
    """Percent of working time from which the day job suffers. Judgement; acceptance testing may need 80 (weak source)."""
    days: int = 10
    """Working days at a stretch that go without somebody standing in. Judgement."""


class Stretch(NamedTuple):
    """A time in which somebody works on the programme for a large part of the day. Half days."""

    begin: int
    end: int
    """The first half day after it."""
    least: float
    """The least share in it."""
    days: float
    """Working days in it."""


def experts(ctx: Context) -> list[Person]:
    """People of the client who are booked and have a day job: holders of the role `sme`, or those the file says it of."""
    known = {role.holder for role in holders(ctx, "sme")}
    people, vendors = ctx.programme.people, ctx.programme.vendors
    return [
        person
        for who, person in ((who, people[who]) for who in diaries(ctx) if who in people)
        if person.organisation not in vendors
        and (who in known or person.backfill or person.peaks or person.business_as_usual)
    ]


@rule(
    "RES005",
    "no-sme-backfill",
    title="Nobody stands in for the day job",
    severity=Severity.WARNING,
    about=experts,
    needs=("people.*.backfill", "workstreams.*.activities.*.resources"),
    limits=BackfillLimits,
)
def no_sme_backfill(ctx: Context, people: Sequence[Person]) -> Iterator[Hit | Lacking]:
    """Somebody of the business works on the programme for much of the day, and nobody does their day job meanwhile.

    What: A person of the client who holds the role `sme`, or of whom the file names `backfill`, `peaks` or
        `business_as_usual`, is booked for 50 percent or more, from the status date on, for more than 10 working days at a
        stretch, and `backfill` is none; or is so booked, however shortly, on a working day of one of their `peaks`, and
        `backfill` is not full.
    Why: Those who know the business vanish into the day job when it calls. Testing then waits for them, or goes on
        without them.
    Fix: Decide who stands in and set `backfill`, or spread the work over more people.
    Wrong:
        people: {sam: {name: Sam Orme, organisation: client, backfill: none}}
        workstreams:
          test:
            name: Testing
            kind: testing
            activities: {uat: {name: Acceptance test, kind: uat, start: 2027-02-01, finish: 2027-02-19, resources: {sam: 80%}}}
    Right:
        people: {sam: {name: Sam Orme, organisation: client, backfill: full}}
        workstreams:
          test:
            name: Testing
            kind: testing
            activities: {uat: {name: Acceptance test, kind: uat, start: 2027-02-01, finish: 2027-02-19, resources: {sam: 80%}}}
    Source: One product's template, in which acceptance testing takes 80 percent of those who test (weak); cost guides that
        list standing in for experts among the hidden costs. The limits are judgement.
    """
    limits = ctx.limits(BackfillLimits)
    for person in people:
        diary = diaries(ctx)[person.id]
        if diary.undated:
            yield Lacking("workstreams.*.activities.*.start", (person.id,))
        if person.backfill == "full" or not diary.bookings:
            continue
        calendar, placed = calendar_of(ctx, diary.bookings), place(ctx, diary.bookings)
        busy = list(stretches(calendar, placed, limits.share))
        long = [one for one in busy if one.days > limits.days]
        peaks = in_peaks(person, calendar, busy)
        if long and person.backfill is None:
            yield Lacking("people.*.backfill", (person.id,))
        alone = long if person.backfill == "none" else []
        if alone or peaks:
            yield unrelieved(ctx, person, placed, alone, peaks)


def stretches(calendar: Calendar, placed: Sequence[Placed], share: float) -> Iterator[Stretch]:
    """The times in which the bookings come to this share or more on every working day, in order."""
    total, begin, end, least = 0.0, 0, 0, 0.0
    for change in sweep(placed):
        total = round(total + sum(one.share for one in change.joined) - sum(one.share for one in change.left), 6)
        enough = total >= share - TINY
        if not worked(calendar, change.begin, change.end):
            continue
        if begin and not enough:
            yield Stretch(begin, end, least, worked(calendar, begin, end) / 2)
            begin = 0
        elif enough:
            begin, least = (begin, min(least, total)) if begin else (change.begin, total)
        end = change.end
    if begin:
        yield Stretch(begin, end, least, worked(calendar, begin, end) / 2)


def in_peaks(person: Person, calendar: Calendar, busy: Sequence[Stretch]) -> list[tuple[str, int, int]]:
    """The peaks of the day job that such a time meets on a working day: name, first and last day in common."""
    found = []
    for name, peak in sorted(person.peaks.items(), key=lambda item: (item[1].from_.day, item[0])):
        for one in busy:
            first, end = max(one.begin, 2 * peak.from_.day), min(one.end, 2 * peak.to.day + 2)
            if first < end and worked(calendar, first, end):
                found.append((name, first // 2, (end - 1) // 2))
                break
    return found


def unrelieved(
    ctx: Context,
    person: Person,
    placed: Sequence[Placed],
    alone: Sequence[Stretch],
    peaks: Sequence[tuple[str, int, int]],
) -> Hit:
    """What is said of somebody whose day job nobody does: the longest time, and the peaks that the work falls into."""
    clauses, firsts = [], [first for _, first, _ in peaks]
    if alone:
        longest = max(alone, key=lambda one: (one.days, -one.begin))
        firsts.append(longest.begin // 2)
        clauses.append(
            f"works {percent(longest.least)} or more on the programme from {day(longest.begin // 2)} to "
            f"{day((longest.end - 1) // 2)} ({count(longest.days, 'working day')}), and nobody stands in"
        )
    if peaks:
        spans = [f"{name} ({day(first)} to {day(last)})" for name, first, last in peaks]
        clauses.append(f"is needed by the day job and by the programme at {listing(spans)}")
    work = list(dict.fromkeys(one.booking.activity for one in placed))
    fix = "Decide who stands in for the day job and set `backfill`, or spread the work over more people."
    if peaks:
        fix = f"Move the work out of {listing([name for name, _, _ in peaks])}, or have somebody stand in for all of the day job and set `backfill: full`."
    return Hit(
        title="The work falls into a peak of the day job" if not alone else None,
        message=f"{named(ctx, person.id)} {'; and '.join(clauses)}.",
        fix=fix,
        at=(*person.path, "backfill"),
        targets=(person.id,),
        related=tuple(Note((*ctx.path_of(id), "resources"), f"{ctx.title(id)} needs {person.id}") for id in work[:20]),
        impact=min(firsts),
    )
