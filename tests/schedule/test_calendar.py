"""Calendar tables against a walk from day to day, and the cases people meet."""

import datetime
import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.schedule.calendar import DAY, FIRST, LAST, Calendar, tidy

BASE = datetime.date(2027, 1, 1).toordinal()


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


OFFICE = Calendar()

shifts = st.lists(
    st.tuples(st.integers(0, DAY - 60), st.integers(1, 60 * 12)).map(lambda s: (s[0], min(s[0] + s[1], DAY))),
    max_size=3,
)
calendars = st.builds(
    Calendar,
    st.lists(shifts, min_size=7, max_size=7),
    st.dictionaries(st.integers(BASE - 60, BASE + 60), shifts, max_size=20),
)
days = st.integers(BASE - 900, BASE + 900)


def naive_minutes(calendar: Calendar, first: int, last: int) -> int:
    """Working minutes between two instants, minute stretch by minute stretch."""
    total = 0
    for number in range(first // DAY, last // DAY + 1):
        for start, end in calendar.hours(number):
            total += max(0, min(end, last - number * DAY) - max(start, first - number * DAY))
    return total


@given(calendars, days, days)
def test_working_days_between_equal_a_walk(calendar: Calendar, one: int, other: int) -> None:
    first, last = sorted((one, other))
    walked = sum(calendar.is_working_day(number) for number in range(first, last))
    assert calendar.days_between(first, last) == walked
    assert calendar.days_between(last, first) == -walked


@given(calendars, days, st.integers(-40, 40))
def test_adding_days_equals_a_walk(calendar: Calendar, start: int, count: int) -> None:
    step = 1 if count > 0 else -1
    at, left = start, abs(count)
    for _ in range(600):
        if not left:
            break
        at += step
        left -= calendar.is_working_day(at)
    if not left:
        assert calendar.add_days(start, count) == at


@given(calendars, days)
def test_nearest_working_days_equal_a_walk(calendar: Calendar, start: int) -> None:
    later = next((n for n in range(start, start + 999) if calendar.is_working_day(n)), None)
    sooner = next((n for n in range(start, start - 999, -1) if calendar.is_working_day(n)), None)
    assert calendar.next_working_day(start) == (start if later is None else later)
    assert calendar.previous_working_day(start) == (start if sooner is None else sooner)


@given(calendars, days, days, st.integers(0, DAY - 1), st.integers(0, DAY - 1))
def test_working_minutes_equal_a_walk(calendar: Calendar, one: int, other: int, early: int, late: int) -> None:
    first, last = sorted((one * DAY + early, other * DAY + late))
    assert calendar.work_minutes(last) - calendar.work_minutes(first) == naive_minutes(calendar, first, last)


@given(calendars, days, st.integers(0, DAY - 1))
def test_instants_come_back_from_their_minutes(calendar: Calendar, number: int, minute: int) -> None:
    at = number * DAY + minute
    work = calendar.work_minutes(at)
    finish, start = calendar.instant_of(work, "finish"), calendar.instant_of(work, "start")
    if any(calendar.hours(BASE - 100 - n) for n in range(7)):
        assert finish <= at <= start
        assert calendar.work_minutes(start) == calendar.work_minutes(finish) == work


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5))
def test_tidy_hours_are_apart_and_in_order(hours: list[tuple[int, int]]) -> None:
    merged = tidy(hours)
    assert {m for s, e in hours for m in range(s, e)} == {m for s, e in merged for m in range(s, e)}
    assert all(one[1] < two[0] for one, two in itertools.pairwise(merged))


def test_growing_to_the_past_keeps_what_was_counted() -> None:
    calendar = Calendar()
    before = calendar.work_minutes(day("2027-03-22") * DAY + 12 * 60)
    calendar.days_between(day("1950-01-01"), day("2100-01-01"))
    assert calendar.work_minutes(day("2027-03-22") * DAY + 12 * 60) == before


def test_a_calendar_without_work_ends_every_search() -> None:
    never = Calendar([()] * 7)
    assert not never.has_work
    assert never.next_working_day(BASE) == never.previous_working_day(BASE) == never.add_days(BASE, 5) == BASE
    assert never.days_between(BASE, BASE + 100) == 0
    assert never.minutes_per_day == 480
    assert never.days_per_week == 1
    assert never.instant_of(never.work_minutes(BASE * DAY)) >= 0


def test_years_beyond_the_tables_are_answered_at_their_edge() -> None:
    far = datetime.date(9999, 12, 31).toordinal()
    assert OFFICE.next_working_day(far) == OFFICE.previous_working_day(far) == far
    assert OFFICE.next_working_day(1) == 1
    assert OFFICE.days_between(1, far) == OFFICE.days_between(FIRST, LAST)
    assert OFFICE.add_days(BASE, 10**7) == BASE
    assert OFFICE.work_minutes(far * DAY + 600) == OFFICE.work_minutes(LAST * DAY)


def test_a_day_can_be_special_alone() -> None:
    saturday = day("2027-04-24")
    calendar = Calendar([()] * 7, {saturday: [(540, 780)]})
    assert calendar.has_work
    assert calendar.minutes_per_day == 240
    assert calendar.next_working_day(BASE) == saturday
    assert calendar.next_working_day(saturday + 1) == saturday + 1


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2027-03-26", 1, "2027-03-29"),
        ("2027-03-27", 1, "2027-03-29"),
        ("2027-03-27", -1, "2027-03-26"),
        ("2027-03-27", 0, "2027-03-27"),
        ("2027-03-22", 0.5, "2027-03-23"),
        ("2027-03-22", -0.5, "2027-03-22"),
        ("2027-03-22", -5, "2027-03-15"),
    ],
)
def test_adding_days(start: str, count: float, expected: str) -> None:
    assert iso(OFFICE.add_days(day(start), count)) == expected


def test_the_gap_of_the_product_promise() -> None:
    """Cutover starts Monday 22 March, testing ends Friday 26 March: four working days too early."""
    assert OFFICE.days_between(day("2027-03-22"), day("2027-03-26")) == 4


def test_a_part_of_a_day_is_its_share_of_that_day() -> None:
    calendar = Calendar([[(540, 1020)]] * 4 + [[(540, 780)]] + [(), ()])
    friday = day("2027-03-26")
    assert calendar.span_days(friday * DAY + 660, calendar.day_finish(friday + 3)) == 1.5
    assert math.isclose(calendar.minutes_per_day, 432)
