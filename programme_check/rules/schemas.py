"""Writes every JSON Schema that is made from records: `python -m programme_check.rules.schemas`.

That of the settings file knows the limits of every rule, so that an editor completes them.
"""

import json
from typing import Any

import msgspec

from programme_check.model.docs import summary
from programme_check.model.schema import document_schema, programme_schema
from programme_check.rules.limits import described
from programme_check.rules.packs.schema import pack_schema
from programme_check.rules.registry import catalogue
from programme_check.rules.rule import Rule
from programme_check.settings import Settings

LEVEL = {
    "title": "severity",
    "description": "The level of its findings; `off` leaves the rule out.",
    "type": "string",
    "enum": ["error", "warning", "info", "off"],
}
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", tuple: "array", list: "array"}


def settings_schema() -> dict[str, Any]:
    """The schema of the settings file, `.programme-check.yaml`."""
    found = document_schema(Settings, "urn:programme-check:schema:settings:1", "Settings", summary(Settings))
    rules = found["properties"]["rules"]
    rules["properties"] = {}
    for rule in catalogue().values():
        found["$defs"][rule.id] = of_rule(rule)
        reference = {"title": rule.name, "description": f"{rule.id}: {rule.title}.", "$ref": f"#/$defs/{rule.id}"}
        rules["properties"] |= {rule.id: reference, rule.name: reference}
    rules["additionalProperties"] = {
        "title": "rule",
        "description": "The level and the limits of a rule that a pack or a plugin brings.",
        "type": "object",
        "properties": {"severity": LEVEL},
        "additionalProperties": {"type": ["number", "string", "boolean", "array"]},
    }
    return found


def of_rule(rule: Rule) -> dict[str, Any]:
    """What may be set for one rule."""
    limits = {
        name: {"title": name, "description": f"{meaning} The default is {shown(value)}.", **accepted(value)}
        for name, value, meaning in described(rule.limits)
    }
    return {
        "title": f"{rule.id} {rule.name}",
        "description": f"{rule.title}.",
        "type": "object",
        "properties": {"severity": LEVEL, **limits},
        "additionalProperties": False,
    }


def accepted(value: Any) -> dict[str, Any]:
    """What a limit may be: like its default, and a number of days with its unit too."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"type": [TYPES[type(value)], "string"], "pattern": "^[0-9]+c?d$"}
    return {"type": TYPES[type(value)]}


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
