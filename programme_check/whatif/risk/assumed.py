"""What an answer rests on, put together for the reader."""

from typing import TYPE_CHECKING

from programme_check.settings import Settings
from programme_check.whatif.risk.defaults import FIXED, group_named, spread_of
from programme_check.whatif.risk.events import Event, unquantified
from programme_check.whatif.risk.ranges import Variation, open_work
from programme_check.whatif.risk.results import Assumptions

if TYPE_CHECKING:
    from programme_check.schedule import Plan


def assumptions(plan: "Plan", settings: Settings, varying: list[Variation], events: list[Event]) -> Assumptions:
    """All that was taken for granted."""
    programme, schedule = plan.programme, plan.forecast
    varied = {one.id for one in varying}
    rest = [item for item in open_work(plan) if item.id in schedule and item.id not in varied]
    lines: dict[tuple[str, float, float, float, str], int] = {}
    for one in varying:
        kind = programme.activities[one.id].kind
        spread = spread_of(kind)
        if not one.stated and spread is not None:
            key = (group_named(kind), *spread)
            lines[key] = lines.get(key, 0) + 1
    to_come = [dates for id in schedule.ids if not (dates := plan.dates(id)).complete]
    return Assumptions(
        varying=tuple(varying),
        events=tuple(events),
        drivers=settings.drivers,
        by_default=tuple((*key, count) for key, count in lines.items()),
        certain=tuple(item.id for item in rest if item.kind not in FIXED),
        margin=tuple(item.id for item in rest if item.kind == "margin"),
        decided=tuple(item.id for item in rest if item.kind in FIXED and item.kind != "margin"),
        uncounted=tuple(unquantified(plan)),
        dated=sum(dates.planned_start is not None and not dates.in_progress for dates in to_come),
    )
