"""Broken orders of work that a rule finds by its own idea of scope, in the form in which the plan reports its rows."""

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from programme_check.model.times import Lag
from programme_check.rules.context import Context
from programme_check.schedule.precedence import MOST_OTHERS, RowMatch, exempt, exemptions

if TYPE_CHECKING:
    from programme_check.schedule.rows import Row


def row(ctx: Context, number: int) -> "Row":
    """A row of the precedence table by its number."""
    return next(one for one in ctx.plan.rows if one.number == number)


def latest_first(ctx: Context, ids: Iterable[str]) -> list[str]:
    """Items by their finish, the last one first and those without one at the end."""
    return sorted(ids, key=partial(place, ctx))


def place(ctx: Context, id: str) -> tuple[int, str]:
    """The sort key of an item in that order."""
    finish = ctx.plan.dates(id).finish_at
    return (1, id) if finish is None else (-finish, id)


def broken(ctx: Context, held: "Row", preds: Iterable[str], succ: str, *, ranked: bool = False) -> RowMatch | None:
    """The match of a row for a successor and the predecessors that it does not wait for, the latest of them first.

    None where it waits for all of them, as far as there are dates. Pairs that are complete at both ends, or that are
    marked as not applicable, do not count. Where `preds` come latest finish first (`ranked`, for a row that looks at
    their finish), no more of them are looked at than it takes to name the worst.
    """
    plan = ctx.plan
    if "not applicable" not in ctx.memo:
        ctx.memo["not applicable"] = exemptions(plan)
    waived = ctx.memo["not applicable"]
    lag = Lag(held.lag) if held.lag else None
    late: list[tuple[float, str]] = []
    for pred in preds if ranked else dict.fromkeys(preds):
        gap = plan.gap(pred, succ, held.relation, lag)
        if ranked and (len(late) > MOST_OTHERS or (gap is not None and gap <= plan.tolerance and pred != succ)):
            break
        done = plan.dates(pred).complete and plan.dates(succ).complete
        if gap is None or gap <= plan.tolerance or done or pred == succ:
            continue
        if exempt(waived, held, succ, pred) is not True and exempt(waived, held, pred, succ) is not True:
            late.append((-gap, pred))
    if not late:
        return None
    late.sort()
    gap, first = -late[0][0], late[0][1]
    return RowMatch(
        row=held,
        pred=first,
        succ=succ,
        others=tuple(pred for _, pred in late[1 : MOST_OTHERS + 1]),
        gap_days=gap,
        too_late_days=0.0,
        lag_only=bool(lag and not plan.gap(first, succ, held.relation, None)),
        both_complete=False,
        holds=False,
        same_day=False,
        declared=False,
        owners=held.owners,
    )
