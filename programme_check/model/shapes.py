"""The format as the records describe it, for whoever has to walk a file: build, references and the schema."""

import types
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from programme_check.model.base import Entity, Keys, Ref
from programme_check.model.convert import VALUES
from programme_check.model.vendors import Requirement, RequirementSummary

_UNIONS = (Union, types.UnionType)
_MARK = "!"


class Shape(NamedTuple):
    """What may stand in one place of the file."""

    kind: Literal["record", "map", "list", "value", "enum", "plain"]
    type: Any
    """The record, the class of the value, the Literal, or the plain types as a tuple."""
    item: "Shape | None" = None
    """What a list or a map holds."""
    key: "Shape | None" = None
    """What the keys of a map are."""
    other: "Shape | None" = None
    """A second form: working hours as a list or by weekday."""
    ref: str = ""
    """What kind of entity the text names."""
    bounds: tuple[float | None, float | None] = (None, None)
    """The lowest and the highest number allowed."""
    hint: Any = None
    """The annotation it comes from, for msgspec."""

    @property
    def record(self) -> Any:
        """The record that a mapping here is read as, also for links and holidays; None when there is none."""
        return self.type if self.kind == "record" else getattr(self.type, "record", None)

    @property
    def holds_entities(self) -> bool:
        """Whether it is a map whose keys are ids."""
        return self.kind == "map" and self.item is not None and is_entity(self.item)


class Slot(NamedTuple):
    """One key of a record."""

    name: str
    """The attribute."""
    key: str
    """The key in the file."""
    required: bool
    default: Any
    shape: Shape


def is_entity(shape: Shape) -> bool:
    """Whether it is a record with an id of its own."""
    return shape.kind == "record" and issubclass(shape.type, Entity)


_SLOTS: dict[Any, dict[str, Slot]] = {}


def slots(record: Any) -> dict[str, Slot]:
    """The keys of a record in the order in which they are documented."""
    found = _SLOTS.get(record)
    if found is None:
        found = _SLOTS[record] = _slots(record)
    return found


def _slots(record: type[msgspec.Struct]) -> dict[str, Slot]:
    found = {}
    hints = _annotations(record)
    for name, key, default in _fields(record):
        if not key.startswith(_MARK):
            required = default is msgspec.NODEFAULT
            found[key] = Slot(name, key, required, default, shape(hints[name]))
    return found


def _annotations(record: type) -> dict[str, Any]:
    # Plain annotations, not strings: no module of records delays their evaluation.
    return {
        name: hint for kind in reversed(record.__mro__) for name, hint in vars(kind).get("__annotations__", {}).items()
    }


def _fields(record: type[msgspec.Struct]) -> list[tuple[str, str, Any]]:
    names, keys, defaults = record.__struct_fields__, record.__struct_encode_fields__, record.__struct_defaults__
    offset = len(names) - len(defaults)
    order = list(_annotations(record))
    found = [
        (name, key, defaults[index - offset] if index >= offset else msgspec.NODEFAULT)
        for index, (name, key) in enumerate(zip(names, keys, strict=True))
    ]
    return sorted(found, key=lambda field: order.index(field[0]))


@cache
def shape(hint: Any) -> Shape:
    """What an annotation allows, null apart: a key that may be absent may also be null."""
    return _shape(hint)._replace(hint=hint)


def _shape(hint: Any) -> Shape:
    origin = get_origin(hint)
    if origin in _UNIONS:
        return _union([part for part in get_args(hint) if part is not type(None)])
    if origin is Annotated:
        return _annotated(*get_args(hint))
    if origin is tuple:
        return Shape("list", tuple, shape(get_args(hint)[0]))
    if origin is dict:
        key, item = get_args(hint)
        found = shape(item)
        keys = shape(Annotated[str, Keys("id")]) if is_entity(found) and key is str else shape(key)
        return Shape("map", dict, found, keys)
    if origin is Literal:
        return Shape("enum", hint)
    if hint in VALUES:
        return Shape("value", hint)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return Shape("record", hint)
    return Shape("plain", () if hint is Any else (hint,))


def _union(parts: list[Any]) -> Shape:
    shapes = [shape(part) for part in parts]
    if len(shapes) == 1:
        return shapes[0]
    if all(found.kind == "plain" for found in shapes):
        return Shape("plain", tuple(kind for found in shapes for kind in found.type))
    return shapes[0]._replace(other=shapes[1])


def _annotated(hint: Any, *marks: Any) -> Shape:
    found = shape(hint)
    for mark in marks:
        if isinstance(mark, Ref):
            found = found._replace(ref=mark.space)
        elif isinstance(mark, Keys) and found.kind == "map":
            found = found._replace(key=Shape("plain", (str,), ref="!" + mark.kind))
        elif isinstance(mark, Keys):
            found = found._replace(ref="!" + mark.kind)
        elif isinstance(mark, msgspec.Meta):
            found = found._replace(bounds=(mark.ge, mark.le))
    return found


def inside(found: Shape, part: str | int) -> Shape | None:
    """What may stand under a key or an index of it; None where the format knows nothing."""
    if isinstance(part, int):
        return found.item if found.kind == "list" else None
    if found.kind == "map":
        # Counts of requirements stand where the ids of single ones do.
        counted = part == "summary" and found.item is not None and found.item.type is Requirement
        return shape(RequirementSummary) if counted else found.item
    if found.record is not None:
        slot = slots(found.record).get(part)
        return slot.shape if slot else None
    return inside(found.other, part) if found.other else None
