"""What may not move, and how it is named: by hand. 4 January 2027 is a Monday."""

import pytest
from repair_support import ask, left, moves, text_of


@pytest.mark.parametrize(
    ("held", "says"),
    [
        ("committed: true", "is committed to 8 Jan 2027"),
        ("constraint: {type: must_start_on, reason: period start}", "must start on 4 Jan 2027 (period start)"),
        (
            "constraint: {type: start_no_later_than, date: 2027-01-06, reason: lease ends}",
            "may not start after 6 Jan 2027",
        ),
        ("deadline: 2027-01-12", "may not finish after its deadline, 12 Jan 2027"),
        ("actual: {start: 2027-01-04}", "has begun"),
    ],
)
def test_what_is_promised_dictated_or_begun_stays_and_is_named_with_the_days_missing(held: str, says: str) -> None:
    lines = f"""
    a: {{name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}}
    b: {{name: B, kind: other, start: 2027-01-04, finish: 2027-01-08, depends_on: [a], {held}}}
    c: {{name: C, kind: other, start: 2027-01-06, finish: 2027-01-08, depends_on: [b]}}
    """
    found = ask(text_of(lines))
    assert [one.id for one in found.moves] == ["c"]
    assert found.moves[0].start[1] == "2027-01-08"
    assert [(one.id, one.because, one.missing_days) for one in found.unresolved] == [("b", ("SCH003",), 9.0)]
    assert says in found.unresolved[0].reason
    assert "a, which ends 15 Jan 2027" in found.unresolved[0].reason
    assert "9 working days missing" in found.unresolved[0].reason


def test_finished_work_stays_and_a_constraint_without_a_reason_gives_way() -> None:
    lines = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}
    b: {name: B, kind: other, start: 2026-12-07, finish: 2026-12-11, actual: {start: 2026-12-07, finish: 2026-12-11}, depends_on: [a]}
    c: {name: C, kind: other, start: 2027-01-04, finish: 2027-01-08, depends_on: [a], constraint: {type: must_start_on}}
    """  # noqa: E501
    found = ask(text_of(lines))
    assert [one.id for one in found.moves] == ["c"]
    assert found.unresolved == ()


def test_a_deadline_leaves_room_up_to_its_day() -> None:
    lines = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-06}
    z: {name: Z, kind: other, start: 2027-01-04, finish: 2027-02-12}
    b: {name: B, kind: other, start: 2027-01-04, finish: 2027-01-08, depends_on: [a, z], deadline: 2027-01-15}
    """
    # What the deadline allows is cured, what it does not is named.
    assert moves(text_of(lines)) == {"b": ("2027-01-06", "2027-01-12")}
    assert left(text_of(lines)) == {"b": (("SCH003",), 27.0)}


def test_a_deadline_that_has_been_planned_past_is_named_and_nothing_moves_earlier() -> None:
    lines = "b: {name: B, kind: other, start: 2027-01-04, finish: 2027-01-15, deadline: 2027-01-12}"
    assert moves(text_of(lines)) == {}
    assert left(text_of(lines)) == {"b": (("SCH009",), 3.0)}


def test_a_go_live_without_a_window_left_stays_and_is_named() -> None:
    lines = "live: {name: Live, kind: go_live, milestone: true, start: 2027-04-01}"
    rest = "go_live_windows: {once: {dates: [2027-03-01]}}\n"
    assert moves(text_of(lines, rest=rest)) == {}
    assert left(text_of(lines, rest=rest)) == {"live": (("CUT006",), None)}
    assert "no later day is permitted" in ask(text_of(lines, rest=rest)).unresolved[0].reason


def test_a_circle_of_links_stays_and_the_rest_is_repaired() -> None:
    lines = """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15, depends_on: [b]}
    b: {name: B, kind: other, start: 2027-01-04, finish: 2027-01-15, depends_on: [a]}
    c: {name: C, kind: other, start: 2027-01-11, finish: 2027-01-12, depends_on: [b]}
    """
    found = ask(text_of(lines))
    assert [(one.id, one.start[1]) for one in found.moves] == [("c", "2027-01-15")]
    assert [one.id for one in found.unresolved] == ["a", "b"]
    assert "circle" in found.unresolved[0].reason
