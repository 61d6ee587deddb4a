"""Calendar tables against a walk from day to day, and the cases people meet."""

import datetime
import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.model.times import Span
from programme_check.schedule.calendar import DAY, FIRST, LAST, Calendar, tidy
from programme_check.schedule.spans import add_months, finish_of, lagged_day, lagged_instant, start_of, working_days

BASE = datetime.date(2027, 1, 1).toordinal()


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def instant(text: str) -> int:
    date, _, clock = text.partition("T")
    return day(date) * DAY + int(clock[:2]) * 60 + int(clock[3:])


def written(at: int) -> str:
    return f"{iso(at // DAY)}T{at % DAY // 60:02}:{at % 60:02}"


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


@pytest.mark.parametrize(
    ("span", "expected"),
    [("5d", "2027-03-26"), ("1w", "2027-03-26"), ("14cd", "2027-04-02"), ("1m", "2027-04-21"), ("12h", "2027-03-23")],
)
def test_finish_from_start_and_duration(span: str, expected: str) -> None:
    start = OFFICE.day_start(day("2027-03-22"))
    finish = finish_of(OFFICE, start, Span.parse(span))
    assert iso((finish - 1) // DAY) == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [("5d", "2027-03-22"), ("1w", "2027-03-22"), ("5cd", "2027-03-22"), ("1m", "2027-03-01"), ("12h", "2027-03-25")],
)
def test_start_from_finish_and_duration(span: str, expected: str) -> None:
    finish = OFFICE.day_finish(day("2027-03-26"))
    assert iso(start_of(OFFICE, finish, Span.parse(span)) // DAY) == expected


@given(st.integers(1, 60), days)
def test_start_and_finish_undo_each_other(length: int, number: int) -> None:
    start = OFFICE.day_start(OFFICE.next_working_day(number))
    finish = finish_of(OFFICE, start, Span(length))
    assert start_of(OFFICE, finish, Span(length)) == start
    assert OFFICE.span_days(start, finish) == length


def test_no_duration_is_a_point() -> None:
    at = OFFICE.day_start(BASE)
    assert finish_of(OFFICE, at, Span(0)) == start_of(OFFICE, at, Span(0)) == at


def test_hours_of_a_cutover_weekend() -> None:
    always = Calendar([[(0, DAY)]] * 7)
    start = instant("2027-05-01T18:00")
    assert written(finish_of(always, start, Span(6, "h"))) == "2027-05-02T00:00"
    assert written(start_of(always, instant("2027-05-02T06:00"), Span(12, "h"))) == "2027-05-01T18:00"
    assert written(finish_of(OFFICE, instant("2027-03-26T15:00"), Span(0.5))) == "2027-03-29T11:00"


@pytest.mark.parametrize(
    ("lag", "expected"),
    [("5d", "2027-04-02"), ("1w", "2027-04-02"), ("3cd", "2027-03-29"), ("1m", "2027-04-26"), ("2h", "2027-03-29")],
)
def test_lag_in_days(lag: str, expected: str) -> None:
    assert iso(lagged_day(OFFICE, day("2027-03-26"), Span.parse(lag))) == expected
    assert lagged_day(OFFICE, day("2027-03-26"), None) == day("2027-03-26")


@pytest.mark.parametrize(
    ("lag", "expected"),
    [
        ("1d", "2027-03-29T09:00"),
        ("0.5d", "2027-03-26T13:00"),
        ("10h", "2027-03-29T11:00"),
        ("1cd", "2027-03-27T09:00"),
    ],
)
def test_lag_in_instants(lag: str, expected: str) -> None:
    assert written(lagged_instant(OFFICE, instant("2027-03-26T09:00"), Span.parse(lag))) == expected
    assert lagged_instant(OFFICE, 5, None) == 5


def test_working_days_of_a_span() -> None:
    friday = day("2027-03-26")
    assert working_days(OFFICE, Span(4, "h"), friday) == 0.5
    assert working_days(OFFICE, Span(7, "cd"), friday) == 5


@given(st.integers(FIRST, LAST), st.integers(-40, 40))
def test_months_keep_the_day_or_end_with_the_month(number: int, months: int) -> None:
    before, after = (datetime.date.fromordinal(n) for n in (number, add_months(number, months)))
    assert (after.year * 12 + after.month) - (before.year * 12 + before.month) == months
    following = datetime.date.fromordinal(after.toordinal() + 1)
    assert after.day == before.day or (after.day < before.day and following.day == 1)


def test_months_beyond_the_calendar_stop_at_its_edge() -> None:
    assert add_months(BASE, 120_000) == LAST
    assert add_months(BASE, -120_000) == FIRST


def test_a_part_of_a_day_is_its_share_of_that_day() -> None:
    calendar = Calendar([[(540, 1020)]] * 4 + [[(540, 780)]] + [(), ()])
    friday = day("2027-03-26")
    assert calendar.span_days(friday * DAY + 660, calendar.day_finish(friday + 3)) == 1.5
    assert math.isclose(calendar.minutes_per_day, 432)
