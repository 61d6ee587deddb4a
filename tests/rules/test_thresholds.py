"""Thresholds and values as people write them."""

import pytest

from programme_check.rules.shared.thresholds import Threshold, looser, number, threshold


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


LOOSER = [
    (">= 95", ">= 98"),
    ("<= 3", "<= 2"),
    (">= 98", "> 98"),
    ("<= 2", "< 2"),
    ("<= 1", "= 0"),
    ("= 0", "< 0"),
    (">= 99", "= 100"),
    (">= 50", "= 50"),
    ("<= 50", "= 50"),
    ("> 97", ">= 98"),
    (">= 40", "= 50"),
    ("< 60", "= 50"),
]
NOT_LOOSER = [
    (">= 98", ">= 98"),
    (">= 99", ">= 98"),
    ("<= 2", "<= 3"),
    ("> 98", ">= 98"),
    ("< 2", "<= 2"),
    ("= 0", "<= 1"),
    ("= 0", "<= 0"),
    ("<= 0", "= 0"),
    ("= 100", ">= 99"),
    (">= 100", "= 100"),
    ("= 60", "= 50"),
    ("= 50", "= 50"),
    ("> 50", "= 50"),
    ("<= 98", ">= 98"),
    ("= 98", ">= 95"),
]


@pytest.mark.parametrize(("now", "before"), LOOSER)
def test_a_threshold_asks_for_less(now: str, before: str) -> None:
    """It lets through what the earlier one did not."""
    one, other = threshold(now), threshold(before)
    assert one is not None
    assert other is not None
    assert looser(one, other)


@pytest.mark.parametrize(("now", "before"), NOT_LOOSER)
def test_a_threshold_asks_for_as_much_or_cannot_be_compared(now: str, before: str) -> None:
    """The same, more, or something else."""
    one, other = threshold(now), threshold(before)
    assert one is not None
    assert other is not None
    assert not looser(one, other)
