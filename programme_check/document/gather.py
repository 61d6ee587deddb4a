"""Second looks at what was read: merge keys taken in, and soft and hidden things listed."""

from typing import Any

from programme_check.document.positions import Mirror, entries, start
from programme_check.document.scalars import MERGE, Scalars, visible
from programme_check.document.source import Fault
from programme_check.findings import Path

HINT = "Write `<<: *name`, where `&name` stands before a mapping."


def take_in(mapping: dict[Any, Any], mirror: Mirror) -> None:
    """Replace the key `<<` of a mapping by the keys it brings. Keys of the mapping's own win, then earlier mappings."""
    index = mirror.index(MERGE, 1)
    entry = mirror[index + 2]
    del mirror[index : index + 3]
    value = mapping.pop(MERGE)
    sources = zip(value, entry[1:], strict=True) if isinstance(value, list) else [(value, entry)]
    for source, follows in sources:
        if not isinstance(source, dict):
            raise Fault(start(follows), "merge-key", "`<<` takes in the keys of a mapping, and this is none", HINT)
        for key, at, below in entries(follows):
            if key not in mapping:
                mapping[key] = source[key]
                mirror += (key, at, below)


def gather(data: dict[str, Any], mirror: Mirror, scalars: Scalars) -> tuple[list[Path], list[tuple[int, str]]]:
    """Paths of soft keys (null values, keys that begin with `x-` or `!`), and where hidden characters stand.

    Both come in file order. What aliases share has several paths, and soft ones are listed under each of them.
    """
    soft: list[tuple[int, Path]] = []
    hidden: list[tuple[int, str]] = []
    waiting: list[tuple[Any, Mirror, Path]] = [(data, mirror, ())]
    while waiting:
        value, follows, path = waiting.pop()
        if isinstance(value, list):
            children: list[tuple[str | int, Any]] = list(enumerate(follows[1:]))
        else:
            children = [(key, entry) for key, _, entry in entries(follows)]
            for key, at, _ in entries(follows):
                if value[key] is None or key in scalars.soft:
                    soft.append((at, (*path, key)))
                if key in scalars.hidden:
                    hidden.append((at, visible(key)))
        for part, entry in children:
            below = value[part]
            if isinstance(entry, list):
                waiting.append((below, entry, (*path, part)))
            elif isinstance(below, str) and below in scalars.hidden:
                hidden.append((entry, visible(below)))
    return [path for _, path in sorted(soft)], sorted(set(hidden))
