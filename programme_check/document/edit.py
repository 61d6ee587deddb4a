"""Changes to single values in the original text: everything else stays as it is, byte for byte."""

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from programme_check.document.document import Document
from programme_check.document.positions import LIMITS, Mirror, start, unpack
from programme_check.document.reader import parse
from programme_check.document.source import LINE_BREAK, Source
from programme_check.findings import Path, pointer

SECONDS = ":00"
QUOTES = ('"', "'")


class CannotEdit(Exception):
    """A value that cannot be changed alone. The message says where it is and why, as a sentence."""


def edited(document: Document, changes: Mapping[Path, str]) -> dict[int, bytes]:
    """The files of a document with some values changed, by their number in `document.files`; only those that differ.

    Each value is text on one line, and is replaced by text of the same length. Quotes, comments, line ends and the
    mark at the beginning of a file stay. Raises CannotEdit for a value that several places share through an alias or a
    merge key, and for one that is written with escapes or over several lines.
    """
    found = [(document.position(path, of="value"), path, text) for path, text in changes.items()]
    shared = Counter(leaves(document.mirror))
    spots: dict[int, list[tuple[int, str, str]]] = {}
    for position, path, text in sorted(found):
        old = value_at(document.data, path)
        if old is not None and old.endswith(SECONDS) and len(old) == len(text) + len(SECONDS):
            text += SECONDS  # noqa: PLW2901 (an instant keeps the form in which it is written)
        if old is None or len(old) != len(text):
            raise CannotEdit(f"{said(document, position, path)} is not text of the same form, so it is not replaced.")
        if shared[position] > 1:
            raise CannotEdit(
                f"{said(document, position, path)} is shared with other places through an alias or a merge key; "
                "write it out where it is to differ."
            )
        spots.setdefault(unpack(position).file, []).append((position, old, text))
    return {file: rewritten(document, document.sources[file], changed) for file, changed in spots.items()}


def leaves(mirror: Mirror) -> Iterator[int]:
    """The position of every value that is no collection, once for each place it stands for."""
    waiting: list[Any] = [mirror]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, int):
            yield entry
        elif len(entry) > 1:
            waiting += entry[3::3] if isinstance(entry[1], str) else entry[1:]


def value_at(data: Any, path: Path) -> str | None:
    """The text at a path of plain data; None where there is none."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data if isinstance(data, str) else None


def said(document: Document, position: int, path: Path) -> str:
    """Where a value stands, for a message."""
    place = document.place(position)
    return f"{place.file}:{place.line}:{place.column} `{pointer(path)}`"


def rewritten(document: Document, source: Source, changes: Iterable[tuple[int, str, str]]) -> bytes:
    """The bytes of one file with values changed, each given by its position, old and new text."""
    text = source.raw.decode("utf-8-sig")
    lines = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    pieces, done, places = [], 0, {}
    for position, old, new in changes:
        place = unpack(position)
        at = lines[place.line - 1] + place.column - 1
        at += text.startswith(QUOTES, at)
        if not text.startswith(old, at):
            where = document.place(position)
            raise CannotEdit(
                f"{where.file}:{where.line}:{where.column} holds {old} through an anchor or an alias, or written with "
                "escapes; write it out plainly to have it changed."
            )
        pieces += [text[done:at], new]
        done = at + len(old)
        places[position] = new
    mark = codecs.BOM_UTF8 if source.raw.startswith(codecs.BOM_UTF8) else b""
    raw = mark + "".join([*pieces, text[done:]]).encode()
    prove(source, raw, places)
    return raw


def prove(source: Source, raw: bytes, places: Mapping[int, str]) -> None:
    """Read both texts and compare: only the values that were to change may differ. Raises CannotEdit."""
    before, after = (parse(each, source.name, source.index, LIMITS) for each in (source.raw, raw))
    old, new = list(values(before.data, before.mirror)), list(values(after.data, after.mirror))
    same = len(old) == len(new) and all(
        at == then and now == places.get(at, was) for (at, was), (then, now) in zip(old, new, strict=True)
    )
    if after.faults or not same:
        raise CannotEdit(f"{source.name} cannot be changed without changing something else in it.")


def values(data: Any, mirror: Any) -> Iterator[tuple[int, Any]]:
    """Position and value of everything in a file that is no collection, in one fixed order."""
    waiting = [(data, mirror)]
    while waiting:
        value, entry = waiting.pop()
        if isinstance(entry, int) or len(entry) == 1:
            yield start(entry), value
        elif isinstance(value, dict):
            waiting += [(value[key], below) for key, below in zip(entry[1::3], entry[3::3], strict=True)]
        else:
            waiting += zip(value, entry[1:], strict=True)
