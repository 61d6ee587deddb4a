"""When a decision is needed, who is entitled to take it, and which meetings still can."""

from typing import TYPE_CHECKING

from programme_check.schedule.calendar import DAY
from programme_check.schedule.spans import lagged_day

if TYPE_CHECKING:
    from programme_check.model import Decision, Forum, Programme
    from programme_check.schedule.plan import Plan

PRE_READ = 2
"""Calendar days that papers need before a meeting, where the forum does not say. A weak source (48 hours)."""


def computed_need(plan: "Plan", decision: "Decision") -> tuple[int | None, str | None]:
    """The last day for a decision by what it blocks, and the item that says so; both None where nothing does.

    That is the earliest late start of blocked work still to begin, less the decision's lead time.
    """
    from programme_check.model.times import Span
    from programme_check.schedule.engine.bounds import blocked

    forecast = plan.forecast
    starts = [(found.late_start, id) for id in blocked(plan, decision.blocks) if (found := forecast.get(id))]
    if not starts:
        return None, None
    start, first = min(starts)
    lead = decision.lead_time
    back = Span(-lead.amount, lead.unit) if lead else None
    return lagged_day(plan.calendars.default, start // DAY, back), first


def with_authority(programme: "Programme", decision: "Decision", forum: "Forum") -> "Forum | None":
    """The forum itself, or the first above it, that may decide the largest option; None when none may."""
    cost = max((option.cost or 0 for option in decision.options.values()), default=0)
    days = max((option.days or 0 for option in decision.options.values()), default=0)
    seen: set[str] = set()
    found: Forum | None = forum
    while found is not None and found.id not in seen:
        rights = found.decision_rights
        if rights is None or (
            (rights.money is None or cost <= rights.money) and (rights.days is None or days <= rights.days)
        ):
            return found
        seen.add(found.id)
        found = programme.forums.get(found.escalates_to) if found.escalates_to else None
    return None


def coming_meetings(plan: "Plan", forum: "Forum", pre_read: int = PRE_READ) -> list[int]:
    """The days of a forum's meetings for which papers can still be there in time, in order.

    `pre_read` is the time papers need, in calendar days, where the forum does not say.
    """
    lead = forum.pre_read
    earliest = plan.as_of + pre_read if lead is None else lagged_day(plan.calendars.default, plan.as_of, lead)
    return sorted(one.date.day for one in forum.meetings if not one.held and one.date.day >= earliest)
