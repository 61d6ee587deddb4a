"""Merge bias: where paths meet, the latest decides, so that the average comes later than the plan of averages."""

from collections.abc import Sequence

from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.whatif.risk.arrays import Row, np
from programme_check.whatif.risk.events import Event
from programme_check.whatif.risk.hops import NEVER
from programme_check.whatif.risk.model import Model
from programme_check.whatif.risk.passes import Block, forward
from programme_check.whatif.risk.quantiles import mean
from programme_check.whatif.risk.ranges import Variation
from programme_check.whatif.risk.targets import full


class Averages:
    """A block of one run in which every length, and what each risk costs, is at its average."""

    def __init__(self, varying: Sequence[Variation], events: Sequence[Event]) -> None:
        self.happens: list[Row] = [np.array([event.probability]) for event in events]
        self._lengths = [max(0, round(mean(one.range))) for one in varying]

    def take(self, row: int) -> Row:
        """The average of a variation."""
        return np.array([self._lengths[row]])


class Merge:
    """Adds up when its predecessors allow a go-live."""

    def __init__(self, model: Model, node: int) -> None:
        self._model = model
        self._node = node
        self._total = 0.0
        self._count = 0

    def _places(self, block: Block, width: int) -> Row:
        """When it is allowed, in working minutes of its calendar."""
        places = full(block.allowed.get(self._node, NEVER), width)
        places = places[places < NEVER]
        times = self._model.times[self._node]
        return times.calendar.work(times.instants(places, finish=False))

    def count(self, block: Block, width: int) -> None:
        """Add the runs of a block."""
        places = self._places(block, width)
        self._count += places.size
        self._total += float(places.sum())

    def bias(self, varying: Sequence[Variation], events: Sequence[Event], runs: int) -> float | None:
        """Working days by which the average lies after the plan of averages; None where it cannot be told."""
        model = self._model
        average = self._places(forward(model, Averages(varying, events)), 1)
        if self._count < runs or not average.size:
            return None
        calendar = model.net.calendar[self._node]
        per_day = minutes_per_day(calendar) or calendar.minutes_per_day
        return round((self._total / self._count - float(average[0])) / per_day, 1) + 0.0
