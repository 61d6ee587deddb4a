"""A programme file, or several merged into one, as plain data that knows where everything stands."""

from collections.abc import Sequence
from typing import Any, Literal

from programme_check.document.positions import Mirror, is_mapping, start, unpack
from programme_check.document.source import Source
from programme_check.findings import Location, Path, Problem, pointer

MANY = 40
"""Keys from which on a mapping gets an index of its own when it is searched."""


class Document:
    """Plain data (`data`) and the place of every key and value in it."""

    def __init__(self, data: dict[str, Any], mirror: Mirror, sources: Sequence[Source]) -> None:
        self.data = data
        """The whole programme: dict, list, str, int, float, bool and None. `include` is resolved and gone."""
        self.mirror = mirror
        self.sources = tuple(sources)
        self.files: tuple[str, ...] = tuple(source.name for source in sources)
        """Names for people, as given, with forward slashes. The first is the main file."""
        self.soft: list[Path] = []
        """Paths of mapping keys that begin with `x-` or `!`, and of null values; a parent before what is in it."""
        self.hidden: list[tuple[int, str]] = []
        """Packed position and visible text of every key and value with hidden characters."""
        self._indexes: dict[int, dict[str, int]] = {}

    def position(self, path: Path, *, of: Literal["key", "value"] = "key") -> int:
        """The packed position of what stands at `path`, or of its nearest ancestor that exists. Sorts in file order."""
        entry: Any = self.mirror
        at = key_at = start(entry)
        for part in path:
            slot = self._slot(entry, part) if isinstance(entry, list) else None
            if slot is None:
                return key_at
            at = start(entry[slot])
            key_at = entry[slot - 1] if isinstance(part, str) else at
            entry = entry[slot]
        return key_at if of == "key" else at

    def _slot(self, mirror: Mirror, part: str | int) -> int | None:
        """Where the entry of a key or an item stands in its parent's mirror."""
        if is_mapping(mirror) != isinstance(part, str):
            return None
        if isinstance(part, int):
            return part + 1 if 0 <= part < len(mirror) - 1 else None
        if len(mirror) < 3 * MANY:  # the only text in a mirror is its keys
            return mirror.index(part, 1) + 2 if part in mirror else None
        index = self._indexes.get(id(mirror))
        if index is None:
            index = {key: slot for slot, key in zip(range(3, len(mirror), 3), mirror[1::3], strict=True)}
            self._indexes[id(mirror)] = index
        return index.get(part)

    def locate(self, path: Path, *, of: Literal["key", "value"] = "key") -> Location:
        """File, line and column of what stands at `path`, or of its nearest ancestor that exists.

        For an entry of a mapping this is where its key begins, or with `of="value"` its value; a list item has no key.
        """
        file, line, column = unpack(self.position(path, of=of))
        return Location(self.files[file], line, column, pointer(path))

    def place(self, position: int) -> Location:
        """A packed position (of `hidden`, or from `position`) as a location."""
        file, line, column = unpack(position)
        return Location(self.files[file], line, column)

    def problem(
        self, path: Path, code: str, message: str, hint: str = "", *, of: Literal["key", "value"] = "key"
    ) -> Problem:
        """A problem with what stands at `path`."""
        file, line, column, where = self.locate(path, of=of)
        return Problem(file, line, column, where, code, message, hint)

    def text_line(self, location: Location) -> str:
        """The source line of a location, without its line end; empty when there is none."""
        if location.file not in self.files:
            return ""
        return self.sources[self.files.index(location.file)].line(location.line)
