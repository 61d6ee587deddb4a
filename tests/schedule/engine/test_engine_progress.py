"""Where what is left of started work is placed."""

import datetime as dt
from collections.abc import Callable

from programme_check.schedule import Plan
from programme_check.schedule.engine import Schedule

PlanOf = Callable[..., Plan]


def text(instant: int) -> str:
    """An instant as `Mon 22 Mar 17:00`."""
    day = dt.date.fromordinal(instant // 1440)
    return f"{day:%a %d %b} {instant % 1440 // 60:02}:{instant % 60:02}"


def days(schedule: Schedule, *ids: str) -> list[tuple[str, str]]:
    """First and last days, as `22 Mar`."""
    found = [schedule[id] for id in ids]
    return [tuple(f"{dt.date.fromordinal(day):%d %b}" for day in (one.start_day, one.finish_day)) for one in found]  # type: ignore[misc]


def test_progress_is_placed_from_the_status_date(activities_of: PlanOf) -> None:
    plan = activities_of(
        """
        done: {name: D, kind: other, duration: 3d, actual: {start: 2027-02-02, finish: 2027-02-04}}
        half: {name: H, kind: other, start: 2027-02-01, finish: 2027-02-12, actual: {start: 2027-02-01}, progress: 50}
        left: {name: L, kind: other, start: 2027-02-01, finish: 2027-02-12, actual: {start: 2027-02-01}, remaining: 8d}
        waits: {name: W, kind: other, duration: 4d, actual: {start: 2027-02-03}, progress: 25, depends_on: [half]}
        idle: {name: I, kind: other, start: 2027-02-03, duration: 2d}
        after: {name: A, kind: other, duration: 1d, depends_on: [done]}
        starts: {name: S, kind: other, duration: 1d, depends_on: ["left SS +6d"]}
        """,
        as_of="2027-02-10",
    )
    found = plan.as_drawn
    assert days(found, "done", "half", "left", "waits", "idle", "after", "starts") == [
        ("02 Feb", "04 Feb"),
        ("01 Feb", "16 Feb"),
        ("01 Feb", "19 Feb"),
        ("03 Feb", "19 Feb"),
        ("10 Feb", "11 Feb"),
        ("10 Feb", "10 Feb"),
        ("10 Feb", "10 Feb"),
    ]
    assert found["done"].total_float is None
    assert not found["done"].critical
    assert text(found["waits"].early_start) == "Wed 17 Feb 09:00"


def test_started_work_that_does_not_say_how_far_it_is_is_as_far_as_its_time_allows(activities_of: PlanOf) -> None:
    """Wed 10 February: what began on its day ends on its day, what began late as much later, and what ought to be over
    takes this day at least."""
    plan = activities_of(
        """
        planned: {name: P, kind: other, start: 2027-02-01, finish: 2027-02-19, actual: {start: 2027-02-01}}
        late: {name: L, kind: other, start: 2027-02-01, finish: 2027-02-19, actual: {start: 2027-02-04}}
        early: {name: E, kind: other, start: 2027-02-03, finish: 2027-02-19, actual: {start: 2027-02-01}}
        over: {name: O, kind: other, start: 2027-02-01, finish: 2027-02-05, actual: {start: 2027-02-01}}
        short: {name: S, kind: other, duration: 2h, actual: {start: 2027-02-09}}
        weeks: {name: W, kind: other, duration: 21cd, actual: {start: 2027-02-01}}
        today: {name: T, kind: other, duration: 3d, actual: {start: 2027-02-10}}
        none: {name: N, kind: other, start: 2027-02-01, finish: 2027-02-05, actual: {start: 2027-02-01}, progress: 0}
        """,
        as_of="2027-02-10",
    )
    names = ("planned", "late", "early", "over", "short", "weeks", "today", "none")
    assert dict(zip(names, days(plan.as_drawn, *names), strict=True)) == {
        "planned": ("01 Feb", "19 Feb"),
        "late": ("04 Feb", "24 Feb"),
        "early": ("01 Feb", "17 Feb"),
        "over": ("01 Feb", "10 Feb"),
        "short": ("09 Feb", "10 Feb"),
        "weeks": ("01 Feb", "19 Feb"),
        "today": ("10 Feb", "12 Feb"),
        "none": ("01 Feb", "16 Feb"),
    }
