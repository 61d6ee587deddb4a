"""Pay periods: when the next one starts, which of them follow one another, and who is in which run."""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from programme_check.findings import Note
from programme_check.model import Activity, ParallelRun, PayGroup
from programme_check.rules.context import Context
from programme_check.rules.shared.upstream import work
from programme_check.schedule.scope import Scope, ScopeIndex, same_scope
from programme_check.schedule.spans import add_months
from programme_check.schedule.windows import pay_periods

DAYS = {"weekly": (7, 7), "biweekly": (14, 14), "semimonthly": (13, 16), "monthly": (28, 31)}
"""Fewest and most days from the start of one period to the next."""
PER_YEAR = {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12}


class Run(NamedTuple):
    """One parallel run that covers a pay group."""

    activity: Activity
    record: ParallelRun | None
    """None where the activity holds no `runs` and is one run itself."""


def next_start(ctx: Context, group: PayGroup, day: int) -> int | None:
    """The first working day of a pay period that begins on or after `day`; None when the periods are not known."""
    parts = pay_periods(group)
    if parts is None:
        return None
    return ctx.plan.calendars.default.next_working_day(min(next(part.since(day), day) for part in parts))


def place(period: str, frequency: str) -> tuple[str, int] | None:
    """Where a period written as `2027-03`, `2027-W12`, `2027-P05` or as its first day stands among its like."""
    found = re.fullmatch(r"(\d{4})-([WP]?)(\d{1,2})(?:-(\d\d))?", period.strip().upper())
    if not found:
        return None
    year, letter, number, day = int(found[1]), found[2], int(found[3]), found[4]
    try:
        if day and not letter:
            return "day", datetime.date(year, number, int(day)).toordinal()
        if letter == "W" and not day:
            return "day", datetime.date.fromisocalendar(year, number, 1).toordinal()
    except ValueError:
        return None
    per_year = PER_YEAR[frequency]
    if day or not 1 <= number <= per_year + 1:
        return None
    return "number", year * per_year + number


def streak(periods: Iterable[str], frequency: str) -> int | None:
    """The longest row of consecutive pay periods among these; None when they cannot be compared."""
    places = {place(period, frequency) for period in periods}
    if None in places or len({one[0] for one in places if one}) > 1:
        return None
    ordered = sorted(one for one in places if one)
    best = length = 1 if ordered else 0
    for (scheme, before), (_, after) in pairwise(ordered):
        low, high = DAYS[frequency] if scheme == "day" else (1, 1)
        length = length + 1 if low <= after - before <= high else 1
        best = max(best, length)
    return best


def groups_in_scope(ctx: Context) -> list[PayGroup]:
    """The pay groups that the programme reaches: all but those of an entity that is left out."""
    entities = ctx.programme.rollout.entities
    return [
        group
        for group in ctx.programme.payroll.pay_groups.values()
        if group.entity not in entities or entities[group.entity].in_scope in (None, 1)
    ]


def wave_of(ctx: Context, group: PayGroup) -> str | None:
    """The wave that a pay group goes live with, named outright or by its entity."""
    for id, wave in ctx.programme.rollout.waves.items():
        if group.id in wave.pay_groups or (not wave.pay_groups and group.entity in wave.entities):
            return id
    return None


def scope_of_group(ctx: Context, group: PayGroup) -> Scope:
    """What belongs to a pay group: itself, its entity, its wave."""
    wave = wave_of(ctx, group)
    return Scope(
        entities=frozenset((group.entity,) if group.entity is not None else ()),
        waves=frozenset((wave,) if wave is not None else ()),
        pay_groups=frozenset((group.id,)),
    )


def parallel_scope(ctx: Context, activity: Activity) -> Scope:
    """The scope of parallel testing; where it names no pay group, those of its runs if all of them name theirs."""
    scope = ctx.plan.scope(activity.id)
    runs = activity.runs.values()
    if scope.pay_groups or not runs or not all(run.pay_groups for run in runs):
        return scope
    return scope._replace(pay_groups=frozenset(id for run in runs for id in run.pay_groups))


def runs_by_group(ctx: Context, groups: Iterable[PayGroup]) -> dict[str, list[Run]]:
    """The parallel runs that cover each pay group, in the order of the file."""
    tests = work(ctx.plan.of_kind("parallel_testing"))
    index = ScopeIndex([parallel_scope(ctx, activity) for activity in tests])
    found: dict[str, list[Run]] = {}
    for group in groups:
        found[group.id] = [
            Run(tests[place], record)
            for place in index.meeting(scope_of_group(ctx, group))
            for record in (tests[place].runs.values() or (None,))
            if record is None or not record.pay_groups or group.id in record.pay_groups
        ]
    return found


def label(group: PayGroup) -> str:
    """How a message names a pay group."""
    return f"{group.name} ({group.id})" if group.name else f"Pay group {group.id}"


def notes(runs: Sequence[Run]) -> tuple[Note, ...]:
    """Where the runs stand."""
    activities = {run.activity.id: run.activity for run in runs}
    return tuple(Note(found.path, f"Parallel testing {found.name} ({id})") for id, found in activities.items())


def live(ctx: Context, group: PayGroup) -> bool:
    """Whether a pay group is live already: every go-live of its wave and entity is done."""
    scope = scope_of_group(ctx, group)
    lives = [found for found in ctx.plan.go_lives if same_scope(scope, ctx.plan.scope(found.id))]
    return bool(lives) and all(found.done for found in lives)


def ahead(ctx: Context) -> list[PayGroup]:
    """The pay groups that the programme reaches and that are not live yet."""
    return [group for group in groups_in_scope(ctx) if not live(ctx, group)]


def shifted(day: int, frequency: str, periods: int) -> int:
    """The day of a period that lies so many periods away; half a month counts as 15 days."""
    if frequency == "monthly":
        return add_months(day, periods)
    return day + {"weekly": 7, "biweekly": 14, "semimonthly": 15}[frequency] * periods
