"""Matches the precedence rows against a plan: for every successor the predecessor that counts, and whether dates hold.

Predecessors are grouped by scope and ranked once, so that a thousand tests behind two thousand configurations cost
neither two million comparisons nor as much memory.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec

from programme_check.model.times import Lag
from programme_check.schedule.among import AMONG
from programme_check.schedule.conditions import PAIRS, filtered
from programme_check.schedule.gaps import late_days, same_day_handover
from programme_check.schedule.ranked import Ranked
from programme_check.schedule.rows import DEFAULT_OWNER, Row
from programme_check.schedule.scope import DIMENSIONS, Scope, ScopeIndex

if TYPE_CHECKING:
    from programme_check.schedule.plan import Plan

MOST_OTHERS = 5
"""Further predecessors that one match names."""
UNDECLARED = frozenset({"DEP002", "undeclared-dependency"})
FROM_FINISH = frozenset({"FS", "FF"})
NOT_WORK = frozenset({"summary", "level_of_effort"})
"""Bars that stand for other work, or for no piece of work in particular, and so come neither before nor after any."""


class RowMatch(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row, a successor, and the predecessor in its scope that counts. Both have dates."""

    row: Row
    pred: str
    succ: str
    others: tuple[str, ...]
    """Further predecessors in scope that break the row too, in the order in which they count; at most 5."""
    gap_days: float
    """Working days by which the successor has to move later; 0 when the dates hold."""
    too_late_days: float
    """Working days by which the successor comes later than the row's `max`; 0 when it does not."""
    lag_only: bool
    """The dates would hold if it were not for the row's lag."""
    beside: tuple[str, ...] = ()
    """Further predecessors in scope to come that keep to the row, in the order in which they count; at most 5."""
    both_complete: bool
    holds: bool
    """The dates keep to relation and lag, or both ends are complete and nothing can be moved."""
    same_day: bool
    """Planned hand-over on one day: the successor starts on the day the predecessor finishes."""
    declared: bool
    """A path of declared links leads from one to the other, or the pair says why it needs none."""
    excused: bool = False
    """The pair says why it needs no link."""
    owners: tuple[str, ...]
    """Ids of the rules that report this row in this programme."""
    allowed: str | None = None
    """The decision that allows the dates as they are: nothing waits that is planned not to."""

    @property
    def owner(self) -> str:
        """The rule that reports this row; DEP001 where none is named for it."""
        return self.owners[0]

    @property
    def level(self) -> str:
        """The level of the row, or the one it names for a lag that alone is missing: error, warning or info."""
        return self.row.lag_severity or self.row.severity if self.lag_only else self.row.severity


Exemptions = dict[str, list[tuple[str | None, int | None, str | None]]]


def exemptions(plan: "Plan") -> Exemptions:
    """What activities call not applicable: rule, row and other activity, by id."""
    return {
        id: [(entry.rule, entry.row, entry.with_) for entry in activity.not_applicable]
        for id, activity in plan.programme.activities.items()
        if activity.not_applicable
    }


def exempt(waived: Exemptions, row: Row, one: str, other: str) -> bool | None:
    """Whether `one` says that the row does not apply to it and `other`; None when it says so of the missing link only.

    An entry has to name the row, the other activity, or a rule that reports the row.
    """
    answer: bool | None = False
    for rule, number, partner in waived.get(one, ()):
        if (number is not None and number != row.number) or (partner is not None and partner != other):
            continue
        if rule in UNDECLARED:
            answer = None
        elif number is not None or partner is not None or rule is None or rule in {*row.owners, DEFAULT_OWNER}:
            return True
    return answer


def matches(plan: "Plan", rows: tuple[Row, ...]) -> list[RowMatch]:
    """Every match of the rows that apply to this programme, in order of rows and of successors in the file."""
    types = frozenset(plan.programme.programme.types)
    waived = exemptions(plan)
    found: list[RowMatch] = []
    for row in rows:
        if row.holds_in(types):
            found += Matcher(plan, row, waived).matches()
    linked = plan.network.reached([(match.pred, match.succ) for match in found])
    for match, path in zip(found, linked, strict=True):
        if path:  # nobody else has seen the match yet; a copy of each costs more than finding it
            msgspec.structs.force_setattr(match, "declared", True)
    return found


def allowing(plan: "Plan", row: Row, succ: str) -> str | None:
    """The decision that was made and lets a successor break a row: named by it, or itself permitting that."""
    decisions = plan.programme.decisions
    named = getattr(plan.programme.work[succ], "exceptions", ())
    found: str | None = next((id for id in named if id in decisions and decisions[id].status == "made"), None)
    if found is not None:
        return found
    permits: dict[int, str | None] = plan.known.setdefault("decisions that permit", {})
    if row.number not in permits:
        made = (one for one in decisions.values() if one.status == "made" and {*row.allowed_by} & {*one.permits})
        permits[row.number] = next((one.id for one in made), None)
    return permits[row.number]


class Matcher:
    """One row against a plan."""

    def __init__(self, plan: "Plan", row: Row, waived: Exemptions) -> None:
        self._plan = plan
        self._row = row
        self._waived = waived
        self._lag = Lag(row.lag) if row.lag else None
        self._owners = row.owners_in(frozenset(plan.programme.programme.types))
        self._known: dict[Scope, Ranked] = {}

    def matches(self) -> Iterator[RowMatch]:
        """One match per successor that has a predecessor in scope, both with dates."""
        row = self._row
        preds = self._items(row.predecessors, row.before_where, at_start=row.relation in {"SS", "SF"})
        succs = self._items(row.successors, row.after_where, at_start=row.relation in {"FS", "SS"}) if preds else []
        if not succs:
            return
        scopes, lists = self._ranking(preds)
        index = ScopeIndex(scopes, (*(name for name in DIMENSIONS if name not in row.not_scope), *row.also))
        for _, succ in succs:
            scope = self._plan.scope(succ)
            if scope not in self._known:
                places = index.meeting(scope)
                self._known[scope] = Ranked([lists[place] for place in places if self._pairs(scopes[place], scope)])
            ranked: Iterable[str] = self._known[scope]
            if row.among is not None:
                ranked = AMONG[row.among](self._plan, succ, ranked)
            fitting = (pred for pred in ranked if self._fits(pred, succ))
            first = next(fitting, None)
            if first is not None:
                yield self._match(first, succ, fitting)

    def _items(self, kinds: frozenset[str], condition: str | None, *, at_start: bool) -> list[tuple[int, str]]:
        """The end that counts and the id of every item of these kinds that has a date there."""
        plan = self._plan
        items = [item for item in plan.of_kinds(kinds) if getattr(item, "planning", None) not in NOT_WORK]
        found = []
        for item in filtered(plan, items, condition):
            dates = plan.dates(item.id)
            instant = dates.start_at if at_start else dates.finish_at
            if instant is not None:
                found.append((instant, item.id))
        return found

    def _ranking(self, preds: list[tuple[int, str]]) -> tuple[list[Scope], list[list[tuple[int, int, str]]]]:
        """The scopes of the predecessors, and for each those in it in the order in which they count."""
        sign = 1 if self._row.pick == "earliest" else -1
        by_scope: dict[Scope, list[tuple[int, int, str]]] = {}
        for place, (instant, id) in enumerate(preds):
            by_scope.setdefault(self._plan.scope(id), []).append((sign * instant, place, id))
        return list(by_scope), [sorted(group) for group in by_scope.values()]

    def _pairs(self, pred: Scope, succ: Scope) -> bool:
        """Whether two scopes that meet are a pair in the row's own terms."""
        pair = self._row.pair_where
        return pair is None or PAIRS[pair](self._plan, pred, succ)

    def _fits(self, pred: str, succ: str) -> bool:
        return pred != succ and (
            not self._waived
            or (
                exempt(self._waived, self._row, succ, pred) is not True
                and exempt(self._waived, self._row, pred, succ) is not True
            )
        )

    def _gap(self, pred: str, succ: str, lag: Lag | None) -> float:
        return self._plan.gap(pred, succ, self._row.relation, lag) or 0.0

    def _match(self, pred: str, succ: str, rest: Iterator[str]) -> RowMatch:
        plan, row = self._plan, self._row
        before, after = plan.dates(pred), plan.dates(succ)
        done = before.complete and after.complete
        gap = self._gap(pred, succ, self._lag)
        broken = gap > plan.tolerance and not done
        others: list[str] = []
        for other in rest if broken else ():
            if len(others) == MOST_OTHERS or self._gap(other, succ, self._lag) <= plan.tolerance:
                rest = chain((other,), rest)
                break
            others.append(other)
        further = rest if row.pick == "latest" and row.relation in FROM_FINISH and not after.complete else ()
        late = 0.0 if row.max is None or done else late_days(plan.end(pred), plan.end(succ), row.relation, row.max)
        waived = self._waived
        excused = bool(waived) and (exempt(waived, row, succ, pred) is None or exempt(waived, row, pred, succ) is None)
        return RowMatch(
            row=row,
            pred=pred,
            succ=succ,
            others=tuple(others),
            gap_days=gap,
            too_late_days=late,
            lag_only=bool(gap and self._lag and not self._gap(pred, succ, None)),
            both_complete=done,
            holds=not broken,
            same_day=row.relation == "FS" and same_day_handover(before, after),
            beside=tuple(id for id in islice(further, MOST_OTHERS) if not plan.dates(id).complete),
            declared=excused,
            excused=excused,
            owners=self._owners,
            allowed=allowing(plan, row, succ) if broken and row.allowed_by else None,
        )
