"""Cutover: changes to the system, and whether one of them lies inside a freeze."""

from typing import NamedTuple

from programme_check.findings import Hit, Path, Severity
from programme_check.rules.context import Context, day, listing
from programme_check.rules.cutover.frozen import Frozen, allowed, change_freezes
from programme_check.rules.shared.held import decision_title
from programme_check.rules.shared.upstream import work
from programme_check.schedule.scope import Scope, same_scope

BUILDS = ("configuration", "customisation")
MOST = 5
"""Freezes that one finding names."""
CHANGED = frozenset({"configuration", "customisation", "integration_build", "report_build"})
"""Kinds of work whose product a change request changes under a freeze."""


class Change(NamedTuple):
    """Work on the system, or a change request that is carried out on a day."""

    id: str
    name: str
    path: Path
    first: int
    last: int
    scopes: tuple[Scope, ...]
    touches: tuple[str, ...]
    exceptions: tuple[str, ...]


def changes(ctx: Context) -> list[Change]:
    """Configuration and customisation with dates, and change requests with a day on which they are carried out."""
    found = []
    for activity in work(ctx.plan.of_kinds(BUILDS)):
        first, last = ctx.plan.start(activity.id), ctx.plan.finish(activity.id)
        if first is not None and last is not None:
            name, scope, ids = ctx.title(activity.id), ctx.plan.scope(activity.id), (activity.id,)
            found.append(Change(activity.id, name, activity.path, first, last, (scope,), ids, activity.exceptions))
    for request in ctx.programme.change_requests.values():
        when = request.implemented_on
        scopes = tuple(one for id in request.touches if (one := changed(ctx, id)) is not None)
        if when is None or request.status not in {"approved", "implemented"} or (request.touches and not scopes):
            continue
        name, touches = f"{request.title} ({request.id})", (request.id, *request.touches)
        found.append(Change(request.id, name, request.path, when.day, when.day, scopes or (Scope(),), touches, ()))
    return found


def changed(ctx: Context, id: str) -> Scope | None:
    """What a touched activity or requirement changes in the system; None for one that changes nothing there."""
    activity = ctx.programme.activities.get(id)
    if activity is not None:
        return ctx.plan.scope(id) if activity.kind in CHANGED else None
    requirement = ctx.programme.requirements.get(id)
    if requirement is None:
        return None
    return Scope(systems=frozenset((requirement.system,) if requirement.system is not None else ()))


def breach(ctx: Context, change: Change) -> Hit | None:
    """The hit for a change under a freeze that nobody has allowed; ending on its first day is a hand-over."""
    held = [one for one in change_freezes(ctx) if inside(ctx, change, one)]
    if not held:
        return None
    freeze = held[0]
    when = (
        f"is carried out {day(change.first)}"
        if change.path[0] == "change_requests"
        else f"runs from {day(change.first)} to {day(change.last)}"
    )
    until = f" to {day(freeze.last)}" if freeze.last is not None else ""
    decisions = ctx.programme.decisions
    waiting = [
        id for id in (*change.exceptions, *freeze.exceptions) if id in decisions and decisions[id].status != "made"
    ]
    pending = (
        f" The exception {listing([decision_title(ctx, id) for id in waiting])} is not decided." if waiting else ""
    )
    over = freeze.last is not None and freeze.last < ctx.as_of
    return Hit(
        message=f"{change.name} {when}, inside the freeze {freeze.name} from {day(freeze.first)}{until}.{pending}",
        fix=f"Move {change.id} out of the freeze, or have the exception decided and name the decision under `exceptions` of {freeze.id}.",
        at=change.path,
        targets=(change.id, freeze.id),
        related=tuple(one.note for one in held[:MOST]),
        impact=max(change.first, freeze.first),
        severity=Severity.INFO if over else Severity.ERROR,
    )


def inside(ctx: Context, change: Change, freeze: Frozen) -> bool:
    """Whether a change lies inside a freeze, in its scope, without a decision that allows it."""
    if freeze.last is None or not freeze.overlaps(change.first, change.last):
        return False
    if change.first < freeze.first and change.last == freeze.first and ctx.plan.same_day:
        return False
    if not any(same_scope(freeze.scope, scope) for scope in change.scopes):
        return False
    return not allowed(ctx, freeze, change.touches, change.exceptions)
