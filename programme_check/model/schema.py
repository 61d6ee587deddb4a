"""Makes JSON Schemas from records: that of the programme file, and what others are made with (`rules/schemas.py` writes
them). Nothing of this runs when a programme is checked.

Editors show what they complete one keyword at a time, so there is no `anyOf`: where a text or a mapping will do, both
types stand side by side with the keywords of each.
"""

from typing import Any, get_args

from programme_check.model.base import DAY_SAYS, ID_SAYS
from programme_check.model.docs import docstrings, examples, summary, words
from programme_check.model.links import Link
from programme_check.model.plan import Holiday
from programme_check.model.programme import Programme
from programme_check.model.shapes import Shape, Slot, slots
from programme_check.model.times import Lag, Moment, Shift, Span
from programme_check.model.values import Answer, Chance, Count, Percent, Version, YesNo
from programme_check.model.vendors import RequirementSummary

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_AMOUNT = r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?(d|w|cd|m|h)?"
_SHARE = r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,6})?( ?%)?"
_LAG = rf"[+-] *{_AMOUNT}"
_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean"}

_KEYS: dict[str, Schema] = {
    "!id": {"pattern": "^[a-z][a-z0-9-]*$", "x-says": ID_SAYS},
    "!day": {"pattern": f"^{_DAY}$", "x-says": DAY_SAYS},
}
_VALUES: dict[type, Schema] = {
    Moment: {"type": ["string"], "pattern": rf"^{_DAY}(T([01][0-9]|2[0-3]):[0-5][0-9](:00)?)?$"},
    Span: {"type": ["string", "number"], "pattern": f"^{_AMOUNT}$", "minimum": 0},
    Lag: {"type": ["string", "number"], "pattern": f"^[+-]?{_AMOUNT}$"},
    Shift: {"type": ["string"], "pattern": "^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$"},
    Percent: {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": f"^{_SHARE}$"},
    Chance: {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": f"^({_SHARE}|low|medium|high)$"},
    Count: {"type": ["integer"], "minimum": 0},
    Version: {"type": ["integer", "string"], "enum": [1, "1"]},
    YesNo: {"type": ["boolean", "string"], "enum": [True, False, "yes", "no"]},
    Answer: {"type": ["string", "boolean"], "enum": ["yes", "no", "unknown", True, False]},
    Holiday: {"type": ["string"], "pattern": f"^{_DAY}$"},
    Link: {"type": ["string"], "pattern": f"^[^ ]+( +(FS|SS|FF|SF)( *{_LAG})?| +{_LAG})?$"},
}


def programme_schema() -> Schema:
    """The schema of the programme file."""
    return document_schema(
        Programme,
        "urn:programme-check:schema:programme:1",
        "Programme",
        "A technology delivery programme: what it is for, its work, its people, its decisions and its risks.",
    )


def document_schema(record: type, identity: str, title: str, description: str) -> Schema:
    """The schema of a kind of file, from the record of its top."""
    generator = _Generator()
    top = generator.record(record)
    top |= {"title": title, "description": description, "type": "object"}
    return {"$schema": DIALECT, "$id": identity, **top, "$defs": dict(sorted(generator.definitions.items()))}


class _Generator:
    """Collects the definition of every record it meets."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def record(self, record: type) -> Schema:
        texts = docstrings(record)
        found: Schema = {
            "title": words(record.__name__),
            "description": summary(record),
            "type": ["object", "null"],
            "properties": {slot.key: self.property(slot, texts[slot.name]) for slot in slots(record).values()},
        }
        required = [slot.key for slot in slots(record).values() if slot.required]
        if required:
            found["required"] = required
        if "requirements" in found["properties"]:
            # The only map with a key that is no id: counts instead of, or beside, the single requirements.
            said = {"title": "summary", "description": summary(RequirementSummary)}
            counts = said | self.named(RequirementSummary)
            found["properties"]["requirements"]["properties"] = {"summary": counts}
        return found | {"additionalProperties": False, "patternProperties": {"^x-": {}}}

    def named(self, record: type) -> Schema:
        name = record.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.record(record)
        return {"$ref": f"#/$defs/{name}"}

    def property(self, slot: Slot, text: str) -> Schema:
        description, samples = examples(text)
        found: Schema = {"title": words(slot.key), "description": description}
        if samples:
            found["examples"] = samples
        return found | _nullable(self.shape(slot.shape), not slot.required)

    def shape(self, found: Shape) -> Schema:
        schema = self.form(found)
        if found.other is not None:
            other = self.shape(found.other)
            schema = {**other, **schema, "type": [*schema["type"], *other["type"]]}
        return schema

    def form(self, found: Shape) -> Schema:
        if found.kind == "record":
            return self.named(found.type)
        if found.kind == "value":
            return self.value(found)
        if found.kind == "enum":
            return {"type": ["string"], "enum": list(get_args(found.type))}
        if found.item is None:
            return _plain(found)
        item = _nullable(self.shape(found.item), False)
        if found.kind == "list":
            return {"type": ["array"], "items": item}
        return {"type": ["object"], **_keys(found.key), "additionalProperties": item}

    def value(self, found: Shape) -> Schema:
        schema = _VALUES[found.type] | {"x-says": found.type.says}
        if found.record is None:
            return schema
        record = self.record(found.record)
        del record["title"], record["description"]
        return record | schema | {"type": [*schema["type"], "object"]}


def _plain(found: Shape) -> Schema:
    names = dict.fromkeys("integer" if found.type == (int,) else _PLAIN[kind] for kind in found.type)
    low, high = found.bounds
    bounds = {key: value for key, value in (("minimum", low), ("maximum", high)) if value is not None}
    return {"type": list(names)} | bounds if names else {}


def _keys(found: Shape | None) -> Schema:
    if found is None or (found.kind == "plain" and found.ref not in _KEYS):
        return {}
    return {"propertyNames": _KEYS[found.ref] if found.kind == "plain" else {"enum": list(get_args(found.type))}}


def _nullable(found: Schema, optional: bool) -> Schema:
    """Null means absent: allowed wherever a key may be left out."""
    if "$ref" in found:
        return found if optional else found | {"type": "object"}
    kinds = [*found.get("type", []), *(["null"] if optional else [])]
    if optional and "enum" in found:
        found = found | {"enum": [*found["enum"], None]}
    return found | ({"type": kinds if len(kinds) > 1 else kinds[0]} if kinds else {})
