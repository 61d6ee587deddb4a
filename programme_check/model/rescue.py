"""What can be kept of a file that does not fit the format: everything but the entities that are broken."""

from collections.abc import Iterator
from typing import Any

import msgspec

from programme_check.document import Document
from programme_check.findings import Path, Problem
from programme_check.model.convert import parse, reader
from programme_check.model.docs import words
from programme_check.model.governance import Forum, Outcome
from programme_check.model.landscape import Landscape
from programme_check.model.payroll import Payroll
from programme_check.model.plan import Header
from programme_check.model.programme import Programme
from programme_check.model.readiness import Readiness
from programme_check.model.rollout import Rollout
from programme_check.model.shapes import Shape, Slot, inside, shape, slots
from programme_check.model.vendors import RequirementSummary, Vendor
from programme_check.model.workstreams import Workstream

STAND_INS: dict[type, dict[str, Any]] = {
    Programme: {"schema_version": 1},
    Header: {},
    Workstream: {"name": "", "kind": "other"},
    Vendor: {"name": ""},
    Forum: {"name": "", "kind": "other"},
    Outcome: {"name": ""},
    Readiness: {},
    Rollout: {},
    Payroll: {},
    Landscape: {},
}
"""Records of which a broken field drops only itself, with what takes the place of a required one (text: the id)."""

_SOUND = {"programme": {"name": "-", "status_date": "2000-01-01"}}
"""Stands for a part that is explained by itself, where its absence would be one more mistake."""


class Rescue:
    """Reads a file part by part, and explains the parts that do not fit."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.left_out: list[Path] = []
        self.read = reader()

    def programme(self, data: dict[str, Any]) -> Programme | None:
        """All that is sound; None when the programme's name or status date is not."""
        data = dict(data)
        counts = data.pop("!requirements_summary", None)
        found: Programme | None = self.container(data, Programme, ())
        if counts is not None and found is not None:
            summary = self.one(counts, RequirementSummary, ("requirements", "summary"))
            msgspec.structs.force_setattr(found, "requirements_summary", summary)
        return found

    def container(self, value: dict[str, Any], record: type, path: Path) -> Any:
        """A record of which every part is tried by itself; None when nothing can be kept."""
        known = slots(record)
        kept: dict[str, Any] = {}
        apart: set[str] = set()
        broken = any(slot.required and key not in value for key, slot in known.items())
        for key, part in value.items():
            slot = known.get(key)
            if slot is not None and self.divisible(slot, part):
                apart.add(key)
                found = self.parts(part, slot.shape, (*path, key))
            else:
                found = self.try_one(part, slot.shape) if slot is not None else msgspec.UNSET
            if found is msgspec.UNSET:
                broken = True
                if slot is not None or not path:
                    self.left_out.append((*path, key))
            elif slot is not None and found is not None:
                kept[slot.name] = found
        if broken:
            raw = self.raw(path)
            rest = {key: _SOUND[key] if key in apart else raw[key] for key in raw if key not in apart or key in _SOUND}
            self.explain(record, rest, path, "a key is missing, or holds something else than expected")
        return self.assemble(record, kept, path)

    def assemble(self, record: type, kept: dict[str, Any], path: Path) -> Any:
        """The record of what was kept, with stand-ins for what it cannot do without."""
        for slot in slots(record).values():
            if slot.required and slot.name not in kept:
                if slot.name not in STAND_INS[record]:
                    return None
                kept[slot.name] = STAND_INS[record][slot.name] or str(path[-1])
        return record(**kept)

    def divisible(self, slot: Slot, part: Any) -> bool:
        """Whether a part consists of records that can be tried one by one."""
        found = slot.shape
        if found.kind == "record":
            return isinstance(part, dict) and found.type in STAND_INS
        if found.item is None or found.item.kind != "record":
            return False
        return isinstance(part, dict if found.kind == "map" else list)

    def parts(self, value: Any, found: Shape, path: Path) -> Any:
        """The sound ones of several records."""
        if found.kind == "record":
            return self.container(value, found.type, path)
        record = found.item.type if found.item else None
        if found.kind == "map":
            entries = {key: self.one(part, record, (*path, key)) for key, part in value.items()}
            return {key: part for key, part in entries.items() if part is not None}
        items = [self.one(part, record, (*path, index)) for index, part in enumerate(value)]
        return tuple(part for part in items if part is not None)

    def one(self, value: Any, record: Any, path: Path) -> Any:
        """One record; None when it is broken and has been explained."""
        try:
            return msgspec.convert(value, record, dec_hook=self.read)
        except msgspec.ValidationError as error:
            if record in STAND_INS and isinstance(value, dict):
                return self.container(value, record, path)
            self.leave_out(record, path, str(error))
            return None

    def try_one(self, value: Any, found: Shape) -> Any:
        """A field's value; UNSET when it does not fit."""
        try:
            return msgspec.convert(value, found.hint, dec_hook=self.read)
        except msgspec.ValidationError:
            return msgspec.UNSET

    def leave_out(self, record: type, path: Path, reason: str) -> None:
        """Drop a record and say why."""
        self.left_out.append(path)
        raw = self.raw(path)
        if raw is None:
            message = f"this {words(record.__name__)} is empty"
            self.problems.append(self.document.problem(path, "empty", message, "Fill it in, or remove the line."))
        else:
            self.explain(record, raw, path, reason)

    def explain(self, record: type, value: Any, path: Path, reason: str = "") -> None:
        """Say in words what is wrong with a value: the schema first, then what a pattern cannot tell."""
        from programme_check.document import explain

        found = explain(self.document, record.__name__, value, path)
        told = {problem.pointer for problem in found}
        for where, why in faults(value, shape(record), path):
            problem = self.document.problem(where, "invalid-value", why, of="value")
            if problem.pointer not in told:
                found.append(problem)
        if not found:
            message = f"this {words(record.__name__)} does not fit the format: {reason}"
            found.append(self.document.problem(path, "invalid-value", message))
        self.problems += found

    def raw(self, path: Path) -> Any:
        """What the file holds at a path."""
        value: Any = self.document.data
        for part in path:
            value = value[part]
        return value


def faults(value: Any, found: Shape, path: Path) -> Iterator[tuple[Path, str]]:
    """Values that look right and are not, such as 2027-02-30, each with the reason."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    told = False
    for part, child in children:
        expected = inside(found, part)
        if expected is not None and child is not None:
            for fault in faults(child, expected, (*path, part)):
                told = True
                yield fault
    if found.kind == "value" and not told:
        try:
            parse(found.type, value)
        except msgspec.ValidationError:
            return  # a link in full: the schema tells what is wrong with its parts
        except ValueError as error:
            told_already = isinstance(value, (dict, list)) or str(value) in str(error)
            yield path, str(error) if told_already else f"`{value}`: {error}"
