"""Milestones that only follow others: where they stand."""

import datetime as dt
from collections.abc import Callable

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]


def day(text: str) -> int:
    """The ordinal of a day."""
    return dt.date.fromisoformat(text).toordinal()


def test_what_only_follows_a_go_live_is_not_dated_before_it(activities_of: PlanOf) -> None:
    """A go-live stands at the start of its day and other milestones at the end of theirs: one place, two instants."""
    found = activities_of("""
        build: {name: Build, kind: other, start: 2027-02-01, finish: 2027-02-12}
        live: {name: Live, kind: go_live, start: 2027-02-10, depends_on: [build]}
        first: {name: First pay run, kind: first_live_pay_run, milestone: true, start: 2027-02-12, depends_on: [live]}
        told: {name: Told, kind: other, milestone: true, depends_on: [first]}
        later: {name: Later, kind: other, milestone: true, depends_on: ["live +2d"]}
        built: {name: Built, kind: other, milestone: true, depends_on: [build]}
    """).as_drawn
    assert found["live"].start_day == day("2027-02-15")
    assert (found["first"].start_day, found["told"].start_day) == (day("2027-02-15"), day("2027-02-15"))
    assert found["later"].start_day == day("2027-02-16")
    assert found["built"].start_day == day("2027-02-12")
