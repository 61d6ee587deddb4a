"""Sections of included files put into those of the main file, by id."""

from typing import Any

from programme_check.document.positions import Mirror, entries, start, unpack
from programme_check.document.scalars import shorten
from programme_check.document.source import Fault, Source
from programme_check.findings import Path

MAIN_ONLY = ("programme", "schema_version")
GROUPED = frozenset({"payroll", "rollout", "landscape", "readiness"})
"""Sections that hold mappings of entities under fixed keys, such as `landscape: {systems: ...}`."""
RECORDS = frozenset({("readiness", "hypercare")})
"""What looks like a mapping of entities there and is one record."""


class Merged:
    """The main file, and what others add to it. Faults go to the file in which something has to change."""

    def __init__(self, main: Source) -> None:
        self.names = [main.name]
        self.data = main.data
        self.mirror = main.mirror
        self.soft = list(main.soft)
        self.hidden = list(main.hidden)
        self._owned: set[int] = set()
        self._left: set[Path] = set()
        self._shift: dict[str, int] = {}

    def add(self, source: Source) -> None:
        """Take in what one included file holds."""
        self.names.append(source.name)
        self._left, self._shift = set(), {}
        for key in MAIN_ONLY:
            if key in source.data:
                at = source.mirror[source.mirror.index(key, 1) + 1]
                message = f"`{key}` stands in the main file only, and this file is included"
                source.faults.append(Fault(at, "include-section", message, "Remove it here."))
                return
        self.mapping(self.data, self.mirror, source, source.data, source.mirror, ())
        self.soft += [self.moved(path) for path in source.soft if not self.is_left(path)]
        self.hidden += source.hidden

    def mapping(self, into: Any, mirror: Mirror, source: Source, data: Any, follows: Mirror, path: Path) -> None:  # noqa: PLR0917
        """Put the keys of one mapping into another."""
        slots: dict[str, int] = {}
        for key, at, entry in entries(follows):
            value = data[key]
            if key not in into:
                into[key] = value
                mirror += (key, at, entry)
                continue
            slots = slots or {name: slot for slot, name in enumerate(mirror) if isinstance(name, str)}
            slot = slots[key]
            here = (*path, key)
            if not path and (key.startswith("x-") or value is None):
                self._left.add(here)
            elif not path and into[key] is None:
                into[key] = value
                mirror[slot + 1 : slot + 3] = (at, entry)
                self.soft.remove(here)
            elif isinstance(value, dict) and isinstance(into[key], dict) and is_section(here):
                self.own(into, mirror, key, slot)
                self.mapping(into[key], mirror[slot + 2], source, value, entry, here)
            elif isinstance(value, list) and isinstance(into[key], list) and not path:
                self.own(into, mirror, key, slot)
                self._shift[key] = len(into[key])
                into[key] += value
                mirror[slot + 2] += entry[1:]
            else:
                self.twice(source, here, at, mirror[slot + 1])

    def own(self, into: Any, mirror: Mirror, key: str, slot: int) -> None:
        """Make sure that a collection is ours alone before it grows: aliases may share it."""
        if id(mirror[slot + 2]) not in self._owned:
            into[key] = into[key].copy()
            mirror[slot + 2] = mirror[slot + 2].copy()
            self._owned.add(id(mirror[slot + 2]))

    def twice(self, source: Source, path: Path, at: int, first: int) -> None:
        """Note an id that another file holds already."""
        file, line, column = unpack(start(first))
        place = f"`{self.names[file]}`, line {line}, column {column}"
        message = f"`{shorten(str(path[-1]))}` is here a second time; the first is in {place}"
        source.faults.append(Fault(at, "duplicate-id", message, "Keep one of the two, or rename one."))

    def is_left(self, path: Path) -> bool:
        """Whether a path of the file that is being added was not taken over."""
        return path[:1] in self._left

    def moved(self, path: Path) -> Path:
        """Where a path of the file that is being added stands in the whole."""
        shift = self._shift.get(str(path[0]), 0)
        if shift and len(path) > 1 and isinstance(path[1], int):
            return (path[0], path[1] + shift, *path[2:])
        return path


def is_section(path: Path) -> bool:
    """Whether the mapping at a path holds entities under their ids."""
    return len(path) == 1 or (len(path) == 2 and path[0] in GROUPED and path not in RECORDS)
