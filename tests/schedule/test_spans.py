"""Durations and lags on a calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.model.times import Span
from programme_check.schedule.calendar import DAY, FIRST, LAST, Calendar
from programme_check.schedule.spans import add_months, finish_of, lagged_day, lagged_instant, start_of, working_days

BASE = datetime.date(2027, 1, 1).toordinal()
OFFICE = Calendar()

days = st.integers(BASE - 900, BASE + 900)


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def iso(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def instant(text: str) -> int:
    date, _, clock = text.partition("T")
    return day(date) * DAY + int(clock[:2]) * 60 + int(clock[3:])


def written(at: int) -> str:
    return f"{iso(at // DAY)}T{at % DAY // 60:02}:{at % 60:02}"


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
