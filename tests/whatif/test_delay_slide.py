"""Everything slides: what moves, what float absorbs, and windows. All numbers were worked out by hand."""

import pytest
from whatif_support import WORKED, activities, ask, by_id, dates, iso

from programme_check.whatif import CannotDelay, Unknown

FLOAT = activities(
    """
    build: {name: Build, kind: configuration, start: 2027-01-04, duration: 20d}
    check: {name: Check, kind: system_testing, start: 2027-02-08, duration: 10d, depends_on: [build]}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-03-01, depends_on: [check]}
    """,
    head=", cost_of_delay: {per_week: 10000}",
    rest="go_live_windows: {months: {every: month_start}}\n",
)
"""Build ends on 29 Jan; five days of float before the check; ready on 22 Feb, live on the first day of a month."""


def test_the_worked_case_slides_to_the_day() -> None:
    found = ask(WORKED, migration="2w")
    moved = by_id(found)
    assert dates(moved["migration"]) == ("2027-01-04", "2027-03-12")
    assert dates(moved["testing"]) == ("2027-03-15", "2027-04-23")
    assert dates(moved["training"]) == ("2027-04-26", "2027-05-14")
    assert dates(moved["cutting-over"]) == ("2027-05-17", "2027-05-19")
    live = found.go_lives[0]
    assert (iso(live.before), iso(live.after), live.slip_days) == ("2027-05-06", "2027-05-20", 10)
    assert found.impact.readiness == (0.95, 0.95)
    assert found.impact.weeks == (4.0, 4.0)
    assert found.impact.cost == (160000.0, 160000.0)
    assert (found.delay_cost, found.missing_days) == (130000, 0)
    assert [one.order for one in found.effects] == [1, 2, 2, 2, 2, 3]
    assert iso(moved["one-record"].finish[1]) == "2027-05-20"
    assert [one.parent for one in found.effects[:5]] == [None, "migration", "testing", "training", "cutting-over"]


@pytest.mark.parametrize(
    ("late", "absorbed", "check", "live", "cost"),
    [
        ("5d", 5, "2027-02-19", "2027-03-01", 0),  # float takes it all
        ("8d", 5, "2027-02-24", "2027-03-01", 0),  # three days get through, the window is still reached
        ("10d", 5, "2027-02-26", "2027-03-01", 0),  # the last day that costs nothing
        ("11d", 5, "2027-03-01", "2027-04-01", 46000),  # ready on 2 March: a month, 23 working days
    ],
)
def test_float_and_windows_absorb_until_they_do_not(
    late: str, absorbed: float, check: str, live: str, cost: float
) -> None:
    found = ask(FLOAT, build=late)
    moved = by_id(found)
    assert moved["check"].absorbed_days == absorbed
    assert iso(moved["check"].finish[1]) == check
    assert iso(found.go_lives[0].after) == live
    assert found.delay_cost == cost


def test_units_of_delay() -> None:
    ends = {late: iso(by_id(ask(FLOAT, build=late))["build"].finish[1]) for late in ("3d", "1w", "14cd", "1m", "12h")}
    assert ends == {
        "3d": "2027-02-03",
        "1w": "2027-02-05",
        "14cd": "2027-02-12",
        "1m": "2027-02-26",  # from 29 January to 28 February, a Sunday
        "12h": "2027-02-02",  # a day and a half
    }


def test_work_in_progress_grows_by_what_is_late() -> None:
    text = activities(
        """
        build: {name: Build, kind: other, start: 2027-01-04, duration: 20d, actual: {start: 2027-01-04}, progress: 50}
        live: {name: Live, kind: go_live, milestone: true, start: 2027-02-01, depends_on: [build]}
        """,
        status="2027-01-18",
    )
    found = ask(text, build="4d")
    assert dates(by_id(found)["build"]) == ("2027-01-04", "2027-02-04")
    assert found.go_lives[0].slip_days == 4


def test_work_counted_in_calendar_days_grows_too() -> None:
    text = activities(
        """
        notice: {name: Notice, kind: contracting, start: 2027-01-04, duration: 14cd}
        live: {name: Live, kind: go_live, milestone: true, start: 2027-01-18, depends_on: [notice]}
        """
    )
    found = ask(text, notice="3d")
    assert iso(by_id(found)["notice"].finish[1]) == "2027-01-20"
    assert iso(found.go_lives[0].after) == "2027-01-21"


MANY = """\
schema_version: 1
programme: {name: Example, status_date: 2027-01-04}
vendors: {brightpath: {name: Brightpath}}
decisions: {scope: {title: Scope, needed_by: 2027-01-08, blocks: [b]}}
gates: {gate: {name: Gate, kind: stage, date: 2027-01-29, depends_on: [b]}}
workstreams:
  one:
    name: One
    kind: other
    vendor: brightpath
    activities:
      a: {name: A, kind: other, start: 2027-01-04, duration: 5d}
      b: {name: B, kind: other, start: 2027-01-11, duration: 5d, depends_on: [a]}
      done: {name: Done, kind: other, start: 2026-12-07, duration: 5d, actual: {start: 2026-12-07, finish: 2026-12-11}}
  two:
    name: Two
    kind: other
    activities:
      c: {name: C, kind: other, start: 2027-01-18, duration: 5d, depends_on: [b]}
      live: {name: Live, kind: go_live, milestone: true, start: 2027-02-01, depends_on: [c, gate]}
"""


@pytest.mark.parametrize("id", ["one", "brightpath"])
def test_a_workstream_or_vendor_is_shifted_as_a_whole_and_not_added_up_along_its_chain(id: str) -> None:
    found = ask(MANY, one="1w") if id == "one" else ask(MANY, brightpath="1w")
    moved = by_id(found)
    assert dates(moved["a"]) == ("2027-01-11", "2027-01-15")
    assert dates(moved["b"]) == ("2027-01-18", "2027-01-22")
    assert dates(moved["c"]) == ("2027-01-25", "2027-01-29")
    assert "done" not in moved
    assert found.go_lives[0].slip_days == 0
    assert (moved["a"].order, moved["b"].order, moved["c"].order) == (1, 1, 2)


def test_a_decision_delays_what_waits_for_it() -> None:
    moved = by_id(ask(MANY, scope="3d"))
    assert {id for id, one in moved.items() if one.slip_days} == {"b", "c"}
    assert {id: one.absorbed_days for id, one in moved.items() if one.absorbed_days} == {"gate": 3, "live": 3}
    assert dates(moved["b"]) == ("2027-01-14", "2027-01-20")


def test_a_gate_moves_and_takes_what_follows_with_it() -> None:
    found = ask(MANY, gate="4d")
    moved = by_id(found)
    assert iso(moved["gate"].finish[1]) == "2027-02-04"
    assert moved["gate"].workstream is None
    assert iso(found.go_lives[0].after) == "2027-02-05"


def test_several_delays_at_once_and_none_at_all() -> None:
    assert ask(MANY, a="2d", c="1w").go_lives[0].slip_days == 2  # seven days, five of them float
    assert ask(MANY, a="0d").effects == ()


def test_a_missing_link_passes_a_delay_on() -> None:
    text = activities(
        """
        run: {name: Parallel run, kind: parallel_testing, start: 2027-01-04, duration: 10d}
        cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-01-25, duration: 2d}
        live: {name: Live, kind: go_live, milestone: true, start: 2027-01-27, depends_on: [cut]}
        """,
        head=", types: [hris]",
    )
    assert by_id(ask(text, run="3w"))["cut"].parent == "run"


def test_training_that_a_slide_leaves_behind_is_said_and_readiness_stays() -> None:
    text = activities(
        """
        build: {name: Build, kind: other, start: 2027-01-04, duration: 5d}
        teach: {name: Teach, kind: super_user_training, start: 2027-01-11, duration: 5d, depends_on: [build]}
        live: {name: Live, kind: go_live, milestone: true, start: 2027-01-18}
        """,
        rest="readiness: {expected: 90}\n",
    )
    found = ask(text, build="3d")
    if found.go_lives[0].slip_days == 0:
        assert found.training_after == 3
    assert found.impact.readiness == (0.9, 0.9)


def test_what_cannot_be_delayed() -> None:
    with pytest.raises(Unknown) as unknown:
        ask(MANY, nothing="1d")
    assert "one" in unknown.value.known
    with pytest.raises(CannotDelay, match="done is finished"):
        ask(MANY, done="1d")
    with pytest.raises(CannotDelay, match="no dates"):
        ask(activities("a: {name: A, kind: other}"), a="1d")
    with pytest.raises(CannotDelay, match="Nothing that v stands for"):
        ask(
            "vendors: {v: {name: V}}\n" + activities("a: {name: A, kind: other, start: 2027-01-04, duration: 1d}"),
            v="1d",
        )


def test_without_a_window_left_there_is_no_date_and_no_price() -> None:
    text = FLOAT.replace("{every: month_start}", "{dates: [2027-03-01]}")
    found = ask(text, build="15d")
    assert (found.go_lives[0].after, found.go_lives[0].slip_days, found.delay_cost) == (None, None, None)


RUNS = """
run-1: {name: First, kind: parallel_testing, start: 2027-02-01, finish: 2027-02-19}
run-2: {name: Second, kind: parallel_testing, start: 2027-02-08, finish: 2027-02-26, depends_on: [LINK]}
cut: {name: Cutover, kind: payroll_cutover, start: 2027-03-08, finish: 2027-03-10, depends_on: [run-2]}
live: {name: Live, kind: go_live, milestone: true, start: 2027-03-11, depends_on: [cut]}
"""


@pytest.mark.parametrize("link", ["run-1 SS", "run-1 SS+5d", "run-1 SF", "run-1 -15d", "run-1 FF"])
def test_a_chain_of_links_from_starts_makes_sure_of_no_finish(link: str) -> None:
    """The cutover waits for the first run too, whichever way the runs are linked, as it does where that is written."""
    text = activities(RUNS.replace("LINK", f'"{link}"'), head=", types: [hris]")
    assert ask(text, run_1="1d").go_lives[0].slip_days == 0
    assert (ask(text, run_1="30d").go_lives[0].slip_days or 0) >= 20
