"""The two forecasts of a plan, made when they are first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from programme_check.schedule.engine import Schedule
    from programme_check.schedule.plan import Plan


class Forecasts:
    """What a plan leads to, by its logic."""

    @cached_property
    def forecast(self) -> "Schedule":
        """Dates, floats and driving paths with the missing links put back."""
        from programme_check.schedule.engine import schedule

        return schedule(cast("Plan", self))

    @cached_property
    def as_drawn(self) -> "Schedule":
        """The same by the declared links alone; the very same where no link is missing."""
        if not (self.forecast.assembly.missing or self.forecast.assembly.beside):
            return self.forecast
        from programme_check.schedule.engine import schedule

        return schedule(cast("Plan", self), implied="none")

    @cached_property
    def without_margin(self) -> "Schedule":
        """The forecast with the time that is held in hand taken out: what is left of it is to spare."""
        from programme_check.schedule.engine import Change, schedule

        plan = cast("Plan", self)
        held = [item.id for item in plan.of_kind("margin") if not plan.dates(item.id).complete]
        return schedule(plan, overrides=[Change(id=id, left_out=True) for id in held]) if held else self.forecast

    @cached_property
    def with_whole_margin(self) -> "Schedule":
        """The forecast as if time held in hand could not be used up: floats beside it."""
        if not self.forecast.net.kept:
            return self.forecast
        from programme_check.schedule.engine import schedule

        return schedule(cast("Plan", self), whole_margin=True)

    @cached_property
    def as_meant(self) -> "Schedule":
        """With those of the missing links put back that the dates keep to already: what a fix is applied to.

        A cutover that nobody linked to its go-live takes the go-live along when it moves; links that the dates break
        are what the fixes are about.
        """
        if not any(not match.holds for match in cast("Plan", self).matches):
            return self.forecast
        from programme_check.schedule.engine import schedule

        return schedule(cast("Plan", self), implied="holding")
