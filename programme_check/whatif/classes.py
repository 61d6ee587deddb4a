"""How the cost of waiting grows: not at all, from some day on, steadily, at a stroke, or faster and faster."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from programme_check.whatif.waiting import Result

Kind = Literal["free", "deferrable", "linear", "cliff", "compounding", "unknown"]

STEEP = 3
"""An increment of more than so many times the median one is a cliff. Judgement."""
RISING = 3
"""Successive weeks in which it has to grow to be called compounding. Judgement."""
PACE = 5.0
"""Working days that a week of waiting takes by itself: what stands in for the median where there are too few weeks."""


def classify(results: Sequence[Result], *, free_from_start: bool, spends: bool) -> Kind:
    """The class of a decision from what waiting 0, 1, 2... weeks does.

    `free_from_start`: whether there is at least a day on which waiting is still free; `spends`: whether waiting costs
    money by itself. Weeks before the first effect do not count for the median, or any effect would be steep.
    """
    slips = [result.slip for result in results]
    known = [slip for slip in slips if slip is not None]
    if len(known) < len(slips) or any(result.hard for result in results):
        return "cliff"
    steps = [later - sooner for sooner, later in pairwise(known)]
    first = next((week for week, step in enumerate(steps) if step > 0), None)
    if first is None:
        if any(result.breaks for result in results):
            return "deferrable"
        return "linear" if spends or any(known) else "free"
    if steep(steps[first:]):
        return "cliff"
    if rises(steps) or rises([float(result.waiting) for result in results]):
        return "compounding"
    return "deferrable" if free_from_start else "linear"


def steep(steps: Sequence[float]) -> bool:
    """Whether one week costs far more than weeks usually do."""
    if len(steps) < RISING:
        return max(steps) > STEEP * PACE
    from statistics import median

    return max(steps) > STEEP * median(steps)


def rises(values: Sequence[float]) -> bool:
    """Whether values grow from week to week for long enough."""
    run = 0
    for sooner, later in pairwise(values):
        run = run + 1 if later > sooner else 0
        if run >= RISING:
            return True
    return False
