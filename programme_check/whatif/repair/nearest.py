"""The nearest consistent plan.

Why the answer is the smallest. Nothing may move earlier, so a plan that can be reached gives every item a place at or
after its own. What has to hold of an item is a lower bound for its place that grows with the places of what it waits
for: a later predecessor never asks for an earlier successor, and neither does a lag, a duration on a calendar, a
blackout or the next window. Of such bounds there is one least solution: start from the plan as it is and, in order of
work, put each item at the first place that its bounds allow. By induction along that order every item then stands no
later than in any other consistent plan. So no item moves that could have stayed, and none moves further than it must:
put back, any one of them contradicts something again, since everything it waits for can be no earlier. Both counts,
of moves and of days, are smallest at once.

Some rows of the precedence table look for the predecessor that counts by the dates themselves (the earliest load that
is reconciled). Those are read from the plan as it stands, and again after each pass: what they ask never exceeds what
they ask in the end, so that the passes climb to the same solution; an item for whose move no reason is left at the end
goes back. What may not move keeps its place, its bounds are dropped, and what it then contradicts is named.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from programme_check.whatif.repair.answer import Move, Repair
from programme_check.whatif.repair.demands import Demand, links, rows
from programme_check.whatif.repair.draft import draft
from programme_check.whatif.repair.freedom import Freedom
from programme_check.whatif.repair.moves import Moves
from programme_check.whatif.repair.order import groups
from programme_check.whatif.repair.solve import Solver
from programme_check.whatif.repair.stays import stays

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.model.work import Activity
    from programme_check.schedule import Plan

PASSES = 200
"""Passes after which a plan counts as settled whatever it does: rules that look at dates could turn in circles."""
TRIMS = 3
"""How often moves without a reason are put back and the rest is run again."""
Asks = Callable[["Plan"], Iterable[Demand]]


def repair(base: "Plan", asks: Asks = rows) -> Repair:
    """The fewest and smallest moves after which no date of a plan contradicts another, as far as that can be had.

    `asks`: what has to hold of a plan beside its declared links and the days that are not allowed; the precedence rows
    as they stand, unless the caller knows which of them their rules would report.
    """
    free: dict[str, Freedom] = {}
    changed: dict[str, Activity | Gate] = {}
    asked: dict[Demand, None] = {}
    endless: set[Demand] = set()
    for trim in range(TRIMS + 1):
        plan, last = settled(base, changed, asks, free, asked, endless)
        now, was = plan.programme.work, base.programme.work
        changed = {id: item for id, item in now.items() if item is not was[id]}
        found = Moves(base, plan, [*last, *asked])
        moves = [found.move(id) for id in changed]
        vain = {move.id for move in moves if not move.reasons}
        if not vain or trim == TRIMS:
            break
        changed = {id: item for id, item in changed.items() if id not in vain}
    return Repair(moves=tuple(in_order(moves, last)), unresolved=tuple(stays(base, plan, last, free)))


def settled(  # noqa: PLR0917
    base: "Plan",
    changed: "Mapping[str, Activity | Gate]",
    asks: Asks,
    free: dict[str, Freedom],
    asked: dict[Demand, None],
    endless: set[Demand],
) -> "tuple[Plan, list[Demand]]":
    """The plan after as many passes as it takes, and what is asked of it then.

    What was asked by the dates of a pass alone is kept in `asked`: nobody asks for it again once it is met. Where items
    would wait for one another without end, what makes them do so goes into `endless`, and everything begins again.
    """
    items = dict(changed)
    for _ in range(PASSES):
        plan = draft(base, items)
        every = [*links(plan), *asks(plan)]
        solver = Solver(base, plan, (one for one in every if one not in endless), free, asked)
        moved = solver.run()
        if solver.endless:
            endless.update(solver.endless)
            items, moved = {}, {}
            asked.clear()
            continue
        if not moved:
            break
        asked.update((one, None) for one in every if one not in endless and (one.passing or one.pred is None))
        items.update(moved)
    return plan, every


def in_order(moves: Iterable[Move], asked: Iterable[Demand]) -> list[Move]:
    """Moves in order of work, each after what it waits for."""
    pairs = [(one.pred, one.succ) for one in asked if one.pred is not None]
    place = {id: number for number, id in enumerate(id for group in groups(pairs) for id in group)}
    return sorted(moves, key=lambda move: (place.get(move.id, -1), move.id))
