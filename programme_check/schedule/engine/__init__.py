"""The scheduling engine: early and late dates, floats and what drives them, on a calendar per activity."""

from programme_check.schedule.engine.net import ELAPSED, NEVER, Net, Wait
from programme_check.schedule.engine.passes import Passes, free_floats, schedule_net

__all__ = ["ELAPSED", "NEVER", "Net", "Passes", "Wait", "free_floats", "schedule_net"]
