"""Decisions that allow what a rule reports, found once for all that may rest on them."""

from programme_check.model import Decision
from programme_check.rules.context import Context


def permitting(ctx: Context, *names: str) -> list[Decision]:
    """The decisions that were made and name one of these, a rule's id and name, under `permits`; in file order."""
    key = f"decisions that permit {names[0]}"
    known: list[Decision] | None = ctx.memo.get(key)
    if known is None:
        wanted = set(names)
        known = ctx.memo[key] = [
            decision
            for decision in ctx.programme.decisions.values()
            if decision.status == "made" and not wanted.isdisjoint(decision.permits)
        ]
    return known


def about(ctx: Context, id: str, *names: str) -> bool:
    """Whether a decision that was made permits one of these for an activity: it names it under `blocks`, or nothing."""
    key = f"what decisions permit {names[0]} for"
    known: set[str | None] | None = ctx.memo.get(key)
    if known is None:
        allowing = permitting(ctx, *names)
        known = ctx.memo[key] = {one for decision in allowing for one in decision.blocks or (None,)}
    return id in known or None in known
