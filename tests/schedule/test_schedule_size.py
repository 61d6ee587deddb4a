"""Shapes that make a careless matcher or graph quadratic; the bounds are generous, since machines differ."""

import time
from collections.abc import Callable

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]


def test_many_tests_behind_many_configurations(plan_of: PlanOf) -> None:
    lines = [
        f"      c{number:04}: {{name: C, kind: configuration, start: 2027-02-01, "
        f"finish: 2027-02-{number % 26 + 2:02}}}\n"
        for number in range(1500)
    ]
    lines += [
        f"      t{number}: {{name: T, kind: integration_testing, start: 2027-02-{number % 20 + 1:02}, duration: 5d, "
        f"depends_on: [c{number:04}]}}\n"
        for number in range(1000)
    ]
    plan = plan_of(f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{''.join(lines)}")
    began = time.process_time()
    found = plan.row_matches(10)
    assert time.process_time() - began < 5
    assert len(found) == 1000
    assert {match.pred for match in found} == {"c0024"}
    assert [match.succ for match in found if match.declared] == ["t24"]


def test_one_gate_behind_a_workstream_of_thousands(plan_of: PlanOf) -> None:
    lines = [f"      a{number}: {{name: A, kind: other, depends_on: [gate]}}\n" for number in range(3000)]
    plan = plan_of(
        f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{''.join(lines)}"
        "  after: {name: After, kind: other, depends_on: [main], activities: {z: {name: Z, kind: other}}}\n"
        "gates: {gate: {name: Gate, kind: exit}, end: {name: End, kind: exit, depends_on: [after, main]}}\n"
    )
    began = time.process_time()
    assert len(plan.links) == 3003
    assert plan.reaches("gate", "z")
    assert plan.cycles == []
    assert time.process_time() - began < 5
