"""Calendars, dates and the network of a programme, and the order of work that its nature demands."""

from programme_check.schedule.calendar import Calendar
from programme_check.schedule.dates import Dates
from programme_check.schedule.golive import GoLive
from programme_check.schedule.links import Link
from programme_check.schedule.plan import Plan
from programme_check.schedule.precedence import RowMatch
from programme_check.schedule.rows import Row
from programme_check.schedule.scope import Scope
from programme_check.schedule.structure import Structure
from programme_check.schedule.windows import Window, Windows

__all__ = ["Calendar", "Dates", "GoLive", "Link", "Plan", "Row", "RowMatch", "Scope", "Structure", "Window", "Windows"]
