"""The published schemas: generated from the records, valid, described, and in agreement with them."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from model_support import FULL, document

from programme_check.model import Programme
from programme_check.model.docs import docstrings, words
from programme_check.model.schema import programme_schema
from programme_check.model.shapes import Shape, inside, shape, slots
from programme_check.resources import schema_text, schemas_folder, template_text
from programme_check.rules.schemas import settings_schema, write
from programme_check.settings import Settings

BOTH = ["programme", "settings"]


@lru_cache
def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(schema_text(name))
    return found


def parts(schema: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every subschema and where it stands, examples apart."""
    if isinstance(schema, dict):
        yield path, schema
        for key, value in schema.items():
            if key not in {"examples", "enum"}:
                yield from parts(value, (*path, key))
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value, path)


def records(found: Shape, seen: set[type]) -> set[type]:
    """Every record below a shape."""
    if found.record is not None and found.record not in seen:
        seen.add(found.record)
        for slot in slots(found.record).values():
            records(slot.shape, seen)
    for inner in (found.item, found.other):
        if inner is not None:
            records(inner, seen)
    return seen


@pytest.mark.parametrize("name", BOTH)
def test_the_published_schema_is_the_generated_one(name: str) -> None:
    generated = programme_schema() if name == "programme" else settings_schema()
    assert published(name) == generated, "run: python -m programme_check.rules.schemas"


def test_writing_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr("programme_check.resources.schemas_folder", lambda: tmp_path)
    write()
    for name in BOTH:
        file = f"{name}.schema.json"
        assert (tmp_path / file).read_text(encoding="utf-8") == (schemas_folder() / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BOTH)
def test_the_schema_is_valid(name: str) -> None:
    schema = published(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    used = {part["$ref"].rpartition("/")[2] for _, part in parts(schema) if isinstance(part.get("$ref"), str)}
    assert used == set(schema["$defs"])


@pytest.mark.parametrize("name", BOTH)
def test_every_property_is_described_and_no_choice_is_left_open(name: str) -> None:
    for path, part in parts(published(name)):
        assert not {"anyOf", "oneOf", "allOf"} & set(part), path
        if len(path) > 1 and path[-2] == "properties" and path[-1] != "properties":
            assert part.get("title"), path
            has_text = part.get("description") or "$ref" in part
            assert has_text, path
            assert not str(part.get("description")).endswith(":"), path


def test_every_field_of_every_record_has_a_text() -> None:
    for record in records(shape(Programme), set()) | records(shape(Settings), set()):
        for slot in slots(record).values():
            text = docstrings(record)[slot.name]
            assert text.partition(" Example: ")[0].endswith("."), (record, slot.name)


def test_examples_fit_their_own_property() -> None:
    schema = published("programme")
    for path, part in parts(schema):
        for example in part.get("examples", ()):
            errors = list(Draft202012Validator({**part, "$defs": schema["$defs"]}).iter_errors(example))
            # An example shows the keys that matter; it need not be whole.
            assert [error.message for error in errors if error.validator != "required"] == [], path


def test_the_full_example_has_every_field() -> None:
    found = shape(Programme)
    used: dict[Any, set[str]] = {}

    def walk(value: Any, expected: Shape | None) -> None:
        if expected is None:
            return
        if isinstance(value, dict) and expected.record is not None:
            used.setdefault(expected.record, set()).update(value)
        for part, child in (
            value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
        ):
            walk(child, inside(expected, part))

    walk(document(FULL.read_text(encoding="utf-8")).data, found)
    lacking = {
        (record.__name__, key)
        for record in records(found, set())
        for key in slots(record)
        if key not in used.get(record, set())
    }
    assert lacking == {("Programme", "include")}


def test_the_full_example_fits() -> None:
    assert (
        list(Draft202012Validator(published("programme")).iter_errors(document(FULL.read_text(encoding="utf-8")).data))
        == []
    )


def test_the_settings_schema_takes_what_the_design_shows() -> None:
    settings_file = {
        "fail_on": "warning",
        "ignore": ["STR"],
        "rules": {"long-activity": {"limit": "60d"}, "training-badly-timed": {"severity": "info"}},
        "report": {"organisation": "Northwind"},
        "drivers": {"by": "vendor", "correlation": 0.3},
    }
    check = Draft202012Validator(published("settings"))
    assert check.is_valid(settings_file)
    assert not check.is_valid({"fail_onn": "warning"})
    assert not check.is_valid({"rules": {"PAY001": {"severity": "fatal"}}})


def test_files_that_ship_beside_the_code() -> None:
    with pytest.raises(FileNotFoundError):
        schema_text("other")
    with pytest.raises(FileNotFoundError):
        template_text("other")


def test_words() -> None:
    assert [words(name) for name in ("ChangeRequest", "AiSystem", "depends_on")] == [
        "change request",
        "AI system",
        "depends on",
    ]
