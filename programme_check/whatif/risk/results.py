"""What a simulation found out."""

import msgspec

from programme_check.settings import Drivers
from programme_check.whatif.risk.events import Event
from programme_check.whatif.risk.ranges import Variation

RUNS, SEED = 10_000, 1


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which something happens over all runs. Days are proleptic ordinals."""

    id: str
    name: str
    stated: int | None
    """The day it is promised for."""
    planned: int | None
    """The day on which the plan, without any chance in it, puts it; None when it cannot be placed."""
    chance: float | None
    """The share of runs in which it happens on the promised day or before; None without such a day."""
    p10: int | None
    """One run in ten is done by then; None when more than nine in ten never come to it."""
    p50: int | None
    p80: int | None
    p90: int | None
    mean: int | None
    """The average day over the runs in which it happens."""
    deviation: float
    """The standard deviation in working days."""
    never: float
    """The share of runs in which no permitted day is left."""
    by_day: tuple[tuple[int, float], ...]
    """Days on which it happens in some run, and the share of runs that are done by then; at most `POINTS` of them."""


POINTS = 400
"""Points of a curve that are kept: more than any page can show."""


class Driver(msgspec.Struct, frozen=True, kw_only=True):
    """How much one range or one risk moves the go-live by itself."""

    id: str
    name: str
    risk: bool
    """Whether it is a risk of the file; otherwise an activity."""
    earlier_days: float
    """Working days by which go-live comes earlier on average if this goes well; 0 or negative."""
    later_days: float
    """Working days by which it comes later if it goes badly; 0 or positive."""


class Assumptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer rests on."""

    varying: tuple[Variation, ...]
    events: tuple[Event, ...]
    drivers: Drivers
    by_default: tuple[tuple[str, float, float, float, str, int], ...]
    """Default ranges in use: group of kinds, shares of the planned duration, source, and how many activities."""
    certain: tuple[str, ...]
    """Work to come that lasts as planned, since the file gives ranges to other work and not to it."""
    margin: tuple[str, ...]
    """Margin to come, which lateness uses up first."""
    decided: tuple[str, ...]
    """Other work to come whose length is a decision: freezes, hypercare."""
    uncounted: tuple[str, ...]
    """Open risks that say too little to be counted."""
    dated: int
    """How many items to come have a planned start of their own."""


class RiskResult(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to: what is the chance?"""

    runs: int
    """How many were made."""
    most: int
    """How many were asked for at most."""
    seed: int
    go_lives: tuple[Spread, ...]
    """In the order of the file, those that are done left out."""
    commitments: tuple[Spread, ...]
    """Other work that has to finish by a day: a deadline, a promise or a constraint."""
    end: Spread | None
    """The end of the plan, where there is no go-live to come."""
    criticality: dict[str, float]
    """For all work to come, the share of runs in which it is on a driving path to a go-live, or to the plan's end."""
    drivers: tuple[Driver, ...]
    """What moves the worst go-live most, at most seven."""
    drives: str | None
    """The go-live that those are about; None where they are about the end of the plan."""
    merge_bias: float | None
    """Working days by which that is ready later on average than with every length and risk at its average."""
    assumptions: Assumptions

    @property
    def worst(self) -> Spread | None:
        """The go-live that is least likely on its day, else the plan's end."""
        dated = [one for one in self.go_lives if one.planned is not None]
        if not dated:
            return self.end
        return min(dated, key=lambda one: (one.chance if one.chance is not None else 2.0, -(one.p80 or 0)))
