"""Distributions as tables: the value below which each of 4,096 equal shares of the cases lies, at its middle.

A draw is then one look into a table, whatever the shape. Tables are whole minutes (or days), so that sums and
comparisons of places are exact.
"""

import math
from functools import lru_cache
from statistics import NormalDist

from programme_check.whatif.risk.arrays import NDArray, np
from programme_check.whatif.risk.ranges import Range

ENTRIES = 4096
_GRID = 4096
"""Steps of the grid on which a PERT's density is added up."""
Values = NDArray[np.float64]


def table(found: Range, entries: int = ENTRIES) -> Values:
    """The values of a range from the smallest to the largest, rounded to whole numbers, none negative."""
    return np.rint(np.maximum(quantiles(found, entries), 0.0).round(6))


def quantiles(found: Range, entries: int = ENTRIES) -> Values:
    """The values of a range, at the middle of each of so many equal shares."""
    low, likely, high = found.low, found.likely, found.high
    if found.certain:
        return np.full(entries, low)
    share = (likely - low) / (high - low)
    if found.shape == "lognormal":
        return lognormal(low, likely, high, entries)
    if found.shape == "uniform":
        return low + (high - low) * middles(entries)
    unit = triangular(share, entries) if found.shape == "triangular" else pert(round(share, 6), entries)
    return low + (high - low) * unit


def mean(found: Range) -> float:
    """The mean of a range."""
    if found.shape == "uniform":
        return (found.low + found.high) / 2
    if found.shape == "triangular":
        return (found.low + found.likely + found.high) / 3
    return (found.low + 4 * found.likely + found.high) / 6


def middles(entries: int) -> Values:
    """The middle of each share: 0.5/n, 1.5/n and so on."""
    return (np.arange(entries) + 0.5) / entries


def triangular(share: float, entries: int) -> Values:
    """The triangular distribution between 0 and 1 with its peak at `share`."""
    p = middles(entries)
    return np.where(p < share, np.sqrt(p * share), 1 - np.sqrt((1 - p) * (1 - share)))


@lru_cache(maxsize=256)
def pert(share: float, entries: int) -> Values:
    """The PERT distribution between 0 and 1: a beta distribution whose mean is (0 + 4 share + 1) / 6."""
    x = np.linspace(0.0, 1.0, _GRID + 1)
    middle = (x[1:] + x[:-1]) / 2
    slices = middle ** (4 * share) * (1 - middle) ** (4 * (1 - share))
    below = np.concatenate(([0.0], np.cumsum(slices)))
    return np.interp(middles(entries), below / below[-1], x)


def lognormal(low: float, likely: float, high: float, entries: int) -> Values:
    """The lognormal distribution with the mean and the deviation that PERT's formulae give; no upper end."""
    average, deviation = (low + 4 * likely + high) / 6, (high - low) / 6
    variance = math.log1p((deviation / average) ** 2)
    return np.exp(math.log(average) - variance / 2 + math.sqrt(variance) * normal(entries))


@lru_cache(maxsize=2)
def normal(entries: int = ENTRIES) -> Values:
    """The normal distribution with mean 0 and deviation 1."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse((place + 0.5) / entries) for place in range(entries)])
