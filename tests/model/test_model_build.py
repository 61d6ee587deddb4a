"""From a document to a programme: what is filled in, what is kept, what is left out."""

import gc
from typing import Any

import pytest
from model_support import FULL, built, document, told

from programme_check.model import Activity, Entity, Gate, build
from programme_check.model.shapes import slots


def test_the_full_example_is_sound() -> None:
    programme, problems = built(FULL.read_text(encoding="utf-8"))
    assert problems == []
    assert programme.left_out == ()
    assert list(programme.work)[-1] == "go-no-go-uk"
    assert isinstance(programme.work["go-no-go-uk"], Gate)
    assert "go-no-go-uk" not in programme.activities
    load = programme.activities["mock-load-1"]
    assert load.workstream == "data-migration"
    assert load.path == ("workstreams", "data-migration", "activities", "mock-load-1")
    assert programme.activities["parallel-runs"].runs["run-1"].path[-2:] == ("runs", "run-1")
    assert programme.vendors["brightpath"].deliverables["converted-data"].vendor == "brightpath"
    assert programme.vendors["brightpath"].payments["m3"].vendor == "brightpath"
    assert programme.requirements_summary is not None
    assert (programme.requirements_summary.total, list(programme.requirements)) == (320, ["r-104"])
    assert programme.gates["go-no-go-uk"].criteria["payroll-match"].met == "no"
    hours = programme.calendars["cutover-weekend"].working_hours
    assert isinstance(hours, dict)
    assert hours["fri"][0].end == 1440
    assert programme.landscape.interfaces["gl-feed"].from_ == "hris"


def test_every_entity_knows_its_id_and_path() -> None:
    doc = document(FULL.read_text(encoding="utf-8"))
    programme, _ = build(doc)
    seen = 0

    def walk(value: Any) -> None:
        nonlocal seen
        if isinstance(value, Entity):
            seen += 1
            assert value.path[-1] == value.id != ""
            assert doc.locate(value.path).pointer.endswith("/" + value.id)
        if hasattr(value, "__struct_fields__"):
            for slot in slots(type(value)).values():
                walk(getattr(value, slot.name))
        elif isinstance(value, dict):
            for part in value.values():
                walk(part)
        elif isinstance(value, tuple):
            for part in value:
                walk(part)

    walk(programme)
    assert seen > 55


def test_the_smallest_file_is_sound() -> None:
    programme, problems = built("workstreams: {}")
    assert problems == []
    assert programme.programme.types == ("general",)
    assert programme.landscape.systems == {}
    assert not programme.has("workstreams")


def test_sections_that_are_there() -> None:
    programme, _ = built("people: {dana: {}}\nlandscape: {systems: {hris: {}}}\nteams: {}\nrisks:\n")
    assert programme.has("people")
    assert programme.has("landscape.systems")
    assert not programme.has("landscape.interfaces")
    assert not programme.has("teams")
    assert not programme.has("risks")


def test_keys_of_the_users_own_are_passed_over_but_ids_may_look_like_them() -> None:
    programme, problems = built(
        """
        x-ours: {anything: [1, null]}
        external_dependencies: {x-9: {name: Ledger, x-note: {a: null}}}
        workstreams:
          a:
            name: A
            kind: testing
            activities:
              b: {name: B, kind: uat, depends_on: [{on: a, x-why: [b], lag: null}], severity_definitions: {x-1: low}}
        """
    )
    assert problems == []
    assert list(programme.external_dependencies) == ["x-9"]
    assert programme.activities["b"].severity_definitions == {"x-1": "low"}


def test_null_is_the_same_as_absent() -> None:
    programme, problems = built(
        """
        risks: null
        landscape: null
        roles: [{role: sponsor, holder: null, since: null}]
        workstreams:
          a: {name: A, kind: testing, lead: null, activities: {b: {name: B, kind: uat, actual: {start: null}}}}
        """
    )
    assert problems == []
    assert programme.roles[0].holder is None
    assert programme.activities["b"].actual is not None


def test_the_document_stays_as_it_is() -> None:
    doc = document("schema_version: 1\nprogramme: {name: A, status_date: 2027-01-15, x-a: 1, phase: null, '!id': 3}\n")
    before = repr(doc.data)
    build(doc)
    assert repr(doc.data) == before


def test_names_only_the_program_may_set_are_unknown_keys() -> None:
    programme, problems = built(
        "workstreams: {a: {name: A, kind: testing, activities: {b: {name: B, kind: uat, '!id': c}}}}"
    )
    assert told(problems) == [("/workstreams/a/activities/b/!id", "unknown-key")]
    assert programme.left_out == (("workstreams", "a", "activities", "b"),)


def test_ids_and_days_as_keys() -> None:
    programme, problems = built(
        """
        people: {Dana: {}, dana_o: {}, 7up: {}, ok-1: {}}
        calendars: {c: {exceptions: {2027-02-30: [], 2027-02-01: []}}}
        """
    )
    assert list(programme.people) == ["ok-1"]
    assert list(programme.calendars["c"].exceptions) == ["2027-02-01"]
    assert [problem.code for problem in problems] == ["invalid-id"] * 3 + ["invalid-key"]
    assert "lower-case letters" in problems[0].message
    assert ("people", "Dana") in programme.left_out


@pytest.mark.parametrize(
    ("fields", "ok"),
    [
        ("start: 2027-02-01", False),
        ("finish: 2027-02-01", False),
        ("start: 2027-02-01, milestone: false", False),
        ("start: 2027-02-01, milestone: yes", True),
        ("start: 2027-02-01, duration: 5d", True),
        ("start: 2027-02-01, finish: 2027-02-01", True),
        ("duration: 5d", True),
        ("deadline: 2027-02-01", True),
        ("start: 2027-02-01, actual: {start: 2027-01-04, finish: 2027-01-08}", True),
        ("start: 2027-02-01, actual: {start: 2027-01-04}", False),
    ],
)
def test_one_date_is_not_enough(fields: str, ok: bool) -> None:
    programme, problems = built(
        f"workstreams: {{a: {{name: A, kind: testing, activities: {{b: {{name: B, kind: uat, {fields}}}}}}}}}"
    )
    assert ("b" in programme.activities) is ok
    if not ok:
        assert [problem.code for problem in problems] == ["one-date"]
        assert "duration" in problems[0].message
        assert programme.left_out == (("workstreams", "a", "activities", "b"),)


def test_kinds_that_happen_on_a_day_need_one_date() -> None:
    programme, problems = built(
        "workstreams: {a: {name: A, kind: cutover, activities: {g: {name: G, kind: go_live, start: 2027-05-04}}}}"
    )
    assert problems == []
    assert programme.activities["g"].is_point
    assert not Activity(name="F", kind="go_live", duration=1).is_point  # type: ignore[arg-type]
    assert not Activity(name="F", kind="uat").is_point


def test_periods_that_end_before_they_begin() -> None:
    programme, problems = built(
        """
        blackouts: {b: {from: 2027-03-02, to: 2027-03-01}, c: {from: 2027-03-02, to: 2027-03-02}}
        freezes: {f: {from: 2027-03-02, to: 2027-03-01}}
        people: {dana: {peaks: {end: {from: 2027-03-02, to: 2027-03-01}}}}
        calendars: {c: {reduced_capacity: {s: {from: 2027-03-02, to: 2027-03-01, percent: 5}}}}
        """
    )
    assert (list(programme.blackouts), list(programme.freezes)) == (["c"], [])
    assert [problem.code for problem in problems] == ["reversed-dates"] * 4
    assert problems[0].pointer == "/blackouts/b/to"


def test_problems_come_in_the_order_of_the_file() -> None:
    _, problems = built(
        """
        workstreams:
          b:
            name: B
            kind: testing
            lead: nobody
            activities: {c: {name: C, kind: uat, owner: nobody}, d: {name: D, kind: uat, start: 2027-01-01}}
        people: {dana: {capacity: 120%}}
        gates: {b: {name: G, kind: exit}}
        """
    )
    places = [(problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    assert len(problems) == 5


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    built("workstreams: {}")
    assert gc.isenabled()
    gc.disable()
    try:
        built("workstreams: {}")
        assert not gc.isenabled()
    finally:
        gc.enable()
