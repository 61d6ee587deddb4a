"""Matches of the precedence rows, also against a matcher that compares each with each."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme_check.schedule import Plan, RowMatch
from programme_check.schedule.precedence import MOST_OTHERS
from programme_check.schedule.rows import Row, catalogue

PlanOf = Callable[..., Plan]


def match(plan: Plan, number: int) -> RowMatch:
    (found,) = plan.row_matches(number)
    return found


def test_the_gap_of_the_product_promise(activities_of: PlanOf) -> None:
    plan = activities_of(
        """par: {name: Parallel, kind: parallel_testing, start: 2027-02-22, finish: 2027-03-26}
        cut: {name: Cutover, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-31}""",
        types="hris",
    )
    found = match(plan, 24)
    assert (found.pred, found.succ, found.gap_days) == ("par", "cut", 9)
    assert plan.gap("par", "cut", "FS", None) == 4
    assert not found.holds
    assert not found.lag_only
    assert found.level == "error"
    assert found.owner == "PAY001"


def test_only_the_window_is_missing(activities_of: PlanOf) -> None:
    plan = activities_of(
        """par: {name: Parallel, kind: parallel_testing, start: 2027-02-22, finish: 2027-03-26}
        cut: {name: Cutover, kind: payroll_cutover, start: 2027-03-30, finish: 2027-03-31, depends_on: [par]}""",
        types="hris",
    )
    found = match(plan, 24)
    assert (found.gap_days, found.lag_only, found.level, found.declared) == (3, True, "warning", True)


@pytest.mark.parametrize(
    ("same_day", "start", "gap"), [(True, "2027-03-12", 0), (False, "2027-03-12", 1), (False, "2027-03-15", 0)]
)
def test_handing_over_on_the_same_day(activities_of: PlanOf, same_day: bool, start: str, gap: float) -> None:
    plan = activities_of(
        f"""sit: {{name: SIT, kind: integration_testing, start: 2027-03-01, finish: 2027-03-12}}
        uat: {{name: UAT, kind: uat, start: {start}, finish: 2027-03-26}}
        live: {{name: Live, kind: go_live, start: {start}}}
        done: {{name: Done, kind: milestone, start: {start}}}""",
        same_day_handover=same_day,
    )
    assert match(plan, 20).gap_days == gap
    assert match(plan, 20).same_day == (start == "2027-03-12")
    assert plan.gap("sit", "live", "FS", None) == gap
    assert plan.gap("sit", "done", "FS", None) == 0


def test_instants_decide_the_other_relations(activities_of: PlanOf) -> None:
    plan = activities_of(
        """a: {name: A, kind: other, start: '2027-03-01T13:00', finish: 2027-03-12}
        b: {name: B, kind: other, start: 2027-03-01, finish: '2027-03-12T13:00'}
        c: {name: C, kind: other}"""
    )
    assert plan.gap("a", "b", "SS", None) == 0.5
    assert plan.gap("a", "b", "FF", None) == 0.5
    assert plan.gap("a", "b", "SF", None) == 0
    assert plan.gap("a", "c", "SS", None) is None
    assert plan.gap("a", "c", "FS", None) is None
    assert plan.gap("c", "a", "FS", None) is None


def test_both_ends_complete_are_no_conflict(activities_of: PlanOf) -> None:
    plan = activities_of(
        """sit: {name: SIT, kind: integration_testing, actual: {start: 2027-01-04, finish: 2027-01-12}}
        uat: {name: UAT, kind: uat, actual: {start: 2027-01-05, finish: 2027-01-14}}"""
    )
    found = match(plan, 20)
    assert found.holds
    assert found.both_complete
    assert found.gap_days == 5


def test_too_late_is_measured_against_the_limit_of_the_row(activities_of: PlanOf) -> None:
    plan = activities_of(
        """train: {name: Train, kind: training_delivery, start: 2027-02-01, finish: 2027-02-26}
        live: {name: Live, kind: go_live, start: 2027-05-04}
        care: {name: Care, kind: hypercare, start: 2027-05-10, duration: 4w}"""
    )
    assert match(plan, 43).too_late_days == 7
    assert match(plan, 43).holds
    assert match(plan, 44).too_late_days == 3


@pytest.mark.parametrize(
    ("entry", "kept", "declared"),
    [
        ("{rule: DEP001, row: 20, with: sit, reason: none}", [], False),
        ("{row: 20, reason: none}", [], False),
        ("{with: sit, reason: none}", [], False),
        ("{rule: TST002, reason: none}", [], False),
        ("{rule: TST001, reason: none}", ["sit"], False),
        ("{row: 19, reason: none}", ["sit"], False),
        ("{with: other, reason: none}", ["sit"], False),
        ("{rule: DEP002, with: sit, reason: none}", ["sit"], True),
    ],
)
@pytest.mark.parametrize("side", ["sit", "uat"])
def test_a_pair_marked_not_applicable(
    activities_of: PlanOf, entry: str, kept: list[str], declared: bool, side: str
) -> None:
    partner = "uat" if side == "sit" else "sit"
    mark = {side: f", not_applicable: [{entry.replace('with: sit', f'with: {partner}')}]", partner: ""}
    plan = activities_of(
        f"""sit: {{name: SIT, kind: integration_testing, start: 2027-03-01, finish: 2027-03-12{mark["sit"]}}}
        uat: {{name: UAT, kind: uat, start: 2027-03-05, finish: 2027-03-19{mark["uat"]}}}
        other: {{name: Other, kind: other}}"""
    )
    assert [found.pred for found in plan.row_matches(20)] == kept
    assert [found.declared for found in plan.row_matches(20)] == [declared] * len(kept)


def test_headings_and_cancelled_work_come_before_nothing(activities_of: PlanOf) -> None:
    plan = activities_of(
        """one: {name: One, kind: integration_testing, planning: summary, start: 2027-03-01, finish: 2027-03-12}
        two: {name: Two, kind: integration_testing, planning: level_of_effort, start: 2027-03-01, finish: 2027-03-12}
        three: {name: Three, kind: integration_testing, status: cancelled, start: 2027-03-01, finish: 2027-03-12}
        four: {name: Four, kind: integration_testing}
        uat: {name: UAT, kind: uat, start: 2027-03-05, finish: 2027-03-19}
        undated: {name: UAT, kind: uat}"""
    )
    assert plan.row_matches(20) == []


KINDS = ("configuration", "integration_testing", "uat", "environment_provisioning", "solution_design", "go_live")
ROWS = tuple(row for row in catalogue() if row.number in {5, 9, 10, 20, 42})
SOME = st.sets(st.sampled_from(["x", "y", "z"]), max_size=2)
DAY = datetime.date(2027, 3, 1)

activity = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "start": st.integers(0, 40),
        "length": st.integers(0, 15),
        "systems": SOME,
        "environments": SOME,
        "after": st.sets(st.integers(0, 30), max_size=2),
        "done": st.booleans(),
    }
)


def naive(plan: Plan, row: Row) -> list[tuple[Any, ...]]:
    """Every match of a row, each successor compared with each predecessor."""
    found = []
    items = list(plan.programme.work.values())
    for succ in items:
        best: tuple[int, int, str] | None = None
        for place, pred in enumerate(items):
            if succ.kind not in row.successors or pred.kind not in row.predecessors or pred is succ:
                continue
            mine, theirs = plan.scope(succ.id).environments, plan.scope(pred.id).environments
            if "environments" in row.also and mine and theirs and not mine & theirs:
                continue
            if plan.same_scope(pred.id, succ.id):
                dates = plan.dates(pred.id)
                instant = dates.start_at if row.relation == "SS" else dates.finish_at
                assert instant is not None
                if best is None or (-instant, place) < best[:2]:
                    best = (-instant, place, pred.id)
        if best is not None:
            gap = plan.gap(best[2], succ.id, row.relation, None if not row.lag else lag(row))
            found.append((row.number, best[2], succ.id, gap, plan.reaches(best[2], succ.id)))
    return found


def lag(row: Row) -> Any:
    from programme_check.model.times import Lag

    return Lag(row.lag)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(activity, min_size=1, max_size=14))
def test_matches_equal_those_of_a_naive_matcher(plan_of: PlanOf, many: list[dict[str, Any]]) -> None:
    lines = []
    for number, one in enumerate(many):
        start = DAY + datetime.timedelta(days=one["start"])
        finish = start + datetime.timedelta(days=7 if one["length"] < 3 else one["length"])
        dates = f"start: {start}" if one["kind"] == "go_live" else f"start: {start}, finish: {finish}"
        after = [f"a{other}" for other in sorted(one["after"]) if other < number]
        scope = f"{{systems: {sorted(one['systems'])}, environments: {sorted(one['environments'])}}}"
        lines.append(f"      a{number}: {{name: A, kind: {one['kind']}, {dates}, depends_on: {after}, scope: {scope}}}")
    text = "\n".join(lines).replace("'", "")
    named = "{x: {name: X}, y: {name: Y}, z: {name: Z}}"
    plan = plan_of(
        f"landscape: {{systems: {named}, environments: {named}}}\n"
        f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{text}\n"
    )
    found = [
        (m.row.number, m.pred, m.succ, m.gap_days, m.declared) for row in ROWS for m in plan.row_matches(row.number)
    ]
    assert found == [entry for row in ROWS for entry in naive(plan, row)]
    for m in plan.matches:
        assert m.pred not in m.others
        assert len(m.others) <= MOST_OTHERS
