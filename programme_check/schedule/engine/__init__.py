"""The scheduling engine: early and late dates, floats and what drives them, on a calendar per activity."""

from programme_check.schedule.engine.changes import Change
from programme_check.schedule.engine.forecast import Schedule, schedule
from programme_check.schedule.engine.net import ELAPSED, NEVER, Net
from programme_check.schedule.engine.outcome import GoLiveForecast, Timing
from programme_check.schedule.engine.passes import Passes, free_floats, schedule_net
from programme_check.schedule.engine.waits import Wait

__all__ = [
    "ELAPSED",
    "NEVER",
    "Change",
    "GoLiveForecast",
    "Net",
    "Passes",
    "Schedule",
    "Timing",
    "Wait",
    "free_floats",
    "schedule",
    "schedule_net",
]
