"""Rare cases of the engine, and single changes against running the whole network again."""

import datetime as dt
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme_check.model.times import Lag
from programme_check.schedule import Plan
from programme_check.schedule.engine import Change, schedule

PlanOf = Callable[..., Plan]
SHORT = """
calendars:
  short: {working_hours: {mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], thu: ["09:00-17:00"],
    fri: ["09:00-13:00"]}}
  never: {working_days: []}
workstreams:
  main:
    name: Main
    kind: other
    calendar: short
    activities:
"""


def day(text: str) -> int:
    """The ordinal of a day."""
    return dt.date.fromisoformat(text).toordinal()


def days(plan: Plan, id: str) -> tuple[str, str]:
    """First and last day of the plan as drawn."""
    found = plan.as_drawn[id]
    return (
        dt.date.fromordinal(found.start_day).isoformat()[5:],
        dt.date.fromordinal(found.finish_day).isoformat()[5:],
    )


def test_days_of_different_length_are_counted_as_days(plan_of: PlanOf) -> None:
    plan = plan_of(
        SHORT
        + """
      a: {name: A, kind: other, start: 2027-02-01, finish: 2027-02-04}
      b: {name: B, kind: other, duration: 4d, depends_on: [a]}
      c: {name: C, kind: other, duration: 3d, depends_on: ["b +2d"]}
      half: {name: H, kind: other, start: 2027-01-11, finish: 2027-01-22, actual: {start: 2027-01-11}, progress: 50}
      gone: {name: G, kind: other, start: 2027-02-01, duration: 2d, calendar: never}
      back: {name: K, kind: other, duration: 5d, depends_on: ["c FF"]}
      days: {name: D, kind: other, duration: 14cd, depends_on: [a]}
      month: {name: M, kind: other, start: 2027-01-04, duration: 2m, actual: {start: 2027-01-04}, progress: 50}
""",
        as_of="2027-01-18",
    )
    assert days(plan, "a") == ("02-01", "02-04")
    assert days(plan, "b") == ("02-05", "02-10")
    assert days(plan, "c") == ("02-15", "02-17")
    assert days(plan, "back") == ("02-11", "02-17")
    assert days(plan, "half") == ("01-11", "01-22")
    assert days(plan, "days") == ("02-05", "02-18")
    assert days(plan, "month")[0] == "01-04"
    assert "gone" not in plan.as_drawn
    found = plan.as_drawn
    assert found["a"].total_float is not None
    assert found["a"].total_float >= 0
    assert schedule(plan, overrides=[Change(id="b", longer_days=1)])["b"].finish_day == day("2027-02-11")


def test_a_promise_on_a_milestone_and_on_a_gate(activities_of: PlanOf) -> None:
    plan = activities_of("""
        a: {name: A, kind: other, start: 2027-02-01, duration: 5d}
        m: {name: M, kind: milestone, start: 2027-02-03, committed: true, depends_on: [a]}
        s: {name: S, kind: milestone, start: 2027-02-08, constraint: {type: must_start_on}}
        f: {name: F, kind: other, start: 2027-02-02, duration: 1d, deadline: 2027-02-04}
        d: {name: D, kind: other, finish: 2027-02-03, duration: 1d, committed: true}
        z: {name: Z, kind: other, start: 2027-02-08, duration: 5d}
    """)  # fmt: skip
    found = plan.forecast
    assert [found[id].total_float for id in ("a", "m", "s", "f", "d")] == [-2, -2, 0, 2, 0]


def test_done_go_lives_and_those_that_cannot_be_placed(activities_of: PlanOf) -> None:
    plan = activities_of("""
        one: {name: O, kind: go_live, start: 2027-01-04, actual: {start: 2027-01-05, finish: 2027-01-05}}
        two: {name: T, kind: go_live, start: 2027-03-01, depends_on: [loop]}
        loop: {name: L, kind: other, duration: 2d, depends_on: [pool]}
        pool: {name: P, kind: other, duration: 2d, depends_on: [loop]}
        alone: {name: A, kind: go_live, start: 2027-04-01}
    """)
    one, two, alone = sorted(plan.forecast.go_lives, key=lambda live: live.stated or 0)
    assert (one.goes, one.days_to_spare, one.path) == (day("2027-01-05"), None, ())
    assert (two.goes, two.ready, two.allowed, two.slip_days, two.path) == (None, None, None, None, ())
    assert (alone.goes, alone.days_to_spare, alone.path) == (day("2027-04-01"), None, ("alone",))
    assert plan.forecast.effect_on_go_live(Change(id="alone", longer_days=1), "two") is None
    assert plan.forecast.effect_on_go_live(Change(id="one", longer_days=1), "alone") == 0
    assert plan.forecast.go_live(plan.go_live_for("alone")) == alone


def test_no_go_live_means_no_effect_on_one(activities_of: PlanOf) -> None:
    plan = activities_of("a: {name: A, kind: other, duration: 2d}")
    assert plan.forecast.effect_on_go_live(Change(id="a", longer_days=1)) is None
    assert plan.forecast.go_live(None) is None
    assert plan.as_drawn is plan.forecast


def test_started_work_and_its_summary(activities_of: PlanOf) -> None:
    plan = activities_of("""
        bar: {name: B, kind: other, planning: summary, start: 2027-01-04, finish: 2027-06-30}
        a: {name: A, kind: other, duration: 30d, actual: {start: 2027-01-04}, progress: 0}
        b: {name: B, kind: other, duration: 2d, depends_on: [bar, "a SS +20d"]}
        c: {name: C, kind: other, duration: 25d, depends_on: ["a SF +30d"]}
        go: {name: G, kind: go_live, depends_on: ["a SS +40d", c]}
    """)
    assert days(plan, "b") == ("02-01", "02-02")
    assert days(plan, "c") == ("01-15", "02-18")
    assert days(plan, "go")[0] == "03-01"
    late = Change(id="b", after="a", type="SS", lag=Lag(30))
    assert schedule(plan, overrides=[late])["b"].start_day == day("2027-02-15")
    assert plan.forecast.effect_on_go_live(Change(id="go", after="a", type="SS", lag=Lag(41)), "go") == 1
    assert plan.forecast["go"].start_day == day("2027-03-01")


SIZE = 8


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Activities, some on a calendar of their own, each after some before it; the last is a go-live."""
    rows = []
    for number in range(SIZE):
        before = draw(st.lists(st.integers(0, number - 1), max_size=3, unique=True)) if number else []
        types = [draw(st.sampled_from(["FS", "SS", "FF", "FS +2d", "FS -1d", "FS +3cd"])) for _ in before]
        links = ", ".join(f"a{pred} {link}" for pred, link in zip(before, types, strict=True))
        start = draw(st.sampled_from(["", "start: 2027-02-01, ", "start: 2027-02-17, "]))
        own = draw(st.sampled_from(["", "calendar: short, "]))
        last = number == SIZE - 1
        kind = "kind: go_live, start: 2027-02-01, " if last else f"kind: other, {start}{own}duration: {number + 2}d, "
        rows.append(f"      a{number}: {{name: A, {kind}depends_on: [{links}]}}\n")
    return "".join(rows)


changes = st.builds(
    Change,
    id=st.integers(0, SIZE - 2).map("a{}".format),
    longer_days=st.sampled_from([0.0, 3.0, 10.0, -1.0]),
    not_before=st.sampled_from([None, day("2027-02-24") * 1440]),
    after=st.none() | st.integers(0, SIZE - 2).map("a{}".format),
)


@given(lines(), changes)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_single_changes_agree_with_running_everything_again(plan_of: PlanOf, text: str, change: Change) -> None:
    plan = plan_of(SHORT.replace("    calendar: short\n", "") + text)
    last = f"a{SIZE - 1}"
    before = schedule(plan)
    untouched = [before[id] for id in before.ids]
    effect = before.effect_on_go_live(change, last)
    after = schedule(plan, overrides=[change])
    if last not in after or change.id not in after:
        assert effect is None
    elif effect is not None:
        calendar = plan.calendar_of(last)
        assert abs(effect - calendar.span_days(before[last].start, after[last].start)) < 0.01
    else:
        assert after.uncomputed
    again = schedule(plan)
    assert [before[id] for id in before.ids] == untouched == [again[id] for id in again.ids]
    assert before.passes.early == again.passes.early


def test_what_follows_cancelled_work_waits_for_what_that_waited_for(plan_of: PlanOf) -> None:
    """Through a chain of cancelled work too; the ends of the outer links count, their lags do not."""
    plan = plan_of(
        """
workstreams:
  main:
    name: Main
    kind: other
    activities:
      first: {name: First, kind: other, start: 2027-02-01, finish: 2027-03-26}
      one: {name: One, kind: other, status: cancelled, start: 2027-02-08, finish: 2027-02-12, depends_on: [first +5d]}
      two: {name: Two, kind: other, status: cancelled, duration: 5d, depends_on: [one]}
      last: {name: Last, kind: other, start: 2027-02-15, duration: 5d, depends_on: [two]}
      beside: {name: Beside, kind: other, start: 2027-02-15, duration: 5d, depends_on: [two FF]}
"""
    )
    assert days(plan, "last") == ("03-29", "04-02")
    assert days(plan, "beside") == ("03-22", "03-26")
    assert plan.forecast["last"].driver == "first"
