"""The simulation against what mathematics says, within the error that so many runs leave."""

import datetime
import math
from itertools import product

import pytest
from risk_support import DAY, network, plan, simulate

from programme_check.settings import Drivers, Settings
from programme_check.whatif.risk.quantiles import mean, quantiles
from programme_check.whatif.risk.ranges import Range
from programme_check.whatif.risk.simulate import Simulation

MONDAY = 739985
"""The ordinal of 2027-01-04, the first day of these plans."""


def error(share: float, runs: int) -> float:
    """Four standard errors of a share."""
    return 4 * math.sqrt(max(share * (1 - share), 1e-4) / runs)


def day_after(days: int) -> str:
    """The day that begins after so many working days from the first Monday."""
    return datetime.date.fromordinal(MONDAY + days // 5 * 7 + days % 5).isoformat()


def test_the_latest_of_several_uniform_durations() -> None:
    work = "{name: A, kind: other, duration: 20d, estimate: {low: 10d, high: 30d, shape: uniform}}"
    for count, promised in ((1, 20), (2, 25), (4, 28)):
        lines = "\n".join(f"a{number}: {work}" for number in range(count))
        ids = ", ".join(f"a{number}" for number in range(count))
        live = f"{{name: L, kind: go_live, milestone: true, deadline: {day_after(promised)}, depends_on: [{ids}]}}"
        found = simulate(network(f"{lines}\nlive: {live}"))
        wanted = ((promised - 10) / 20) ** count
        chance = found.go_lives[0].chance
        assert chance is not None
        assert abs(chance - wanted) < error(wanted, found.runs)
        assert all(abs(found.criticality[f"a{n}"] - 1 / count) < error(1 / count, found.runs) for n in range(count))
        late = found.merge_bias or 0.0
        assert abs(late - (10 + 20 * count / (count + 1) - 20)) < 4 * 6 / math.sqrt(found.runs) + 0.05


def test_the_sum_of_triangular_durations() -> None:
    low, likely, high, count = 5, 8, 17, 6
    links = [f", depends_on: [a{number - 1}]" if number else "" for number in range(count)]
    estimate = f"estimate: {{low: {low}d, likely: {likely}d, high: {high}d, shape: triangular}}"
    lines = [f"a{n}: {{name: A, kind: other, duration: 8d, {estimate}{links[n]}}}" for n in range(count)]
    lines.append(f"live: {{name: L, kind: go_live, milestone: true, deadline: {day_after(60)}, depends_on: [a5]}}")
    simulation = Simulation(plan(network("\n".join(lines))), Settings(), 1)
    for block, width in simulation.blocks(10_000):
        simulation.count(block, width)
    target = simulation.placed[0]
    average = count * (low + likely + high) / 3
    variance = count * (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    start = simulation.model.net.low[0]
    assert target.origin is not None
    simulated = (target.origin - start + target.total / 10_000) / DAY
    assert abs(simulated - average) < 4 * math.sqrt(variance / 10_000)
    assert target.spread().deviation == pytest.approx(math.sqrt(variance), rel=0.03)
    normal = 0.5 * (1 + math.erf((60 - average) / math.sqrt(2 * variance)))
    assert target.chance == pytest.approx(normal, abs=0.03)


@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform", "lognormal"])
def test_the_mean_and_deviation_of_every_shape(shape: str) -> None:
    found = Range(4000, 5000, 9000, shape)  # type: ignore[arg-type]
    values = quantiles(found)
    low, likely, high = 4000.0, 5000.0, 9000.0
    average = mean(found)
    beta = (average - low) * (high - average) / 7
    variance = {
        "pert": beta,
        "triangular": (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18,
        "uniform": (high - low) ** 2 / 12,
        "lognormal": ((high - low) / 6) ** 2,
    }[shape]
    assert values.mean() == pytest.approx(average, rel=1e-4)
    assert values.std() == pytest.approx(math.sqrt(variance), rel=0.005)
    assert (values[1:] >= values[:-1]).all()


def test_one_risk_that_happens_or_not() -> None:
    text = network(
        f"""
        a: {{name: A, kind: other, duration: 10d, estimate: {{low: 10d, likely: 10d, high: 10d}}}}
        live: {{name: L, kind: go_live, milestone: true, deadline: {day_after(12)}, depends_on: [a]}}
        """,
        rest="risks:\n  r: {title: R, probability: 35, affects: {a: 5d}}\n  gone: {title: G, status: closed, "
        "probability: 90, affects: {a: 50d}}\n  vague: {title: V, probability: 90}\n",
    )
    found = simulate(text)
    live = found.go_lives[0]
    assert live.chance is not None
    assert abs(live.chance - 0.65) < error(0.65, found.runs)
    assert [day for day, _ in live.by_day] == [MONDAY + 14, MONDAY + 21]
    assert (live.p50, live.p80) == (MONDAY + 14, MONDAY + 21)
    (driver,) = found.drivers
    assert (driver.id, driver.risk) == ("r", True)
    assert driver.earlier_days == pytest.approx(-0.35 * 5, abs=0.3)
    assert driver.later_days - driver.earlier_days == pytest.approx(5, abs=0.01)
    assert found.assumptions.uncounted == ("vague",)


def test_a_small_network_against_all_its_cases() -> None:
    # a and b side by side, then c; each of two lengths by its own risk, so that every case can be counted.
    risks = {"a": (30, 4), "b": (50, 6), "c": (20, 3)}
    text = network(
        f"""
        a: {{name: A, kind: other, duration: 8d, estimate: {{low: 8d, high: 8d}}}}
        b: {{name: B, kind: other, duration: 5d, estimate: {{low: 5d, high: 5d}}}}
        c: {{name: C, kind: other, duration: 4d, estimate: {{low: 4d, high: 4d}}, depends_on: [a, b]}}
        live: {{name: L, kind: go_live, milestone: true, deadline: {day_after(14)}, depends_on: [c]}}
        """,
        rest="risks:\n"
        + "".join(
            f"  r-{id}: {{title: R, probability: {chance}, affects: {{{id}: {days}d}}}}\n"
            for id, (chance, days) in risks.items()
        ),
    )
    weights: dict[int, float] = {}
    often = {"a": 0.0, "b": 0.0}
    for case in product((0, 1), repeat=3):
        weight = math.prod(
            risks[id][0] / 100 if happens else 1 - risks[id][0] / 100 for id, happens in zip("abc", case, strict=True)
        )
        a, b = 8 + 4 * case[0], 5 + 6 * case[1]
        end = max(a, b) + 4 + 3 * case[2]
        weights[end] = weights.get(end, 0.0) + weight
        often["a"] += weight * (a >= b)
        often["b"] += weight * (b >= a)
    found = simulate(text)
    live = found.go_lives[0]
    below = 0.0
    wanted = []
    for end in sorted(weights):
        below += weights[end]
        wanted.append((MONDAY + end // 5 * 7 + end % 5, below))
    assert [day for day, _ in live.by_day] == [day for day, _ in wanted]
    for (_, simulated), (_, share) in zip(live.by_day, wanted, strict=True):
        assert abs(simulated - share) < error(share, found.runs)
    for id, share in often.items():
        assert abs(found.criticality[id] - share) < error(share, found.runs)
    assert found.criticality["c"] == found.criticality["live"] == 1.0


def test_common_drivers_widen_the_sum() -> None:
    estimate = "estimate: {low: 5d, high: 15d, shape: uniform}"
    links = [f", depends_on: [a{number - 1}]" if number else "" for number in range(5)]
    lines = [f"a{n}: {{name: A, kind: uat, duration: 10d, {estimate}{links[n]}}}" for n in range(5)]
    lines.append("live: {name: L, kind: go_live, milestone: true, depends_on: [a4]}")
    spread = {}
    for correlation in (0.0, 0.5, 1.0):
        drivers = Settings(drivers=Drivers(by="kind", correlation=correlation))
        spread[correlation] = simulate(network("\n".join(lines)), settings=drivers).go_lives[0].deviation
    alone = 10 / math.sqrt(12)
    assert spread[0.0] == pytest.approx(alone * math.sqrt(5), rel=0.03)
    assert spread[1.0] == pytest.approx(alone * 5, rel=0.03)
    # Of uniform values drawn by way of normal ones, the correlation is a little lower: 6/pi asin(r/2).
    between = 6 / math.pi * math.asin(0.25)
    assert spread[0.5] == pytest.approx(alone * math.sqrt(5 + 20 * between), rel=0.03)
