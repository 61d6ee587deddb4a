"""The `$field` of a message: filled from the entity and its facts, in the words of a report."""

import re
from collections.abc import Mapping
from typing import Any

from programme_check.words import day, listing

FIELD = re.compile(r"\$(?:\$|\{([a-z_][\w.-]*)\}|([a-z_]\w*(?:\.[a-z_]\w*)*))")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The text with every `$name`, `${name}` and `$facts.name` replaced; `$$` is a dollar sign."""

    def replace(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        return "$" if name is None else say(look_up(values, name), name)

    return FIELD.sub(replace, template)


def fields_of(template: str) -> list[str]:
    """The names a text asks for."""
    return [match[1] or match[2] for match in FIELD.finditer(template) if match[1] or match[2]]


def look_up(values: Any, name: str) -> Any:
    """What stands at a dotted name; None where nothing does."""
    for part in name.split("."):
        values = values.get(part) if isinstance(values, Mapping) else None
    return values


def say(value: Any, name: str) -> str:
    """A value as a sentence holds it; one that is not there is called by its name."""
    import datetime

    if value is None or value in ([], {}, ""):
        return f"(no {name.rsplit('.', maxsplit=1)[-1].replace('_', ' ')})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, list):
        return listing([say(item, name) for item in value])
    if isinstance(value, Mapping):
        return listing([str(key) for key in value])
    text = str(value)
    if DAY.match(text):
        try:
            return day(datetime.date.fromisoformat(text).toordinal())
        except ValueError:
            return text
    return text
