"""What an item is about, with what it inherits, and whether two items concern the same part of the programme."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.model.scope import Scope as ScopeRecord

if TYPE_CHECKING:
    from programme_check.model import Activity, Gate, Programme

DIMENSIONS = ("systems", "entities", "waves", "pay_groups", "ai_systems")
"""What two items must have in common before one can be said to come before the other."""
_DERIVED = (*DIMENSIONS, "interfaces", "data_objects", "environments", "groups")

NONE: frozenset[str] = frozenset()


class Scope(NamedTuple):
    """Ids per dimension; an empty set means no limit."""

    systems: frozenset[str] = NONE
    entities: frozenset[str] = NONE
    waves: frozenset[str] = NONE
    pay_groups: frozenset[str] = NONE
    ai_systems: frozenset[str] = NONE
    interfaces: frozenset[str] = NONE
    data_objects: frozenset[str] = NONE
    environments: frozenset[str] = NONE
    groups: frozenset[str] = NONE


def meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """One side is empty, or both name the same thing."""
    return not one or not other or not one.isdisjoint(other)


def same_scope(one: Scope, other: Scope) -> bool:
    """Whether systems, entities, waves, pay groups and AI systems of the two meet, each of them."""
    return one is other or all(map(meet, one[:5], other[:5]))


class Scopes:
    """The scope of every item of a programme.

    An item without a dimension takes its workstream's. A wave brings its entities, an entity its pay groups, an
    interface its two systems; what is named outright counts before what comes along. The go-live and the hypercare
    of a wave are in it.
    """

    def __init__(self, programme: "Programme") -> None:
        self._programme = programme
        self._waves = programme.rollout.waves
        self._interfaces = programme.landscape.interfaces
        self._paid_in: dict[str, set[str]] = {}
        for id, group in programme.payroll.pay_groups.items():
            if group.entity is not None:
                self._paid_in.setdefault(group.entity, set()).add(id)
        self._wave_of: dict[str, set[str]] = {}
        for id, wave in self._waves.items():
            for item in (wave.go_live, wave.hypercare):
                if item is not None:
                    self._wave_of.setdefault(item, set()).add(id)
        self._streams: dict[str, Scope] = {}
        self._known: dict[Scope, Scope] = {}

    def of(self, item: "Activity | Gate") -> Scope:
        """The scope of an activity, milestone or gate; equal scopes are the same object."""
        stream_id = getattr(item, "workstream", "")
        wave = getattr(item, "wave", None)
        waves = {wave} if wave is not None else self._wave_of.get(item.id)
        inherited = self.of_stream(stream_id)
        if item.scope is None and not waves:
            return inherited
        own = self._complete(item.scope, waves or set())
        return self._same(Scope(*(mine or theirs for mine, theirs in zip(own, inherited, strict=True))))

    def of_stream(self, id: str) -> Scope:
        """The scope of a workstream; no limit for one that does not exist."""
        found = self._streams.get(id)
        if found is None:
            stream = self._programme.workstreams.get(id)
            found = self._streams[id] = self._same(self._complete(stream.scope if stream else None, set()))
        return found

    def _complete(self, record: ScopeRecord | None, waves: set[str]) -> Scope:
        """What is written, with what it brings along."""
        given = {name: frozenset(getattr(record, name)) for name in _DERIVED} if record is not None else {}
        in_waves = given.get("waves") or frozenset(waves)
        known = [self._waves[id] for id in sorted(in_waves) if id in self._waves]
        entities = given.get("entities") or frozenset(id for wave in known for id in wave.entities)
        paid = given.get("pay_groups") or frozenset(id for wave in known for id in wave.pay_groups)
        paid = paid or frozenset().union(*(self._paid_in.get(id, ()) for id in entities))
        ends = {
            end
            for id in given.get("interfaces", ())
            if id in self._interfaces
            for end in (self._interfaces[id].from_, self._interfaces[id].to)
            if end is not None
        }
        brought = {"waves": in_waves, "entities": entities, "pay_groups": paid}
        return Scope(**{**given, **brought, "systems": given.get("systems", NONE) | ends})

    def _same(self, scope: Scope) -> Scope:
        return self._known.setdefault(scope, scope)


class ScopeIndex:
    """Finds, among many scopes, those that meet a given one, without comparing each with each.

    `dimensions` are the fields of Scope that have to meet.
    """

    def __init__(self, scopes: list[Scope], dimensions: tuple[str, ...] = DIMENSIONS) -> None:
        self._scopes = scopes
        self._limits: list[tuple[int, dict[str, list[int]], list[int]]] = []
        """Per dimension that limits any of the scopes: its field, who holds each id, and who holds none."""
        for name in dimensions:
            field = Scope._fields.index(name)
            holders: dict[str, list[int]] = {}
            unlimited = []
            for place, scope in enumerate(scopes):
                if not scope[field]:
                    unlimited.append(place)
                for id in scope[field]:
                    holders.setdefault(id, []).append(place)
            if holders:
                self._limits.append((field, holders, unlimited))

    def meeting(self, scope: Scope) -> list[int]:
        """Places of the scopes that meet this one, in order."""
        found: list[int] | range = range(len(self._scopes))
        rest = [(field, scope[field]) for field, _, _ in self._limits if scope[field]]
        settled = None
        for field, holders, unlimited in self._limits:
            if len(scope[field]) != 1:
                continue  # several values would have to be merged; another dimension or the full list will do
            named = holders.get(next(iter(scope[field])), [])
            if len(named) + len(unlimited) < len(found):
                found, settled = sorted(named + unlimited), field
        for field, wanted in rest:
            if field != settled:
                found = [place for place in found if meet(self._scopes[place][field], wanted)]
        return list(found)
