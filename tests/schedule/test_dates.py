"""Effective dates of activities, milestones and gates."""

import datetime
from collections.abc import Callable

import pytest

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]


def iso(day: int | None) -> str | None:
    return None if day is None else datetime.date.fromordinal(day).isoformat()


def shown(plan: Plan, id: str = "a") -> tuple[str | None, str | None]:
    dates = plan.dates(id)
    return iso(dates.start), iso(dates.finish)


@pytest.mark.parametrize(
    ("written", "expected", "duration"),
    [
        ("start: 2027-03-22, finish: 2027-03-26", ("2027-03-22", "2027-03-26"), 5),
        ("start: 2027-03-22, duration: 10d", ("2027-03-22", "2027-04-02"), 10),
        ("start: 2027-03-22, duration: 14cd", ("2027-03-22", "2027-04-02"), 10),
        ("start: 2027-03-22, duration: 1m", ("2027-03-22", "2027-04-21"), 23),
        ("finish: 2027-03-26, duration: 1w", ("2027-03-22", "2027-03-26"), 5),
        ("finish: 2027-03-26, duration: 4h", ("2027-03-26", "2027-03-26"), 0.5),
        ("start: 2027-03-20, finish: 2027-03-28", ("2027-03-22", "2027-03-26"), 5),
        ("start: 2027-03-22, duration: 0d", ("2027-03-22", "2027-03-22"), 0),
        ("start: 2027-03-26, finish: 2027-03-22", ("2027-03-26", "2027-03-22"), 0),
        ("duration: 5d", (None, None), None),
        ("start: '2027-03-22T13:00', finish: '2027-03-24T00:00'", ("2027-03-22", "2027-03-23"), 1.5),
        ("start: 2027-03-22, duration: 5d, actual: {start: 2027-03-23}", ("2027-03-23", "2027-03-26"), 4),
        ("duration: 5d, actual: {start: 2027-03-23}", ("2027-03-23", "2027-03-29"), 5),
        (
            "start: 2027-03-22, finish: 2027-03-26, actual: {start: 2027-03-20, finish: 2027-03-28}",
            ("2027-03-20", "2027-03-28"),
            5,
        ),
    ],
)
def test_two_of_three_give_the_dates(
    activities_of: PlanOf, written: str, expected: tuple[str, str], duration: float
) -> None:
    plan = activities_of(f"a: {{name: A, kind: other, {written}}}")
    assert shown(plan) == expected
    assert plan.dates("a").duration == duration
    assert plan.dates("a").dated == (expected[0] is not None)


@pytest.mark.parametrize(
    ("written", "disagrees"),
    [
        ("start: 2027-03-22, finish: 2027-03-26, duration: 5d", None),
        ("start: 2027-03-22, finish: 2027-03-28, duration: 5d", None),
        ("start: 2027-03-22, finish: 2027-03-26, duration: 4d", "2027-03-25"),
        ("start: 2027-03-22, finish: '2027-03-22T15:00', duration: 6h", None),
        ("start: 2027-03-22, finish: '2027-03-22T16:00', duration: 6h", "2027-03-22"),
    ],
)
def test_the_written_finish_wins_over_a_duration(activities_of: PlanOf, written: str, disagrees: str | None) -> None:
    plan = activities_of(f"a: {{name: A, kind: other, {written}}}")
    assert iso(plan.dates("a").finish_by_duration) == disagrees
    assert len(plan.date_faults("a")) == (disagrees is not None)


def test_work_without_working_time_keeps_its_days_and_says_so(activities_of: PlanOf) -> None:
    plan = activities_of("a: {name: A, kind: cutover, start: 2027-05-01, finish: 2027-05-02}")
    assert shown(plan) == ("2027-05-01", "2027-05-02")
    assert plan.dates("a").no_work
    assert "no working time" in plan.date_faults("a")[0]


def test_a_calendar_without_work_is_a_fault_of_everything_on_it(plan_of: PlanOf) -> None:
    plan = plan_of(
        """
calendars: {never: {working_days: []}}
workstreams:
  main:
    name: Main
    kind: other
    calendar: never
    activities:
      a: {name: A, kind: other, start: 2027-03-22, finish: 2027-03-26}
      b: {name: B, kind: other, start: 2027-03-22, duration: 5d}
      c: {name: C, kind: other}
"""
    )
    assert [plan.dates(id).no_work for id in "abc"] == [True, True, False]


@pytest.mark.parametrize(
    ("written", "day", "minute"),
    [
        ("kind: milestone, start: 2027-03-22", "2027-03-22", 17 * 60),
        ("kind: milestone, start: 2027-03-20", "2027-03-22", 17 * 60),
        ("kind: milestone, finish: 2027-03-20", "2027-03-19", 17 * 60),
        ("kind: go_live, start: 2027-03-20", "2027-03-22", 9 * 60),
        ("kind: go_live, start: 2027-03-20, actual: {start: 2027-03-20}", "2027-03-20", 0),
        ("kind: go_live, finish: '2027-03-20T06:00'", "2027-03-20", 6 * 60),
        ("kind: other, milestone: true, start: 2027-03-22, actual: {finish: 2027-03-24}", "2027-03-24", 17 * 60),
    ],
)
def test_a_milestone_is_one_instant(activities_of: PlanOf, written: str, day: str, minute: int) -> None:
    plan = activities_of(f"a: {{name: A, {written}}}")
    dates = plan.dates("a")
    assert dates.is_milestone
    assert shown(plan) == (day, day)
    assert dates.start_at == dates.finish_at
    assert (dates.start_at or 0) % 1440 == minute
    assert dates.duration == 0


@pytest.mark.parametrize(
    ("written", "complete", "in_progress", "cancelled"),
    [
        ("status: complete", True, False, False),
        ("actual: {start: 2027-01-04, finish: 2027-01-15}", True, False, False),
        ("actual: {start: 2027-01-04, finish: 2027-01-18}", False, True, False),
        ("actual: {start: 2027-01-04}", False, True, False),
        ("status: in_progress", False, True, False),
        ("status: not_started, actual: {start: 2027-01-04}", False, False, False),
        ("status: cancelled, actual: {start: 2027-01-04, finish: 2027-01-05}", False, False, True),
        ("milestone: true, actual: {start: 2027-01-04}", True, False, False),
        ("progress: 10", False, False, False),
    ],
)
def test_how_far_an_activity_is(
    activities_of: PlanOf, written: str, complete: bool, in_progress: bool, cancelled: bool
) -> None:
    dates = activities_of(f"a: {{name: A, kind: other, start: 2027-01-04, {written}, duration: 2d}}").dates("a")
    assert (dates.complete, dates.in_progress, dates.cancelled) == (complete, in_progress, cancelled)


def test_a_gate_stands_at_the_end_of_its_day(plan_of: PlanOf) -> None:
    plan = plan_of(
        """
gates:
  a: {name: A, kind: stage, date: 2027-03-20}
  b: {name: B, kind: exit, date: 2027-01-04, passed_on: 2027-01-06}
  c: {name: C, kind: exit, date: 2027-01-04, status: failed, passed_on: 2027-01-06}
  d: {name: D, kind: exit, status: conditional}
"""
    )
    assert [shown(plan, id)[0] for id in "abcd"] == ["2027-03-22", "2027-01-06", "2027-01-06", None]
    assert [plan.dates(id).complete for id in "abcd"] == [False, True, False, True]
    assert (plan.dates("a").start_at or 0) % 1440 == 17 * 60


def test_the_calendar_that_is_named_first_counts(plan_of: PlanOf) -> None:
    plan = plan_of(
        """
calendars:
  week: {working_days: [mon, tue, wed, thu, fri, sat, sun], working_hours: ["00:00-24:00"]}
  short: {working_hours: {fri: ["09:00-13:00"], sat: ["09:00-10:00"]}, holidays: [{from: 2027-03-22, to: 2027-03-23}],
    exceptions: {2027-03-23: ["10:00-11:00"], 2027-03-24: []}}
vendors: {maker: {name: Maker, calendar: week}}
workstreams:
  one:
    name: One
    kind: other
    vendor: maker
    activities:
      a: {name: A, kind: other, start: 2027-05-01, finish: 2027-05-02}
      b: {name: B, kind: other, start: 2027-03-22, duration: 2d, calendar: short}
  two: {name: Two, kind: other, calendar: short, activities: {c: {name: C, kind: other, vendor: maker}}}
gates: {g: {name: G, kind: exit}}
"""
    )
    assert plan.dates("a").duration == 2
    assert shown(plan, "b") == ("2027-03-23", "2027-03-25")
    assert plan.calendar_of("c") is plan.calendar_of("a") is plan.calendars.get("week")
    assert plan.calendar_of("g") is plan.calendar_of("nobody") is plan.calendars.default
    assert plan.calendars.get("short").days_per_week == 6
