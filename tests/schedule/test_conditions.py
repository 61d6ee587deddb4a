"""What single precedence rows ask beside kinds and scope."""

import datetime
from collections.abc import Callable

import pytest

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]


def pairs(plan: Plan, number: int) -> list[tuple[str, str]]:
    return [(found.pred, found.succ) for found in plan.row_matches(number)]


def test_vendor_run_work_names_a_vendor_itself_or_by_its_workstream(plan_of: PlanOf) -> None:
    dates = "start: 2027-03-01, finish: 2027-03-05"
    plan = plan_of(
        f"""
vendors: {{maker: {{name: Maker}}}}
workstreams:
  one:
    name: One
    kind: other
    activities:
      sign: {{name: Sign, kind: contracting, {dates}}}
      a: {{name: A, kind: configuration, {dates}}}
      b: {{name: B, kind: configuration, vendor: maker, {dates}}}
  two: {{name: Two, kind: other, vendor: maker, activities: {{c: {{name: C, kind: configuration, {dates}}}}}}}
"""
    )
    assert pairs(plan, 2) == [("sign", "b"), ("sign", "c")]


LOADS = """
landscape:
  data_objects: {worker: {kind: worker}, open: {kind: open_items}, odd: {name: Odd}}
workstreams:
  main:
    name: Main
    kind: other
    activities:
      clean: {name: Clean, kind: data_cleansing, start: 2027-01-18, finish: 2027-01-22}
      load-1: {name: L1, kind: mock_data_load, volume: 30, start: 2027-02-01, finish: 2027-02-05}
      check-1: {name: C1, kind: data_reconciliation, start: 2027-02-08, finish: 2027-02-12}
      load-2: {name: L2, kind: mock_data_load, start: 2027-03-01, finish: 2027-03-05,
        results: {volume: 100, reconciled_on: 2027-03-10}, scope: {data_objects: [worker]}}
      load-3: {name: L3, kind: mock_data_load, volume: 50, start: 2027-04-05, finish: 2027-04-09}
      load-4: {name: L4, kind: mock_data_load}
      sit: {name: SIT, kind: integration_testing, start: 2027-02-15, finish: 2027-03-12}
      par: {name: Par, kind: parallel_testing, start: 2027-03-15, finish: 2027-04-16}
      open-items: {name: O, kind: data_migration, start: 2027-03-01, finish: 2027-05-31, scope: {data_objects: [open]}}
      odd-items: {name: O, kind: data_migration, start: 2027-03-01, finish: 2027-05-28, scope: {data_objects: [odd]}}
      rehearse: {name: R, kind: cutover_rehearsal, start: 2027-04-19, finish: 2027-04-21}
"""


def test_loads_and_what_proves_them(plan_of: PlanOf) -> None:
    plan = plan_of(LOADS, types="hris")
    days = {id: plan.reconciled_on(id) for id in ("load-1", "load-2", "load-3", "load-4", "nothing")}
    shown = {id: day and datetime.date.fromordinal(day).isoformat() for id, day in days.items()}
    assert shown == {
        "load-1": "2027-02-12",
        "load-2": "2027-03-10",
        "load-3": None,
        "load-4": None,
        "nothing": None,
    }
    assert pairs(plan, 18) == [("load-1", "sit")]
    assert pairs(plan, 16) == [("clean", "load-3")]
    assert pairs(plan, 32) == [("load-2", "rehearse")]
    assert pairs(plan, 22) == [("odd-items", "par")]


def test_the_next_wave_waits_for_the_care_of_the_last(plan_of: PlanOf) -> None:
    plan = plan_of(
        """
rollout:
  entities: {uk: {name: UK}, fr: {name: France}}
  waves:
    a: {order: 1, entities: [uk], hypercare: care-a}
    b: {order: 3, entities: [fr]}
    c: {order: 5}
workstreams:
  main:
    name: Main
    kind: other
    activities:
      care-a: {name: Care, kind: hypercare, start: 2027-05-04, finish: 2027-06-15}
      cut-b: {name: Cut, kind: cutover, start: 2027-06-21, finish: 2027-06-25, scope: {waves: [b]}}
      cut-c: {name: Cut, kind: cutover, start: 2027-06-21, finish: 2027-06-25, scope: {waves: [c]}}
      cut: {name: Cut, kind: cutover, start: 2027-06-21, finish: 2027-06-25}
""",
        types="erp",
    )
    (found,) = plan.row_matches(46)
    assert (found.pred, found.succ, found.gap_days) == ("care-a", "cut-b", 6)


AI = """
ai_systems:
  cv: {name: CV, data_sources: {cvs: {data_object: worker}}}
  chat: {name: Chat}
landscape: {data_objects: {worker: {name: Worker}}}
readiness: {groups: {recruiters: {ai_systems: [cv]}, others: {function: hr}}}
workstreams:
  main:
    name: Main
    kind: other
    activities:
      train-1: {name: T, kind: training_delivery, start: 2027-03-01, finish: 2027-03-05, scope: {groups: [recruiters]}}
      train-2: {name: T, kind: training_delivery, start: 2027-03-08, finish: 2027-03-12, scope: {groups: [others]}}
      dpia: {name: D, kind: ai_impact_assessment, start: 2027-03-01, finish: 2027-03-05}
      pilot-1: {name: P, kind: pilot, start: 2027-03-08, finish: 2027-03-12}
      pilot-2: {name: P, kind: pilot, real_data: no, start: 2027-03-08, finish: 2027-03-12}
      move: {name: M, kind: data_migration, start: 2027-03-01, finish: 2027-03-05}
      test-cv: {name: E, kind: model_evaluation, start: 2027-03-08, finish: 2027-03-12, scope: {ai_systems: [cv]}}
      test-chat: {name: E, kind: model_evaluation, start: 2027-03-08, finish: 2027-03-12, scope: {ai_systems: [chat]}}
      test-all: {name: E, kind: model_evaluation, start: 2027-03-08, finish: 2027-03-12}
      go-cv: {name: G, kind: model_deployment, start: 2027-03-15, finish: 2027-03-16, scope: {ai_systems: [cv]}}
      go-chat: {name: G, kind: model_deployment, start: 2027-03-15, finish: 2027-03-16, scope: {ai_systems: [chat]}}
"""


@pytest.mark.parametrize(
    ("types", "row", "expected"),
    [
        ("ai", 60, [("train-1", "go-cv")]),
        ("ai", 52, [("dpia", "go-chat"), ("dpia", "go-cv"), ("dpia", "pilot-1")]),
        ("ai", 62, []),
        ("ai, erp", 62, [("move", "test-all"), ("move", "test-cv")]),
    ],
)
def test_ai_systems(plan_of: PlanOf, types: str, row: int, expected: list[tuple[str, str]]) -> None:
    assert pairs(plan_of(AI, types=types), row) == expected
