"""Reading with positions against PyYAML's C loader, which keeps none: time at most 0.3, and less memory."""

import datetime
import statistics
import time
import tracemalloc
from collections.abc import Callable

import pytest
import yaml

from programme_check.document import read

pytestmark = pytest.mark.bench

ROUNDS = 3
"""Each takes some six seconds at 10,000 activities, all but one of them in PyYAML."""


def plan(activities: int) -> bytes:
    """A programme as a planning tool might write it: twelve lines an activity, a hundred activities a workstream."""
    lines = ["schema_version: 1", "programme: {name: Large, types: [hris], status_date: 2027-01-22}", "workstreams:"]
    first = datetime.date(2026, 1, 5)
    for number in range(activities):
        if number % 100 == 0:
            lines += [f"  stream-{number // 100}:", f"    name: Stream {number // 100}", "    activities:"]
        start = first + datetime.timedelta(days=number % 700)
        finish = start + datetime.timedelta(days=11)
        lines += [
            f"      activity-{number}:",
            f"        name: Activity number {number}",
            "        kind: configuration",
            f"        start: {start}",
            f"        finish: {finish}",
            f"        baseline: {{start: {start}, finish: {finish}}}",
            f"        progress: {number % 100}",
            f"        owner: person-{number % 50}",
            f'        depends_on: [activity-{max(0, number - 1)}, "activity-{max(0, number - 7)} SS+2d"]',
            "        estimate: {low: 8d, likely: 10d, high: 18d}",
            f"        resources: {{person-{number % 50}: 50%}}",
            "        scope: {systems: [hris], entities: [uk]}",
        ]
    return ("\n".join(lines) + "\n").encode()


def load(data: bytes) -> object:
    """What PyYAML makes of a file; it keeps no positions."""
    return yaml.load(data, yaml.CSafeLoader)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak(work: Callable[[], object]) -> int:
    """Most bytes that one call held at a time."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_time_at_10_000_activities() -> None:
    data = plan(10_000)
    read(data, "plan.yaml")
    ratios = [seconds(lambda: read(data, "plan.yaml")) / seconds(lambda: load(data)) for _ in range(ROUNDS)]
    print(f"reading with positions: {statistics.median(ratios):.3f} of CSafeLoader")
    assert statistics.median(ratios) <= 0.3


def test_memory_at_1_000_activities() -> None:
    data = plan(1_000)
    ratio = peak(lambda: read(data, "plan.yaml")) / peak(lambda: load(data))
    print(f"peak memory of reading with positions: {ratio:.3f} of CSafeLoader")
    assert ratio < 1


def test_time_grows_with_the_file_and_no_faster() -> None:
    small, large = plan(1_000), plan(10_000)
    ratios = [seconds(lambda: read(large, "l")) / seconds(lambda: read(small, "s")) for _ in range(5)]
    print(f"ten times the activities: {statistics.median(ratios):.1f} times as long")
    assert statistics.median(ratios) <= 15
