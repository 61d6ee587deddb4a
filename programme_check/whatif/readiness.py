"""What lost test and training days do to the people who go live, and to the care they need: a small stated model.

    c = share of the test days that are lost
    t = share of the training days that are lost, or fall after go-live
    readiness        R = R0 (1 - t)(1 - 0.25 c)
    hypercare weeks  H = H0 (1 + c + (1 - R/R0))
    cost             H times the cost per week

The four coefficients (here 1, 0.25, 1 and 1) are settings. It is a model, not a measurement.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import msgspec

from programme_check.schedule.engine import Schedule
from programme_check.schedule.precedence import NOT_WORK
from programme_check.settings import DelayModel

if TYPE_CHECKING:
    from programme_check.schedule import Plan

TRAINS = ("training", "training_delivery", "super_user_training")
"""The kinds of training in which people learn; finding out what they need and writing the course are others."""
Pair = tuple[float, float]
"""A value before and after."""


class Impact(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of it after go-live. None where the file does not hold what is needed."""

    model: DelayModel
    test_days: float
    """Test days of the plan, in working days."""
    test_days_lost: float
    training_days: float
    training_days_lost: float
    """Training days lost, and those that fall after go-live and did not before."""
    tests_lost: float
    """c, from 0 to 1."""
    training_lost: float
    """t, from 0 to 1."""
    readiness: Pair | None
    """Share of the people who are ready."""
    weeks: Pair | None
    """Weeks of hypercare."""
    cost: Pair | None
    """Cost of hypercare, in the programme's currency, in whole units."""


def tests(plan: "Plan") -> list[str]:
    """The tests of the plan; planning them is no test."""
    found = (item for item in plan.of_group("test") if item.kind != "test_planning")
    return [item.id for item in found if getattr(item, "planning", None) not in NOT_WORK]


def trainings(plan: "Plan") -> list[str]:
    """The work in which people learn."""
    return [item.id for item in plan.of_kinds(TRAINS) if getattr(item, "planning", None) not in NOT_WORK]


def days_of(schedule: Schedule, id: str) -> float:
    """The working days of an item from its start to its finish; 0 for one that is not placed."""
    timing = schedule.get(id)
    if timing is None:
        return 0.0
    return max(0.0, schedule.plan.calendar_of(id).span_days(timing.start, timing.finish))


def days_after(schedule: Schedule, id: str, lives: Mapping[str, int]) -> float:
    """The working days of an item that fall on or after the go-live it works towards."""
    timing, live = schedule.get(id), schedule.plan.go_live_for(id)
    if timing is None or live is None or live.id not in lives:
        return 0.0
    calendar = schedule.plan.calendar_of(id)
    begin = max(timing.start, calendar.day_start(lives[live.id]))
    return max(0.0, calendar.span_days(begin, timing.finish))


def impact(
    before: Schedule,
    after: Schedule,
    lost: Mapping[str, float],
    model: DelayModel,
    *,
    lives: Mapping[str, int],
    absent: Collection[str] = (),
) -> Impact:
    """What lost days come to. `lost` holds the days given up by item, `lives` the days of the go-lives that are held
    (none when everything slides, which leaves readiness as it was), `absent` the items that are not needed any more."""
    plan = before.plan
    test_ids = [id for id in tests(plan) if id not in absent]
    course_ids = [id for id in trainings(plan) if id not in absent]
    test_days = sum(days_of(before, id) for id in test_ids)
    course_days = sum(days_of(before, id) for id in course_ids)
    tests_lost = sum(lost.get(id, 0.0) for id in test_ids)
    courses_lost = sum(
        lost.get(id, 0.0) + max(0.0, days_after(after, id, lives) - days_after(before, id, lives)) for id in course_ids
    )
    c, t = share(tests_lost, test_days), share(courses_lost, course_days)
    kept = max(0.0, 1 - model.training_on_readiness * t) * max(0.0, 1 - model.tests_on_readiness * c)
    longer = 1 + model.tests_on_hypercare * c + model.readiness_on_hypercare * (1 - kept)
    expected, hypercare = plan.programme.readiness.expected, plan.programme.readiness.hypercare
    ready = expected / 100 if expected is not None else None
    weeks = hypercare.weeks if hypercare is not None else None
    per_week = hypercare.cost_per_week if hypercare is not None else None
    cost = weeks * per_week if weeks is not None and per_week is not None else None
    return Impact(
        model=model,
        test_days=round(test_days, 2),
        test_days_lost=round(tests_lost, 2),
        training_days=round(course_days, 2),
        training_days_lost=round(courses_lost, 2),
        tests_lost=round(c, 4),
        training_lost=round(t, 4),
        readiness=(round(ready, 4), round(ready * kept, 4)) if ready is not None else None,
        weeks=(weeks, round(weeks * longer, 4)) if weeks is not None else None,
        cost=(float(round(cost)), float(round(cost * longer))) if cost is not None else None,
    )


def share(part: float, whole: float) -> float:
    """A part of a whole, from 0 to 1; 0 of nothing."""
    return min(1.0, part / whole) if whole else 0.0
