"""The days on which the system or the old data may not be changed, as the plan and the `freezes` section have them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programme_check.findings import Note, Path
from programme_check.model import Activity, Freeze
from programme_check.rules.context import Context, day
from programme_check.rules.shared.permits import permitting
from programme_check.rules.shared.upstream import work
from programme_check.schedule.scope import Scope, meet, same_scope

CHANGE = frozenset({"configuration", "code", None})
"""Kinds of freeze under which nobody changes the system; one without a kind holds for everything."""
DATA = frozenset({"legacy_data", None})
"""Kinds of freeze under which nobody changes the data of the old systems."""


class Frozen(NamedTuple):
    """One freeze: an entry under `freezes`, or an activity of kind change_freeze or data_freeze."""

    id: str
    name: str
    path: Path
    first: int
    last: int | None
    """None for one that lasts until a go-live that has no date."""
    scope: Scope
    exceptions: tuple[str, ...]
    planned: bool
    """Whether it is an activity of the plan."""

    @property
    def note(self) -> Note:
        """Where it stands, and from when to when it lasts."""
        end = f" to {day(self.last)}" if self.last is not None else ""
        return Note(self.path, f"Freeze {self.name} from {day(self.first)}{end}")

    def overlaps(self, first: int, last: int) -> bool:
        """Whether one of its days lies between two days, both included."""
        return self.first <= last and (self.last is None or self.last >= first)


def change_freezes(ctx: Context) -> list[Frozen]:
    """The freezes of the system itself."""
    return known(ctx, "change_freeze", CHANGE)


def data_freezes(ctx: Context) -> list[Frozen]:
    """The freezes of the old systems' data."""
    return known(ctx, "data_freeze", DATA)


def known(ctx: Context, kind: str, kinds: Iterable[str | None]) -> list[Frozen]:
    """The freezes of some kinds from both places, those of the section first."""
    key = f"freezes of {kind}"
    if key not in ctx.memo:
        section = [written(ctx, one) for one in ctx.programme.freezes.values() if one.kind in kinds]
        activities = [planned(ctx, one) for one in work(ctx.plan.of_kind(kind))]
        ctx.memo[key] = [*section, *(one for one in activities if one is not None)]
    found: list[Frozen] = ctx.memo[key]
    return found


def written(ctx: Context, freeze: Freeze) -> Frozen:
    """A freeze of the `freezes` section."""
    named, rollout = freeze.applies_to, ctx.programme.rollout
    waves = frozenset(id for id in named if id in rollout.waves)
    entities = frozenset(id for id in named if id in rollout.entities)
    scope = Scope(
        systems=frozenset(named) - waves - entities,
        entities=entities or frozenset(id for wave in sorted(waves) for id in rollout.waves[wave].entities),
        waves=waves,
    )
    return Frozen(freeze.id, freeze.id, freeze.path, freeze.from_.day, freeze.to.day, scope, freeze.exceptions, False)


def planned(ctx: Context, activity: Activity) -> Frozen | None:
    """A freeze that is an activity; one that only begins lasts until its go-live. None without a date."""
    first, last = ctx.plan.start(activity.id), ctx.plan.finish(activity.id)
    if first is None:
        return None
    if activity.is_point or last is None:
        live = ctx.plan.go_live_for(activity.id)
        last = max(live.stated, first) if live is not None and live.stated is not None else None
    scope = ctx.plan.scope(activity.id)
    return Frozen(activity.id, ctx.title(activity.id), activity.path, first, last, scope, activity.exceptions, True)


def keeps(ctx: Context, freeze: Frozen, load: str) -> bool:
    """Whether a freeze of old data holds what a final load takes: it meets its scope, or the systems it comes from."""
    scope = ctx.plan.scope(load)
    if not meet(scope.data_objects, freeze.scope.data_objects):
        return False
    if scope.systems:
        scope = scope._replace(systems=scope.systems | sources(ctx, scope.data_objects))
    return same_scope(freeze.scope, scope)


def sources(ctx: Context, named: frozenset[str]) -> frozenset[str]:
    """The systems that data objects come from, all objects where none is named; the old systems where it is not said."""
    landscape = ctx.programme.landscape
    objects = [one for id, one in landscape.data_objects.items() if not named or id in named]
    old = frozenset(id for id, system in landscape.systems.items() if system.legacy)
    told = frozenset(one.source for one in objects if one.source is not None)
    return told if objects and all(one.source is not None for one in objects) else told | old


def open_day(freezes: Sequence[Frozen], first: int, last: int) -> int | None:
    """The first day between two days on which none of the freezes holds; None when they cover all of them."""
    at = first
    for freeze in sorted(freezes, key=lambda one: one.first):
        if freeze.first <= at:
            if freeze.last is None:
                return None
            at = max(at, freeze.last + 1)
    return at if at <= last else None


def allowed(ctx: Context, freeze: Frozen, ids: Iterable[str], own: Iterable[str] = ()) -> bool:
    """Whether a decision that has been made allows a change under a freeze.

    The change names the decision itself (`own`), or the freeze does and the decision is about the change or does not say
    what it is about, or the decision permits what the rule reports.
    """
    decisions = ctx.programme.decisions
    named = {*ids, *(ctx.programme.activities[id].workstream for id in ids if id in ctx.programme.activities)}
    if any(decisions[id].status == "made" for id in own if id in decisions):
        return True
    excepted = [decisions[id] for id in freeze.exceptions if id in decisions and decisions[id].status == "made"]
    return any(
        not decision.blocks or not named.isdisjoint(decision.blocks)
        for decision in (*excepted, *permitting(ctx, "CUT005", "freeze-missing-or-breached"))
    )
