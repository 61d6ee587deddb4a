"""One pass over the demands in order of work: every item moves as far as what it waits for asks, and no further."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from programme_check.schedule.dates import Dates
from programme_check.schedule.gaps import End
from programme_check.whatif.repair.days import NONE_OFF, Days, Off
from programme_check.whatif.repair.demands import LINK, Demand, Target, gap, target
from programme_check.whatif.repair.freedom import Freedom, freedom
from programme_check.whatif.repair.later import dates_of, later
from programme_check.whatif.repair.order import groups

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.model.work import Activity
    from programme_check.schedule import Plan

MOST_TRIED = 100
"""Demands let go in one circle after which no further ones are tried one by one."""
STEPS = 1000
"""Days in the way of one item that are stepped over before the search ends."""


class Solver:
    """Moves the items of one plan as it is written. One use each."""

    def __init__(
        self, plan: "Plan", demands: "Mapping[Demand, Target | None]", free: dict[str, Freedom], off: Off = NONE_OFF
    ) -> None:
        """`demands`: with each the place it asks for, where that does not follow its predecessor."""
        self._plan = plan
        self._free = free
        self._days = Days(plan, off)
        self.changed: dict[str, Activity | Gate] = {}
        """The items that have moved."""
        self.endless: list[Demand] = []
        """What can never be met, since it would have items wait for one another without end."""
        self._dates: dict[str, Dates] = {}
        self._all = [one for one in demands if self.free(one.succ).any]
        self._chained: dict[str, list[Demand]] = defaultdict(list)
        self._fixed: dict[str, list[Target]] = defaultdict(list)
        for demand in self._all:
            wanted = demands[demand]
            if wanted is not None:
                self._fixed[demand.succ].append(wanted)
            else:
                self._chained[demand.succ].append(demand)

    def free(self, id: str) -> Freedom:
        """What of an item may move."""
        if id not in self._free:
            self._free[id] = freedom(self._plan, id)
        return self._free[id]

    def run(self) -> "Mapping[str, Activity | Gate]":
        """Move everything that has to; the items that did. Where something is `endless`, that has to go first."""
        pairs = [(one.pred, one.succ) for one in self._all if one.pred is not None]
        ordered = groups(pairs)
        known = {id for group in ordered for id in group}
        for id in self._plan.programme.work:
            if id not in known:
                self.settle(id)
        for group in ordered:
            if len(group) == 1:
                self.settle(group[0])
                continue
            self.endless += self.judged(group)
            if not self.endless:
                self.ends(group)
        return self.changed

    def judged(self, group: Sequence[str]) -> list[Demand]:
        """What has to be let go so that items that wait for one another come to rest: rows and rules before links.

        In an order that does not depend on how things were found, so that a second run agrees.
        """
        inside = set(group)
        every = sorted(
            (one for one in self._all if one.pred in inside and one.succ in inside),
            key=lambda one: (one.rule != LINK, one.rule, one.succ, one.pred or "", one.type, repr(one.lag)),
        )
        kept, let_go = [one for one in every if one.rule == LINK], []
        outside = {id: self._chained[id] for id in group}

        def rests(chosen: Sequence[Demand]) -> bool:
            before = {id: (self.changed.get(id), self._dates.get(id)) for id in group}
            for id in group:
                around = [one for one in outside[id] if one.pred not in inside]
                self._chained[id] = [*around, *(one for one in chosen if one.succ == id)]
            found = self.ends(group, limited=False)  # a deadline would stop what has no end of its own
            for id, (item, dates) in before.items():
                self.restore(id, item, dates)
                self._chained[id] = outside[id]
            return found

        if rests(every):
            return []
        if not rests(kept):
            kept, let_go = [], kept
        for one in every:
            if one.rule != LINK:
                (kept if len(let_go) < MOST_TRIED and rests([*kept, one]) else let_go).append(one)
        return let_go

    def ends(self, group: Sequence[str], *, limited: bool = True) -> bool:
        """Move items that wait for one another until none of them has to move any more; whether that happens."""
        for _ in range(len(group) + 2):
            moved = [id for id in group if self.settle(id, limited=limited)]
            if not moved:
                return True
        return False

    def restore(self, id: str, item: "Activity | Gate | None", dates: Dates | None) -> None:
        """Put an item back."""
        self.changed.pop(id, None)
        self._dates.pop(id, None)
        if item is not None and dates is not None:
            self.changed[id], self._dates[id] = item, dates

    def dates(self, id: str) -> Dates:
        """Where an item is now."""
        return self._dates[id] if id in self._dates else self._plan.dates(id)

    def end(self, id: str) -> End:
        """An item where it is now, as an end of a link."""
        return End(self.dates(id), self._plan.calendar_of(id))

    def settle(self, id: str, *, limited: bool = True) -> bool:
        """Move one item as far as it has to, and with `limited` no further than it may; whether it moved."""
        item = self.changed.get(id) or self._plan.programme.work[id]
        calendar, dates, same_day = self._plan.calendar_of(id), self.dates(id), self._plan.same_day
        wanted = list(self._fixed.get(id, ()))
        for demand in self._chained.get(id, ()):
            pred = self.end(demand.pred or "")
            if gap(demand, pred, End(dates, calendar), same_day):
                found = target(demand, pred, same_day)
                wanted += [found] if found is not None else []
        unmet = [one for one in wanted if not one.met(dates, calendar)]
        if not unmet and self._days.forbids(item, dates) is None:
            return False
        if not self.free(id).any:
            return False
        moved = self.raised(item, unmet)
        if limited and not self.free(id).kept(dates_of(moved, calendar, self._plan.as_of), calendar):
            moved = self.within(item, unmet)
        if moved is item:
            return False
        self.changed[id] = moved
        self._dates[id] = dates_of(moved, calendar, self._plan.as_of)
        return True

    def raised(self, item: "Activity | Gate", wanted: Sequence[Target], *, days: bool = True) -> "Activity | Gate":
        """The item moved until it meets all targets and, with `days`, is where it may be; the rest is left."""
        calendar, as_of = self._plan.calendar_of(item.id), self._plan.as_of
        finish_only = not self.free(item.id).start
        for one in wanted:
            if not one.met(dates_of(item, calendar, as_of), calendar):
                item = later(item, calendar, as_of, one, finish_only=finish_only) or item
        start = item
        for _ in range(STEPS if days else 0):
            forbidden = self._days.forbids(item, dates_of(item, calendar, as_of))
            if forbidden is None:
                return item
            moved = None
            if forbidden.target is not None:
                moved = later(item, calendar, as_of, forbidden.target, finish_only=finish_only)
            if moved is None:
                return start
            item = moved
        return item if not days else start

    def within(self, item: "Activity | Gate", wanted: Sequence[Target]) -> "Activity | Gate":
        """Of the places up to an item's limit, the one at which the fewest contradictions are left, and the first."""
        calendar, as_of = self._plan.calendar_of(item.id), self._plan.as_of
        limits = self.free(item.id)
        places = [item, self.raised(item, [])]
        for one in wanted:
            places += [self.raised(item, [one]), self.raised(item, [one], days=False)]

        def cost(place: "Activity | Gate") -> tuple[int, int, int]:
            dates = dates_of(place, calendar, as_of)
            left = sum(1 for one in wanted if not one.met(dates, calendar))
            left += self._days.forbids(place, dates) is not None
            return left, dates.start_at or 0, dates.finish_at or 0

        allowed = [one for one in places if one is item or limits.kept(dates_of(one, calendar, as_of), calendar)]
        return min(allowed, key=cost)
