"""The simulation against a loop in plain Python, in one run; and what it takes of memory."""

import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench_support import ROOT

from programme_check.document import read
from programme_check.model import build
from programme_check.schedule import Plan
from programme_check.settings import Settings
from programme_check.whatif.risk.simulate import Simulation

pytestmark = pytest.mark.bench
SIZE, RUNS = 10_000, 1_000
LOOPS = 3
"""Runs that the loop makes; a thousand would take minutes and say the same."""


def text(size: int) -> str:
    """Work without dates, each waiting for two of the fifty before it, and a go-live."""
    chance = random.Random(1)
    lines = []
    for number in range(size):
        preds = sorted({chance.randrange(max(0, number - 50), number) for _ in range(2)}) if number else []
        days = chance.randrange(1, 30)
        estimate = f"{{low: {days * 0.8:.1f}d, likely: {days}d, high: {days * 1.6:.1f}d}}"
        links = ", ".join(f"a{pred}" for pred in preds)
        what = f"name: A, kind: other, duration: {days}d, estimate: {estimate}"
        lines.append(f"      a{number}: {{{what}, depends_on: [{links}]}}\n")
    lines.append(f"      live: {{name: L, kind: go_live, milestone: true, depends_on: [a{size - 1}, a{size - 2}]}}\n")
    head = "schema_version: 1\nprogramme: {name: B, status_date: 2027-01-04}\nworkstreams:\n  m:\n    name: M\n"
    return f"{head}    kind: other\n    activities:\n{''.join(lines)}"


def plan_of(size: int) -> Plan:
    """The plan, with its forecast made."""
    document, _ = read(text(size).encode(), "risk.yaml")
    assert document is not None
    built, problems = build(document)
    assert built is not None, problems
    plan = Plan(built, Settings())
    assert plan.forecast
    return plan


def loop(simulation: Simulation, runs: int) -> float:
    """Processor seconds of one run of a loop over the same network: draw, place, walk back what is critical."""
    net, order = simulation.model.net, simulation.model.schedule.passes.order
    into, preds = simulation.model.schedule.into, net.pred
    ranges = {one.node: one.range for one in simulation.varying}
    chance = random.Random(1)
    began = time.process_time()
    often = [0] * len(net)
    for _ in range(runs):
        start, finish = [0] * len(net), [0] * len(net)
        for node in order:
            low = net.low[node]
            for link in into[node]:
                low = max(low, finish[preds[link]])
            start[node] = low
            found = ranges.get(node)
            length = 0
            if found is not None:
                width = found.high - found.low
                peak = 4 * (found.likely - found.low) / width
                length = round(found.low + width * chance.betavariate(1 + peak, 5 - peak))
            finish[node] = low + length
        critical = {order[-1]}
        for node in reversed(order):
            if node in critical:
                often[node] += 1
                critical.update(preds[link] for link in into[node] if finish[preds[link]] == start[node])
    return (time.process_time() - began) / runs


def test_simulation_against_a_loop() -> None:
    plan = plan_of(SIZE)
    simulation = Simulation(plan, Settings(), 1)

    def ours() -> float:
        made = Simulation(plan, Settings(), 1)
        began = time.process_time()
        for block, width in made.blocks(RUNS):
            made.count(block, width)
        return (time.process_time() - began) / RUNS

    ours()
    assert statistics.median(ours() / loop(simulation, LOOPS) for _ in range(5)) <= 1 / 100


def test_memory() -> None:
    code = (
        "import re, sys; from pathlib import Path; sys.path[:0] = sys.argv[1:]\n"
        "from test_bench_risk import plan_of\nfrom programme_check.settings import Settings\n"
        "from programme_check.whatif.risk.simulate import simulate\n"
        "found = simulate(plan_of(10_000), Settings(), runs=10_000)\n"
        'print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)'
    )
    here = str(Path(__file__).parent)
    done = subprocess.run([sys.executable, "-c", code, str(ROOT), here], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 400
