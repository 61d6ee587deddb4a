"""How people write days, numbers and lists. One source for every message."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=4096)  # a plan has a few hundred days, and large ones name them ten thousand times
def day(ordinal: int) -> str:
    """A day as people write it: `22 Mar 2027`."""
    import datetime

    date = datetime.date.fromordinal(ordinal)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def count(number: float, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 working day`, `4 working days`, `2.5 working days`."""
    shown = f"{number:g}"
    return f"{shown} {one if number == 1 else many or one + 's'}"


def chance(share: float) -> str:
    """A chance in words; no simulation can tell the impossible from the very unlikely."""
    if share < 0.005:
        return "under 1%"
    return "over 99%" if share >= 0.995 else f"{round(share * 100)}%"


def listing(words: Sequence[str], most: int = 5, *, total: int | None = None) -> str:
    """Words as people list them: `a, b and c`; beyond `most` the rest is counted.

    `total` tells how many there are where `words` are only the first of them, `most` at least.
    """
    number = len(words) if total is None else total
    if number > most:
        return f"{', '.join(words[:most])} and {number - most} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def quoted(titles: Iterable[str]) -> list[str]:
    """Titles as they stand in a sentence, each once: `“Cutover starts before testing ends”`."""
    return [f"“{title}”" for title in dict.fromkeys(titles)]
