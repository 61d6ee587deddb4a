"""The network that is scheduled: work with durations in minutes, and links, as lists of numbers.

Every node has an axis, on which its place is counted: the working minutes of its calendar, so that durations, lags and
floats are plain differences, and two instants with no work between them are the same place. A milestone among work of
several calendars stands on the axis of elapsed time instead, for it may fall where its own calendar has no work.

A link between nodes on one axis is one number: the start of the successor lies at least so much after the start of the
predecessor, whatever the type of the link. Other links are worked out one by one (`Wait`).
"""

from collections.abc import Set
from typing import Protocol

from programme_check.model.links import LinkType
from programme_check.model.times import Span
from programme_check.schedule.calendar import Calendar
from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.schedule.engine.waits import Wait
from programme_check.schedule.spans import finish_of, start_of

NEVER = 1 << 60
"""Later than any place: no limit."""
FROM_FINISH = frozenset({"FS", "FF"})
TO_FINISH = frozenset({"FF", "SF"})


class Axis(Protocol):
    """What turns instants into places and back."""

    def work_minutes(self, instant: int) -> int:
        """The place of an instant."""
        ...

    def instant_of(self, work: int, side: str = "start") -> int:
        """The instant of a place: where work resumes (`start`) or where it last ended (`finish`)."""
        ...


class Elapsed:
    """The axis of elapsed time, on which every instant is its own place."""

    def work_minutes(self, instant: int) -> int:
        """The instant itself."""
        return instant

    def instant_of(self, work: int, side: str = "start") -> int:  # noqa: ARG002 (both sides are one here)
        """The place itself."""
        return work


ELAPSED = Elapsed()


class Snap(Protocol):
    """What moves the start of a go-live to a day on which it is permitted."""

    def forward(self, place: int) -> int | None:
        """The first permitted place at or after this one; None when there is none."""
        ...

    def back(self, place: int) -> int | None:
        """The last permitted place at or before this one; None when there is none."""
        ...


class Net:
    """Nodes and links. A node is known by its number, in the order in which nodes were added."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.calendar: list[Calendar] = []
        self.axis: list[Axis] = []
        self.minutes: list[int] = []
        """How long each node takes, or what remains of it; of one with a span, what comes on top of that."""
        self.spans: dict[int, Span] = {}
        """Durations that depend on where they begin: calendar days, or working days of different length."""
        self.kept: dict[int, int] = {}
        """Where time held in hand ends by the plan: what is late uses it up before that moves. NEVER: as computed."""
        self.low: list[int] = []
        """The place before which a node cannot start."""
        self.high: list[int] = []
        """The place after which it should not finish; NEVER where nothing says so."""
        self.held: dict[int, int] = {}
        """Where finished nodes started, which nothing moves any more."""
        self.snaps: dict[int, Snap] = {}
        self.latest: set[int] = set()
        """Nodes placed as late as their successors allow."""
        self.aside: set[int] = set()
        """Nodes that do not count for the end of the plan."""
        self.pred: list[int] = []
        self.succ: list[int] = []
        self.types: list[LinkType] = []
        self.offset: list[int | None] = []
        """By how much the successor's start lies after the predecessor's at least; None: see `waits`."""
        self.waits: dict[int, Wait] = {}
        self.out: list[list[int]] = []
        """The links that leave each node."""

    def __len__(self) -> int:
        return len(self.names)

    def add(
        self, name: str, calendar: Calendar, minutes: int, low: int = 0, *, axis: Axis | None = None, high: int = NEVER
    ) -> int:
        """Add a node that takes so many working minutes and starts at place `low` or later; its number."""
        self.names.append(name)
        self.calendar.append(calendar)
        self.axis.append(axis or calendar)
        self.minutes.append(minutes)
        self.low.append(low)
        self.high.append(high)
        self.out.append([])
        return len(self.names) - 1

    def link(self, pred: int, succ: int, link_type: LinkType = "FS", minutes: int = 0, span: Span | None = None) -> int:
        """Add a link with a lag in working minutes of the predecessor's calendar, after a `span`; its number."""
        number = len(self.pred)
        self.pred.append(pred)
        self.succ.append(succ)
        self.types.append(link_type)
        self.out[pred].append(number)
        axis = self.axis[pred]
        plain = (
            span is None
            and axis is self.axis[succ]
            and (not minutes or axis is self.calendar[pred])
            and not ((self.spans or self.kept) and not self.bent.isdisjoint((pred, succ)))
        )
        if plain:
            offset = minutes
            if link_type == "FS":
                offset += self.minutes[pred]
            elif link_type == "FF":
                offset += self.minutes[pred] - self.minutes[succ]
            elif link_type == "SF":
                offset -= self.minutes[succ]
            self.offset.append(offset)
        else:
            self.offset.append(None)
            self.waits[number] = Wait(minutes, span)
        return number

    def unlink(self) -> None:
        """Take back the link that was added last."""
        number = len(self.pred) - 1
        self.out[self.pred.pop()].pop()
        self.succ.pop()
        self.types.pop()
        self.offset.pop()
        self.waits.pop(number, None)

    @property
    def bent(self) -> Set[int]:
        """The nodes that take no fixed number of minutes, wherever they start."""
        return self.spans.keys() | self.kept.keys() if self.kept else self.spans.keys()

    def lengthen(self, node: int, days: float, per_day: int | None) -> None:
        """Make a node longer by working days of `per_day` minutes; shorter when negative. Its links do not follow."""
        span = self.spans.get(node)
        if self.kept.get(node, NEVER) < NEVER:
            self.kept[node] += round(days * (per_day or self.calendar[node].minutes_per_day))
        if span is not None and span.unit == "d":
            self.spans[node] = Span(max(0.0, span.amount + days))
            return
        minutes = self.minutes[node] + round(days * (per_day or self.calendar[node].minutes_per_day))
        # What follows a span of calendar days may take some of it away again.
        self.minutes[node] = minutes if span is not None else max(0, minutes)

    def into(self) -> list[list[int]]:
        """The links that enter each node."""
        into: list[list[int]] = [[] for _ in self.names]
        for number, succ in enumerate(self.succ):
            into[succ].append(number)
        return into

    def finish(self, node: int, start: int) -> int:
        """Where a node ends that starts at a place."""
        span = self.spans.get(node) if self.spans else None
        if span is None:
            place = start + self.minutes[node]
        else:
            axis, calendar = self.axis[node], self.calendar[node]
            ends = axis.work_minutes(finish_of(calendar, axis.instant_of(start), span))
            place = max(start, ends + self.minutes[node])
        return max(start, min(place, self.kept[node])) if node in self.kept else place

    def shrunk(self, node: int, start: int) -> bool:
        """Whether some of the time held in hand is used up, and some of it left, where it starts at a place."""
        kept = self.kept.get(node)
        return kept is not None and start < kept == self.finish(node, start) < start + self.minutes[node]

    def start(self, node: int, finish: int, *, latest: bool = True) -> int:
        """Where a node has to start that ends at a place: at the latest, or at the earliest where that differs."""
        if self.kept and (kept := self.kept.get(node, NEVER)) <= finish and (latest or kept < finish):
            return finish
        span = self.spans.get(node) if self.spans else None
        if span is None:
            return finish - self.minutes[node]
        axis, calendar = self.axis[node], self.calendar[node]
        ends = axis.instant_of(finish - self.minutes[node], "finish")
        return min(finish, axis.work_minutes(start_of(calendar, ends, span)))

    def earliest(self, link: int, start: int) -> int:
        """The earliest start that a link leaves its successor, when its predecessor starts at `start`."""
        offset = self.offset[link]
        if offset is not None:
            return start + offset
        pred, succ, link_type = self.pred[link], self.succ[link], self.types[link]
        at_finish = link_type in FROM_FINISH
        place = self.finish(pred, start) if at_finish else start
        # What takes no time ends when it starts: when people next work.
        ended = at_finish and (self.minutes[pred] or pred in self.spans)
        instant = self.axis[pred].instant_of(place, "finish" if ended else "start")
        reached = self.axis[succ].work_minutes(self.waits[link].after(self.calendar[pred], instant))
        if link_type in TO_FINISH:
            return self.start(succ, reached, latest=False)
        return reached

    def newest(self, link: int, start: int) -> int:
        """The latest start that a link leaves its predecessor, when its successor starts at `start`."""
        offset = self.offset[link]
        if offset is not None:
            return start - offset
        pred, succ, link_type = self.pred[link], self.succ[link], self.types[link]
        to_finish = link_type in TO_FINISH
        place = self.finish(succ, start) if to_finish else start
        # The last instant that is still this place: where only the predecessor works in between, it may.
        instant = self.axis[succ].instant_of(place, "start")
        reached = self.axis[pred].work_minutes(self.waits[link].before(self.calendar[pred], instant))
        return self.start(pred, reached) if link_type in FROM_FINISH else reached

    def days_between(self, node: int, first: int, last: int) -> float:
        """Working days of a node's calendar between two places."""
        if first == last:
            return 0.0
        axis, calendar = self.axis[node], self.calendar[node]
        per_day = minutes_per_day(calendar)
        if per_day is None:
            return round(calendar.span_days(axis.instant_of(first), axis.instant_of(last)), 4)
        if axis is ELAPSED:
            first, last = calendar.work_minutes(first), calendar.work_minutes(last)
        return round((last - first) / per_day, 4)
