"""What a JSON Schema expects at a place in the data, and what to call it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from programme_check.document.scalars import shorten
from programme_check.findings import Path

Schema = Mapping[str, Any]


class Place(NamedTuple):
    """A place in the data as a schema sees it."""

    path: Path
    schema: Schema
    """What is expected here; a `$ref` is resolved, and what stands beside it wins."""
    noun: str
    """What the definition that applies here is called, such as `activity`; empty where none does."""
    by: str
    """How its parent holds it: `field` (a fixed key), `id` (a key that people choose), `item`; empty at the top."""

    @property
    def subject(self) -> str:
        """Itself, as a message names it: activity `cutover`, entry 2 of `roles`, `baseline`, the programme file."""
        if not self.by:
            return f"the {self.noun.lower() or 'whole'} file"
        name = f"`{shorten(str(self.path[-1]))}`"
        if self.by == "item":
            return f"entry {int(self.path[-1]) + 1} of `{shorten(str(self.path[-2]))}`"
        return f"{self.noun or 'entry'} {name}" if self.by == "id" else name

    @property
    def kind(self) -> str:
        """What sort of thing it is: an activity, an entry of `roles`, `baseline`, the programme file."""
        if self.by in {"id", "item"}:
            holder = str(self.path[-2]) if len(self.path) > 1 else "the file"
            return article(self.noun) if self.noun else f"an entry of `{shorten(holder)}`"
        return self.subject


@lru_cache(maxsize=1)
def programme_schema() -> Schema:
    """The published schema of the programme file."""
    import json

    from programme_check.resources import schema_text

    found: dict[str, Any] = json.loads(schema_text("programme"))
    return found


def place(root: Schema, path: Path) -> Place:
    """The place at a path from the top of a file; an empty schema where the schema says nothing."""
    noun = str(root.get("title", ""))
    found = Place((), root, noun, "")
    for number, part in enumerate(path, 1):
        below, by = inside(found.schema, part)
        below, noun = resolve(root, below)
        found = Place(path[:number], below, noun, by)
    return found


def inside(schema: Schema, part: str | int) -> tuple[Schema, str]:
    """What a schema expects under a key or an index, and how that is held."""
    if isinstance(part, int):
        return mapping(schema.get("items")), "item"
    known = mapping(schema.get("properties"))
    if part in known:
        return mapping(known[part]), "field"
    for pattern, below in mapping(schema.get("patternProperties")).items():
        if re.search(pattern, part):
            return mapping(below), "field"
    return mapping(schema.get("additionalProperties")), "id"


def mapping(value: Any) -> Schema:
    """A part of a schema; `true`, `false` and nothing at all say nothing."""
    return value if isinstance(value, dict) else {}


def resolve(root: Schema, schema: Schema) -> tuple[Schema, str]:
    """A schema with its reference followed, and what the definition is called."""
    reference = schema.get("$ref")
    if not isinstance(reference, str):
        return schema, ""
    target: Any = root
    for part in reference.removeprefix("#").split("/")[1:]:
        target = mapping(target).get(part)
    beside = {key: value for key, value in schema.items() if key != "$ref"}
    return {**mapping(target), **beside}, str(mapping(target).get("title", ""))


def is_known(schema: Schema, key: str) -> bool:
    """Whether a mapping may have a key, as far as fixed names and patterns go."""
    patterns = mapping(schema.get("patternProperties"))
    return key in mapping(schema.get("properties")) or any(re.search(pattern, key) for pattern in patterns)


def owners(root: Schema, key: str) -> list[str]:
    """What has a field of this name, where that is one or two kinds of things."""
    found = [
        str(definition.get("title", ""))
        for definition in mapping(root.get("$defs")).values()
        if key in mapping(definition.get("properties"))
    ]
    return sorted(found) if len(found) < 3 else []


def article(noun: str) -> str:
    """A noun with its article: an activity, a decision."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
