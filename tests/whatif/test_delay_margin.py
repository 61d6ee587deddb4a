"""Time held in hand absorbs lateness before anything after it moves: in forecasts, delays, floats and paths."""

import pytest
from whatif_support import activities, ask, by_id, plan

from programme_check.reports.whatif import words
from programme_check.schedule.engine import Change, schedule

DATED = """
build: {name: Build, kind: integration_build, start: 2027-02-01, finish: 2027-02-12}
test: {name: Test, kind: integration_testing, start: 2027-02-15, finish: 2027-02-26, depends_on: [build]}
spare: {name: Spare, kind: margin, start: 2027-03-01, finish: 2027-03-12, depends_on: [test]}
live: {name: Live, kind: go_live, milestone: true, start: 2027-03-15, depends_on: [spare]}
"""
BY_LENGTH = """
build: {name: Build, kind: integration_build, start: 2027-02-01, duration: 10d}
test: {name: Test, kind: integration_testing, duration: 10d, depends_on: [build]}
spare: {name: Spare, kind: margin, duration: 10d, depends_on: [test]}
live: {name: Live, kind: go_live, milestone: true, deadline: 2027-03-15, depends_on: [spare]}
"""


@pytest.mark.parametrize("text", [DATED, BY_LENGTH])
@pytest.mark.parametrize(("late", "slip"), [(2, 0), (10, 0), (11, 1), (15, 5)])
def test_margin_is_used_up_before_the_go_live_moves(text: str, late: int, slip: int) -> None:
    """As many days as the margin has go no further; the rest does."""
    found = ask(activities(text), build=f"{late}d")
    assert found.go_lives[0].slip_days == slip
    assert [(one.id, one.days, one.used) for one in found.margins] == [("spare", 10, min(late, 10))]
    spare = by_id(found)["spare"]
    assert (spare.slip_days, spare.absorbed_days, spare.by_margin) == (slip, min(late, 10), True)


@pytest.mark.parametrize("text", [DATED, BY_LENGTH])
def test_one_change_and_the_whole_forecast_agree(text: str) -> None:
    """What moves only what it touches gives the dates of a forecast of everything."""
    asked = plan(activities(text))
    for days in (-3, 1, 9, 10, 12, 40):
        change = Change(id="test", longer_days=days)
        after = schedule(asked, overrides=[change])
        moved = asked.forecast.ripple.moved(change)
        assert moved is not None
        early = [moved.get(node, place) for node, place in enumerate(asked.forecast.passes.early)]
        assert early == after.passes.early


def test_holding_takes_the_margin_before_any_test_day() -> None:
    """Only what the margin cannot give is taken from the test."""
    found = ask(activities(DATED), "hold", build="12d")
    assert {one.id: one.given_up for one in found.squeezes} == {"test": 2}
    assert found.margins[0].used == 10
    assert not found.missing_days
    assert ask(activities(DATED), "hold", build="2d").squeezes == ()


def test_a_plan_that_is_late_by_less_than_its_margin_holds() -> None:
    """What is planned too early for what it waits for uses up margin, and the rest of it is to spare, once."""
    asked = plan(activities(DATED.replace("finish: 2027-02-12", "finish: 2027-02-16")))
    assert asked.forecast.go_lives[0].slip_days == 0
    assert asked.without_margin.go_lives[0].days_to_spare == 8
    assert asked.forecast["build"].total_float == 8
    assert plan(activities(DATED)).forecast["build"].total_float == 10


def test_the_path_begins_at_a_margin_that_is_partly_used() -> None:
    """Its own end decides then; while it is whole, or all of it is gone, what comes before it does."""
    whole = ["build", "test", "spare", "live"]
    for finish, path in (("2027-02-12", whole), ("2027-02-16", ["spare", "live"]), ("2027-03-05", whole)):
        asked = plan(activities(DATED.replace("finish: 2027-02-12", f"finish: {finish}")))
        assert asked.forecast.path_to("live") == path


def test_margin_that_takes_longer_itself_moves_what_follows() -> None:
    """Who says that margin takes two days more moves its end."""
    assert ask(activities(DATED), spare="2d").go_lives[0].slip_days == 2


def test_the_answer_says_what_margin_takes_up() -> None:
    found = ask(activities(DATED), build="2d")
    assert words.margins(found) == ["Spare (spare) absorbs 2 of its 10 working days; 8 are left."]
    assert words.note(by_id(found)["spare"]) == "2 absorbed by margin"
    gone = words.margins(ask(activities(DATED), build="20d"))
    assert gone == ["Spare (spare) absorbs 10 of its 10 working days; nothing of it is left."]
