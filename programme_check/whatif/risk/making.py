"""Makes a network ready for many runs at once: what can never matter is left out, what never varies is a number.

For every node it is known between which places it can start and end. A link that cannot decide anything is dropped, a
planned date that links always pass too; a node whose bounds meet needs no row of its own.
"""

from collections.abc import Mapping, Sequence

import msgspec

from programme_check.schedule.engine import NEVER, Schedule
from programme_check.schedule.engine.net import FROM_FINISH, TO_FINISH, Axis
from programme_check.schedule.engine.windows import WindowSnap
from programme_check.whatif.risk.arrays import Row
from programme_check.whatif.risk.clock import Clocks
from programme_check.whatif.risk.events import Event
from programme_check.whatif.risk.hops import Crossing, Gate, Lasting, Times
from programme_check.whatif.risk.model import Hop, Model, Step
from programme_check.whatif.risk.ranges import Variation
from programme_check.whatif.risk.settled import settled, whole_days

FARTHEST = NEVER << 1
"""Beyond every place: what nothing is known of."""


class Bounds(msgspec.Struct):
    """Between which places every node starts and ends."""

    first_start: list[int]
    last_start: list[int]
    first_finish: list[int]
    last_finish: list[int]


def model_of(
    schedule: Schedule,
    varying: Sequence[Variation],
    spans: Sequence[tuple[int, int]],
    events: Sequence[Event],
    margins: Mapping[int, int] | None = None,
) -> Model:
    """The network of a schedule, with ranges (`spans` are the smallest and largest value of each) and events.

    `margins` are the nodes that shrink, and where each ends by the plan.
    """
    return _Maker(schedule, varying, spans, events, margins or {}).made()


class _Maker:
    def __init__(
        self,
        schedule: Schedule,
        varying: Sequence[Variation],
        spans: Sequence[tuple[int, int]],
        events: Sequence[Event],
        margins: Mapping[int, int],
    ) -> None:
        self.margins = margins
        self.schedule = schedule
        self.spans = spans
        self.row = {one.node: number for number, one in enumerate(varying) if spans[number][0] != spans[number][1]}
        self.net = settled(schedule.net, varying, spans)
        self.varying = varying
        self.events = events
        self.longer: dict[int, list[tuple[int, int]]] = {}
        self.waits: dict[int, list[tuple[int, int]]] = {}
        for number, event in enumerate(events):
            for node, minutes in event.longer:
                self.longer.setdefault(node, []).append((number, minutes))
            for node, place in event.not_before:
                self.waits.setdefault(node, []).append((number, place))
        self.clocks = Clocks()
        self.times = [
            Times(self.clocks, calendar, axis) for calendar, axis in zip(self.net.calendar, self.net.axis, strict=True)
        ]
        count = len(self.net)
        self.bounds = Bounds([0] * count, [0] * count, [0] * count, [0] * count)
        self.gates: dict[int, Gate] = {}
        lives = (live for live in schedule.plan.go_lives if not live.done and live.id in schedule)
        for live in lives:
            node = schedule.assembly.node[live.id]
            self.gates[node] = self.gate(node, live.id)

    def made(self) -> Model:
        """All steps, and what they need."""
        steps = [self.step(node) for node in self.schedule.passes.order]
        known = self.bounds.last_finish + self.bounds.last_start
        small = all(abs(place) < 1 << 31 for place in known if abs(place) < NEVER)
        starts: list[int | Row] = [0] * len(self.net)
        finishes: list[int | Row] = [0] * len(self.net)
        for step in steps:
            if step.constant:
                starts[step.node] = self.bounds.first_start[step.node]
                finishes[step.node] = self.bounds.first_finish[step.node]
        return Model(
            self.schedule, self.net, steps, starts, finishes, self.varying, [high for _, high in self.spans],
            self.events, small, self.clocks, self.times, self.gates, self.candidates(),
        )  # fmt: skip

    def candidates(self) -> list[int]:
        """The nodes that count for the end of the plan and are not always over before another ends."""
        net, schedule, bounds = self.net, self.schedule, self.bounds
        nodes = [node for id in schedule.ids if (node := schedule.assembly.node[id]) not in net.aside]
        surely: dict[Axis, int] = {}
        for node in nodes:
            axis = net.axis[node]
            surely[axis] = max(surely.get(axis, -FARTHEST), bounds.first_finish[node])
        return [node for node in nodes if bounds.last_finish[node] >= surely[net.axis[node]]]

    def gate(self, node: int, id: str) -> Gate:
        """The windows of a go-live, which moves nothing where it has none."""
        net, schedule = self.net, self.schedule
        calendar = net.calendar[node]
        snap = WindowSnap(id, schedule.plan.windows, calendar, net.axis[node])
        place = schedule.passes.early[node]
        instant = net.axis[node].instant_of(place)
        phase = calendar.work_minutes(instant) - calendar.work_minutes(calendar.day_start(snap.day(place)))
        return Gate(snap, self.times[node], max(0, phase))

    def lengths(self, node: int) -> tuple[int, int]:
        """The least and the most that a node takes in minutes."""
        least = most = self.net.minutes[node]
        number = self.row.get(node)
        if number is not None and not self.varying[number].in_calendar_days:
            least, most = self.spans[number]
        least = 0 if node in self.margins else least
        return least, most + sum(minutes for _, minutes in self.longer.get(node, ()))

    def step(self, node: int) -> Step:
        """One node, its bounds worked out on the way."""
        net = self.net
        if node in net.held:
            start = net.held[node]
            return self.closed(node, start, start, (), constant=True, low=start)
        seed = node in self.gates
        reached = [(*self.reach(link), link) for link in self.schedule.into[node]]
        low = net.low[node]
        first = max((least for least, _, _ in reached), default=-FARTHEST)
        last = max((most for _, most, _ in reached), default=low)
        waits = self.waits.get(node, [])
        last = max(last, low, *(place for _, place in waits))
        decides = first if seed else max(first, low)
        hops = tuple(self.hop(link) for _, most, link in reached if most >= decides)
        start = max(first, low)
        constant = start == last and node not in self.row and node not in self.longer and not waits
        if node in net.snaps and not constant:
            last = FARTHEST
        elif node in net.snaps:
            gone = net.snaps[node].forward(start)
            start = last = NEVER if gone is None else gone
        return self.closed(node, start, last, hops, constant=constant, low=low if low > first or not hops else None)

    def closed(
        self, node: int, start: int, last: int, hops: tuple[Hop, ...], *, constant: bool, low: int | None
    ) -> Step:
        """A step, once it is known where it can start."""
        net, bounds = self.net, self.bounds
        least, most = self.lengths(node)
        span = net.spans.get(node)
        bounds.first_start[node], bounds.last_start[node] = start, last
        absorbs = self.margins.get(node)
        if constant and absorbs is not None:
            ends = max(start, min(start + most, absorbs))
            bounds.first_finish[node] = bounds.last_finish[node] = ends
        elif span is None:
            bounds.first_finish[node], bounds.last_finish[node] = start + least, min(last + most, FARTHEST)
        elif constant:
            bounds.first_finish[node] = bounds.last_finish[node] = net.finish(node, start)
        else:
            bounds.first_finish[node], bounds.last_finish[node] = start + least, FARTHEST
        lasting = Lasting(self.times[node], span, net.calendar[node]) if span is not None else None
        return Step(
            node=node,
            low=low,
            hops=hops,
            minutes=net.minutes[node],
            days=whole_days(span),
            row=self.row.get(node, -1),
            lasting=lasting,
            longer=tuple(self.longer.get(node, ())),
            waits=tuple(self.waits.get(node, ())),
            gate=self.gates.get(node) if node in net.snaps else None,
            seed=node in self.gates,
            constant=constant,
            absorbs=absorbs,
        )

    def reach(self, link: int) -> tuple[int, int]:
        """Between which places a link lets its node start at the earliest."""
        net, bounds = self.net, self.bounds
        pred, succ, kind = net.pred[link], net.succ[link], net.types[link]
        ends = (
            (bounds.first_finish, bounds.last_finish)
            if kind in FROM_FINISH
            else (bounds.first_start, bounds.last_start)
        )
        least, most = ends[0][pred], ends[1][pred]
        if net.offset[link] is None:
            fixed = self.fixed(link)
            return (fixed, fixed) if fixed is not None else (-FARTHEST, FARTHEST)
        if most >= NEVER:
            most = FARTHEST
        lag = self.lag(link)
        short, long = self.lengths(succ) if kind in TO_FINISH else (0, 0)
        return least + lag - long, most + lag - short

    def fixed(self, link: int) -> int | None:
        """Where a link lets its node start, if that never varies."""
        net, bounds = self.net, self.bounds
        pred, succ = net.pred[link], net.succ[link]
        if bounds.first_start[pred] != bounds.last_start[pred] or bounds.first_finish[pred] != bounds.last_finish[pred]:
            return None
        if net.types[link] in TO_FINISH and (succ in self.row or succ in self.longer):
            return None
        start = bounds.first_start[pred]
        return NEVER if start >= NEVER else net.earliest(link, start)

    def lag(self, link: int) -> int:
        """The lag of a link in working minutes, freed of the durations that its offset holds."""
        net, kind = self.schedule.net, self.net.types[link]
        offset = net.offset[link] or 0
        if kind in FROM_FINISH:
            offset -= net.minutes[net.pred[link]]
        return offset + net.minutes[net.succ[link]] if kind in TO_FINISH else offset

    def hop(self, link: int) -> Hop:
        """A link as the runs need it."""
        net = self.net
        pred, kind = net.pred[link], net.types[link]
        plain = net.offset[link] is not None
        crossing = None
        if not plain:
            lasts = bool(net.minutes[pred] or pred in net.spans or pred in self.row or pred in self.longer)
            crossing = Crossing(
                self.times[pred], self.times[net.succ[link]], net.waits[link], ended=kind in FROM_FINISH and lasts
            )
        least, most = self.reach(link)
        return Hop(
            link, pred, kind in FROM_FINISH, kind in TO_FINISH, self.lag(link) if plain else 0, crossing,
            least if least == most else None,
        )  # fmt: skip
