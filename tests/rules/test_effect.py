"""What a fix does to the go-live: the network run again with it, and what is said where that cannot be told."""

from typing import Any

from programme_check.checkup import Options, check
from programme_check.findings import Finding

PLAN = """schema_version: 1
programme: {{name: Payroll, types: [hris], status_date: 2027-01-15}}
workstreams:
  test:
    name: Test
    kind: testing
    activities:
      runs: {{name: Parallel runs, kind: parallel_testing, start: 2027-02-22, finish: 2027-03-26}}
  cut:
    name: Cutover
    kind: cutover
    activities:
      switch: {{name: Switch, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-31}}
      live: {{name: Live, kind: go_live, milestone: true, start: {live}, depends_on: [switch]}}
change_requests: {{cr-7: {{title: Extra pay elements, status: approved}}}}
"""


def found(rule: str, **values: Any) -> Finding:
    """The finding of one rule on the plan above."""
    report = check(["-"], Options(select=(rule,)), stdin=PLAN.format(**values).encode())
    return report.programmes[0].findings[0]


def test_the_missing_link_put_back_moves_the_go_live() -> None:
    """Runs end Friday 26 March, five days for fixes, eight days of switching from 2 April: live on 14 April."""
    assert found("PAY001", live="2027-04-01").effect_days == 9


def test_float_absorbs_what_it_can() -> None:
    """A go-live with days to spare moves by what is left, or not at all."""
    assert found("PAY001", live="2027-04-13").effect_days == 1
    assert found("PAY001", live="2027-05-03").effect_days == 0


def test_what_is_lacking_is_named() -> None:
    """A change request that says nothing of days has an unknown effect, not none."""
    finding = found("VEN002", live="2027-04-01")
    assert finding.effect_days is None
    assert finding.effect_unknown == "cr-7 has no days"
