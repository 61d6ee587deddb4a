"""JSON Schema's complaints as problems in plain English, at the offending key or value."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from programme_check.document.document import Document
from programme_check.document.nearest import TWINS, nearest
from programme_check.document.scalars import shorten
from programme_check.document.schema import Place, Schema, article, is_known, mapping, owners, place, programme_schema
from programme_check.document.wording import MISFITS, Words, is_scalar, listing, misfit, show, some
from programme_check.findings import Path, Problem

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

MOST = 1_000
"""Complaints about one part of a file; whoever has mended these is told the rest."""
SUGGESTIONS = 50
"""Unknown keys of one mapping for which similar ones are looked for."""
RANKS = {keyword: rank for rank, keyword in enumerate(MISFITS)}


def explain(
    document: Document, definition: str, value: Any, path: Path, *, schema: Schema | None = None
) -> list[Problem]:
    """What keeps a value from fitting the schema, in file order; nothing when it fits.

    `definition` is a name in the schema's `$defs`, or the title of the whole schema. `path` is where the value stands
    in the document; the value may be a part of what stands there. `schema` is that of the programme file when absent.
    """
    root = programme_schema() if schema is None else schema
    report = Report(document, root)
    errors = validator_for(Known(root), definition).iter_errors(value)
    for error in islice(errors, MOST):
        report.add(error, (*path, *error.absolute_path))
    return report.problems()


class Known:
    """A schema that can be a key of a cache: the same object is the same schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Known) and other.schema is self.schema


@lru_cache(maxsize=200)
def validator_for(known: Known, definition: str) -> "Validator":
    """The validator of one definition. References are followed within the schema and nowhere else."""
    from jsonschema import Draft202012Validator
    from referencing import Registry

    root = known.schema
    definitions = mapping(root.get("$defs"))
    if definition in definitions:
        root = {"$ref": f"#/$defs/{definition}", "$defs": definitions}
    elif definition not in {"", root.get("title")}:
        raise KeyError(definition)
    return Draft202012Validator(root, registry=Registry())


class Report:
    """Collects complaints, and keeps of several about one thing the one that says most."""

    def __init__(self, document: Document, root: Schema) -> None:
        self.document = document
        self.root = root
        self._ranked: dict[Path, tuple[int, Words, Any]] = {}
        self._keys: dict[Path, Words] = {}
        self._missing: dict[Path, list[str]] = {}
        self._meant: dict[Path, set[str]] = {}

    def add(self, error: Any, path: Path) -> None:
        """Take in one complaint about what stands at a path."""
        at = place(self.root, path)
        keyword, value = str(error.validator), error.instance
        if "propertyNames" in error.schema_path:
            self._keys[(*path, value)] = key_form(at, value, error.schema)
        elif keyword in {"additionalProperties", "unevaluatedProperties"}:
            self.unknown(at, value, error.schema)
        elif keyword == "required":
            self._missing[path] = [key for key in error.validator_value if key not in value]
        elif keyword == "dependentRequired":
            needed = [key for cause, keys in error.validator_value.items() if cause in value for key in keys]
            self._missing.setdefault(path, [key for key in needed if key not in value])
        else:
            rank = RANKS.get(keyword, len(RANKS)) if is_scalar(value) or keyword != "type" else -1
            if path not in self._ranked or rank < self._ranked[path][0]:
                words = MISFITS.get(keyword, misfit)(at, value, error.schema)
                self._ranked[path] = (rank, words, value)

    def unknown(self, at: Place, value: Any, schema: Schema) -> None:
        """Keys that a mapping may not have."""
        known = mapping(schema.get("properties"))
        strange = [key for key in value if not is_known(schema, key)]
        sort = "a section of" if not at.by else "a field of"
        for number, key in enumerate(strange):
            near = nearest(key, [name for name in known if name not in value]) if number < SUGGESTIONS else None
            hint = f"Did you mean `{near}`?"
            if near is None:
                elsewhere = owners(self.root, key)
                hint = f"It can have {some(known)}."
                twin = nearest(key, known, TWINS) if number < SUGGESTIONS else None
                if twin is not None:
                    hint = f"`{twin}` is there already; keep one of the two."
                elif "scope" in known and (part := part_of_scope(self.root, key)):
                    hint = f"Write `scope: {{{part}: [{shorten(str(value[key]))}]}}`."
                elif elsewhere:
                    hint = f"`{shorten(key)}` is a field of {' and of '.join(map(article, elsewhere))}. {hint}"
            else:
                self._meant.setdefault(at.path, set()).add(near)
            self._keys[(*at.path, key)] = Words("unknown-key", f"`{shorten(key)}` is not {sort} {at.kind}", hint)

    def missing(self, at: Place, absent: list[str]) -> Words:
        """Keys that a mapping needs."""
        fields = mapping(at.schema.get("properties"))
        samples = [f"`{key}: {sample(mapping(fields.get(key)))}`" for key in absent]
        has = " and ".join(f"no {quoted}" for quoted in map(listing, ([key] for key in absent)))
        return Words("missing-key", f"{at.subject} has {has}", f"Add {' and '.join(samples)}.")

    def problems(self) -> list[Problem]:
        """All of them, in file order."""
        found = [(self.document.position(path), path, words, "key") for path, words in self._keys.items()]
        for path, (_, words, value) in self._ranked.items():
            of = "value" if is_scalar(value) else "key"
            found.append((self.document.position(path, of=of), path, words, of))  # type: ignore[arg-type]
        for path, missing in self._missing.items():
            # Who wrote `nam` and is asked whether `name` was meant need not be told that `name` is missing.
            absent = [key for key in missing if key not in self._meant.get(path, ())]
            if absent:
                words = self.missing(place(self.root, path), absent)
                found.append((self.document.position(path), path, words, "key"))
        found.sort(key=lambda entry: (entry[0], tuple(map(str, entry[1]))))
        return [self.document.problem(path, *words, of=of) for _, path, words, of in found]  # type: ignore[arg-type]


def part_of_scope(root: Schema, key: str) -> str | None:
    """The field of a scope that lists what a key names one of: `waves` for `wave`."""
    scope = mapping(mapping(mapping(root.get("$defs")).get("Scope")).get("properties"))
    return next((name for name in (key, f"{key}s", f"{key[:-1]}ies") if name in scope), None)


def key_form(at: Place, key: str, schema: Schema) -> Words:
    """A key that people choose and that does not have the right form."""
    if "enum" in schema:
        near = nearest(key, schema["enum"])
        hint = f"Did you mean `{near}`?" if near else ""
        return Words("unknown-key", f"`{shorten(key)}` in {at.subject} is not one of {some(schema['enum'])}", hint)
    hint = ""
    if str(schema.get("pattern", "")).startswith("^[a-z]"):
        plain = "-".join(slug(key))
        hint = f"Write `{plain}`, or another id." if plain else ""
    return Words(
        "invalid-id", f"`{shorten(key)}` cannot be a key here; write {schema.get('x-says', 'another one')}", hint
    )


def slug(text: str) -> Iterator[str]:
    """The words of a text that can be parts of an id."""
    import re

    yield from re.findall(r"[a-z0-9]+", re.sub(r"^[^a-zA-Z]+", "", text).lower())


def sample(schema: Schema) -> str:
    """An example of a value, to show how a key is written."""
    samples = schema.get("examples") or [word for word in schema.get("enum", []) if word is not None]
    return show(samples[0]) if samples and is_scalar(samples[0]) else "…"
