"""What is worked out once the records are there: their ids and paths, the activities of all workstreams, duplicates."""

from functools import cache
from typing import Any, Literal

import msgspec

from programme_check.document import Document
from programme_check.findings import Path, Problem
from programme_check.model.base import DAY_SAYS, ID_SAYS, Entity, is_id
from programme_check.model.programme import Programme
from programme_check.model.shapes import Shape, slots
from programme_check.model.times import Moment
from programme_check.model.work import Activity
from programme_check.model.workstreams import Gate

set_field = msgspec.structs.force_setattr
How = Literal["record", "entities", "days"]

_NESTED = ("landscape", "payroll", "readiness", "requirements", "rollout")


@cache
def _branches(record: type[msgspec.Struct]) -> tuple[tuple[str, str, How], ...]:
    """The fields of a record in which there are ids to fill in or keys to check."""
    found: list[tuple[str, str, How]] = []
    for slot in slots(record).values():
        how = _how(slot.shape)
        if how is not None:
            found.append((slot.name, slot.key, how))
    return tuple(found)


def _how(found: Shape) -> How | None:
    # No list and no map of plain records has entities in it; a test of the full example would tell.
    if found.kind == "record":
        return "record" if _branches(found.type) else None
    if found.holds_entities:
        return "entities"
    return "days" if found.key is not None and found.key.ref == "!day" else None


class Filler:
    """Gives every entity its id and its path. Keys that can be no id or no day are reported and dropped."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.left_out: list[Path] = []

    def fill(self, record: msgspec.Struct, path: Path) -> None:
        """Fill in what is below a record."""
        for name, key, how in _branches(type(record)):
            value = getattr(record, name)
            if not value:
                continue
            if how == "entities":
                self.entities(value, (*path, key))
            elif how == "record":
                self.fill(value, (*path, key))
            else:
                self.days(value, (*path, key))

    def entities(self, entries: dict[str, Any], path: Path) -> None:
        """Fill in a map of entities."""
        wrong = []
        record: type[msgspec.Struct] = type(next(iter(entries.values())))
        deep = bool(_branches(record))
        for id, entity in entries.items():
            if not is_id(id):
                wrong.append(id)
                continue
            place = (*path, id)
            set_field(entity, "id", id)
            set_field(entity, "path", place)
            if deep:
                self.fill(entity, place)
        if wrong:
            self.drop(entries, wrong, path, "invalid-id", ID_SAYS)
        settle(entries)

    def days(self, entries: dict[str, Any], path: Path) -> None:
        """Check keys that are days."""
        wrong = [key for key in entries if not _is_day(key)]
        self.drop(entries, wrong, path, "invalid-key", DAY_SAYS)

    def drop(self, entries: dict[str, Any], wrong: list[str], path: Path, code: str, says: str) -> None:
        """Report keys and remove what they hold."""
        for key in wrong:
            del entries[key]
            self.left_out.append((*path, key))
            hint = _as_id(key) if code == "invalid-id" else ""
            message = f"`{key}` cannot be a key here; write {says}"
            self.problems.append(self.document.problem((*path, key), code, message, hint))


def settle(entries: dict[str, Any]) -> None:
    """Put a map of entities in the order of its ids, so that no answer depends on how a file was arranged."""
    ids = list(entries)
    ordered = sorted(ids)
    if ids != ordered:
        moved = [(id, entries[id]) for id in ordered]
        entries.clear()
        entries.update(moved)


def _as_id(text: str) -> str:
    from programme_check.document.explain import slug

    plain = "-".join(slug(text))
    return f"Write `{plain}`, or another id." if plain else ""


def _is_day(text: str) -> bool:
    try:
        return Moment.parse(text).minute is None
    except ValueError:
        return False


def gather(programme: Programme, document: Document) -> tuple[list[Problem], list[Path]]:
    """Fill the programme's index: activities, gates and sections. An id that is used twice is reported."""
    problems: list[Problem] = []
    left_out: list[Path] = []
    index = programme.index
    seen: dict[str, Entity] = dict(programme.workstreams)
    # Of two with one id the first in the file stays, whatever the ids of their workstreams.
    streams = sorted(programme.workstreams.values(), key=lambda stream: document.position(stream.path))
    for stream in streams:
        for id, activity in list(stream.activities.items()):
            set_field(activity, "workstream", stream.id)
            _meet(activity, seen, document, problems)
            if id in index.activities:
                left_out.append(activity.path)
                del stream.activities[id]
            else:
                index.activities[id] = activity
    settle(index.activities)
    index.work.update(index.activities)
    for id, gate in list(programme.gates.items()):
        _meet(gate, seen, document, problems)
        if id in index.work:
            left_out.append(gate.path)
            del programme.gates[id]
        else:
            index.work[id] = gate
    for vendor in programme.vendors.values():
        for owed in (*vendor.deliverables.values(), *vendor.payments.values()):
            set_field(owed, "vendor", vendor.id)
    index.sections = _sections(document.data)
    return problems, left_out


def _meet(entity: Activity | Gate, seen: dict[str, Entity], document: Document, problems: list[Problem]) -> None:
    first = seen.setdefault(entity.id, entity)
    if first is entity:
        return
    where = document.locate(first.path)
    message = f"the id `{entity.id}` is taken by {noun(first)} at {where.file}:{where.line}:{where.column}"
    hint = "Workstreams, activities, milestones and gates share one set of ids: give one of the two another."
    problems.append(document.problem(entity.path, "duplicate-id", message, hint))


def noun(entity: Entity) -> str:
    """`an activity`, `a gate` or `a workstream`."""
    return {"Activity": "an activity", "Gate": "a gate"}.get(type(entity).__name__, "a workstream")


def _sections(data: dict[str, Any]) -> frozenset[str]:
    found = {key for key, value in data.items() if value}
    for key in _NESTED:
        section = data.get(key)
        if isinstance(section, dict):
            found.update(f"{key}.{part}" for part, value in section.items() if value)
    return frozenset(found)
