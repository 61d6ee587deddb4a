"""Where every key and value stands, kept beside the data at the cost of a few integers.

A position is one integer: file, line and column packed, so that positions sort in file order. A *mirror* is a list
that follows a collection of the data. It begins with the collection's own position. For a mapping, three entries follow
for each key: the key, its position, and the value's position or mirror. For a list, one entry follows for each item.
The mirror holds the keys itself, so that it still answers after somebody has taken keys out of the data.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

COLUMN_BITS = 28
"""More than the characters that the largest file accepted can hold on one line."""
FILE_BITS = 2 * COLUMN_BITS
MASK = (1 << COLUMN_BITS) - 1

Mirror = list[Any]


class Place(NamedTuple):
    """A position taken apart. The file is an index; line and column count from 1."""

    file: int
    line: int
    column: int


def pack(file: int, line: int, column: int) -> int:
    """One integer for a place; line and column count from 1."""
    return file << FILE_BITS | line << COLUMN_BITS | column


def unpack(position: int) -> Place:
    """The place that a packed position stands for."""
    return Place(position >> FILE_BITS, position >> COLUMN_BITS & MASK, position & MASK)


def is_mapping(mirror: Mirror) -> bool:
    """Whether a mirror follows a mapping with keys; an empty collection has nothing to follow."""
    return len(mirror) > 1 and isinstance(mirror[1], str)


def start(entry: Any) -> int:
    """The position of a value: its own, or that of the collection it begins."""
    return int(entry if isinstance(entry, int) else entry[0])


def entries(mirror: Mirror) -> Iterator[tuple[str, int, Any]]:
    """Key, key position and value entry of every key of a mapping, in file order."""
    return zip(mirror[1::3], mirror[2::3], mirror[3::3], strict=True)


class Limits(NamedTuple):
    """What a file may cost before it is refused."""

    size: int = 64 * 1024 * 1024
    """Bytes of one file."""
    depth: int = 100
    """Levels of nesting."""
    expansion: int = 1_000_000
    """Values that aliases may stand for, beyond four times the values written in the file."""
    files: int = 1_000
    """Files that one programme may include."""
    include_depth: int = 20
    """Files that may include one another in a chain."""
    digits: int = 400
    """Digits of a number; longer ones stay text."""


LIMITS = Limits()
