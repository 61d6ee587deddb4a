"""The week table of RES001, worked out by sweeping, against a count of every half day."""

import datetime
import random
from typing import Any

import pytest

from programme_check.rules.cases import programme_of
from programme_check.rules.context import Context
from programme_check.rules.resources.allocation import WEEK, monday, weekly
from programme_check.rules.resources.bookings import Booking, diaries, place
from programme_check.schedule import Plan
from programme_check.settings import Settings

BASE = datetime.date(2027, 1, 1)
REDUCED = {
    "winter": {"from": "2027-02-10", "to": "2027-03-20", "percent": 70},
    "spring": {"from": "2027-03-10", "to": "2027-04-02", "percent": 40},
}


def context(activities: dict[str, Any], *, same_day: bool = True) -> Context:
    """A programme with these activities, on a calendar with holidays and weeks of reduced capacity."""
    fragment = {
        "programme": {"calendar": "standard"},
        "calendars": {"standard": {"holidays": ["2027-02-15", "2027-03-03"], "reduced_capacity": REDUCED}},
        "workstreams": {"one": {"name": "One", "kind": "other", "activities": activities}},
    }
    document, programme, problems = programme_of(fragment)
    assert document is not None
    assert programme is not None, problems
    settings = Settings(same_day_handover=same_day)
    return Context(document, programme, Plan(programme, settings), settings)


def plan_of(seed: int) -> dict[str, Any]:
    """A dozen pieces of work for three people at any time of half a year."""
    chance = random.Random(seed)
    activities = {}
    for number in range(chance.randrange(1, 13)):
        start = BASE + datetime.timedelta(chance.randrange(120))
        finish = start + datetime.timedelta(chance.randrange(40) + 3)
        share = chance.choice((20, 35, 50, 80, 100))
        activities[f"work-{number}"] = {
            "name": f"Work {number}",
            "kind": "other",
            "start": start.isoformat(),
            "finish": finish.isoformat(),
            "resources": {f"p-{chance.randrange(3)}": share},
        }
    return activities


def counted(ctx: Context, bookings: list[Booking]) -> dict[int, tuple[float, float]]:
    """Load and capacity by week, half day by half day."""
    placed = place(ctx, bookings)
    if not placed:
        return {}
    calendar = ctx.plan.calendars.default
    begin = max(2 * ctx.as_of, 2 * monday(min(one.begin for one in placed)))
    weeks: dict[int, list[tuple[float, float]]] = {}
    for half in range(begin, 2 * monday(max(one.end for one in placed) - 1) + WEEK):
        day = datetime.date.fromordinal(half // 2).isoformat()
        left = min(
            (float(str(one["percent"])) for one in REDUCED.values() if str(one["from"]) <= day <= str(one["to"])),
            default=100.0,
        )
        load = sum(one.booking.share for one in placed if one.begin <= half < one.end)
        if calendar.is_working_day(half // 2):
            weeks.setdefault(monday(half), []).append((load, left))
    return {
        week: (
            round(sum(load for load, _ in halves) / len(halves), 4),
            round(sum(left for _, left in halves) / len(halves), 4),
        )
        for week, halves in weeks.items()
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_sweep_agrees_with_a_count_of_every_half_day(seed: int) -> None:
    ctx = context(plan_of(seed))
    for who, diary in diaries(ctx).items():
        swept = {
            week: (round(run.load, 4), round(run.capacity, 4))
            for run in weekly(ctx, who, diary)
            for week in range(run.first, run.last + 1, 7)
        }
        assert swept == counted(ctx, diary.bookings)


def test_without_same_day_handover_both_take_the_whole_day() -> None:
    work = {
        "first": {
            "name": "First",
            "kind": "other",
            "start": "2027-01-18",
            "finish": "2027-01-22",
            "resources": {"p": 100},
        },
        "then": {
            "name": "Then",
            "kind": "other",
            "start": "2027-01-22",
            "finish": "2027-01-29",
            "resources": {"p": 100},
        },
    }
    shared, apart = context(work), context(work, same_day=False)
    assert weekly(shared, "p", diaries(shared)["p"])[0].load == 100
    assert weekly(apart, "p", diaries(apart)["p"])[0].load == 120
