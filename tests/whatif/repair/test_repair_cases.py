"""Worked cases, by hand. 4 January 2027 is a Monday; every week has five working days unless a case says otherwise."""

import pytest
from repair_support import ask, moves, text_of, written

PAYROLL = """\
schema_version: 1
programme: {name: Harbour payroll, types: [hris], status_date: 2027-01-15}
workstreams:
  payroll:
    name: Payroll
    kind: cutover
    activities:
      run-2: {name: Second parallel run, kind: parallel_testing, start: 2027-03-01, finish: 2027-03-26}
      cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-24}
      live: {name: First live payroll, kind: go_live, milestone: true, start: 2027-04-01, depends_on: [cut]}
"""


def test_a_cutover_waits_for_the_run_and_the_days_for_fixes_and_takes_the_go_live_along() -> None:
    """The run ends Fri 26 March; five working days for fixes lead to Fri 2 April; three days end Tue 6 April."""
    found = ask(PAYROLL)
    assert [(one.id, one.start, one.finish, one.because) for one in found.moves] == [
        ("cut", ("2027-03-22", "2027-04-02"), ("2027-03-24", "2027-04-06"), ("PAY001",)),
        ("live", ("2027-04-01", "2027-04-06"), ("2027-04-01", "2027-04-06"), ("DEP001", "SCH003")),
    ]
    assert found.moves[0].days == 9
    assert found.unresolved == ()


def test_a_sound_plan_stays_as_it_is() -> None:
    sound = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-08}
    b: {name: B, kind: other, start: 2027-01-08, finish: 2027-01-15, depends_on: [a]}
    """
    assert ask(text_of(sound)).moves == ()


@pytest.mark.parametrize(
    ("link", "dates"),
    [
        ("a", ("2027-01-15", "2027-01-21")),
        ("a +3d", ("2027-01-20", "2027-01-26")),
        ("a -2d", ("2027-01-13", "2027-01-19")),
        ("a SS+4d", ("2027-01-08", "2027-01-14")),
        ("a FF", ("2027-01-11", "2027-01-15")),
        ("a FF+1w", ("2027-01-18", "2027-01-22")),
        ("a SF+12d", ("2027-01-13", "2027-01-19")),
        ("a +7cd", ("2027-01-22", "2027-01-28")),
    ],
)
def test_each_kind_of_link(link: str, dates: tuple[str, str]) -> None:
    """A takes ten days to Fri 15 January; b takes five, planned from Mon 4 January. Hand-over on one day will do."""
    lines = f"""
    a: {{name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}}
    b: {{name: B, kind: other, start: 2027-01-04, finish: 2027-01-08, depends_on: ["{link}"]}}
    """
    assert moves(text_of(lines)) == {"b": dates}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 2027-01-04, duration: 5d", "start: 2027-01-15, duration: 5d"),
        ("finish: 2027-01-08, duration: 5d", "finish: 2027-01-21, duration: 5d"),
        ('"start": "2027-01-04", finish: \'2027-01-08\'', '"start": "2027-01-15", finish: \'2027-01-21\''),
        ("start: 2027-01-04, finish: 2027-01-08, duration: 1w", "start: 2027-01-15, finish: 2027-01-21, duration: 1w"),
        ("start: 2027-01-04T09:00, finish: 2027-01-08T17:00", "start: 2027-01-15T09:00, finish: 2027-01-21T17:00"),
        ("start: 2027-01-04T13:00:00, duration: 4h", "start: 2027-01-15T13:00:00, duration: 4h"),
        ("start: 2027-01-04, duration: 14cd", "start: 2027-01-15, duration: 14cd"),
        ("milestone: true, start: 2027-01-04", "milestone: true, start: 2027-01-15"),
        ("milestone: true, finish: 2027-01-04", "milestone: true, finish: 2027-01-15"),
        (
            "milestone: true, start: 2027-01-04, finish: 2027-01-04",
            "milestone: true, start: 2027-01-15, finish: 2027-01-15",
        ),
    ],
)
def test_dates_keep_the_form_in_which_they_are_written(old: str, new: str) -> None:
    lines = f"""
    a: {{name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}} # a comment
    b: {{name: B, kind: other, {old}, depends_on: [a]}}   # another
    """
    text = text_of(lines)
    assert written(text).decode() == text.replace(old, new)


def test_work_moves_over_holidays_and_keeps_its_working_days() -> None:
    rest = "calendars: {ours: {holidays: [2027-01-18, 2027-01-19]}}\n"
    lines = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}
    b: {name: B, kind: other, start: 2027-01-04, finish: 2027-01-08, depends_on: ["a +1d"]}
    """
    # Mon 18 and Tue 19 are holidays: one day after Friday is Wednesday 20, and five days end on Tuesday 26.
    assert moves(text_of(lines, head=", calendar: ours", rest=rest)) == {"b": ("2027-01-20", "2027-01-26")}


def test_gates_move_and_what_waits_for_them() -> None:
    lines = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}
    b: {name: B, kind: other, start: 2027-01-12, finish: 2027-01-13, depends_on: [g]}
    """
    rest = "gates: {g: {name: G, kind: stage, date: 2027-01-11, depends_on: [a]}}\n"
    assert moves(text_of(lines, rest=rest)) == {"g": ("2027-01-15", "2027-01-15"), "b": ("2027-01-15", "2027-01-18")}


def test_cutovers_leave_blackouts_and_go_lives_wait_for_their_window() -> None:
    lines = """
    cut: {name: Cut, kind: cutover, start: 2027-03-30, finish: 2027-03-31}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-04-01, depends_on: [cut]}
    care: {name: Care, kind: hypercare, start: 2027-04-01, finish: 2027-05-31, depends_on: [live]}
    """
    rest = (
        "blackouts: {year-end: {from: 2027-03-29, to: 2027-04-09, reason: year-end filing}}\n"
        "go_live_windows: {months: {every: month_start}}\n"
    )
    found = ask(text_of(lines, rest=rest))
    assert {one.id: (one.start[1], one.because) for one in found.moves} == {
        "cut": ("2027-04-12", ("CUT006",)),
        "live": ("2027-05-03", ("DEP001", "SCH003", "CUT006")),
        "care": ("2027-05-03", ("SCH003",)),
    }


def test_work_to_come_leaves_the_past_and_finishes_no_earlier_than_the_status_date() -> None:
    lines = """
    a: {name: A, kind: other, start: 2026-12-28, finish: 2026-12-31}
    b: {name: B, kind: other, start: 2026-12-14, finish: 2026-12-18, actual: {start: 2026-12-14}}
    c: {name: C, kind: other, start: 2026-12-28, finish: 2026-12-31, status: complete}
    """
    found = ask(text_of(lines))
    assert {one.id: (one.start[1], one.finish[1], one.because) for one in found.moves} == {
        "a": ("2027-01-04", "2027-01-07", ("SCH011",)),
        "b": ("2026-12-14", "2027-01-04", ("SCH011",)),
    }


def test_links_of_both_kinds_in_a_ring_that_dates_can_keep_are_kept() -> None:
    lines = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}
    b: {name: B, kind: other, start: 2027-01-11, finish: 2027-01-13, depends_on: ["a SS", "c SS"]}
    c: {name: C, kind: other, start: 2027-01-04, finish: 2027-01-06, depends_on: ["b FF", a]}
    """
    assert moves(text_of(lines)) == {"b": ("2027-01-15", "2027-01-19"), "c": ("2027-01-15", "2027-01-19")}


def test_a_workstream_as_predecessor_means_its_last_finish() -> None:
    text = (
        text_of("z: {name: Z, kind: other, start: 2027-01-04, finish: 2027-01-05, depends_on: [side]}")
        + """\
  side:
    name: Side
    kind: other
    activities:
      p: {name: P, kind: other, start: 2027-01-04, finish: 2027-01-08}
      q: {name: Q, kind: other, start: 2027-01-04, finish: 2027-01-06, depends_on: [p]}
"""
    )
    assert moves(text) == {"q": ("2027-01-08", "2027-01-12"), "z": ("2027-01-12", "2027-01-13")}


def test_a_test_that_names_the_load_it_works_on_waits_for_no_other() -> None:
    lines = """
    mock: {name: Mock, kind: mock_data_load, start: 2027-01-04, finish: 2027-01-08}
    load: {name: Load, kind: data_migration, start: 2027-02-01, finish: 2027-03-05}
    uat: {name: Uat, kind: uat, start: 2027-01-11, finish: 2027-01-29, needs_data: [mock]}
    """
    assert moves(text_of(lines, types="hris")) == {}
    assert moves(text_of(lines.replace(", needs_data: [mock]", ""), types="hris"))["uat"][0] == "2027-03-05"


def test_a_pair_that_is_not_applicable_asks_for_nothing() -> None:
    lines = """
    sit: {name: Sit, kind: integration_testing, start: 2027-01-04, finish: 2027-01-15}
    uat: {name: Uat, kind: uat, start: 2027-01-11, finish: 2027-01-29, not_applicable: [{rule: TST002, with: sit, reason: other modules}]}
    """  # noqa: E501
    assert moves(text_of(lines)) == {}


def test_a_gate_on_a_circle_still_waits_for_the_tests_that_are_on_none() -> None:
    """Acceptance comes after the cutover and before the gate, which comes before the cutover. The other test has no
    part in it: the gate moves to its end, and no further."""
    lines = """
    sit: {name: Sit, kind: integration_testing, start: 2027-01-11, finish: 2027-01-26}
    uat: {name: Uat, kind: uat, start: 2027-01-27, finish: 2027-01-29, depends_on: [cut]}
    cut: {name: Cut, kind: cutover, start: 2027-02-02, finish: 2027-02-05}
    live: {name: Live, kind: go_live, milestone: true, start: 2027-03-02, depends_on: [cut]}
    """
    rest = "gates: {g: {name: G, kind: go_no_go, date: 2027-01-20}}\n"
    found = ask(text_of(lines, rest=rest))
    assert {one.id: one.start[1] for one in found.moves} == {"g": "2027-01-26", "uat": "2027-02-05"}
    assert [(one.id, one.because) for one in found.unresolved] == [("g", ("CUT002",))]
    lower = text_of(lines, rest=rest.replace("2027-01-20", "2027-01-25"))
    assert {
        one.id: one.start[1]
        for one in ask(lower.replace("2027-01-27, finish: 2027-01-29", "2027-02-05, finish: 2027-02-09")).moves
    } == {"g": "2027-01-26"}


def test_margin_starts_later_and_ends_when_it_did() -> None:
    """Time held in hand is used up before anything after it moves."""
    text = text_of(
        """
        test: {name: Test, kind: integration_testing, start: 2027-02-15, finish: 2027-02-26}
        spare: {name: Spare, kind: margin, start: 2027-02-22, finish: 2027-03-12, depends_on: [test]}
        live: {name: Live, kind: go_live, milestone: true, start: 2027-03-15, depends_on: [spare]}
        """
    )
    assert set(moves(text)) == {"spare"}
    assert b"finish: 2027-03-12" in written(text)
