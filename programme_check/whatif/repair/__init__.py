"""Repair: the nearest plan in which no date contradicts another, with nothing planned earlier than it is."""

from programme_check.whatif.repair.answer import Move, Reason, Repair, Unresolved
from programme_check.whatif.repair.demands import Demand, of_row
from programme_check.whatif.repair.nearest import repair

__all__ = ["Demand", "Move", "Reason", "Repair", "Unresolved", "of_row", "repair"]
