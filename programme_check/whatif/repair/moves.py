"""What each move is for: which contradictions come back when an item is put where it was."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from programme_check.model.times import Moment
from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY
from programme_check.schedule.gaps import End
from programme_check.whatif.repair.answer import Edit, Move, Reason
from programme_check.whatif.repair.days import NONE_OFF, Days, Off
from programme_check.whatif.repair.demands import Demand, gap, target
from programme_check.whatif.repair.freedom import freedom
from programme_check.whatif.repair.later import dates_of, later

if TYPE_CHECKING:
    from programme_check.schedule import Plan

FIELDS = ("start", "finish", "date")


class Moves:
    """Compares two plans: as written, and repaired."""

    def __init__(self, base: "Plan", plan: "Plan", demands: Iterable[Demand], off: Off = NONE_OFF) -> None:
        self._base = base
        self._plan = plan
        self._demands: dict[str, dict[Demand, None]] = defaultdict(dict)
        for demand in demands:
            self._demands[demand.succ][demand] = None
        self._days = Days(plan, off)

    def move(self, id: str) -> Move:
        """The move of one item that is not where it was."""
        old, new = self._base.programme.work[id], self._plan.programme.work[id]
        before, after = self._base.dates(id), self._plan.dates(id)
        written = [getattr(old, field, None) for field in FIELDS]
        exact = any(moment is not None and moment.minute is not None for moment in written)
        calendar = self._plan.calendar_of(id)
        ends = (before.start_at, after.start_at)
        if before.start == after.start and ends[0] == ends[1]:
            ends = (before.finish_at, after.finish_at)
        return Move(
            id=id,
            name=old.name,
            start=(shown(before.start, before.start_at, exact), shown(after.start, after.start_at, exact)),
            finish=(shown(before.finish, before.finish_at, exact), shown(after.finish, after.finish_at, exact)),
            days=round(calendar.span_days(ends[0] or 0, ends[1] or 0), 2),
            reasons=tuple(self.reasons(id)),
            edits=tuple(edits(old, new)),
        )

    def reasons(self, id: str) -> list[Reason]:
        """What would contradict an item at its old place, everything else being where it is now."""
        plan, same_day = self._plan, self._plan.same_day
        calendar, was = plan.calendar_of(id), self._base.dates(id)
        found: list[tuple[float, Reason]] = []
        item = self._base.programme.work[id]
        finish_only = not freedom(self._base, id).start
        for demand in self._demands.get(id, ()):
            pred = plan.end(demand.pred) if demand.pred is not None else None
            late = gap(demand, pred, End(was, calendar), same_day)
            if late:
                found.append((-late, Reason(demand.rule, demand.pred)))
                wanted = target(demand, pred, same_day)
                if wanted is not None and not wanted.met(dates_of(item, calendar, plan.as_of), calendar):
                    item = later(item, calendar, plan.as_of, wanted, finish_only=finish_only) or item
        # Where waiting alone would have left it on a day that is not allowed, that day is a reason as well.
        for place, dates in ((self._base.programme.work[id], was), (item, dates_of(item, calendar, plan.as_of))):
            forbidden = self._days.forbids(place, dates)
            if forbidden is not None:
                found.append((0.0, Reason(forbidden.rule, None)))
        found.sort(key=lambda one: (one[0], one[1].rule, one[1].pred or ""))
        return list(dict.fromkeys(reason for _, reason in found))


def shown(day: int | None, at: int | None, exact: bool) -> str:
    """A date of an item: the day, or the instant where its dates are written with a time of day."""
    if exact and at is not None:
        return Moment(*divmod(at, DAY)).iso()
    return Moment(day).iso() if day is not None else ""


def edits(old: Any, new: Any) -> Iterable[Edit]:
    """The dates that are written differently, in the order in which people write them."""
    for field in FIELDS if isinstance(old, Activity) else ("date",):
        before, after = getattr(old, field, None), getattr(new, field, None)
        if before is not None and after is not None and before != after:
            yield Edit((*old.path, field), before.iso(), after.iso())
