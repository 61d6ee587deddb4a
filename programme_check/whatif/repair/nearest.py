"""The nearest consistent plan.

Why the answer is the smallest. Nothing may move earlier, so a plan that can be reached gives every item a place at or
after its own. What has to hold of an item is a lower bound for its place that grows with the places of what it waits
for: a later predecessor never asks for an earlier successor, and neither does a lag, a duration on a calendar, a
blackout or the next window. Of such bounds there is one least solution: start from the plan as it is and, in order of
work, put each item at the first place that its bounds allow. By induction along that order every item then stands no
later than in any other consistent plan. So no item moves that could have stayed, and none moves further than it must:
put back, any one of them contradicts something again, since everything it waits for can be no earlier. Both counts,
of moves and of days, are smallest at once.

Rules are asked again after each pass, and what they add is one more such bound. Some rows of the precedence table look
for the predecessor that counts by the dates themselves (the earliest load that is reconciled): the place that they ask
for is read from the plan as it stands, which never exceeds what they ask in the end, so that the passes climb to the
same solution. What may not move keeps its place, its bounds are dropped, and what it then contradicts is named; an item
with a deadline goes where the fewest contradictions are left, and no further than that.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from programme_check.schedule.gaps import End
from programme_check.whatif.repair.answer import Move, Repair
from programme_check.whatif.repair.days import accepted
from programme_check.whatif.repair.demands import LINK, Demand, Target, gap, links, rows, target
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

PASSES = 500
"""Passes after which a plan counts as settled whatever it does: rules that look at dates could turn in circles."""
Asks = Callable[["Plan"], Iterable[Demand]]


def repair(base: "Plan", asks: Asks = rows, off: frozenset[str] = frozenset()) -> Repair:
    """The fewest and smallest moves after which no date of a plan contradicts another, as far as that can be had.

    `asks`: what has to hold of a plan beside its declared links and the days that are not allowed; the precedence rows
    as they stand, unless the caller knows which of them their rules would report. `off`: rules that are left out. What
    they would report of the plan as it is stays; links, windows and blackouts that it keeps are kept all the same.
    """
    as_is = accepted(base, off)
    spared = {one for one in links(base) if LINK in off and missed(one, base)}
    free: dict[str, Freedom] = {}
    known: dict[Demand, Target | None] = {}
    endless: set[Demand] = set()
    moved: Mapping[str, Activity | Gate] = {}
    plan = base
    for _ in range(PASSES):
        every = [*(one for one in links(plan) if one not in spared), *asks(plan)]
        known |= {one: wanted(one, plan) for one in every if one not in endless and counts(one, plan)}
        solver = Solver(base, known, free, as_is)
        changed = solver.run()
        if solver.endless:  # begin again without: it may have moved others
            endless.update(solver.endless)
            known, plan, moved = {}, base, {}
            continue
        if changed == moved:
            break
        plan, moved = draft(base, changed), changed
    found = Moves(base, plan, known, as_is)
    return Repair(
        moves=tuple(in_order([found.move(id) for id in moved], known)),
        unresolved=tuple(stays(base, plan, every, free, off=off, as_is=as_is)),
    )


def counts(demand: Demand, plan: "Plan") -> bool:
    """Whether a demand is one to reckon with: what holds of some dates only counts where they do not meet it."""
    return not demand.passing or missed(demand, plan)


def missed(demand: Demand, plan: "Plan") -> bool:
    """Whether the dates of a plan do not meet a demand."""
    return bool(gap(demand, pred_of(demand, plan), plan.end(demand.succ), plan.same_day))


def wanted(demand: Demand, plan: "Plan") -> Target | None:
    """The place that a demand asks for, where it is to be read from a plan as it stands."""
    fixed = demand.passing or demand.pred is None
    return target(demand, pred_of(demand, plan), plan.same_day) if fixed else None


def pred_of(demand: Demand, plan: "Plan") -> End | None:
    """What has to come before, as an end of a link."""
    return plan.end(demand.pred) if demand.pred is not None else None


def in_order(moves: Iterable[Move], asked: Iterable[Demand]) -> list[Move]:
    """Moves in order of work, each after what it waits for."""
    pairs = [(one.pred, one.succ) for one in asked if one.pred is not None]
    place = {id: number for number, id in enumerate(id for group in groups(pairs) for id in group)}
    return sorted(moves, key=lambda move: (place.get(move.id, -1), move.id))
