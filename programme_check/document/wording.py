"""What does not fit the schema, in plain words: one function for each kind of misfit."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from programme_check.document.nearest import nearest
from programme_check.document.scalars import shorten
from programme_check.document.schema import Place, Schema, mapping

TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}
FEW = 12
"""Words that a message lists; of longer lists it gives the beginning."""


class Words(NamedTuple):
    """What to say, and what to do."""

    code: str
    message: str
    hint: str = ""


def show(value: Any) -> str:
    """A value as people write it in the file, on one line and not too long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return shorten(str(value))


def listing(words: Iterable[Any]) -> str:
    """Words as people list them: `a`, `b` and `c`."""
    quoted = [f"`{show(word)}`" for word in words]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)


def some(words: Iterable[Any]) -> str:
    """Some words of a list, and how many more there are."""
    every = [show(word) for word in words if word is not None]
    more = f" and {len(every) - FEW} more" if len(every) > FEW + 1 else ""
    return ", ".join(every[:FEW] if more else every) + more


def said(place: Place, value: Any) -> str:
    """The offending value, with the key it stands at."""
    key = place.path[-1] if place.path else ""
    if place.by == "item":
        return f"`{show(value)}` in `{show(place.path[-2])}`" if is_scalar(value) else place.subject
    return f"`{show(key)}: {show(value)}`" if is_scalar(value) and place.path else place.subject


def is_scalar(value: Any) -> bool:
    """Whether a value is a single piece and not empty."""
    return value is not None and not isinstance(value, (dict, list))


def would_do(schema: Schema) -> str:
    """What to write instead: the schema's own words, else its types and an example."""
    if "x-says" in schema:
        return str(schema["x-says"])
    kinds = schema.get("type", [])
    names = [TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind in TYPES]
    words = " or ".join(names) or str(schema.get("description", "something else"))
    samples = [sample for sample in schema.get("examples", []) if is_scalar(sample)]
    if "enum" in schema and "array" not in kinds and "object" not in kinds:
        words = f"one of {some(schema['enum'])}"
    elif samples and len(names) == 1:
        words += f" such as {show(samples[0])}"
    fields = list(mapping(schema.get("properties")))[:3]
    if fields and "object" in kinds:
        return f"{words} with fields such as {listing(fields)}"
    lists = [
        sample for sample in schema.get("examples", []) if isinstance(sample, list) and all(map(is_scalar, sample))
    ]
    return f"{words} such as [{', '.join(map(show, lists[0]))}]" if lists and "array" in kinds else words


def wrong_type(place: Place, value: Any, schema: Schema) -> Words:
    """A list where a text is expected, a text where a number is, nothing where something is."""
    holds = ""
    if value is None:
        holds = " is empty"
    elif isinstance(value, (dict, list)):
        holds = f" holds {TYPES['object' if isinstance(value, dict) else 'array']}"
    message = f"{said(place, value)}{holds or ' does not fit'}; write {would_do({**schema, **place.schema})}"
    return Words("wrong-type", message)


def not_allowed(place: Place, value: Any, schema: Schema) -> Words:
    """A word that is not in the list of those that are known."""
    if "x-says" in place.schema:
        return misfit(place, value, schema)
    words = [word for word in schema.get("enum", [schema.get("const")]) if word is not None]
    near = nearest(value, [word for word in words if isinstance(word, str)]) if isinstance(value, str) else None
    if len(words) > FEW + 1:
        every = f"The words are {some(words)}; `programme-check schema` lists them."
        hint = f"Did you mean `{near}`?" if near else every
        return Words(
            "unknown-word", f"{said(place, value)} is not one of the {len(words)} words that are known here", hint
        )
    return Words(
        "unknown-word", f"{said(place, value)} is not one of {some(words)}", f"Did you mean `{near}`?" if near else ""
    )


def misfit(place: Place, value: Any, schema: Schema) -> Words:
    """A text of the wrong form."""
    return Words("invalid-value", f"{said(place, value)} does not fit; write {would_do({**schema, **place.schema})}")


def too_low(place: Place, value: Any, schema: Schema) -> Words:
    """A number below the lowest."""
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    word = "lowest that fits" if "minimum" in schema else "number it must be above"
    return Words("out-of-range", f"{said(place, value)} is too low; {show(low)} is the {word}")


def too_high(place: Place, value: Any, schema: Schema) -> Words:
    """A number above the highest."""
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    word = "highest that fits" if "maximum" in schema else "number it must be below"
    return Words("out-of-range", f"{said(place, value)} is too high; {show(high)} is the {word}")


def too_few(place: Place, value: Any, schema: Schema) -> Words:
    """A text, list or mapping with too little in it."""
    if not value:
        return Words("empty-value", f"{place.subject} is empty; write {would_do({**schema, **place.schema})}")
    least = next(schema[key] for key in ("minItems", "minProperties", "minLength") if key in schema)
    return Words("too-few", f"{place.subject} is too short; it takes at least {least}")


def too_many(place: Place, _value: Any, schema: Schema) -> Words:
    """A text, list or mapping with too much in it."""
    most = next(schema[key] for key in ("maxItems", "maxProperties", "maxLength") if key in schema)
    return Words("too-many", f"{place.subject} is too long; it takes at most {most}")


def repeated(place: Place, _value: Any, _schema: Schema) -> Words:
    """A list that holds the same twice."""
    return Words("repeated", f"{place.subject} holds the same entry twice", "Keep one of the two.")


MISFITS: dict[str, Callable[[Place, Any, Schema], Words]] = {
    "enum": not_allowed,
    "const": not_allowed,
    "type": wrong_type,
    "pattern": misfit,
    "format": misfit,
    "minimum": too_low,
    "exclusiveMinimum": too_low,
    "maximum": too_high,
    "exclusiveMaximum": too_high,
    "minItems": too_few,
    "minLength": too_few,
    "minProperties": too_few,
    "maxItems": too_many,
    "maxLength": too_many,
    "maxProperties": too_many,
    "uniqueItems": repeated,
}
"""By the keyword of the schema that failed, the most telling first: of several at one value the first is told."""
