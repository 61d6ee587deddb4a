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
