"""The network as the runs see it. `making.py` makes it ready."""

from collections.abc import Sequence

import msgspec

from programme_check.schedule.engine import Net, Schedule
from programme_check.whatif.risk.arrays import Row
from programme_check.whatif.risk.clock import Clocks
from programme_check.whatif.risk.events import Event
from programme_check.whatif.risk.hops import Crossing, Gate, Lasting, Times
from programme_check.whatif.risk.ranges import Variation


class Hop(msgspec.Struct, frozen=True, gc=False):
    """A link as it enters a node."""

    link: int
    pred: int
    from_finish: bool
    to_finish: bool
    lag: int
    """Working minutes; 0 where `crossing` says more."""
    crossing: Crossing | None
    fixed: int | None
    """Where it lets its node start, where that is the same in all runs."""


class Step(msgspec.Struct, frozen=True, gc=False):
    """One node in the order of work."""

    node: int
    low: int | None
    """The place before which it cannot start; None where links always see to that."""
    hops: tuple[Hop, ...]
    minutes: int
    days: int
    """Calendar days, beside the minutes."""
    row: int
    """The number of its variation; -1 without one."""
    lasting: Lasting | None
    longer: tuple[tuple[int, int], ...]
    """Numbers of events, and the minutes by which each makes it longer."""
    waits: tuple[tuple[int, int], ...]
    """Numbers of events, and the place before which each keeps it."""
    gate: Gate | None
    seed: bool
    """Whether it is a go-live: what leads to it counts even where its own date decides."""
    constant: bool
    absorbs: int | None
    """Of margin, the place at which it ends by the plan: it shrinks before anything after it moves beyond that."""


class Model(msgspec.Struct):
    """Everything a run needs."""

    schedule: Schedule
    net: Net
    steps: list[Step]
    starts: list[int | Row]
    """Where nodes start that never vary, by node; 0 for all others."""
    finishes: list[int | Row]
    varying: Sequence[Variation]
    highest: list[int]
    """The largest value of each variation."""
    events: Sequence[Event]
    small: bool
    """Whether all places fit into 32 bits."""
    clocks: Clocks
    times: list[Times]
    gates: dict[int, Gate]
    candidates: list[int]
    """The nodes that can end last, in the order of the file."""
