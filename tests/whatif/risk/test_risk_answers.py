"""What is asked for is what is answered: ranges, defaults, risks, windows, margin, seeds, and when to stop."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from risk_support import DAY, network, plan, simulate

from programme_check.settings import Settings
from programme_check.whatif.risk import CannotSimulate, holds_ranges
from programme_check.whatif.risk.ranges import variations
from programme_check.whatif.risk.simulate import WIDTHS, Simulation
from programme_check.whatif.risk.stop import ROUND, STILL

CERTAIN = "estimate: {low: 10d, likely: 10d, high: 10d}"
WIDE = "estimate: {low: 6d, likely: 10d, high: 20d}"


def chain(estimate: str, *, live: str = "deadline: 2027-01-19", rest: str = "") -> str:
    """Ten days of work, then go-live."""
    return network(
        f"""
        a: {{name: A, kind: other, duration: 10d, {estimate}}}
        live: {{name: L, kind: go_live, milestone: true, {live}, depends_on: [a]}}
        """,
        rest=rest,
    )


def test_where_nothing_varies_the_answer_is_the_forecast() -> None:
    found = simulate(chain(CERTAIN))
    live = found.go_lives[0]
    assert (live.p10, live.p50, live.p80, live.p90, live.mean) == (live.planned,) * 5
    assert (live.chance, live.deviation, live.never, found.drivers) == (1.0, 0.0, 0.0, ())
    assert found.criticality == {"a": 1.0, "live": 1.0}
    assert found.runs == (STILL + 1) * ROUND
    assert found.most == 10_000


@given(st.lists(st.tuples(st.integers(1, 20), st.sampled_from(("", "a0", "a1"))), min_size=2, max_size=6), st.data())
@settings(max_examples=25)
def test_ranges_without_spread_are_the_plan(work: list[tuple[int, str]], data: st.DataObject) -> None:
    lines = []
    for number, (days, pred) in enumerate(work):
        link = f", depends_on: [{pred}]" if pred and int(pred[1]) < number else ""
        lines.append(
            f"a{number}: {{name: A, kind: other, duration: {days}d, estimate: {{low: {days}d, high: {days}d}}{link}}}"
        )
    ends = ", ".join(f"a{number}" for number in range(len(work)))
    lines.append(f"live: {{name: L, kind: go_live, milestone: true, depends_on: [{ends}]}}")
    text = network("\n".join(lines))
    found = simulate(text, runs=50)
    forecast = plan(text).forecast
    assert found.go_lives[0].p50 == forecast.go_lives[0].goes
    assert {id for id, share in found.criticality.items() if share} == {
        id for id in forecast.ids if forecast[id].critical
    }


def test_the_same_seed_gives_the_same_answer_and_others_do_not() -> None:
    one, two, other = (simulate(chain(WIDE), runs=1500, seed=seed) for seed in (3, 3, 4))
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
    assert one.go_lives[0].by_day != other.go_lives[0].by_day
    assert one.runs == 1500
    assert simulate(chain(WIDE), runs=1).runs == 1
    # What the bits of the first block came to must never change, on no machine and with no version of numpy.
    assert [day for day, _ in simulate(chain(WIDE), runs=10).go_lives[0].by_day] == SEEN


SEEN = [739994, 739995, 739996, 739999, 740002, 740003, 740007]


def test_early_runs_do_not_depend_on_how_many_follow() -> None:
    few, many = (Simulation(plan(chain(WIDE)), Settings(), 1) for _ in range(2))
    few.count(0, 1000)
    for block, width in many.blocks(3000):
        many.count(block, width)
        if not block:
            assert few.placed[0].days == many.placed[0].days
    assert many.width() in WIDTHS


def test_windows_make_steps() -> None:
    begun = WIDE + ", start: 2027-01-04"
    wide = "start: 2027-01-04, estimate: {low: 15d, likely: 20d, high: 39d}"
    windows = "go_live_windows: {months: {every: month_start}}\n"
    found = simulate(chain(begun, live="start: 2027-02-01", rest=windows))
    assert [day for day, _ in found.go_lives[0].by_day] == [740013]  # 1 Feb: three weeks of slack take all of it up
    assert found.go_lives[0].chance == 1.0
    tight = simulate(chain(wide, live="start: 2027-02-01", rest=windows))
    assert [day for day, _ in tight.go_lives[0].by_day] == [740013, 740041]  # 1 Feb or 1 Mar, nothing between
    listed = "go_live_windows: {days: {dates: [2027-01-20]}}\n"
    last = simulate(chain(begun, live="start: 2027-01-20", rest=listed)).go_lives[0]
    assert [day for day, _ in last.by_day] == [740001]
    assert last.chance is not None
    assert last.never == pytest.approx(1 - last.chance)
    assert (last.p10, last.p90) == (740001, None)
    blackout = "blackouts: {b: {from: 2027-01-18, to: 2027-01-29}}\n"
    closed = simulate(chain(begun, rest=blackout)).go_lives[0]
    assert not [day for day, _ in closed.by_day if 739999 <= day <= 740010]


def test_defaults_are_there_only_when_the_file_holds_no_range() -> None:
    without = plan(chain("owner: null"))
    assert not holds_ranges(without)
    (one,) = variations(without.forecast)
    assert (one.range.low, one.range.likely, one.range.high) == (9 * DAY, 10 * DAY, 14 * DAY)
    assert not one.stated
    text = chain(WIDE).replace("      live:", "      b: {name: B, kind: uat, duration: 3d}\n      live:")
    assert [one.id for one in variations(plan(text).forecast)] == ["a"]
    found = simulate(text, runs=10).assumptions
    assert (found.certain, found.by_default) == (("b",), ())
    assert holds_ranges(plan(text))
    fixed = simulate(chain("owner: null").replace("kind: other, d", "kind: data_freeze, d"), runs=10).assumptions
    assert (fixed.varying, fixed.decided) == ((), ("a",))


@pytest.mark.parametrize(
    ("estimate", "wanted"),
    [
        ("{low: 1w, likely: 2w, high: 3w}", (5, 10, 15)),
        ("{low: 40h, likely: 80h, high: 160h}", (5, 10, 20)),
        ("{low: 6d, high: 20d}", (6, 10, 20)),
        ("{low: 12d, high: 20d}", (12, 16, 20)),
        ("{low: 7cd, likely: 14cd, high: 1m}", (5, 10, 23)),
    ],
)
def test_units_of_ranges(estimate: str, wanted: tuple[float, float, float]) -> None:
    (one,) = variations(plan(chain(f"estimate: {estimate}")).forecast)
    assert tuple(value / DAY for value in (one.range.low, one.range.likely, one.range.high)) == wanted


def test_work_in_calendar_days_varies_in_them() -> None:
    text = chain("estimate: {low: 7cd, likely: 14cd, high: 28cd}").replace("duration: 10d", "duration: 14cd")
    (one,) = variations(plan(text).forecast)
    assert (one.in_calendar_days, one.range.high) == (True, 28)
    found = simulate(text).go_lives[0]
    days = [day for day, _ in found.by_day]
    assert days[0] >= 739985 + 7
    assert days[-1] <= 739985 + 28 + 2
    assert all((day - 1) % 7 < 5 for day in days)
    working = chain("estimate: {low: 5d, likely: 10d, high: 20d}").replace("duration: 10d", "duration: 14cd")
    assert variations(plan(working).forecast)[0].range.low == 7
    certain = chain("estimate: {low: 14cd, high: 14cd}").replace("duration: 10d", "duration: 14cd")
    assert simulate(certain, runs=10).go_lives[0].p50 == plan(certain).forecast.go_lives[0].goes
    other = simulate(certain.replace("14cd, high: 14cd", "21cd, high: 21cd"), runs=10).go_lives[0]
    assert other.p50 == 739985 + 21
    month = chain("owner: null").replace("duration: 10d", "duration: 1m")
    assert simulate(month, runs=200).go_lives[0].p10 != simulate(month, runs=200).go_lives[0].p90


def test_what_is_in_progress_varies_by_what_is_left() -> None:
    text = chain(WIDE + ", actual: {start: 2027-01-01}, progress: 50")
    (one,) = variations(plan(text).forecast)
    assert (one.range.low, one.range.high) == (3 * DAY, 10 * DAY)
    done = chain(WIDE + ", actual: {start: 2026-12-14, finish: 2026-12-28}")
    assert variations(plan(done).forecast) == []


def test_a_range_that_is_none_is_refused() -> None:
    for estimate in ("{low: 12d, likely: 10d, high: 20d}", "{low: 12d, high: 8d}", "{low: 5d, likely: 9d, high: 8d}"):
        with pytest.raises(CannotSimulate, match=r"The estimate of a .* is no range"):
            simulate(chain(f"estimate: {estimate}"))


def test_margin_is_used_up_first() -> None:
    text = network("""
        a: {name: A, kind: other, duration: 10d, estimate: {low: 10d, high: 20d, shape: uniform}}
        m: {name: M, kind: margin, duration: 5d, depends_on: [a]}
        live: {name: L, kind: go_live, milestone: true, deadline: 2027-01-25, depends_on: [m]}
    """)
    found = simulate(text)
    assert found.go_lives[0].chance == pytest.approx(0.5, abs=0.025)
    assert found.criticality["a"] == pytest.approx(0.5, abs=0.025)
    assert found.assumptions.margin == ("m",)
    certain = text.replace("high: 20d, shape: uniform", "high: 10d")
    assert simulate(certain, runs=10).go_lives[0].p50 == plan(certain).forecast.go_lives[0].goes


def test_risks_on_milestones_and_workstreams_are_delays() -> None:
    text = network(
        f"""
        a: {{name: A, kind: other, duration: 10d, {CERTAIN}}}
        m: {{name: M, kind: milestone, milestone: true, depends_on: [a]}}
        live: {{name: L, kind: go_live, milestone: true, deadline: 2027-01-18, depends_on: [m]}}
        """,
        rest="risks:\n  r: {title: R, probability: 50, affects: {m: 5d}}\n"
        "  w: {title: W, probability: 20, affects: {main: 10d}}\n",
    )
    found = simulate(text)
    days = [day for day, _ in found.go_lives[0].by_day]
    assert days == [739999, 740006, 740013]
    assert found.go_lives[0].chance == pytest.approx(0.4, abs=0.025)
    assert {one.id for one in found.drivers} == {"r", "w"}


def test_commitments_and_plans_without_a_go_live() -> None:
    text = network(f"""
        a: {{name: A, kind: other, duration: 10d, deadline: 2027-01-18, {WIDE}}}
        b: {{name: B, kind: other, duration: 5d, depends_on: [a]}}
    """)
    found = simulate(text)
    assert found.end is not None
    assert (found.end.id, found.worst) == ("b", found.end)
    (promised,) = found.commitments
    assert (promised.id, promised.stated) == ("a", 739999)
    assert promised.chance is not None
    assert 0.3 < promised.chance < 0.6
    assert found.criticality == {"a": 1.0, "b": 1.0}
    assert [one.id for one in found.drivers] == ["a"]
    empty = simulate("schema_version: 1\nprogramme: {name: E, status_date: 2027-01-04}\nworkstreams: {}\n")
    assert (empty.go_lives, empty.end, empty.worst) == ((), None, None)


def test_a_go_live_that_cannot_be_placed_has_no_chance() -> None:
    found = simulate(
        chain(WIDE, live="start: 2027-02-01", rest="go_live_windows: {d: {dates: [2026-01-01]}}\n"), runs=50
    )
    live = found.go_lives[0]
    assert (live.planned, live.chance, live.p50) == (None, None, None)
