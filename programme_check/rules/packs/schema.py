"""The JSON Schema of a pack of rules, made from its records (`rules/schemas.py` writes it)."""

import typing
from typing import Any

import msgspec

from programme_check.model.docs import summary
from programme_check.model.schema import document_schema
from programme_check.rules.packs.format import FACTS_VERSION, Order, Pack, PackRule

KEYWORDS = {"pattern": "pattern", "min_length": "minLength", "max_length": "maxLength", "ge": "minimum"}


def pack_schema() -> dict[str, Any]:
    """The schema of a pack."""
    found = document_schema(Pack, "urn:programme-check:schema:pack:1", "Pack", summary(Pack))
    found["properties"]["facts"] |= {"type": "integer", "enum": [FACTS_VERSION]}
    for record, schema in ((Pack, found), (PackRule, found["$defs"]["PackRule"]), (Order, found["$defs"]["Order"])):
        names = {field.name: field.encode_name for field in msgspec.structs.fields(record)}
        for name, hint in typing.get_type_hints(record, include_extras=True).items():
            for meta in getattr(hint, "__metadata__", ()):
                property = schema["properties"][names[name]]
                keywords = {word: getattr(meta, key) for key, word in KEYWORDS.items()}
                if property.get("type") == "array":
                    keywords["minItems"] = keywords.pop("minLength")
                property |= {word: value for word, value in keywords.items() if value is not None}
    found["properties"]["rules"]["items"] = {"$ref": "#/$defs/PackRule"}
    return found
