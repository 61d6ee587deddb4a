"""The simulation: blocks of runs one after the other, counted as they come, until the answer no longer moves."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from programme_check.settings import Settings
from programme_check.whatif.risk import assumed
from programme_check.whatif.risk.drivers import groups
from programme_check.whatif.risk.events import events
from programme_check.whatif.risk.making import model_of
from programme_check.whatif.risk.merge import Merge
from programme_check.whatif.risk.model import Model
from programme_check.whatif.risk.passes import Seeds, critical, forward
from programme_check.whatif.risk.ranges import margins, variations
from programme_check.whatif.risk.results import RUNS, SEED, RiskResult
from programme_check.whatif.risk.sampling import Sample, Tables
from programme_check.whatif.risk.stop import ROUND, Watch
from programme_check.whatif.risk.targets import End, Target, count_finish, count_go_live, ended, targets_of
from programme_check.whatif.risk.tornado import Tornado

if TYPE_CHECKING:
    from programme_check.schedule import Plan

BUDGET = 96 << 20
"""Bytes that the places of one block may take."""
WIDTHS = (1000, 500, 250, 125, 100, 50, 25, 20, 10)
"""Runs side by side: the widest that fits. The choice hangs on the plan alone, so that every machine draws the same."""
TORNADO = 2 << 20
"""Places that the runs of the tornado may have; a hundred of them are the least."""

Progress = Callable[[int, int], None]


class Simulation:
    """All there is to count for one plan."""

    def __init__(self, plan: "Plan", settings: Settings, seed: int) -> None:
        self.plan = plan
        self.settings = settings
        self.seed = seed
        schedule = plan.forecast
        self.varying = variations(schedule)
        self.events = events(schedule)
        self.tables = Tables(self.varying)
        self.model: Model = model_of(schedule, self.varying, self.tables.spans, self.events, margins(schedule))
        if self.model.small:
            self.tables.shrink()
        self.groups = groups(plan, settings.drivers, self.varying)
        self.lives, self.commitments = targets_of(schedule)
        self.placed = [one for one in self.lives if one.node >= 0]
        self.ends = None if self.placed else End(self.model)
        self.end: Target | None = None
        if self.ends is not None and schedule.last is not None:
            name = plan.programme.work[schedule.last].name
            per_day = plan.calendars.default.minutes_per_day
            self.end = Target(schedule.last, name, -1, None, schedule[schedule.last].finish_day, per_day)
        self.often: Counter[int] = Counter()
        self.merges = {one.node: Merge(self.model, one.node) for one in self.placed}
        self.made = 0

    @property
    def varying_steps(self) -> int:
        """How many nodes need a row of their own."""
        return sum(not step.constant for step in self.model.steps)

    def width(self) -> int:
        """How many runs a block has."""
        row = 2 * max(1, self.varying_steps) * (4 if self.model.small else 8)
        return next((width for width in WIDTHS if width * row <= BUDGET), WIDTHS[-1])

    def blocks(self, runs: int) -> Iterator[tuple[int, int]]:
        """The number and the width of each block."""
        width = self.width()
        for number, first in enumerate(range(0, runs, width)):
            yield number, min(width, runs - first)

    def sample(self, block: int, width: int) -> Sample:
        """The chance of one block."""
        correlation = self.settings.drivers.correlation
        return Sample(self.tables, self.events, self.groups, correlation, seed=self.seed, block=block, width=width)

    def count(self, number: int, width: int) -> None:
        """Make the runs of one block and count what came of them."""
        model = self.model
        block = forward(model, self.sample(number, width))
        for one in self.placed:
            count_go_live(model, block, one, width)
            self.merges[one.node].count(block, width)
        for one in self.commitments:
            count_finish(model, block, one, width)
        seeds: Seeds = {one.node: True for one in self.placed}
        if self.ends is not None and self.end is not None:
            instants, seeds = self.ends.of(block, width)
            work = model.clocks.of(self.plan.calendars.default)
            self.end.count(work.work(instants), lambda _: ended(instants))
        for node, count in critical(model, block, seeds, width).items():
            self.often[node] += count
        self.made += width

    def result(self, most: int) -> RiskResult:
        """The answer."""
        schedule, net = self.plan.forecast, self.model.net
        lives = tuple(one.spread() for one in self.lives)
        end = self.end.spread() if self.end is not None else None
        often = {node: count / self.made for node, count in self.often.items()}
        found = RiskResult(
            runs=self.made,
            most=most,
            seed=self.seed,
            go_lives=lives,
            commitments=tuple(one.spread() for one in self.commitments),
            end=end,
            criticality={
                id: often.get(node, 0.0)
                for id, node in schedule.assembly.node.items()
                if id in schedule and node not in net.held
            },
            drivers=(),
            drives=None,
            merge_bias=None,
            assumptions=assumed.assumptions(self.plan, self.settings, self.varying, self.events),
        )
        worst = found.worst
        if worst is None:
            return found
        target = next((one for one in self.placed if one.id == worst.id), None)
        node = target.node if target is not None else -1
        width = max(100, min(1000, TORNADO // max(1, self.varying_steps)))
        tornado = Tornado(self.model, self.tables, self.sample(0, width), node, width)
        merge = self.merges.get(node)
        bias = merge.bias(self.varying, self.events, self.made) if merge is not None else None
        return replaced(
            found, drivers=tuple(tornado.drivers(often)), drives=worst.id if target else None, merge_bias=bias
        )


def replaced(found: RiskResult, **fields: object) -> RiskResult:
    """The same answer with some fields filled in."""
    import msgspec

    return msgspec.structs.replace(found, **fields)


def simulate(
    plan: "Plan", settings: Settings, *, runs: int = RUNS, seed: int = SEED, progress: Progress | None = None
) -> RiskResult:
    """Simulate a plan in at most so many runs. `progress` is told how many are made. Raises CannotSimulate."""
    found = Simulation(plan, settings, seed)
    watch = Watch(found.placed or ([found.end] if found.end is not None else []))
    for number, width in found.blocks(runs):
        found.count(number, width)
        if progress is not None:
            progress(found.made, runs)
        if found.made % ROUND == 0 and found.made < runs and watch.stands():
            break
    return found.result(runs)
