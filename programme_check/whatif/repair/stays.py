"""What a repair leaves: contradictions of what may not move, and promises that are past keeping."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from programme_check.model.work import Activity
from programme_check.schedule.calendar import DAY
from programme_check.whatif.repair.answer import Unresolved
from programme_check.whatif.repair.days import NONE_OFF, Days, Off
from programme_check.whatif.repair.demands import LINK, Demand, gap
from programme_check.whatif.repair.freedom import Freedom, Limit, freedom
from programme_check.words import count, day, listing

if TYPE_CHECKING:
    from programme_check.schedule import Plan

LATE = "SCH009"
"""The rule that reports promises which the plan cannot keep."""


class Left:
    """The contradictions that one item is left with."""

    def __init__(self) -> None:
        self.rules: dict[str, None] = {}
        self.days = 0.0
        self.preds: dict[str, None] = {}
        self.says: dict[str, None] = {}


def stays(
    base: "Plan",
    plan: "Plan",
    demands: Iterable[Demand],
    free: dict[str, Freedom],
    *,
    off: frozenset[str] = frozenset(),
    as_is: Off = NONE_OFF,
) -> list[Unresolved]:
    """What is still contradicted in a repaired plan, item by item; nothing that only rules that are `off` would say."""
    found: dict[str, Left] = defaultdict(Left)
    for demand in demands:
        if demand.rule == LINK and plan.dates(demand.succ).complete:
            continue  # done out of sequence: a matter for the record, not for the plan
        pred = plan.end(demand.pred) if demand.pred is not None else None
        late = gap(demand, pred, plan.end(demand.succ), plan.same_day)
        if late:
            left = found[demand.succ]
            left.rules[demand.rule] = None
            left.days = max(left.days, late)
            if demand.pred is not None:
                left.preds[demand.pred] = None
    days = Days(plan, as_is)
    for id, item in plan.programme.work.items():
        dates = plan.dates(id)
        forbidden = days.forbids(item, dates)
        if forbidden is not None:
            none_left = forbidden.target is None
            found[id].rules[forbidden.rule] = None
            found[id].says[forbidden.says + (" and no later day is permitted" if none_left else "")] = None
        if LATE not in off and isinstance(item, Activity) and not dates.complete and not dates.cancelled:
            for limit in freed(base, id, free).limits:
                if not limit.kept(dates, plan.calendar_of(id)):
                    broken(plan, id, limit, found[id])
    return [unresolved(base, plan, id, found[id], freed(base, id, free)) for id in plan.programme.work if id in found]


def freed(base: "Plan", id: str, free: dict[str, Freedom]) -> Freedom:
    """What of an item may move."""
    if id not in free:
        free[id] = freedom(base, id)
    return free[id]


def broken(plan: "Plan", id: str, limit: Limit, left: Left) -> None:
    """Note a promise that the planned dates break themselves: nothing moves earlier to keep it."""
    dates, calendar = plan.dates(id), plan.calendar_of(id)
    held = dates.finish_at if limit.edge == "finish" else dates.start_at
    last = limit.latest
    latest = calendar.day_finish(last.day) if last.minute is None else last.day * DAY + last.minute
    left.rules[LATE] = None
    left.days = max(left.days, round(calendar.span_days(latest, held or latest), 2))
    planned = dates.finish if limit.edge == "finish" else dates.start
    left.says[f"{limit.says}, and is planned for {day(planned)}" if planned is not None else limit.says] = None


def unresolved(base: "Plan", plan: "Plan", id: str, left: Left, free: Freedom) -> Unresolved:
    """What is left of one item, in words."""
    item = base.programme.work[id]
    why = free.why or (free.limits[0].says if free.limits else "")
    if not why and left.preds:
        why = "is on a circle: what comes before it waits for it in turn"
    said = [why, *left.says] if why and why not in " ".join(left.says) else list(left.says)
    sentence = f"{item.name} ({id}) {listing(said)}." if said else f"{item.name} ({id}) cannot be moved far enough."
    if left.preds:
        waits = []
        for pred in list(left.preds)[:3]:
            finish = plan.finish(pred)
            ends = f", which ends {day(finish)}" if finish is not None else ""
            waits.append(f"{pred}{ends}")
        more = f" and {len(left.preds) - 3} more" if len(left.preds) > 3 else ""
        sentence += f" It comes after {'; '.join(waits)}{more}"
        sentence += f": {count(round(left.days, 2), 'working day')} missing." if left.days else "."
    elif left.days:
        sentence += f" {count(round(left.days, 2), 'working day').capitalize()} missing."
    return Unresolved(id=id, because=tuple(left.rules), missing_days=left.days or None, reason=sentence)
