"""What a pack asks of an entity: JSON Schema, checked when the pack is read and compiled once."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from programme_check.rules.packs.facts import known
from programme_check.rules.packs.subjects import WHERE

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

COMPUTED = ("id", "facts")
"""What an entity has beside the fields of the file."""


class BadPredicate(ValueError):
    """A JSON Schema that could never do what its writer meant; the text says why."""


def compiled(schema: Mapping[str, Any]) -> "Validator":
    """The validator of a schema. Raises BadPredicate for what is no JSON Schema, or reaches outside itself."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
    from referencing import Registry

    for reference in found_under(schema, "$ref"):
        if not isinstance(reference, str) or not reference.startswith("#"):
            raise BadPredicate(f"`$ref: {reference}` leads out of the schema; write out what it stands for")
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        where = ".".join(str(part) for part in error.absolute_path)
        raise BadPredicate(f"{f'`{where}`: ' if where else ''}{error.message}") from error
    return Draft202012Validator(schema, registry=Registry())


def found_under(value: Any, key: str) -> Iterator[Any]:
    """Whatever stands under a key, however deep."""
    queue = [value]
    while queue:
        found = queue.pop()
        if isinstance(found, Mapping):
            if key in found:
                yield found[key]
            queue += found.values()
        elif isinstance(found, list):
            queue += found


def names_in(schema: Any) -> set[str]:
    """The field names that a schema speaks of at its own level: in `properties`, `required` and what combines them."""
    names: set[str] = set()
    queue = [schema]
    while queue:
        found = queue.pop()
        if not isinstance(found, Mapping):
            continue
        names.update(found.get("properties") or ())
        names.update(name for name in found.get("required") or () if isinstance(name, str))
        for key in ("allOf", "anyOf", "oneOf"):
            queue += found.get(key) or ()
        queue += [found[key] for key in ("not", "if", "then", "else") if key in found]
    return names


def facts_in(*schemas: Any) -> tuple[str, ...]:
    """The facts that schemas speak of, each once."""
    below = (fact for schema in schemas for fact in found_under(schema, "facts"))
    return tuple(sorted({name for schema in below for name in names_in(schema)}))


@cache
def fields(kind: str) -> frozenset[str]:
    """The fields that a kind of subject has in the programme file."""
    from programme_check.document.schema import mapping, place, programme_schema

    path = tuple("a" if part == "*" else part for part in WHERE[kind].split(".")) if WHERE[kind] else ()
    return frozenset(mapping(place(programme_schema(), path).schema.get("properties")))


def check_names(kind: str, *schemas: Any) -> None:
    """Refuse a name that no entity of the kind can have: such a rule would pass, or fail, whatever the file holds.

    Raises BadPredicate with the nearest name that there is.
    """
    from programme_check.document import nearest

    for schema in schemas:
        for name in sorted(names_in(schema)):
            if name not in fields(kind) and name not in COMPUTED and not name.startswith("x-"):
                near = nearest(name, sorted({*fields(kind), *COMPUTED}))
                raise BadPredicate(f"`{name}` is not a field of {kind}.{f' Did you mean `{near}`?' if near else ''}")
    for name in facts_in(*schemas):
        if name not in known(kind):
            near = nearest(name, known(kind))
            raise BadPredicate(f"`{name}` is not a fact of {kind}.{f' Did you mean `{near}`?' if near else ''}")
