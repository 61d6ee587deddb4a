"""Days, durations, percentages and answers: what is read, what is refused, and in which words."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.model import Answer, Chance, Count, Holiday, Lag, Moment, Percent, Shift, Span, Version, YesNo


def test_a_day_is_its_ordinal() -> None:
    day = Moment.parse("2027-03-22")
    assert (day.day, day.minute, day.iso()) == (dt.date(2027, 3, 22).toordinal(), None, "2027-03-22")
    assert day.date == dt.date(2027, 3, 22)


@pytest.mark.parametrize("text", ["2027-05-01T18:00", "2027-05-01T18:00:00"])
def test_an_instant_counts_minutes_from_midnight(text: str) -> None:
    moment = Moment.parse(text)
    assert (moment.minute, moment.iso()) == (18 * 60, "2027-05-01T18:00")


def test_moments_sort_and_compare() -> None:
    early, day, later = (Moment.parse(text) for text in ("2027-04-30T23:59", "2027-05-01", "2027-05-01T00:00"))
    assert sorted([later, day, early]) == [early, day, later]
    assert early < day < later
    assert later >= day
    assert day <= day  # noqa: PLR0124
    assert later > early
    assert day != later
    assert day == Moment.parse("2027-05-01")
    assert len({day, Moment.parse("2027-05-01")}) == 1
    assert day != "2027-05-01"
    assert repr(later) == "Moment(2027-05-01T00:00)"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-02-30", "there is no such day as 2027-02-30"),
        ("2027-13-01", "there is no such day"),
        ("0000-01-01", "there is no such day"),
        ("2027-05-01T24:00", "there is no such time of day as 24:00"),
        ("2027-05-01T10:60", "there is no such time"),
        ("2027-05-01T10:00:30", "such as 2027-05-01T18:00"),
        ("2027-05-01 10:00", "not a day"),
        ("2027-05-01T10.00", "not a day"),
        ("22/03/2027", "not a day"),
        ("٢٠٢٧-٠٣-٢٢", "not a day"),
        ("next week", "not a day"),
        ("", "not a day"),
        (20270322, "not a day"),
        (None, "not a day"),
    ],
)
def test_what_is_no_day(text: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Moment.parse(text)


@given(st.dates())
def test_every_day_is_read_and_written_back(day: dt.date) -> None:
    assert Moment.parse(day.isoformat()).iso() == day.isoformat()


@pytest.mark.parametrize(
    ("text", "amount", "unit", "written"),
    [
        ("10d", 10, "d", "10d"),
        ("2w", 2, "w", "2w"),
        ("14cd", 14, "cd", "14cd"),
        ("1m", 1, "m", "1m"),
        ("6h", 6, "h", "6h"),
        ("0.5d", 0.5, "d", "0.5d"),
        (10, 10, "d", "10d"),
        (2.5, 2.5, "d", "2.5d"),
        ("7", 7, "d", "7d"),
    ],
)
def test_durations(text: Any, amount: float, unit: str, written: str) -> None:
    span = Span.parse(text)
    assert (span.amount, span.unit, span.iso()) == (amount, unit, written)
    assert span == Span(amount, unit)
    assert hash(span) == hash(Span(amount, unit))


@pytest.mark.parametrize(
    "text",
    ["10min", "2 weeks", "d", "", "-2d", -2, "+2d", "1.5m", True, None, "1e3d", "999999d", "007", "007d", "00.5d", [1]],
)
def test_what_is_no_duration(text: Any) -> None:
    with pytest.raises(ValueError, match=r"duration|months|longer"):
        Span.parse(text)


def test_a_lag_has_a_sign() -> None:
    assert [Lag.parse(text).amount for text in ("+2d", "-2d", "2d", -3)] == [2, -2, 2, -3]
    assert not Lag.parse("0d")
    assert repr(Lag.parse("-1w")) == "Lag(-1w)"
    with pytest.raises(ValueError, match="not a lag"):
        Lag.parse("--2d")
    with pytest.raises(ValueError, match="not a lag"):
        Lag.parse("")


def test_working_hours() -> None:
    assert (Shift.parse("09:00-12:30").start, Shift.parse("00:00-24:00").end) == (540, 1440)
    assert Shift.parse("09:00-12:30") == Shift(540, 750)
    assert len({Shift(1, 2), Shift(1, 2)}) == 1
    assert repr(Shift(540, 750)) == "Shift(09:00-12:30)"


@pytest.mark.parametrize("text", ["9-12", "09:00-08:00", "09:00-09:00", "09:60-10:00", "09:00-24:01", "09.00-10.00", 9])
def test_what_are_no_working_hours(text: Any) -> None:
    with pytest.raises(ValueError, match="working hours"):
        Shift.parse(text)


def test_holidays_are_days_or_stretches() -> None:
    single = Holiday.parse("2027-05-03")
    assert single.first == single.last == Moment.parse("2027-05-03").day
    several = Holiday.parse({"from": "2027-12-27", "to": "2027-12-31"})
    assert several.last - several.first == 4


@pytest.mark.parametrize("value", [{"from": "2027-12-27"}, {"from": "2027-12-27", "to": "2027-12-26"}, 5, "2027-2-3"])
def test_what_is_no_holiday(value: Any) -> None:
    with pytest.raises(ValueError, match=r"day"):
        Holiday.parse(value)


@pytest.mark.parametrize(
    ("text", "value"), [(60, 60), ("60%", 60), ("60 %", 60), ("99.5%", 99.5), (0, 0), ("100", 100)]
)
def test_percentages(text: Any, value: float) -> None:
    assert Percent.parse(text) == value


@pytest.mark.parametrize("text", [101, -1, "101%", "007", "010%", "%", "low", "x%", True, None, "-5%", "1000%"])
def test_what_is_no_percentage(text: Any) -> None:
    with pytest.raises(ValueError, match="percentage"):
        Percent.parse(text)


def test_chances_have_words() -> None:
    assert [float(Chance.parse(text)) for text in ("low", "medium", "high", "40%", 35)] == [10, 30, 60, 40, 35]
    with pytest.raises(ValueError, match="low, medium or high"):
        Chance.parse("likely")


def test_counts() -> None:
    assert Count.parse(40) == Count.parse(40.0) == 40
    for wrong in (-1, 2.5, "40", True, None, float("inf"), float("nan")):
        with pytest.raises(ValueError, match="whole number"):
            Count.parse(wrong)


def test_answers() -> None:
    assert [bool(YesNo.parse(value)) for value in ("yes", True, "no", False)] == [True, True, False, False]
    assert [Answer.parse(value) for value in ("yes", True, "no", False, "unknown")] == [
        "yes",
        "yes",
        "no",
        "no",
        "unknown",
    ]
    for wrong in (1, 0, "on", "Yes", None):
        with pytest.raises(ValueError, match="yes or no"):
            YesNo.parse(wrong)
        with pytest.raises(ValueError, match="yes, no or unknown"):
            Answer.parse(wrong)


def test_versions() -> None:
    assert Version.parse(1) == Version.parse("1") == 1
    for wrong in (2, "2", True, None, "one"):
        with pytest.raises(ValueError, match="only version"):
            Version.parse(wrong)
