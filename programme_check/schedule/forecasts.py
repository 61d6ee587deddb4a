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
        if not self.forecast.assembly.missing:
            return self.forecast
        from programme_check.schedule.engine import schedule

        return schedule(cast("Plan", self), implied=False)
