"""One pass over libyaml's events, straight to plain data and a mirror of positions."""

import gc
from typing import Any

from programme_check.document.anchors import Anchors
from programme_check.document.encoding import refuse_bytes
from programme_check.document.gather import gather, take_in
from programme_check.document.positions import COLUMN_BITS, Limits, Mirror, pack, unpack
from programme_check.document.scalars import MERGE, Scalars, shorten
from programme_check.document.source import Fault, Source
from programme_check.document.syntax import explain_syntax
from programme_check.findings import Path

SEVERAL = (
    "a second document begins here; one file holds one programme",
    "Remove the line `---`, or put what follows it into a file of its own.",
)
EMPTY = ("this file is empty; expected sections such as `programme:` and `workstreams:`", "")
DUPLICATES = 200
"""Duplicate keys told in one run; each of them costs a search."""
COLLECTION_AS_KEY = (
    "a list or a mapping stands here where a key is expected",
    "Where the text begins with a bracket or brace, put quotes around it.",
)


def parse(data: bytes, name: str, index: int, limits: Limits) -> Source:
    """Read one file of YAML. Whatever the bytes are, what is wrong comes back as faults of the source."""
    source = Source(name, index, data)
    if refuse_bytes(source, limits):
        return source
    reader = Reader(source, limits)
    collecting = gc.isenabled()
    # Nothing that is built here is ever in a cycle, and the collector would walk the growing heap again and again.
    gc.disable()
    try:
        reader.run()
    finally:
        if collecting:
            gc.enable()
    return source


class Reader:
    """The state of one pass: what is open, what anchors name, what was met."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.depth = limits.depth
        self.base = pack(source.index, 1, 1)
        self.scalars = Scalars(limits.digits)
        self.anchors = Anchors(limits)
        self.special = b"!" in source.raw or b"&" in source.raw
        """Whether tags or anchors may be met."""
        self.soft: list[Path] = []
        """Paths of null values and soft keys, where no anchor gives what they are in a second path."""

    def run(self) -> None:
        """Read the source and fill it."""
        from yaml import YAMLError
        from yaml._yaml import CParser

        try:
            parser = CParser(self.source.raw)
            try:
                found = self.top(parser.get_event)
                self.end(parser.get_event)
            finally:
                parser.dispose()
            if not self.source.faults:
                self.finish(*found)
        except Fault as fault:
            self.source.faults.append(fault)
        except YAMLError as error:
            self.source.faults.append(explain_syntax(self.source, error))

    def top(self, get_event: Any) -> tuple[Any, Mirror]:
        """The mapping that the file consists of."""
        from yaml.events import DocumentStartEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

        get_event()
        if not isinstance(get_event(), DocumentStartEvent):
            raise Fault(self.base, "empty", *EMPTY)
        event = get_event()
        at = self.at(event)
        if isinstance(event, MappingStartEvent):
            self.refuse_tag(event, at)
            return self.collections(event, get_event)
        if isinstance(event, ScalarEvent) and not event.value and not event.style:
            raise Fault(self.base, "empty", *EMPTY)
        kind = "a list" if isinstance(event, SequenceStartEvent) else "a single piece of text"
        message = f"{kind} stands at the top of this file; expected sections such as `programme:` and `workstreams:`"
        raise Fault(at, "not-a-mapping", message)

    def end(self, get_event: Any) -> None:
        """Nothing may follow the one document."""
        from yaml.events import StreamEndEvent

        get_event()
        event = get_event()
        if not isinstance(event, StreamEndEvent):
            raise Fault(self.at(event), "several-documents", *SEVERAL)

    # One loop on purpose: a call for every event would cost more than all the rest of it.
    def collections(self, event: Any, get_event: Any) -> tuple[Any, Mirror]:  # noqa: PLR0912, PLR0915
        """Read from the start of the top mapping to its end, without recursion."""
        from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

        base, bits, anchors = self.base, COLUMN_BITS, self.anchors
        plain, quoted = self.scalars.plain, self.scalars.quoted
        keys, quoted_keys = self.scalars.keys, self.scalars.quoted_keys
        special, soft = self.special, self.scalars.soft
        stack: list[tuple[Any, Any, Any, Any]] = []
        mapping: Any = {}
        items: Any = None
        mirror: Mirror = [self.at(event)]
        key: Any = None
        if event.anchor is not None:
            anchors.begin(event.anchor, 0)
        while True:
            event = get_event()
            kind = event.__class__
            if kind is ScalarEvent:
                mark = event.start_mark
                at = base + (mark.line << bits) + mark.column
                if special and event.tag is not None:
                    self.refuse_tag(event, at)
                if items is None and key is None:
                    key = quoted_keys[event.value] if event.style else keys[event.value]
                    if key is None:
                        raise Fault(at, "key-not-text", "a key is empty here; write text before the colon")
                    if key in mapping:
                        self.duplicate(key, mirror, at)
                    mirror += (key, at)
                    if special and event.anchor is not None:
                        anchors.name(event.anchor, event.value, at)
                    elif soft and key in soft:
                        self.soft.append(path_to(stack, key))
                    continue
                value = quoted[event.value] if event.style else plain[event.value]
                if value is None and items is None and key not in soft:
                    self.soft.append(path_to(stack, key))
                entry: Any = at
                if special and event.anchor is not None:
                    anchors.name(event.anchor, value, at)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                mark = event.start_mark
                at = base + (mark.line << bits) + mark.column
                if items is None and key is None:
                    raise Fault(at, "key-not-text", *COLLECTION_AS_KEY)
                stack.append((mapping, items, mirror, key))
                if len(stack) >= self.depth:
                    raise Fault(at, "too-deep", f"nested more than {self.depth} levels")
                if event.tag is not None:
                    self.refuse_tag(event, at)
                if event.anchor is not None:
                    anchors.begin(event.anchor, len(stack))
                mapping, items = ({}, None) if kind is MappingStartEvent else (None, [])
                mirror, key = [at], None
                continue
            elif kind is AliasEvent:
                at = self.at(event)
                value, entry, _ = anchors.follow(event.anchor, at)
                if items is None and key is None:
                    key = self.alias_as_key(value, at)
                    if key in mapping:
                        self.duplicate(key, mirror, at)
                    mirror += (key, at)
                    continue
                entry = entry if isinstance(entry, list) else at
            else:
                value, entry = mapping if items is None else items, mirror
                anchors.size += len(mirror)
                if items is None and MERGE in mapping:
                    take_in(mapping, mirror)
                if special:
                    anchors.end(len(stack), value, entry)
                if not stack:
                    return value, entry
                mapping, items, mirror, key = stack.pop()
            mirror.append(entry)
            if items is None:
                mapping[key] = value
                key = None
            else:
                items.append(value)

    def at(self, event: Any) -> int:
        """Where an event begins."""
        mark = event.start_mark
        return int(self.base + (mark.line << COLUMN_BITS) + mark.column)

    def refuse_tag(self, event: Any, at: int) -> None:
        """Tags ask a reader to make something else of a value than what it says. None is needed here."""
        if event.tag is not None:
            tag = shorten(event.tag.replace("tag:yaml.org,2002:", "!!"))
            message = f"a tag (`{tag}`) stands here; tags are not used in this file"
            raise Fault(at, "tag", message, "Remove the tag; put quotes around text that begins with `!`.")

    def duplicate(self, key: Any, mirror: Mirror, at: int) -> None:
        """Note a key that its mapping already has, and go on, so that all of them are told at once."""
        first = unpack(mirror[mirror.index(key, 1) + 1])
        place = f"line {first.line}, column {first.column}"
        message = f"`{shorten(str(key))}` is here a second time; the first is on {place}"
        fault = Fault(at, "duplicate-key", message, "Keep one of the two, or rename one.")
        if len(self.source.faults) >= DUPLICATES:
            raise fault
        self.source.faults.append(fault)

    def alias_as_key(self, value: Any, at: int) -> str:
        """The key that an alias stands for."""
        if not isinstance(value, str):
            raise Fault(at, "key-not-text", "this alias is a key and does not stand for text", "Write the key out.")
        return self.scalars.quoted_keys[value]

    def finish(self, data: dict[str, Any], mirror: Mirror) -> None:
        """Fill the source; look for soft and hidden things only where some were met, and may have several paths."""
        self.source.data, self.source.mirror, self.source.soft = data, mirror, self.soft
        if self.scalars.hidden or (self.special and (self.scalars.soft or self.soft)):
            self.source.soft, self.source.hidden = gather(data, mirror, self.scalars)


def path_to(stack: list[tuple[Any, Any, Any, Any]], key: str) -> Path:
    """The path of a key of the mapping that is being read, from what is open around it."""
    return (*(above if items is None else len(items) for _, items, _, above in stack), key)
