"""What moves the go-live most: one range or risk at a time is set to a good and a bad value, the rest stays chance."""

from collections.abc import Mapping, Sequence

from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.whatif.risk.arrays import Row, np
from programme_check.whatif.risk.hops import NEVER, Whole
from programme_check.whatif.risk.model import Model
from programme_check.whatif.risk.passes import Block, again, forward
from programme_check.whatif.risk.results import Driver
from programme_check.whatif.risk.sampling import Sample, Tables
from programme_check.whatif.risk.targets import End, full

GOOD, BAD = 0.1, 0.9
"""One case in ten is better than the first, one in ten worse than the second."""
MOST = 7
TRIED = 12
"""Ranges and risks that are tried, those first that are critical most often and vary most."""
SMALLEST = 0.05
"""Working days below which nothing is moved."""

Change = tuple[dict[int, tuple[Whole, Whole]], list[Row]]


class Tornado:
    """Runs the same runs again with one thing changed. `node` is a go-live, or -1 for the end of the plan."""

    def __init__(self, model: Model, tables: Tables, sample: Sample, node: int, width: int) -> None:
        self._model = model
        self._tables = tables
        self._width = width
        self._node = node
        self._end = End(model) if node < 0 else None
        self._base = forward(model, sample, keep=True)
        self._before = self._when(self._base)
        calendar = model.net.calendar[node] if node >= 0 else model.schedule.plan.calendars.default
        self._per_day = minutes_per_day(calendar) or calendar.minutes_per_day

    def _when(self, block: Block) -> Row:
        """When it happens in each run, in working minutes."""
        if self._end is not None:
            clock = self._model.clocks.of(self._model.schedule.plan.calendars.default)
            return clock.work(self._end.of(block, self._width)[0])
        return full(block.starts[self._node], self._width)

    def drivers(self, often: Mapping[int, float]) -> list[Driver]:
        """Those that move it most, told how often each node is critical."""
        model = self._model
        work = model.schedule.plan.programme.work
        ranges = [
            (often.get(one.node, 0.0) * (self._tables.at(row, BAD) - self._tables.at(row, GOOD)), row)
            for row, one in enumerate(model.varying)
            if often.get(one.node) and one.node in self._base.lengths and not one.range.certain
        ]
        found = []
        for _, row in sorted(ranges, key=lambda pair: (-pair[0], pair[1]))[:TRIED]:
            one = model.varying[row]
            moves = [self._move(self._ranged(row, self._tables.at(row, share))) for share in (GOOD, BAD)]
            found.append(driver(one.id, work[one.id].name, moves, risk=False))
        risks = [(event.probability, number) for number, event in enumerate(model.events) if event.probability < 1]
        for _, number in sorted(risks, key=lambda pair: (-pair[0], pair[1]))[:TRIED]:
            event = model.events[number]
            moves = [self._move(self._happening(number, happens)) for happens in (0, 1)]
            found.append(driver(event.id, event.title, moves, risk=True))
        moving = [one for one in found if one.later_days - one.earlier_days >= SMALLEST]
        return sorted(moving, key=lambda one: one.earlier_days - one.later_days)[:MOST]

    def _ranged(self, row: int, value: int) -> Change:
        """The runs with one length the same in all."""
        one, base = self._model.varying[row], self._base
        minutes, days = base.lengths[one.node]
        if one.in_calendar_days:
            return {one.node: (minutes, value)}, base.happens
        more = [
            base.happens[number] * extra
            for number, event in enumerate(self._model.events)
            for node, extra in event.longer
            if node == one.node
        ]
        return {one.node: (value + sum(more), days)}, base.happens

    def _happening(self, number: int, happens: int) -> Change:
        """The runs with a risk that happens in all of them, or in none."""
        base = self._base
        row: Row = np.full(self._width, happens, np.int32)
        changed: dict[int, tuple[Whole, Whole]] = {}
        for node, extra in self._model.events[number].longer:
            minutes, days = base.lengths[node]
            changed[node] = minutes + (row - base.happens[number]) * extra, days
        return changed, [row if one == number else old for one, old in enumerate(base.happens)]

    def _move(self, change: Change) -> float:
        """Working days by which it happens later on average."""
        after = self._when(again(self._model, self._base, *change))
        both = (after < NEVER) & (self._before < NEVER)
        if not both.any():
            return 0.0
        return float((after[both] - self._before[both]).mean()) / self._per_day


def driver(id: str, name: str, moves: Sequence[float], *, risk: bool) -> Driver:
    """A driver by its two moves, to a tenth of a day."""
    earlier, later = round(min(0.0, *moves), 1) + 0.0, round(max(0.0, *moves), 1)
    return Driver(id=id, name=name, risk=risk, earlier_days=earlier, later_days=later)
