"""Anchors and aliases, and the account of what the aliases of a file add up to."""

from typing import Any, NamedTuple

from programme_check.document.positions import Limits
from programme_check.document.scalars import shorten
from programme_check.document.source import Fault

OPEN = object()
"""Stands for an anchored collection that has not ended yet."""


class Anchored(NamedTuple):
    """What an anchor names: value, its entry in a mirror, and how many values it stands for."""

    value: Any
    entry: Any
    size: int


class Anchors:
    """The anchors of one file. Aliases share the data; nothing is copied."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.size = 0
        """Values met so far, those that aliases stand for included; the reader adds to it."""
        self.expanded = 0
        """The part of `size` that aliases brought."""
        self._named: dict[str, Any] = {}
        self._opened: list[tuple[int, str, int]] = []

    def name(self, anchor: str, value: Any, position: int) -> None:
        """An anchored scalar."""
        self._named[anchor] = Anchored(value, position, 1)

    def begin(self, anchor: str, level: int) -> None:
        """An anchored collection begins at a level of nesting."""
        self._named[anchor] = OPEN
        self._opened.append((level, anchor, self.size))

    def end(self, level: int, value: Any, entry: Any) -> None:
        """A collection ends; if it is the innermost anchored one, its anchor may be used from here on."""
        if self._opened and self._opened[-1][0] == level:
            _, anchor, size = self._opened.pop()
            self._named[anchor] = Anchored(value, entry, self.size - size)

    def follow(self, anchor: str, position: int) -> Anchored:
        """What the alias at a position stands for. Raises Fault when that is nothing, itself or too much."""
        found = self._named.get(anchor)
        name = shorten(anchor)
        if found is None:
            message = f"`*{name}` stands for `&{name}`, and no `&{name}` comes before it"
            raise Fault(position, "unknown-alias", message, "Put quotes around text that begins with `*`.")
        if found is OPEN:
            message = f"`*{name}` stands inside `&{name}`, so it would hold itself"
            raise Fault(position, "recursive-alias", message, "Write out what is meant here.")
        anchored: Anchored = found
        self.size += anchored.size
        self.expanded += anchored.size
        if self.expanded > self.limits.expansion + 4 * (self.size - self.expanded):
            message = f"with `*{name}` the aliases of this file stand for more than {self.limits.expansion:,} values"
            raise Fault(position, "alias-bomb", message, "Write the values out, or repeat less.")
        return anchored
