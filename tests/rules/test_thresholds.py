"""Thresholds and values as people write them."""

import pytest

from programme_check.rules.shared.thresholds import Threshold, number, threshold


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        (">= 99.9", ">=", 99.9),
        ("<=0", "<=", 0.0),
        ("= 0 open", "=", 0.0),
        ("== 3", "=", 3.0),
        ("> 98 %", ">", 98.0),
        ("<1,250", "<", 1250.0),
        ("≥ 95%", ">=", 95.0),
        ("≤ -2", "<=", -2.0),
    ],
)
def test_a_threshold_is_read(text: str, sign: str, value: float) -> None:
    """Sign, number and nothing, a percent sign or a unit."""
    assert threshold(text) == Threshold(sign, value)


@pytest.mark.parametrize("text", [None, "", "all green", 98, "98", ">= many", ">= 2027-03-01", ">= 3h"])
def test_what_is_no_threshold(text: str | int | None) -> None:
    """Without a sign nobody can tell which side is the good one; a day or an amount of time is no plain number."""
    assert threshold(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [(3, 3.0), (99.9, 99.9), ("99.9 %", 99.9), ("2 open", 2.0), ("1,250", 1250.0)]
)
def test_a_value_is_read(text: str | float, value: float) -> None:
    """A number with or without a unit."""
    assert number(text) == value


@pytest.mark.parametrize("text", [None, "", "none", ">= 3", "2027-03-01"])
def test_what_is_no_value(text: str | None) -> None:
    """Words, thresholds and days are none."""
    assert number(text) is None


@pytest.mark.parametrize(
    ("sign", "below", "at", "above"),
    [
        (">=", False, True, True),
        (">", False, False, True),
        ("=", False, True, False),
        ("<", True, False, False),
        ("<=", True, True, False),
    ],
)
def test_a_threshold_is_reached(sign: str, below: bool, at: bool, above: bool) -> None:
    """Every sign on both sides of its number."""
    asked = Threshold(sign, 10)
    assert [asked.reached(value) for value in (9.99, 10, 10.01)] == [below, at, above]
