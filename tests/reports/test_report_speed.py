"""How long a report takes to write, apart from judging: 60 ms for 1,000 findings, 100 ms for 10,000 activities."""

import time
from collections.abc import Callable

import pytest
from report_support import finding, programme

from programme_check.reports import json, terminal
from programme_check.verdict import Dated, Report

pytestmark = pytest.mark.bench

TEXT, JSON = 0.060, 0.100
"""Seconds of processor time."""


def seconds(work: Callable[[], object]) -> float:
    """The shortest of seven runs: whatever else the machine does only adds to it."""
    taken = []
    for _ in range(7):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def thousand() -> Report:
    """A programme with a thousand findings of all levels."""
    levels = "E" * 334 + "W" * 333 + "I" * 333
    found = [
        finding("PAY001", level, "Payroll is paid too early", targets=(f"a{n}",)) for n, level in enumerate(levels)
    ]
    return Report(programmes=(programme(findings=tuple(found)),), errors=())


def test_a_thousand_findings_as_text() -> None:
    report = thousand()
    assert seconds(lambda: terminal.render(report, width=100, color="256")) < TEXT


def test_a_thousand_findings_each_in_full() -> None:
    report = thousand()
    assert seconds(lambda: terminal.render(report, width=100, color="256", show_all=True)) < 2 * TEXT


def test_ten_thousand_activities_as_json() -> None:
    dates = {f"activity-{n}": Dated("2027-01-04T09:00", "2027-01-08T17:00") for n in range(10_000)}
    report = Report(programmes=(programme(dates=dates),), errors=())
    assert seconds(lambda: json.render(report)) < JSON
