"""Which work varies and between what: the ranges of the file, else a default for each kind of work."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from programme_check.model.times import Span
from programme_check.model.work import Activity, Estimate
from programme_check.schedule.engine import Net, Schedule
from programme_check.schedule.engine.lengths import duration, measured
from programme_check.schedule.precedence import NOT_WORK
from programme_check.schedule.spans import working_days
from programme_check.whatif.risk.defaults import spread_of

if TYPE_CHECKING:
    from programme_check.schedule import Plan

Shape = Literal["pert", "triangular", "lognormal", "uniform"]
MONTH = 30.44
"""Calendar days of a month, where one is cut into parts."""


class CannotSimulate(ValueError):
    """A range or the plan makes no sense to simulate. The message says why, as a sentence."""


class Range(msgspec.Struct, frozen=True):
    """A length that is not certain, in working minutes or calendar days."""

    low: float
    likely: float
    high: float
    shape: Shape = "pert"

    @property
    def certain(self) -> bool:
        """Whether there is but one value."""
        return self.low == self.high

    def times(self, share: float) -> "Range":
        """The range of a share of the work."""
        return Range(self.low * share, self.likely * share, self.high * share, self.shape)


class Variation(msgspec.Struct, frozen=True, kw_only=True):
    """One node of the network whose length varies."""

    id: str
    node: int
    range: Range
    in_calendar_days: bool
    """Whether the range counts calendar days; otherwise working minutes."""
    stated: bool
    """Whether the file holds it; otherwise it is the default of its kind."""


def holds_ranges(plan: "Plan") -> bool:
    """Whether the file gives a range for any work that is still to be done."""
    return any(item.estimate is not None for item in open_work(plan))


def open_work(plan: "Plan") -> Iterator[Activity]:
    """The activities that still take time: not milestones, not finished, not cancelled, not effort that goes along."""
    for item in plan.programme.activities.values():
        if item.planning in NOT_WORK:
            continue
        dates = plan.dates(item.id)
        if not (dates.is_milestone or dates.complete or dates.cancelled):
            yield item


def variations(schedule: Schedule) -> list[Variation]:
    """Everything whose length varies, in the order of the file. Raises CannotSimulate for a range that is none."""
    plan = schedule.plan
    stated = holds_ranges(plan)
    found = []
    for item in open_work(plan):
        if item.id not in schedule:
            continue
        node = schedule.assembly.node[item.id]
        if stated:
            one = from_file(schedule, item, node) if item.estimate is not None and item.kind != "margin" else None
        else:
            one = by_kind(schedule.net, item, node)
        if one is not None:
            found.append(one)
    return found


def margins(schedule: Schedule) -> dict[int, int]:
    """The nodes that are margin to come, and the place at which each ends by the plan."""
    net, placed = schedule.net, schedule.passes.computed
    return {node: place for node, place in net.kept.items() if placed[node] and node not in net.spans}


def from_file(schedule: Schedule, item: Activity, node: int) -> Variation | None:
    """The range that the file gives, of what remains where work is in progress."""
    estimate = item.estimate
    if estimate is None:
        return None
    plan, net = schedule.plan, schedule.net
    calendar, dates = net.calendar[node], plan.dates(item.id)
    whole = duration(item, calendar, dates)
    span = whole.span if whole is not None else None
    in_days = span is not None and span.unit in {"cd", "m"}
    day = schedule[item.id].start_day

    def size(length: Span) -> float:
        if in_days:
            return calendar_days(length, calendar.days_per_week)
        if length.unit in {"cd", "m"}:
            return working_days(calendar, length, day) * calendar.minutes_per_day
        minutes, uneven = measured(calendar, length)
        return minutes + (working_days(calendar, uneven, day) * calendar.minutes_per_day if uneven is not None else 0)

    planned = None
    if whole is not None:
        planned = size(span) if span is not None else float(whole.minutes)
    found = checked(item.id, estimate, *(size(one) if one else None for one in ends(estimate)), planned=planned)
    if dates.in_progress and planned:
        left = net.spans.get(node)
        remaining = (size(left) if left is not None else 0.0) + net.minutes[node]
        found = found.times(remaining / planned)
    return Variation(id=item.id, node=node, range=found, in_calendar_days=in_days, stated=True)


def ends(estimate: Estimate) -> tuple[Span | None, Span | None, Span | None]:
    """The three values of an estimate."""
    return estimate.low, estimate.likely, estimate.high


def checked(
    id: str, estimate: Estimate, low: float | None, likely: float | None, high: float | None, *, planned: float | None
) -> Range:
    """A range whose values are in order; without a most likely one, the planned duration is it where it lies within."""
    low, high = low or 0.0, high or 0.0
    if estimate.likely is None:
        likely = planned if planned is not None and low <= planned <= high else (low + high) / 2
    likely = likely or 0.0
    if not low <= likely <= high:
        values = ", ".join(one.iso() for one in ends(estimate) if one is not None)
        raise CannotSimulate(
            f"The estimate of {id} ({values}) is no range: `low` must not be above `likely`, nor that above `high`."
        )
    return Range(low, likely, high, estimate.shape or "pert")


def calendar_days(span: Span, days_per_week: int) -> float:
    """A span in calendar days, working days as their share of the week."""
    if span.unit == "cd":
        return span.amount
    if span.unit == "m":
        return span.amount * MONTH
    if span.unit == "h":
        return span.amount / 24
    return span.amount * 7 if span.unit == "w" else span.amount * 7 / days_per_week


def by_kind(net: Net, item: Activity, node: int) -> Variation | None:
    """The default range of work of its kind, around its planned length or what is left of it."""
    spread = spread_of(item.kind)
    span = net.spans.get(node)
    in_days = span is not None and span.unit in {"cd", "m"}
    if in_days and span is not None:
        length = calendar_days(span, 5)
    else:
        length = net.minutes[node] + (span.amount * net.calendar[node].minutes_per_day if span is not None else 0)
    if spread is None or length <= 0:
        return None
    found = Range(spread.low, spread.likely, spread.high).times(length)
    return Variation(id=item.id, node=node, range=found, in_calendar_days=in_days, stated=False)
