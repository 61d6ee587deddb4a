"""What a consistent plan asks of an item: to come after another one, or not before a day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from programme_check.model.links import LinkType
from programme_check.model.times import Lag, Span
from programme_check.schedule.calendar import Calendar
from programme_check.schedule.dates import Dates
from programme_check.schedule.gaps import End, gap_days
from programme_check.schedule.spans import lagged_day, lagged_instant

if TYPE_CHECKING:
    from programme_check.schedule import Plan, RowMatch

LINK = "SCH003"
"""The rule that reports a declared link which the dates contradict."""
Edge = Literal["start", "finish"]


class Demand(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that has to hold for an item."""

    rule: str
    """The rule that reports it when it does not."""
    succ: str
    pred: str | None = None
    """The item it has to come after; None for a day."""
    type: LinkType = "FS"
    lag: Span | None = None
    tolerance: float = 0.0
    """Working days by which it may be missed without anybody reporting it."""
    not_before: int | None = None
    """The day before which it may not start, where there is no predecessor."""
    passing: bool = False
    """Whether it holds of the dates as they are only: with other dates, another item may be the one that counts."""


class Target(NamedTuple):
    """Where one end of an item has to be at the earliest: on a day, or at an instant of working time."""

    edge: Edge
    day: int | None = None
    at: int | None = None
    strict: bool = False
    """Whether a day without work before the day will not do."""

    def met(self, dates: Dates, calendar: Calendar) -> bool:
        """Whether dates keep to it; dates that are not known do."""
        if self.day is not None:
            held = dates.start if self.edge == "start" else dates.finish
            return held is None or held >= self.day or (not self.strict and calendar.days_between(held, self.day) <= 0)
        at = dates.start_at if self.edge == "start" else dates.finish_at
        return at is None or self.at is None or calendar.work_minutes(self.at) <= calendar.work_minutes(at)


def gap(demand: Demand, pred: End | None, succ: End, same_day: bool) -> float:
    """Working days by which the item has to move later; 0 where the demand is met or a date is not known."""
    if pred is not None:
        found = gap_days(pred, succ, demand.type, demand.lag, same_day) or 0.0
        return found if found > demand.tolerance else 0.0
    start = succ.dates.start
    if demand.not_before is None or start is None or start >= demand.not_before:
        return 0.0
    return float(max(1, succ.calendar.days_between(start, demand.not_before)))


def target(demand: Demand, pred: End | None, same_day: bool) -> Target | None:
    """Where a demand wants its item, given the dates of the predecessor; None where a date is not known."""
    if pred is None:
        return Target("start", day=demand.not_before, strict=True)
    edge: Edge = "start" if demand.type in {"FS", "SS"} else "finish"
    if demand.type == "FS" and same_day:
        finish = pred.dates.finish
        return None if finish is None else Target(edge, day=lagged_day(pred.calendar, finish, demand.lag))
    held_by = pred.dates.finish_at if demand.type in {"FS", "FF"} else pred.dates.start_at
    return None if held_by is None else Target(edge, at=lagged_instant(pred.calendar, held_by, demand.lag))


def links(plan: "Plan") -> Iterator[Demand]:
    """What the declared links of a plan ask."""
    for link in plan.links:
        passing = link.via is not None and link.type in {"SS", "SF"}
        yield Demand(rule=LINK, succ=link.succ, pred=link.pred, type=link.type, lag=link.lag, passing=passing)


def rows(plan: "Plan") -> Iterator[Demand]:
    """What the precedence rows ask, with their lags, whatever the rules that report them make of it."""
    for match in plan.matches:
        yield from of_row(match, plan.tolerance)


def of_row(
    match: "RowMatch", tolerance: float, *, rule: str | None = None, days: float | None = None
) -> Iterator[Demand]:
    """What one match of a row asks: its predecessor, and the others that are too late as well.

    `rule`: the one that reports it, where that is not the first of its owners. `days`: its lag, where that rule has
    another one than the row.
    """
    row = match.row
    if match.both_complete or match.allowed is not None:
        return
    passing = row.pick == "earliest" or row.before_where == "reconciled" or row.after_where == "last_in_scope"
    wait = row.lag if days is None else days
    lag = Lag(wait) if wait else None
    for pred in (match.pred, *match.others):
        yield Demand(
            rule=rule or match.owner,
            succ=match.succ,
            pred=pred,
            type=row.relation,
            lag=lag,
            tolerance=tolerance,
            passing=passing,
        )
