"""Whom an activity reaches, and the go-lives in the order of their days: what training is for."""

from typing import TYPE_CHECKING

from programme_check.schedule.scope import Scope

if TYPE_CHECKING:
    from programme_check.schedule.golive import GoLive
    from programme_check.schedule.plan import Plan


def reach(plan: "Plan", id: str) -> Scope:
    """The scope of an activity; where it names groups but no waves or entities, those of the groups."""
    known: dict[str, Scope] = plan.known.setdefault("reach", {})
    if id not in known:
        known[id] = widened(plan, id)
    return known[id]


def widened(plan: "Plan", id: str) -> Scope:
    """The scope of an activity with the waves and entities that all of its groups name."""
    scope, groups = plan.scope(id), plan.programme.readiness.groups
    known = [group for one in sorted(scope.groups) if (group := groups.get(one)) is not None]
    if not known:
        return scope
    waves, entities = frozenset(group.wave for group in known), frozenset(group.entity for group in known)
    return scope._replace(
        waves=scope.waves or frozenset(wave for wave in waves if wave is not None and None not in waves),
        entities=scope.entities or frozenset(one for one in entities if one is not None and None not in entities),
    )


def placed(plan: "Plan", id: str) -> bool:
    """Whether an activity says, itself or by its groups, in which wave, entity or pay group it takes place.

    Where it does not, nobody can tell which of several go-lives it is for.
    """
    scope = reach(plan, id)
    return bool(scope.waves or scope.entities or scope.pay_groups)


def lives_by_day(plan: "Plan") -> list["GoLive"]:
    """The go-lives proper, without the deployments that stand in for them, earliest first; undated ones last."""
    found: list[GoLive] | None = plan.known.get("go-lives by day")
    if found is None:
        activities = plan.programme.activities
        lives = [live for live in plan.go_lives if activities[live.id].kind == "go_live"]
        lives.sort(key=lambda live: (live_day(plan, live) is None, live_day(plan, live) or 0))
        found = plan.known["go-lives by day"] = lives
    return found


def live_day(plan: "Plan", live: "GoLive") -> int | None:
    """The day of a go-live: as it happened or is planned, else as it is promised."""
    start = plan.start(live.id)
    return live.stated if start is None else start


def first_to_end(plan: "Plan", kind: str) -> dict[Scope, str]:
    """Of the work of a kind in each scope that which ends first; work without a finish is left out."""
    known: dict[str, dict[Scope, str]] = plan.known.setdefault("first to end", {})
    if kind not in known:
        found: dict[Scope, tuple[int, str]] = {}
        for item in plan.of_kind(kind):
            finish, scope = plan.dates(item.id).finish_at, plan.scope(item.id)
            if finish is not None and (scope not in found or finish < found[scope][0]):
                found[scope] = finish, item.id
        known[kind] = {scope: id for scope, (_, id) in found.items()}
    return known[kind]
