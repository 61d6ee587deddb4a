"""What if: what a delay does to the plan, and what waiting for a decision costs."""

from programme_check.whatif.ask import CannotDelay, Unknown
from programme_check.whatif.decisions import Waiting, cliffs, decisions, open_decisions
from programme_check.whatif.delay import ChainReaction, Mode, can_hold, delay

__all__ = [
    "CannotDelay",
    "ChainReaction",
    "Mode",
    "Unknown",
    "Waiting",
    "can_hold",
    "cliffs",
    "decisions",
    "delay",
    "open_decisions",
]
