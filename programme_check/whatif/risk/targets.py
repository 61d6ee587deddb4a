"""What is counted over the runs: when go-lives happen, when promised work ends, when the plan ends."""

from collections import Counter
from collections.abc import Callable

import msgspec

from programme_check.schedule.calendar import DAY
from programme_check.schedule.engine import NEVER as UNLIMITED
from programme_check.schedule.engine import Schedule
from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.whatif.risk.arrays import Marks, Row, np
from programme_check.whatif.risk.hops import NEVER
from programme_check.whatif.risk.model import Model
from programme_check.whatif.risk.passes import Block
from programme_check.whatif.risk.results import POINTS, Spread

QUANTILES = (0.1, 0.5, 0.8, 0.9)


class Target(msgspec.Struct):
    """One thing that happens on some day, and what was counted of it so far."""

    id: str
    name: str
    node: int
    """-1 for the end of the plan."""
    stated: int | None
    planned: int | None
    minutes_per_day: float
    days: Counter[int] = msgspec.field(default_factory=Counter)
    never: int = 0
    origin: int | None = None
    """A place to count from, so that sums stay exact."""
    total: float = 0.0
    squares: float = 0.0

    @property
    def runs(self) -> int:
        """How many runs were counted."""
        return self.days.total() + self.never

    def count(self, places: Row, days_of: Callable[[Row], Row]) -> None:
        """Count the runs of a block, told the days of places; a place beyond all others is no day."""
        happens = places < NEVER
        if not happens.all():
            self.never += int(places.size - np.count_nonzero(happens))
            places = places[happens]
        if not places.size:
            return
        different, counts = np.unique(days_of(places), return_counts=True)
        for day, number in zip(different.tolist(), counts.tolist(), strict=True):
            self.days[day] += number
        self.origin = int(places[0]) if self.origin is None else self.origin
        away = (places - self.origin).astype(np.float64)
        self.total += float(away.sum())
        self.squares += float((away * away).sum())

    def by(self, day: int) -> float:
        """The share of runs in which it has happened by the end of a day."""
        return sum(number for one, number in self.days.items() if one <= day) / max(1, self.runs)

    @property
    def chance(self) -> float | None:
        """The share of runs in which it happens by the promised day."""
        return None if self.stated is None or not self.runs else self.by(self.stated)

    def quantiles(self) -> list[int | None]:
        """The first days by which these shares of all runs are done; None where that many never are."""
        found: list[int | None] = []
        days, below = sorted(self.days), 0
        place = 0
        for share in QUANTILES:
            while place < len(days) and below < share * self.runs:
                below += self.days[days[place]]
                place += 1
            found.append(days[place - 1] if place and below >= share * self.runs else None)
        return found

    def spread(self) -> Spread:
        """Everything about it."""
        p10, p50, p80, p90 = self.quantiles() if self.runs else [None] * 4
        count = self.days.total()
        mean = sum(day * number for day, number in self.days.items()) / count if count else None
        variance = self.squares / count - (self.total / count) ** 2 if count else 0.0
        return Spread(
            id=self.id,
            name=self.name,
            stated=self.stated,
            planned=self.planned,
            chance=self.chance,
            p10=p10,
            p50=p50,
            p80=p80,
            p90=p90,
            mean=None if mean is None else int(mean + 0.5),
            deviation=round(max(0.0, variance) ** 0.5 / self.minutes_per_day, 4),
            never=self.never / max(1, self.runs),
            by_day=self.curve(),
        )

    def curve(self) -> tuple[tuple[int, float], ...]:
        """Days and the share of runs that are done by then."""
        points, below = [], 0
        for day in sorted(self.days):
            below += self.days[day]
            points.append((day, below / self.runs))
        step = -(-len(points) // POINTS)
        return tuple(points[step - 1 :: step]) if step > 1 else tuple(points)


def targets_of(schedule: Schedule) -> tuple[list[Target], list[Target]]:
    """The go-lives to come, and the other work that has to finish by a day and is not finished."""
    plan, net, node = schedule.plan, schedule.net, schedule.assembly.node
    lives = []
    for live in plan.go_lives:
        if not live.done:
            found = schedule.go_live(live)
            goes = found.goes if found is not None else None
            at = node[live.id] if live.id in schedule else -1
            name = plan.programme.work[live.id].name
            per_day = plan.calendar_of(live.id)
            lives.append(
                Target(live.id, name, at, live.stated, goes, minutes_per_day(per_day) or per_day.minutes_per_day)
            )
    known = {one.id for one in lives}
    commitments = []
    for id in schedule.ids:
        at = node[id]
        if net.high[at] < UNLIMITED and at not in net.held and id not in known:
            calendar, timing = net.calendar[at], schedule[id]
            stated = (net.axis[at].instant_of(net.high[at], "finish") - 1) // DAY
            per_minute = minutes_per_day(calendar) or calendar.minutes_per_day
            name = plan.programme.work[id].name
            commitments.append(Target(id, name, at, stated, timing.finish_day, per_minute))
    return lives, commitments


def count_go_live(model: Model, block: Block, target: Target, width: int) -> None:
    """Count when a go-live happens in a block of runs."""
    target.count(full(block.starts[target.node], width), model.gates[target.node].days)


def count_finish(model: Model, block: Block, target: Target, width: int) -> None:
    """Count when work ends in a block of runs."""
    times = model.times[target.node]
    target.count(full(block.finishes[target.node], width), lambda places: ended(times.instants(places, finish=True)))


def ended(instants: Row) -> Row:
    """The days of instants at which something ends."""
    days: Row = (instants - 1) // DAY
    return days


def full(places: int | Row, width: int) -> Row:
    """One place for each run."""
    return np.broadcast_to(np.asarray(places, np.int64), (width,))


class End:
    """The end of the plan: whatever ends last in each run, the first in the file of those that tie."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._nodes = model.candidates
        axes = {model.net.axis[node] for node in self._nodes}
        self._one_axis = len(axes) == 1
        """Whether places can be compared as they are."""

    def of(self, block: Block, width: int) -> tuple[Row, dict[int, "Marks | bool"]]:
        """The instants at which the plan ends, and in which runs each node is what ends last."""
        times = self._model.times
        last: Row = np.full(width, -NEVER, np.int64)
        which: Row = np.full(width, -1, np.int64)
        for node in self._nodes:
            ends = block.finishes[node]
            if not self._one_axis:
                ends = times[node].instants(full(ends, width), finish=True)
            later = ends > last
            if np.any(later):
                last = np.where(later, ends, last)
                which = np.where(later, node, which)
        if self._one_axis:
            last = times[self._nodes[0]].instants(last, finish=True)
        return last, {int(node): which == node for node in np.unique(which)}
