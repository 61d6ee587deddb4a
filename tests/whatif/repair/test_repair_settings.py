"""What the settings leave out moves nothing, and limits count as the settings have them."""

from pathlib import Path

import pytest
from repair_support import text_of

from programme_check.checkup.opened import opened
from programme_check.checkup.repairing import repaired
from programme_check.checkup.settings_file import NAME
from programme_check.whatif.repair import Repair

PAYROLL = text_of(
    """
    run-2: {name: Second parallel run, kind: parallel_testing, start: 2027-03-01, finish: 2027-03-26}
    cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-24}
    live: {name: First live payroll, kind: go_live, milestone: true, start: 2027-04-01, depends_on: [cut]}
    """,
    types="hris",
)
LINKED = text_of(
    """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}
    b: {name: B, kind: other, start: 2027-01-04, finish: 2027-01-08, depends_on: [a]}
    """
)
MONTHS = "go_live_windows: {months: {every: month_start}}\n"


def under(folder: Path, settings: str, text: str) -> Repair:
    """The repair of a file beside which there is a settings file."""
    (folder / NAME).write_text(settings)
    (folder / "plan.yaml").write_text(text)
    found, problems = opened(str(folder / "plan.yaml"))
    assert found is not None, problems
    return repaired(found)


def moves(answer: Repair) -> dict[str, str]:
    """The new start of what moves, by id."""
    return {one.id: one.start[1] for one in answer.moves}


@pytest.mark.parametrize(
    "settings", ["rules: {PAY001: {enabled: false}}", "ignore: [PAY001]", "rules: {PAY001: {severity: off}}"]
)
def test_a_rule_that_is_off_moves_nothing(tmp_path: Path, settings: str) -> None:
    answer = under(tmp_path, settings, PAYROLL)
    assert answer == Repair(moves=(), unresolved=())


def test_only_chosen_rules_move_anything(tmp_path: Path) -> None:
    """Payroll cutover moves, and the go-live it leads to with it: that link holds in the file."""
    assert moves(under(tmp_path, "select: [PAY]", PAYROLL)) == {"cut": "2027-04-02", "live": "2027-04-06"}
    assert moves(under(tmp_path, "select: [TST]", PAYROLL)) == {}


@pytest.mark.parametrize(
    ("window", "start"), [(0, "2027-03-26"), (2, "2027-03-30"), (5, "2027-04-02"), (8, "2027-04-07")]
)
def test_limits_count_as_they_are_set(tmp_path: Path, window: int, start: str) -> None:
    """The run ends Fri 26 March; a window of two days for fixes leads to Tue 30 March."""
    assert moves(under(tmp_path, f"rules: {{PAY001: {{window: {window}}}}}", PAYROLL))["cut"] == start


def test_the_order_of_kinds_without_a_rule_of_their_own_is_off_with_the_rule_that_reports_it(tmp_path: Path) -> None:
    lines = """
    feed: {name: Feed, kind: integration_build, start: 2027-01-04, finish: 2027-01-15}
    sit: {name: Sit, kind: integration_testing, start: 2027-01-11, finish: 2027-01-22}
    """
    assert moves(under(tmp_path, "{}", text_of(lines))) == {"sit": "2027-01-15"}
    assert moves(under(tmp_path, "ignore: [DEP001]", text_of(lines))) == {}


def test_links_that_are_broken_stay_so_where_nobody_wants_to_hear_of_them(tmp_path: Path) -> None:
    assert moves(under(tmp_path, "{}", LINKED)) == {"b": "2027-01-15"}
    answer = under(tmp_path, "ignore: [SCH003]", LINKED)
    assert answer == Repair(moves=(), unresolved=())


def test_work_in_the_past_stays_where_nobody_wants_to_hear_of_it(tmp_path: Path) -> None:
    text = text_of("a: {name: A, kind: other, start: 2026-12-28, finish: 2026-12-31}")
    assert moves(under(tmp_path, "{}", text)) == {"a": "2027-01-04"}
    assert under(tmp_path, "ignore: [SCH011]", text) == Repair(moves=(), unresolved=())


def test_windows_that_are_kept_stay_kept(tmp_path: Path) -> None:
    """A go-live outside its window stays there; one that stood in a window and has to move takes the next."""
    lines = """
    cut: {{name: Cut, kind: cutover, start: 2027-01-25, finish: 2027-01-29, depends_on: [{pred}]}}
    slow: {{name: Slow, kind: other, start: 2027-01-11, finish: 2027-02-03}}
    live: {{name: Live, kind: go_live, milestone: true, start: {live}, depends_on: [cut]}}
    """
    stray = text_of(lines.format(pred="", live="2027-02-04"), rest=MONTHS)
    assert moves(under(tmp_path, "{}", stray)) == {"live": "2027-03-01"}
    assert under(tmp_path, "ignore: [CUT006]", stray) == Repair(moves=(), unresolved=())
    late = text_of(lines.format(pred="slow", live="2027-02-01"), rest=MONTHS)
    assert moves(under(tmp_path, "ignore: [CUT006]", late)) == {"cut": "2027-02-03", "live": "2027-03-01"}


def test_promises_past_keeping_are_not_named_where_nobody_wants_to_hear_of_them(tmp_path: Path) -> None:
    text = text_of("a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15, deadline: 2027-01-08}")
    assert [one.id for one in under(tmp_path, "{}", text).unresolved] == ["a"]
    assert under(tmp_path, "ignore: [SCH009]", text) == Repair(moves=(), unresolved=())
