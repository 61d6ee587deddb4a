"""What the fix of a finding does to the go-live: the network is run again with it."""

from typing import TYPE_CHECKING, cast

from programme_check.findings import Hit, Remedy
from programme_check.model import Gate
from programme_check.rules.context import Context

if TYPE_CHECKING:
    from programme_check.model.links import LinkType
    from programme_check.schedule.engine import Change

WORK = 500_000
"""Items of all networks together that are run for the findings of one programme, so that ten thousand findings in a
large plan cost seconds and not hours. Judgement."""
LEAST = 20
"""Findings whose effect is worked out however large the plan is."""
TOO_MANY = "there are too many findings to work out each one's effect"


class Effects:
    """Answers for one programme, until the work it may cost is used up."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.left = max(LEAST, WORK // max(1, len(ctx.programme.work)))

    def of(self, hit: Hit) -> tuple[float | None, str | None]:
        """Working days by which the fix moves the go-live, and what is lacking to tell; both None when nothing moves a date.

        The plan as it is meant is what the fix is applied to (`Plan.as_meant`): the difference is what the fix costs.
        """
        if hit.remedy is None or not self.ctx.plan.go_lives:
            return None, hit.effect_unknown
        if not self.left:
            return None, TOO_MANY
        self.left -= 1
        return self.ctx.plan.as_meant.effect_on_go_live(change(self.ctx, hit.remedy)), hit.effect_unknown


def change(ctx: Context, remedy: Remedy) -> "Change":
    """A remedy in the terms of the scheduling engine: the day that the fix names, else what the item has to wait for."""
    from programme_check.model.times import Span
    from programme_check.schedule.engine import Change

    if remedy.to is not None:
        return Change(id=remedy.id, not_before=instant(ctx, remedy.id, remedy.to))
    return Change(
        id=remedy.id,
        after=remedy.after,
        type=cast("LinkType", remedy.type),
        lag=Span(remedy.lag, "d") if remedy.lag else None,
        not_before=instant(ctx, remedy.id, remedy.not_before) if remedy.not_before is not None else None,
    )


def instant(ctx: Context, id: str, day: int) -> int:
    """Where an item stands that is planned for a day: a gate, or a milestone other than a go-live, at the day's end."""
    calendar, item = ctx.plan.calendar_of(id), ctx.programme.work[id]
    at_end = isinstance(item, Gate) or (item.is_point and item.kind != "go_live")
    return calendar.day_finish(day) if at_end else calendar.day_start(day)
