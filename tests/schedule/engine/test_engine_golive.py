"""Go-lives: windows, days to spare, late bounds; missing links, paths, holds, and the effect of a change."""

import datetime as dt
from collections.abc import Callable

import pytest

from programme_check.model.times import Lag
from programme_check.schedule import Plan
from programme_check.schedule.engine import Change, schedule

PlanOf = Callable[..., Plan]


def day(text: str) -> int:
    """The ordinal of a day."""
    return dt.date.fromisoformat(text).toordinal()


CHAIN = """
    build: {name: B, kind: other, start: 2027-02-01, duration: 20d}
    test: {name: T, kind: other, duration: 10d, depends_on: [build]}
    teach: {name: E, kind: other, start: 2027-02-01, duration: 5d}
    cut: {name: C, kind: other, duration: 3d, depends_on: [test, teach]}
    go: {name: G, kind: go_live, start: 2027-03-19, depends_on: [cut]}
"""


def programme(activities: str, head: str = "") -> str:
    """A workstream of these activities, after other sections."""
    lines = "".join(f"      {line.strip()}\n" for line in activities.strip().splitlines())
    return f"{head}\nworkstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{lines}"


def test_days_to_spare_set_the_planned_date_aside(plan_of: PlanOf) -> None:
    (live,) = plan_of(programme(CHAIN)).forecast.go_lives
    assert live.allowed == day("2027-03-18")
    assert live.ready == live.goes == day("2027-03-19")
    assert live.days_to_spare == 1
    assert live.slip_days == 0
    assert live.path == ("build", "test", "cut", "go")


WINDOWS = "go_live_windows: {w: {every: month_start}}\n"


@pytest.mark.parametrize(
    ("head", "goes", "spare"),
    [
        (WINDOWS, "2027-04-01", -9),
        ("go_live_windows: {w: {dates: [2027-03-01, 2027-03-26]}}\n", "2027-03-26", -5),
        ("blackouts: {b: {from: 2027-03-15, to: 2027-03-22}}\n", "2027-03-23", -2),
        ("go_live_windows: {w: {dates: [2027-03-01]}}\n", None, None),
    ],
)
def test_a_go_live_goes_on_the_next_permitted_day(
    plan_of: PlanOf, head: str, goes: str | None, spare: int | None
) -> None:
    found = plan_of(
        programme(CHAIN + "    care: {name: H, kind: other, duration: 5d, depends_on: [go]}\n", head)
    ).forecast
    (live,) = found.go_lives
    assert live.ready == day("2027-03-19")
    assert live.goes == (day(goes) if goes else None)
    assert live.days_to_spare == spare
    assert ("care" in found) == (goes is not None)
    if goes:
        assert found["care"].start_day == day(goes)


def test_a_slip_costs_nothing_until_a_window_is_missed(plan_of: PlanOf) -> None:
    plan = plan_of(programme(CHAIN.replace("2027-03-19", "2027-04-01"), WINDOWS))
    found = plan.forecast
    assert found.effect_on_go_live(Change(id="build", longer_days=10)) == 0
    assert found["build"].total_float == 10
    assert found.effect_on_go_live(Change(id="build", longer_days=11)) == 22
    assert found.go_lives[0].days_to_spare == 10


def test_late_dates_honour_stated_dates_deadlines_and_commitments(plan_of: PlanOf) -> None:
    late = plan_of(programme(CHAIN.replace("2027-03-19", "2027-03-11"))).forecast
    assert [late[id].total_float for id in ("build", "cut", "go")] == [-5, -5, -5]
    assert late.go_lives[0].slip_days == 5
    deadline = CHAIN.replace("start: 2027-03-19", "start: 2027-03-11, deadline: 2027-03-17")
    assert plan_of(programme(deadline)).forecast["build"].total_float == -1
    promised = CHAIN.replace("duration: 5d", "duration: 5d, committed: true")
    assert plan_of(programme(promised)).forecast["teach"].total_float == 0
    assert plan_of(programme(CHAIN)).forecast["teach"].total_float == 25 + 1


def test_missing_links_are_put_back_unless_left_out(plan_of: PlanOf) -> None:
    plan = plan_of(
        programme("""
            parallel: {name: P, kind: parallel_testing, start: 2027-03-01, finish: 2027-03-26}
            cutover: {name: C, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-24}
            go: {name: G, kind: go_live, start: 2027-03-25, depends_on: [cutover]}
        """),
        types="hris",
    )
    assert plan.as_drawn.go_lives[0].goes == day("2027-03-25")
    (live,) = plan.forecast.go_lives
    assert live.goes == day("2027-04-08")  # the row asks for five working days between the two
    assert live.path == ("parallel", "cutover", "go")
    assert plan.forecast["cutover"].row is not None
    assert plan.as_drawn["cutover"].row is None
    assert not plan.as_drawn["parallel"].critical
    effect = plan.as_drawn.effect_on_go_live(Change(id="cutover", after="parallel"))
    assert effect == 5


def test_a_missing_link_that_would_close_a_loop_is_left_out(plan_of: PlanOf) -> None:
    plan = plan_of(
        programme("""
            parallel: {name: P, kind: parallel_testing, start: 2027-03-01, finish: 2027-03-26, depends_on: [cutover SS]}
            cutover: {name: C, kind: payroll_cutover, start: 2027-03-01, finish: 2027-03-24}
        """),
        types="hris",
    )
    assert plan.forecast.left_out == [("parallel", "cutover")]
    assert plan.forecast.uncomputed == []


def test_overdue_decisions_and_outside_deliveries_hold_what_they_block(plan_of: PlanOf) -> None:
    head = """
decisions:
  d: {title: D, needed_by: 2027-01-10, blocks: [a], lead_time: 5d}
  made: {title: M, status: made, needed_by: 2027-01-10, blocks: [b]}
  later: {title: L, needed_by: 2027-02-10, blocks: [b]}
  told: {title: T, blocks: [c], lead_time: 10d}
external_dependencies: {x: {name: X, committed: 2027-03-02, blocks: [main]}}
"""
    plan = plan_of(
        programme(
            """
            a: {name: A, kind: other, start: 2027-01-18, duration: 2d, actual: {start: 2027-01-14}}
            b: {name: B, kind: other, start: 2027-01-18, duration: 2d}
            c: {name: C, kind: other, start: 2027-01-18, duration: 2d}
            """,
            head.replace("blocks: [main]", "blocks: [nowhere]").replace("[nowhere]", "[b]"),
        )
    )
    found = plan.forecast
    assert found["a"].start_day == day("2027-01-14")
    assert found["b"].start_day == day("2027-03-02")
    assert found["b"].held_by == "x"
    assert found["c"].start_day == day("2027-01-29")
    assert found["c"].held_by == "told"
    whole = plan_of(
        programme("a: {name: A, kind: other, duration: 2d}", head.replace("[b]", "[a]").replace("[c]", "[a]"))
    )
    assert whole.forecast["a"].held_by == "x"


def test_a_workstream_as_predecessor_counts_from_its_last_finish_as_computed(plan_of: PlanOf) -> None:
    plan = plan_of("""
workstreams:
  first:
    name: First
    kind: other
    activities:
      a: {name: A, kind: other, start: 2027-02-01, duration: 5d}
      b: {name: B, kind: other, start: 2027-02-01, duration: 2d, depends_on: [c]}
      c: {name: C, kind: other, start: 2027-02-01, duration: 9d}
  second:
    name: Second
    kind: other
    depends_on: [first]
    activities:
      d: {name: D, kind: other, start: 2027-02-08, duration: 2d}
      e: {name: E, kind: other, duration: 1d, depends_on: [d, "first FF +1d"]}
gates: {g: {name: G, kind: exit, depends_on: [second]}}
""")
    found = plan.as_drawn
    assert found["d"].start_day == day("2027-02-16")
    assert found["d"].driver == "first"
    assert found.path_to("d") == ["c", "b", "d"]
    assert found.path_to("g") == ["c", "b", "d", "e", "g"]
    assert found.stream_path("second") == ["d", "e"]
    assert found.stream_path("first") == ["c", "b"]
    assert found.last == "e"


def test_paths_begin_where_a_date_of_its_own_holds_the_work(activities_of: PlanOf) -> None:
    plan = activities_of("""
        a: {name: A, kind: other, start: 2027-02-01, duration: 5d}
        b: {name: B, kind: other, start: 2027-02-10, duration: 5d, depends_on: [a]}
        c: {name: C, kind: other, duration: 5d, depends_on: [b, d]}
        d: {name: D, kind: other, start: 2027-02-10, duration: 5d}
    """)
    found = plan.forecast
    assert found.path_to() == ["b", "c"]
    assert found.path_to("c", past_dates=True) == ["a", "b", "c"]
    assert [id for id in found.ids if found[id].critical] == ["b", "c", "d"]
    assert found.path_to("nobody") == []


def test_path_between_two_items(activities_of: PlanOf) -> None:
    found = activities_of("""
        a: {name: A, kind: other, start: 2027-02-01, duration: 5d}
        b: {name: B, kind: other, duration: 5d, depends_on: [a]}
        c: {name: C, kind: other, duration: 3d, depends_on: [a]}
        d: {name: D, kind: other, start: 2027-03-01, duration: 5d, depends_on: [b, c, x]}
        x: {name: X, kind: other, start: 2027-02-01, duration: 18d}
    """).as_drawn
    assert found.path_between(["a"], ["d"]) == ["a", "b", "d"]
    assert found.path_between(["c"], ["d"]) == ["c", "d"]
    assert found.path_between(["d"], ["a"]) == []
    assert found.path_between(["a"], ["nobody"]) == []
    assert found.near_critical(9) == ["x"]
    assert found.near_critical(20) == ["x", "a", "b", "c"]


def test_changes_in_full_and_by_ripple_agree(plan_of: PlanOf) -> None:
    plan = plan_of(programme(CHAIN.replace("2027-03-19", "2027-03-16")))
    base = plan.forecast.go_lives[0].goes
    assert base is not None
    for change in (
        Change(id="test", longer_days=4),
        Change(id="teach", longer_days=40),
        Change(id="teach", after="build", lag=Lag(7)),
        Change(id="teach", after="test", type="FF"),
        Change(id="cut", not_before=day("2027-03-23") * 1440),
        Change(id="build", longer_days=-3),
    ):
        (live,) = schedule(plan, overrides=[change]).go_lives
        assert live.goes is not None
        effect = plan.forecast.effect_on_go_live(change)
        assert effect == plan.calendars.default.days_between(base, live.goes), change
    assert plan.forecast.effect_on_go_live(Change(id="build", after="cut")) is None
    assert plan.forecast.effect_on_go_live(Change(id="nobody", longer_days=1), "go") is None
    assert plan.forecast.effect_on_go_live(Change(id="build", longer_days=1), "nobody") is None


def test_the_worked_case_of_a_delay(activities_of: PlanOf) -> None:
    plan = activities_of("""
        migration: {name: M, kind: other, start: 2027-01-04, duration: 40d}
        testing: {name: T, kind: other, duration: 30d, depends_on: [migration]}
        training: {name: R, kind: other, duration: 15d, depends_on: [testing]}
        cutover: {name: C, kind: other, duration: 3d, depends_on: [training]}
        go: {name: G, kind: go_live, start: 2027-05-06, depends_on: [cutover]}
    """, as_of="2027-01-04")  # fmt: skip
    assert plan.forecast.go_lives[0].goes == day("2027-05-06")
    slid = schedule(plan, overrides=[Change(id="migration", longer_days=10)])
    assert slid["migration"].finish_day == day("2027-03-12")
    assert (slid["testing"].start_day, slid["testing"].finish_day) == (day("2027-03-15"), day("2027-04-23"))
    assert (slid["training"].start_day, slid["training"].finish_day) == (day("2027-04-26"), day("2027-05-14"))
    assert slid.go_lives[0].goes == day("2027-05-20")
    assert plan.forecast.effect_on_go_live(Change(id="migration", longer_days=10)) == 10
