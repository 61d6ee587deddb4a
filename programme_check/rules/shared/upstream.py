"""What comes before an activity in the same scope, latest finish first: asked by rules that own a precedence row.

Such a rule holds in more programmes than its row does (a general programme with a payroll cutover is still a payroll), so
it does not read `plan.matches`. It asks here instead, and the row still tells which exemptions are meant.
"""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import NamedTuple

from programme_check.findings import Note
from programme_check.model import Activity, Gate
from programme_check.model.times import Lag
from programme_check.rules.context import Context
from programme_check.rules.shared import order
from programme_check.schedule.precedence import MOST_OTHERS, NOT_WORK, exempt, exemptions
from programme_check.schedule.ranked import Ranked
from programme_check.schedule.rows import Row, catalogue
from programme_check.schedule.scope import Scope, ScopeIndex


@cache
def row(number: int) -> Row:
    """A row of the precedence table."""
    return next(found for found in catalogue() if found.number == number)


def work(items: Iterable[Activity | Gate]) -> list[Activity]:
    """Activities among these, without bars that only stand for other work."""
    return [item for item in items if isinstance(item, Activity) and item.planning not in NOT_WORK]


def linked(ctx: Context, pred: str, succ: str) -> bool:
    """Whether `succ` names `pred`, or its workstream, under `depends_on`."""
    names = {pred, ctx.programme.activities[pred].workstream}
    return any(link.on in names for link in ctx.programme.activities[succ].depends_on)


class Before(NamedTuple):
    """What comes before one activity."""

    first: str | None
    """The predecessor that counts: the one with the latest finish. None when none has one."""
    gap_days: float
    """Working days by which the activity has to move later for it; 0 when the dates hold."""
    others: tuple[str, ...]
    """Further predecessors that are too late, at most 20."""
    undated: tuple[str, ...]
    """Predecessors without a finish, at most 20."""
    found: bool
    """Whether there is any in scope, those included that are marked not applicable."""

    def notes(self, ctx: Context) -> tuple[Note, ...]:
        """Where the predecessors stand, for the second places of a finding."""
        named = (self.first, *self.others) if self.first is not None else self.others
        return tuple(order.note(ctx, id, "finish") for id in named)


class Upstream:
    """Predecessors of one row of the precedence table, ready to be asked for many successors."""

    def __init__(
        self,
        ctx: Context,
        number: int,
        items: Iterable[Activity],
        *,
        scope_of: Callable[[str], Scope] | None = None,
        fits: Callable[[str, str], bool] | None = None,
    ) -> None:
        """`scope_of` gives the scope of a predecessor where it is not the plan's, `fits` says whether a pair counts."""
        self._ctx = ctx
        self.row = row(number)
        self._fits = fits
        self._waived = exemptions(ctx.plan)
        dated: dict[Scope, list[tuple[int, int, str]]] = {}
        undated: dict[Scope, list[tuple[int, int, str]]] = {}
        for place, item in enumerate(items):
            scope = (scope_of or ctx.plan.scope)(item.id)
            finish = ctx.plan.dates(item.id).finish_at
            if finish is None:
                undated.setdefault(scope, []).append((0, place, item.id))
            else:
                dated.setdefault(scope, []).append((-finish, place, item.id))
        self._dated, self._undated = Ranking(dated), Ranking(undated)

    def excused(self, succ: str, pred: str = "") -> bool:
        """Whether one of the two is marked `not_applicable` for the row and the other; without `pred` for all of them."""
        return exempt(self._waived, self.row, succ, pred) is True or exempt(self._waived, self.row, pred, succ) is True

    def of(self, succ: str, scope: Scope, lag: Lag | None = None) -> Before:
        """What comes before `succ` in this scope, judged finish-to-start with a lag. Its start has to be known."""
        plan = self._ctx.plan
        first, gap, found = None, 0.0, False
        others: list[str] = []
        for pred in self._dated.meeting(scope):
            if pred == succ or not self._pairs(pred, succ):
                continue
            found = True
            if self.excused(succ, pred):
                continue
            late = plan.gap(pred, succ, "FS", lag) or 0.0
            if first is None:
                first, gap = pred, late
            elif late > plan.tolerance:
                others.append(pred)
            if late <= plan.tolerance or len(others) == MOST_OTHERS:
                break
        open_ended = [id for id in self._undated.meeting(scope) if id != succ and self._pairs(id, succ)]
        kept = islice((id for id in open_ended if not self.excused(succ, id)), MOST_OTHERS)
        return Before(
            first, gap if gap > plan.tolerance else 0.0, tuple(others), tuple(kept), found or bool(open_ended)
        )

    def _pairs(self, pred: str, succ: str) -> bool:
        return self._fits is None or self._fits(pred, succ)


class Ranking:
    """Items by scope, each list sorted; merged for a scope when it is first asked for."""

    def __init__(self, by_scope: dict[Scope, list[tuple[int, int, str]]]) -> None:
        self._lists = [sorted(group) for group in by_scope.values()]
        self._index = ScopeIndex(list(by_scope))
        self._known: dict[Scope, Ranked] = {}

    def meeting(self, scope: Scope) -> Ranked:
        """Ids of the items that meet a scope, in order."""
        if scope not in self._known:
            self._known[scope] = Ranked([self._lists[place] for place in self._index.meeting(scope)])
        return self._known[scope]
