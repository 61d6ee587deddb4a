"""Every reference from one part of the file to another: does what it names exist, and is it of the right kind?"""

from collections.abc import Collection, Container
from typing import Any, NamedTuple

import msgspec

from programme_check.document import Document
from programme_check.findings import Path, Problem
from programme_check.model.links import Handover, Link
from programme_check.model.programme import Programme
from programme_check.model.shapes import Shape, slots
from programme_check.model.spaces import SPACES, Names, Space
from programme_check.model.times import Lag


class Reference(NamedTuple):
    """A field that names something."""

    name: str
    key: str
    many: bool
    """Whether it is a list, or a mapping whose keys are the names."""
    space: Space
    allowed: Container[str]


class Plan(NamedTuple):
    """What there is to check in a record and below it."""

    references: tuple[Reference, ...]
    nested: tuple[tuple[str, str, str, type], ...]
    """Attribute, key, kind of shape, and record of what has references of its own."""
    links: bool


class Checker:
    """Walks the records with plans made once per record."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names = Names(document.data)
        self.problems: list[Problem] = []
        self._plans: dict[type, Plan] = {}
        self._allowed = {name: self.names.allowed(space) for name, space in SPACES.items()}

    def plan(self, record: type[msgspec.Struct]) -> Plan:
        """The plan of a record. Fields in which any text will do are not in it."""
        found = self._plans.get(record)
        if found is None:
            found = self._plans[record] = self._make(record)
        return found

    def _make(self, record: type[msgspec.Struct]) -> Plan:
        references, nested, links = [], [], False
        for slot in slots(record).values():
            space, many = _space(slot.shape)
            allowed = self._allowed.get(space)
            if allowed is not None:
                references.append(Reference(slot.name, slot.key, many, SPACES[space], allowed))
            inner = slot.shape if slot.shape.kind == "record" else slot.shape.item
            if inner is not None and inner.type is Link:
                links = True
            elif inner is not None and inner.kind == "record" and any(self.plan(inner.type)):
                nested.append((slot.name, slot.key, slot.shape.kind, inner.type))
        return Plan(tuple(references), tuple(nested), links)

    def visit(self, record: Any, plan: Plan, path: Path) -> None:
        """Check a record and what is in it."""
        for name, key, many, space, allowed in plan.references:
            value = getattr(record, name)
            if not value:
                continue
            if not many:
                if value not in allowed:
                    self.fail((*path, key), value, space)
            elif not all(item in allowed for item in value):
                self.fail_each(value, (*path, key), space, allowed)
        if plan.links and record.depends_on:
            self.links(record.depends_on, (*path, "depends_on"))
        for name, key, kind, inner in plan.nested:
            value = getattr(record, name)
            if value:
                self.descend(value, kind, self.plan(inner), (*path, key))

    def descend(self, value: Any, kind: str, plan: Plan, path: Path) -> None:
        """Check one record, or each of several."""
        if kind == "record":
            self.visit(value, plan, path)
            return
        for part, item in value.items() if kind == "map" else enumerate(value):
            self.visit(item, plan, (*path, part))

    def links(self, links: tuple[Link, ...], path: Path) -> None:
        """Check both ends of hand-overs and what links wait for."""
        nodes = self._allowed["node"]
        for position, link in enumerate(links):
            if nodes is not None and link.on not in nodes:
                in_full = isinstance(self.raw((*path, position)), dict)
                self.fail((*path, position, "on") if in_full else (*path, position), link.on, SPACES["node"])
            if link.handover is not None:
                self.visit(link.handover, self.plan(Handover), (*path, position, "handover"))

    def fail_each(self, value: Any, path: Path, space: Space, allowed: Container[str]) -> None:
        """Report the wrong ones of a list or of the keys of a mapping."""
        for part, item in ((key, key) for key in value) if isinstance(value, dict) else enumerate(value):
            if item not in allowed:
                self.fail((*path, part), item, space, key=isinstance(value, dict))

    def fail(self, path: Path, value: str, space: Space, *, key: bool = False) -> None:
        """Report one reference, with the nearest name that would do."""
        from programme_check.document import nearest

        kinds = self.names.kinds_of(value)
        article = "an" if space.noun[0] in "aeAio" else "a"
        message = f"there is no {space.noun} `{value}`"
        if kinds:
            message = f"`{value}` is {kinds[0]}, not {article} {space.noun}"
        candidates = [id for home in space.homes for id in self.names.ids(home) or ()]
        near = nearest(value, candidates)
        hint = f"Did you mean `{near}`?" if near else ""
        unglued = without_blank(value, candidates) if "depends_on" in path else None
        if unglued is not None:
            hint = f"Write a blank before the lag: `{unglued}`."
        if not candidates:
            hint = f"The file has no `{space.homes[0]}` yet: add it there, or leave this out."
        self.problems.append(
            self.document.problem(path, "unknown-reference", message, hint, of="key" if key else "value")
        )

    def raw(self, path: Path) -> Any:
        """What the file holds at a path."""
        value: Any = self.document.data
        for part in path:
            value = value[part]
        return value


def without_blank(value: str, candidates: Collection[str]) -> str | None:
    """A link whose lag stands right behind the id, such as `build+2d`, as it is written; None where it is none."""
    place = max(value.rfind("+"), value.rfind("-"))
    if place < 1 or value[:place] not in candidates:
        return None
    try:
        Lag.parse(value[place:])
    except ValueError:
        return None
    return f"{value[:place]} {value[place:]}"


def _space(found: Shape) -> tuple[str, bool]:
    """The space that a shape's text, its items or its keys belong to."""
    if found.kind == "list" and found.item is not None:
        return found.item.ref, True
    if found.kind == "map" and found.key is not None:
        return found.key.ref, True
    return found.ref, False


def dangling(programme: Programme, document: Document) -> list[Problem]:
    """A problem for every reference that names nothing, or something of the wrong kind."""
    checker = Checker(document)
    checker.visit(programme, checker.plan(Programme), ())
    return checker.problems
