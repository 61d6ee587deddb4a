"""Who is trained when, and for which go-live: what the rules on change and training have in common."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from programme_check.model import Activity, Group
from programme_check.rules.context import Context
from programme_check.rules.shared.late import latest_first
from programme_check.schedule import reach as reached
from programme_check.schedule.scope import DIMENSIONS, Scope, ScopeIndex, same_scope

if TYPE_CHECKING:
    from programme_check.schedule import GoLive

FIELDS = (*DIMENSIONS, "groups")
"""What two activities must have in common before one can be said to come before the other, groups of people included."""


def named(group: Group) -> str:
    """How a message names a group of people: its name and, in brackets, its id."""
    return f"{group.name} ({group.id})" if group.name and group.name != group.id else group.id


def work(ctx: Context, *kinds: str) -> list[Activity]:
    """The activities of these kinds in file order, without cancelled ones and bars that only stand for other work."""
    key = f"work of kind {' '.join(kinds)}"
    known: list[Activity] | None = ctx.memo.get(key)
    if known is None:
        found = ctx.plan.of_kinds(kinds)
        known = ctx.memo[key] = [item for item in found if isinstance(item, Activity) and item.planning != "summary"]
    return known


def reach(ctx: Context, id: str) -> Scope:
    """The scope of an activity; where it names groups but no waves or entities, those of the groups."""
    return reached.reach(ctx.plan, id)


def placed(ctx: Context, id: str) -> bool:
    """Whether an activity says, itself or by its groups, in which wave, entity or pay group it takes place.

    Where it does not, nobody can tell which of several go-lives it is for.
    """
    return reached.placed(ctx.plan, id)


def reach_of(group: Group) -> Scope:
    """A group of people as a scope."""
    return Scope(
        waves=frozenset({group.wave} if group.wave is not None else ()),
        entities=frozenset({group.entity} if group.entity is not None else ()),
        groups=frozenset({group.id}),
    )


class Reached:
    """Activities by what they reach, to be asked for those that concern the same people as another."""

    def __init__(self, ctx: Context, items: Iterable[Activity]) -> None:
        self._ctx = ctx
        self._by_reach: dict[Scope, list[str]] = {}
        for item in items:
            self._by_reach.setdefault(reach(ctx, item.id), []).append(item.id)
        self._scopes = list(self._by_reach)
        self._index = ScopeIndex(self._scopes, FIELDS)
        self._known: dict[Scope, list[str]] = {}
        self._first: dict[Scope, str | None] = {}

    def meeting(self, scope: Scope) -> list[str]:
        """Ids of the activities that concern what `scope` does, the one that ends last first, undated ones last."""
        found = self._known.get(scope)
        if found is None:
            places = self._index.meeting(scope)
            found = [id for place in places for id in self._by_reach[self._scopes[place]]]
            self._known[scope] = found = latest_first(self._ctx, found)
        return found

    def first_to_start(self, scope: Scope) -> str | None:
        """Of the activities that concern what `scope` does the one that starts first; None where none has a start."""
        if scope not in self._first:
            starts = [(start, id) for id in self.meeting(scope) if (start := self._ctx.plan.start(id)) is not None]
            self._first[scope] = min(starts)[1] if starts else None
        return self._first[scope]

    def beside(self, id: str) -> Iterator[str]:
        """Ids of the activities that concern what this one does, as `meeting` has them."""
        return (other for other in self.meeting(reach(self._ctx, id)) if other != id)


def go_lives(ctx: Context) -> list["GoLive"]:
    """The go-lives proper, without the deployments that stand in for them, earliest first; undated ones last."""
    return reached.lives_by_day(ctx.plan)


def live_day(ctx: Context, live: "GoLive") -> int | None:
    """The day of a go-live: as it happened or is planned, else as it is promised."""
    return reached.live_day(ctx.plan, live)


def lives_of(ctx: Context, lives: Iterable["GoLive"], scope: Scope) -> list["GoLive"]:
    """Those of the go-lives that a training or a group of people works towards, in the order given."""
    return [live for live in lives if same_scope(scope, ctx.plan.scope(live.id))]


def trains(ctx: Context, item: Activity, group: Group) -> bool:
    """Whether an activity is for a group of people: it names the group, or names none and shares wave and entity."""
    scope = reach(ctx, item.id)
    return group.id in scope.groups if scope.groups else same_scope(scope, live_scope(ctx, group))


def live_scope(ctx: Context, group: Group) -> Scope:
    """What a group of people is about; the entities of its wave where it names none."""
    scope = reach_of(group)
    wave = ctx.programme.rollout.waves.get(group.wave) if group.wave is not None else None
    return scope if scope.entities or wave is None else scope._replace(entities=frozenset(wave.entities))
