"""What does not fit the schema, told in plain words at the offending key or value."""

from pathlib import Path
from typing import Any

import pytest

from programme_check.document import explain, read
from programme_check.findings import Problem

DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$", "x-says": "a day such as 2027-03-22"}
SCHEMA: dict[str, Any] = {
    "title": "Programme",
    "type": "object",
    "properties": {
        "programme": {"$ref": "#/$defs/Header", "type": "object"},
        "activities": {
            "type": ["object", "null"],
            "propertyNames": {"pattern": "^[a-z][a-z0-9-]*$", "x-says": "an id such as go-live"},
            "additionalProperties": {"$ref": "#/$defs/Activity", "type": "object"},
        },
        "roles": {"type": "array", "items": {"$ref": "#/$defs/Role", "type": "object"}},
        "hours": {"type": "object", "propertyNames": {"enum": ["mon", "tue"]}, "additionalProperties": {}},
        "any": {"anyOf": [{"type": "string"}, {"type": "number"}], "description": "a text or a number"},
        "one": {"const": 1},
    },
    "required": ["programme"],
    "additionalProperties": False,
    "$defs": {
        "Header": {
            "title": "header",
            "type": ["object", "null"],
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 20, "examples": ["North"]},
                "types": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 3,
                    "uniqueItems": True,
                    "items": {"enum": ["hris", "erp"]},
                },
                "size": {"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10},
            },
            "required": ["name"],
            "additionalProperties": False,
            "patternProperties": {"^x-": {}},
        },
        "Activity": {
            "title": "activity",
            "type": ["object", "null"],
            "properties": {
                "name": {"type": "string", "examples": ["Build"]},
                "kind": {"type": ["string", "null"], "enum": [*(f"kind-{n}" for n in range(20)), "uat", None]},
                "start": DAY,
                "finish": DAY,
                "progress": {"type": ["number", "string"], "minimum": 0, "maximum": 100},
                "done": {"type": ["boolean", "string"], "enum": [True, False, "yes", "no"], "x-says": "yes or no"},
                "depends_on": {"type": "array", "items": {"type": "string"}, "examples": [["build"]]},
                "baseline": {"type": "object", "properties": {"start": DAY}, "additionalProperties": False},
                "owner": {"type": "string"},
                "deputy": {"type": "string"},
            },
            "required": ["name"],
            "dependentRequired": {"deputy": ["owner"]},
            "additionalProperties": False,
        },
        "Role": {
            "title": "role",
            "type": "object",
            "properties": {"role": {"type": "string", "enum": ["sponsor", "lead"]}, "holder": {"type": "string"}},
            "required": ["role", "holder"],
            "additionalProperties": False,
        },
    },
}


def told(text: str) -> list[Problem]:
    """All that is wrong with a file."""
    document, problems = read(text.encode(), "plan.yaml")
    assert document is not None, problems
    return explain(document, "Programme", document.data, (), schema=SCHEMA)


DATA, _ = read((Path(__file__).parent / "explained.yaml").read_bytes(), "explained.yaml")
CASES: dict[str, dict[str, Any]] = DATA.data if DATA else {}


@pytest.mark.parametrize("name", CASES)
def test_told_where_and_in_which_words(name: str) -> None:
    case = CASES[name]
    (problem,) = told("programme: {name: North}\n" + case["text"])
    assert [problem.line, problem.column] == case["at"], problem
    assert (problem.file, problem.code) == ("plan.yaml", case["code"])
    assert case["message"] in problem.message
    assert problem.hint.startswith(case["hint"])
    assert bool(problem.hint) == bool(case["hint"])
    assert problem.message.isprintable()


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("{name: ''}", "empty-value", "`name` is empty; write text such as North"),
        ("{name: " + "n" * 21 + "}", "too-many", "`name` is too long; it takes at most 20"),
        ("{name: N, types: []}", "empty-value", "`types` is empty"),
        ("{name: N, types: [erp, erp]}", "repeated", "`types` holds the same entry twice"),
        ("{name: N, types: [erp, hris, erp, hris]}", "too-many", "`types` is too long; it takes at most 3"),
        ("{name: N, size: 0}", "out-of-range", "`size: 0` is too low; 0 is the number it must be above"),
        ("{name: N, size: 10}", "out-of-range", "`size: 10` is too high; 10 is the number it must be below"),
        ("{name: N, size: 1.5}", "wrong-type", "`size: 1.5` does not fit; write a whole number"),
    ],
)
def test_sizes(text: str, code: str, message: str) -> None:
    (problem,) = told(f"programme: {text}\n")
    assert (problem.code, problem.line) == (code, 1)
    assert message in problem.message


def test_there_are_cases() -> None:
    assert len(CASES) > 30


def test_all_in_one_run_in_file_order() -> None:
    found = told("zebra: 1\nactivities:\n  a: {nam: A}\n  b: {name: B, start: x, finish: y}\n")
    assert [(one.line, one.code) for one in found] == [
        (1, "missing-key"),
        (1, "unknown-key"),
        (3, "unknown-key"),
        (4, "invalid-value"),
        (4, "invalid-value"),
    ]
    assert found[0].message == "the programme file has no `programme`"


def test_a_part_of_the_file_and_sound_values() -> None:
    document, _ = read(b"activities:\n  a: {name: A, x: 1}\n  b: {name: B}\n", "plan.yaml")
    assert document is not None
    path = ("activities", "a")
    (problem,) = explain(document, "Activity", document.data["activities"]["a"], path, schema=SCHEMA)
    assert (problem.line, problem.column, problem.pointer) == (2, 16, "/activities/a/x")
    assert explain(document, "Activity", document.data["activities"]["b"], ("activities", "b"), schema=SCHEMA) == []
    with pytest.raises(KeyError):
        explain(document, "Nothing", {}, (), schema=SCHEMA)


def test_many_unknown_keys_and_long_values_stay_readable() -> None:
    keys = ", ".join(f"k{number}: 1" for number in range(200))
    found = told(f"programme: {{name: North, {keys}}}\n")
    assert len(found) == 200
    (problem,) = told(f"programme: {{name: North}}\nroles: [{'x' * 5000}]\n")
    assert len(problem.message) < 200


def test_the_published_schema_is_used_when_none_is_given() -> None:
    document, _ = read(b"schema_version: 1\nprogramme: {name: N, status_date: 2027-01-15, curency: GBP}\n", "plan.yaml")
    assert document is not None
    (problem,) = explain(document, "Programme", document.data, ())
    assert problem.hint == "Did you mean `currency`?"


@pytest.mark.parametrize(
    ("definition", "value", "hint"),
    [
        ("ChangeRequest", "{title: X, approved_by: dana, approved_on: 2027-01-04}", "It can have title, status,"),
        ("ChangeRequest", "{title: X, status: open, statuss: open}", "`status` is there already; keep one of the two."),
        ("Calendar", "{holidays: [2027-03-26], half_days: [2027-02-08]}", "It can have working_days,"),
        ("Calendar", "{half_days: [2027-02-08]}", "It can have working_days,"),
        ("Activity", "{name: A, wave: one}", "Write `scope: {waves: [one]}`."),
    ],
)
def test_a_hint_never_has_good_data_deleted(definition: str, value: str, hint: str) -> None:
    """A field that is much like another is only taken for it where it is hardly more than mistyped."""
    document, _ = read(f"part: {value}\n".encode(), "plan.yaml")
    assert document is not None
    problems = explain(document, definition, document.data["part"], ("part",))
    assert [problem.hint for problem in problems if problem.hint.startswith(hint)], problems
