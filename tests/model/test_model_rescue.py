"""A file that does not fit the format: what is kept of it, what is left out, and how that is explained."""

import pytest
from model_support import built, document

from programme_check.model import build


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("schema_version: 2\nprogramme: {name: A, status_date: 2027-01-15}", ["unknown-version"]),
        ("schema_version: one\nprogramme: {name: A, status_date: 2027-01-15}", ["unknown-version"]),
        ("schema_version: 1", ["missing-key"]),
        ("schema_version: 1\nprogramme: {name: A}", ["missing-key"]),
        ("schema_version: 1\nprogramme: {name: 5, status_date: 2027-01-15}", ["wrong-type"]),
        ("schema_version: 1\nprogramme: {name: A, status_date: 2027-02-30}", ["invalid-value"]),
        ("schema_version: 1\nprogramme: [a]", ["wrong-type"]),
        ("schema_version: 1\nprogramme:", ["wrong-type"]),
    ],
)
def test_without_name_and_date_nothing_can_be_said(text: str, codes: list[str]) -> None:
    programme, problems = build(document(text))
    assert programme is None
    assert [problem.code for problem in problems] == codes


def test_a_missing_version_is_a_problem_but_no_reason_to_stop() -> None:
    programme, problems = build(document("programme: {name: A, status_date: 2027-01-15}"))
    assert programme is not None
    assert [problem.code for problem in problems] == ["missing-key"]
    assert "schema_version" in problems[0].message


def test_a_broken_field_of_the_header_drops_only_itself() -> None:
    programme, problems = built(
        "schema_version: 1\nprogramme: {name: A, status_date: 2027-01-15, types: [hriss], phase: delivery, size: 3}\n"
    )
    assert programme.programme.phase == "delivery"
    assert programme.programme.types == ("general",)
    assert [problem.pointer for problem in problems] == ["/programme/types/0", "/programme/size"]
    assert set(programme.left_out) == {("programme", "types"), ("programme", "size")}


def test_a_broken_activity_is_left_out_and_its_neighbours_stay() -> None:
    programme, problems = built(
        """
        workstreams:
          a:
            name: A
            kind: testing
            activities:
              broken: {name: B, kind: uatt, start: 2027-02-30}
              sound: {name: C, kind: uat, depends_on: [broken]}
              empty:
              worse: [1]
        """
    )
    assert list(programme.activities) == ["sound"]
    assert [problem.pointer.rpartition("activities/")[2] for problem in problems] == [
        "broken/kind",
        "broken/start",
        "empty",
        "worse",
    ]
    assert programme.left_out == tuple(("workstreams", "a", "activities", id) for id in ("broken", "empty", "worse"))


def test_a_broken_workstream_keeps_its_activities() -> None:
    programme, problems = built(
        "workstreams: {a: {kind: tests, lead: [x], colour: red, activities: {b: {name: B, kind: uat}}}}"
    )
    assert (programme.workstreams["a"].name, programme.workstreams["a"].kind) == ("a", "other")
    assert list(programme.activities) == ["b"]
    assert sorted(problem.code for problem in problems) == ["missing-key", "unknown-key", "unknown-word", "wrong-type"]


def test_a_broken_vendor_keeps_its_deliverables() -> None:
    programme, problems = built(
        "vendors: {v: {name: V, role: friend, deliverables: {a: {due: 2027-02-01}, b: {due: soon}}, payments: [1]}}"
    )
    assert list(programme.vendors["v"].deliverables) == ["a"]
    assert [problem.pointer for problem in problems] == [
        "/vendors/v/role",
        "/vendors/v/deliverables/b/due",
        "/vendors/v/payments",
    ]


def test_a_broken_meeting_is_left_out_of_its_forum() -> None:
    programme, problems = built("forums: {f: {name: F, kind: steering, meetings: [{date: 2027-02-01}, {held: true}]}}")
    assert len(programme.forums["f"].meetings) == 1
    assert [problem.pointer for problem in problems] == ["/forums/f/meetings/1"]


def test_a_section_of_the_wrong_type_is_left_out() -> None:
    programme, problems = built("workstreams: [a]\nrisks: none\nlandscape: {systems: [a], interfaces: {b: {}}}")
    assert programme.workstreams == {}
    assert list(programme.landscape.interfaces) == ["b"]
    assert [problem.pointer for problem in problems] == ["/workstreams", "/risks", "/landscape/systems"]


def test_counts_of_requirements_are_explained_where_they_stand() -> None:
    programme, problems = built("requirements: {summary: {total: many}, r-1: {fit: gap}, r-2: {fit: fits}}")
    assert programme.requirements_summary is None
    assert list(programme.requirements) == ["r-1"]
    assert [problem.pointer for problem in problems] == ["/requirements/summary/total", "/requirements/r-2/fit"]


def test_a_link_with_an_unknown_key() -> None:
    _, problems = built(
        """
        workstreams:
          a: {name: A, kind: testing, activities: {b: {name: B, kind: uat, depends_on: [{on: a, tpye: SS}]}}}
        """
    )
    assert [problem.code for problem in problems] == ["unknown-key"]
    assert problems[0].hint == "Did you mean `type`?"


def test_numbers_that_are_too_large_to_count_with() -> None:
    _, problems = built(f"decisions: {{d: {{title: D, spend_per_week: {'9' * 400}}}}}")
    assert [problem.pointer for problem in problems if problem.pointer.startswith("/decisions/d")]
