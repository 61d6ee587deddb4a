"""What waiting for a decision costs, worked out by hand."""

import pytest
from whatif_support import activities, iso, plan

from programme_check.reports.terminal.decisions import columns_of, no_cost_until
from programme_check.whatif import Waiting, cliffs, decisions
from programme_check.whatif.classes import classify
from programme_check.whatif.decisions import LISTED
from programme_check.whatif.waiting import Result

BUILD = """
    build: {name: Build, kind: configuration, start: 2027-02-01, duration: 10d}
    live: {name: Live, kind: go_live, milestone: true, start: STATED, depends_on: [build]}
"""
COST = ", cost_of_delay: {per_week: 65000}"


def waiting(decisions_text: str, work: str = BUILD, *, stated: str = "2027-02-15", rest: str = "") -> list[Waiting]:
    """The answer for decisions, one YAML line each."""
    lines = "".join(f"  {line.strip()}\n" for line in decisions_text.strip().splitlines())
    text = activities(work.replace("STATED", stated), head=COST, rest=f"{rest}decisions:\n{lines}")
    return decisions(plan(text))


def one(decision: str, **options: str) -> Waiting:
    """The answer for one decision with these fields."""
    return waiting(f"d: {{title: Scope, {decision}}}", **options)[0]


def slips(found: Waiting) -> list[float | None]:
    """The days lost at 1, 2, 4 and 8 weeks."""
    return [week.slip_days for week in found.waiting]


def test_a_decision_on_the_path_to_go_live_costs_every_week_the_same() -> None:
    """Needed on 25 January, five days before the build starts on 1 February."""
    found = one("needed_by: 2027-01-25, lead_time: 5d, blocks: [build]")
    assert (iso(found.needed_by), iso(found.free_until), found.kind) == ("2027-01-25", "2027-01-25", "linear")
    assert slips(found) == [5, 10, 20, 40]
    assert [week.cost for week in found.waiting] == [65000, 130000, 260000, 520000]


def test_what_is_spent_while_waiting_is_added() -> None:
    found = one("needed_by: 2027-01-25, lead_time: 5d, blocks: [build], spend_per_week: 4000")
    assert [week.cost for week in found.waiting] == [69000, 138000, 276000, 552000]
    idle = one("needed_by: 2027-01-25, spend_per_week: 4000")
    assert (idle.kind, idle.free_until, idle.at(4).cost) == ("linear", None, 16000)


def test_the_need_is_worked_out_where_it_is_not_stated() -> None:
    """Eight days of float: build may start on 11 February, five working days after 4 February."""
    found = one("lead_time: 5d, blocks: [build]", stated="2027-02-25")
    assert (iso(found.needed_by), found.computed, iso(found.free_until)) == ("2027-02-04", True, "2027-02-04")


def test_float_makes_it_deferrable_and_the_last_free_day_is_exact() -> None:
    """Needed 25 January; build can start as late as 11 February, so 4 February is still free; then 5 days a week."""
    found = one("needed_by: 2027-01-25, lead_time: 5d, blocks: [build]", stated="2027-02-25")
    assert (found.kind, iso(found.free_until)) == ("deferrable", "2027-02-04")
    assert slips(found) == [0, 2, 12, 32]


def test_an_overdue_decision_counts_from_the_status_date() -> None:
    """It was needed on 16 December; today, 4 January, plus four weeks is 1 February, when the build starts."""
    found = one("needed_by: 2026-12-16, blocks: [build]")
    assert iso(found.counted_from) == "2027-01-04"
    assert (slips(found), iso(found.free_until)) == ([0, 0, 0, 20], "2027-02-01")


def test_a_missed_window_is_a_cliff() -> None:
    """Live on the first of a month: ready on 15 February, live on 1 March; four weeks later it is 1 April."""
    rest = "go_live_windows: {months: {every: month_start}}\n"
    found = one("needed_by: 2027-02-01, blocks: [build]", stated="2027-03-01", rest=rest)
    assert (found.kind, iso(found.free_until)) == ("cliff", "2027-02-15")
    assert slips(found) == [0, 0, 23, 45]  # 1 May is a Saturday: 3 May
    last = one("needed_by: 2027-02-01, blocks: [build]", rest="go_live_windows: {w: {dates: [2027-02-15]}}\n")
    assert (last.kind, slips(last), last.at(4).cost) == ("cliff", [None] * 4, None)


def test_decisions_that_depend_on_it_move_too_and_then_it_compounds() -> None:
    text = "\n".join(
        f"d{n}: {{title: T{n}, needed_by: 2027-0{day}, blocks: [b{n}]{f', depends_on: [d{n - 1}]' if n else ''}}}"
        for n, day in enumerate(("1-18", "1-25", "2-01", "2-08"))
    )
    work = "\n".join(
        f"b{n}: {{name: B{n}, kind: other, start: 2027-0{day}, duration: 5d{f', depends_on: [b{n - 1}]' if n else ''}}}"
        for n, day in enumerate(("1-18", "1-25", "2-01", "2-08"))
    )
    work += "\nlive: {name: Live, kind: go_live, milestone: true, start: 2027-02-15, depends_on: [b3]}"
    found = {one.id: one for one in waiting(text, work)}
    assert found["d0"].kind == "compounding"
    assert found["d0"].dependents == ("d1", "d2", "d3")
    assert found["d3"].kind == "linear"
    assert slips(found["d0"]) == [5, 10, 20, 40]


def test_what_reaches_no_go_live_is_free_and_a_broken_promise_is_not() -> None:
    rest = "    note: {name: Note, kind: other, start: 2027-01-11, duration: 5d}\n"
    assert one("needed_by: 2027-01-11, blocks: [note]", work=BUILD + rest).kind == "free"
    bound = rest.replace("5d}", "5d, deadline: 2027-02-12}")
    kept = one("needed_by: 2027-01-11, blocks: [note]", work=BUILD + bound)
    assert (kept.kind, iso(kept.free_until), kept.breaks) == ("deferrable", "2027-02-08", ("note",))
    contract = bound + (
        "    due: {name: Due, kind: contract_milestone, start: 2027-02-12, deadline: 2027-02-12, depends_on: [note]}\n"
    )
    assert one("needed_by: 2027-01-11, blocks: [note]", work=BUILD + contract).kind == "cliff"


def test_the_dearest_comes_first_and_cliffs_are_named() -> None:
    text = """
    a: {title: A, needed_by: 2027-01-25, blocks: [build], status: deferred}
    b: {title: B, needed_by: 2027-02-01, blocks: [build]}
    c: {title: C, needed_by: 2027-01-10}
    made: {title: Made, status: made}
    gone: {title: Gone, status: withdrawn}
    """
    found = waiting(text)
    assert [one.id for one in found] == ["b", "a", "c"]
    assert found[2].needed_by is not None
    windows = "go_live_windows: {months: {every: month_start}}\n"
    text = "decisions: {d: {title: D, needed_by: 2027-02-01, blocks: [build]}, e: {title: E}}\n"
    asked = plan(activities(BUILD.replace("STATED", "2027-03-01"), rest=windows + text))
    assert cliffs(asked) == {"d": "cliff"}
    assert cliffs(asked, ["e"]) == {}
    assert cliffs(asked, []) == {}


FORUMS = """\
forums:
  board: {name: Board, kind: programme_board, pre_read: 2d, decision_rights: {money: 1000}, escalates_to: top,
    meetings: [{date: 2026-12-15, held: true}, {date: 2027-01-05}, {date: 2027-01-12}, {date: 2027-01-26},
      {date: 2027-02-09}]}
  top: {name: Top, kind: steering, decision_rights: {money: 5000}, meetings: [{date: 2027-01-20}]}
"""


def test_forums_with_the_right_to_decide_and_their_meetings() -> None:
    found = one("needed_by: 2027-01-25, forum: board, blocks: [build]", rest=FORUMS)
    assert (found.forum, [iso(day) for day in found.meetings]) == ("board", ["2027-01-12", "2027-01-26", "2027-02-09"])
    dear = one("needed_by: 2027-01-25, forum: board, options: {x: {cost: 3000}}", rest=FORUMS)
    assert (dear.forum, dear.entitled, [iso(day) for day in dear.meetings]) == ("top", True, ["2027-01-20"])
    nobody = one("needed_by: 2027-01-25, forum: board, options: {x: {cost: 9000}}", rest=FORUMS)
    assert (nobody.forum, nobody.entitled) == ("board", False)
    assert (one("needed_by: 2027-01-25").forum, one("needed_by: 2027-01-25").meetings) == (None, ())


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([0] * 12, "free"),
        ([5] * 12, "linear"),
        ([0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5], "deferrable"),
        ([0] * 11 + [5], "deferrable"),
        ([0] * 11 + [16], "cliff"),
        ([2, 5, 5, 16, 5, 5, 5, 5, 5, 5, 5, 5], "cliff"),
        ([2, 5, 5, 15, 5, 5, 5, 5, 5, 5, 5, 5], "deferrable"),
        ([1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4], "compounding"),
        ([1, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4], "deferrable"),
    ],
)
def test_classes(steps: list[float], kind: str) -> None:
    total, results = 0.0, [Result(0.0, (), False, 0)]
    for step in steps:
        total += step
        results.append(Result(total, (), False, 1))
    assert classify(results, free_from_start=steps[0] != 5, spends=False) == kind


def test_a_decision_that_names_nothing_it_blocks_is_not_called_free() -> None:
    """Nobody can tell what waiting for it does."""
    head = "decisions: {bank: {title: Which bank, needed_by: 2027-02-01}}\n"
    asked = plan(activities("a: {name: A, kind: other, start: 2027-02-01, duration: 5d}", rest=head))
    found = decisions(asked)[0]
    assert found.kind == "unknown"
    assert columns_of(found, LISTED, asked.as_of, free=True) == ["1 Feb", "not known", "-", "-", "-", "-"]


@pytest.mark.parametrize(
    ("needed", "said"), [("2026-12-01", "overdue"), ("2027-01-18", "12 wk +"), ("2027-08-02", "6 Sep")]
)
def test_an_overdue_decision_is_called_overdue_and_a_horizon_is_no_deadline(needed: str, said: str) -> None:
    """Beside what a rule says of it, no later day reads like a date to wait for."""
    work = """
    a: {name: A, kind: other, start: 2027-09-06, duration: 5d}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-09-13, depends_on: [a]}
    """
    head = f"decisions: {{bank: {{title: Which bank, needed_by: {needed}, blocks: [a]}}}}\n"
    asked = plan(activities(work, rest=head))
    assert no_cost_until(decisions(asked)[0], asked.as_of) == said
