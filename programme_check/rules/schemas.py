"""Writes every JSON Schema that is made from records: `python -m programme_check.rules.schemas`.

That of the settings file knows the limits of every rule, so that an editor completes them.
"""

import json
from typing import Any

import msgspec

from programme_check.model.docs import summary
from programme_check.model.schema import document_schema, programme_schema
from programme_check.rules.limits import counts, described, said, unit
from programme_check.rules.packs.schema import pack_schema
from programme_check.rules.registry import catalogue
from programme_check.rules.rule import Rule
from programme_check.settings import Settings

LEVEL = {
    "title": "severity",
    "description": "The level of its findings, in the place of its own and of the ladder; `off` leaves the rule out.",
    "type": ["string", "null"],
    "enum": ["error", "warning", "info", "off", None],
}
ANSWER = {"type": ["boolean", "string", "null"], "enum": [True, False, "yes", "no", None], "x-says": "true or false"}
ENABLED = {"title": "enabled", "description": "Whether the rule runs.", **ANSWER}
TYPES = {bool: "boolean", str: "string", tuple: "array", list: "array"}


def settings_schema() -> dict[str, Any]:
    """The schema of the settings file, `.programme-check.yaml`."""
    found = document_schema(Settings, "urn:programme-check:schema:settings:1", "Settings", summary(Settings))
    found["properties"]["same_day_handover"] |= ANSWER
    rules = found["properties"]["rules"]
    rules["properties"] = {}
    for rule in catalogue().values():
        found["$defs"][rule.id] = of_rule(rule)
        reference = {"title": rule.name, "description": f"{rule.id}: {rule.title}.", "$ref": f"#/$defs/{rule.id}"}
        rules["properties"] |= {rule.id: reference, rule.name: reference}
    rules["additionalProperties"] = {
        "title": "rule",
        "description": "The level and the limits of a rule that a pack or a plugin brings.",
        "type": ["object", "null"],
        "properties": {"severity": LEVEL, "enabled": ENABLED},
        "additionalProperties": {"type": ["number", "string", "boolean", "array", "null"]},
    }
    return found


def of_rule(rule: Rule) -> dict[str, Any]:
    """What may be set for one rule."""
    limits = {
        name: {
            "title": name,
            "description": f"{meaning} The default is {shown(value)}.",
            **accepted(value, meaning, whole=rule.limits is not None and counts(rule.limits, name)),
        }
        for name, value, meaning in described(rule.limits)
    }
    return {
        "title": f"{rule.id} {rule.name}",
        "description": f"{rule.title}.",
        "type": ["object", "null"],
        "properties": {"severity": LEVEL, "enabled": ENABLED, **limits},
        "additionalProperties": False,
        "patternProperties": {"^x-": {}},
    }


def accepted(value: Any, meaning: str, *, whole: bool) -> dict[str, Any]:
    """What a limit may be: like its default, from 0 on; and with the unit that it counts in."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return {"type": [TYPES[type(value)], "null"]}
    kind, end = "integer" if whole else "number", unit(meaning)
    found = {"type": [kind, "null"], "minimum": 0, "x-says": said(value, meaning, whole=whole)}
    return found if end is None else found | {"type": [kind, "string", "null"], "pattern": f"^[0-9]{{1,9}}{end}$"}


def shown(value: Any) -> str:
    """A default as the file would have it."""
    return msgspec.json.encode(value).decode()


def write() -> None:
    """Write the files into the `schemas` folder of the checkout."""
    from programme_check.resources import schemas_folder

    for name, schema in (("programme", programme_schema()), ("settings", settings_schema()), ("pack", pack_schema())):
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (schemas_folder() / f"{name}.schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
