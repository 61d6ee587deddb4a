"""Schedule risk: the chance of each commitment, what drives it, and what the answer rests on.

numpy is imported when a simulation runs, and not before.
"""

from typing import TYPE_CHECKING

from programme_check.whatif.risk.ranges import CannotSimulate, holds_ranges
from programme_check.whatif.risk.results import RUNS, SEED, Driver, RiskResult, Spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from programme_check.schedule import Plan
    from programme_check.settings import Settings


def run(
    plan: "Plan",
    settings: "Settings",
    *,
    runs: int = RUNS,
    seed: int = SEED,
    progress: "Callable[[int, int], None] | None" = None,
) -> RiskResult:
    """Simulate a plan: every range of the file, or a default for each kind of work, and every risk with days.

    At most `runs` are made, fewer when the answer no longer moves; the same seed gives the same answer on every
    machine. `progress` is told how many are made, and how many there will be at most. Raises CannotSimulate for a range
    that is none, ImportError where numpy is missing.
    """
    from programme_check.whatif.risk.simulate import simulate

    return simulate(plan, settings, runs=runs, seed=seed, progress=progress)


__all__ = ["RUNS", "SEED", "CannotSimulate", "Driver", "RiskResult", "Spread", "holds_ranges", "run"]
