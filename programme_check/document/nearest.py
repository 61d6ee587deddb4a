"""The name that somebody may have meant."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

FEW = 300
"""Candidates up to which each is compared with the word."""
NEIGHBOURS = 40
"""Beyond that, how many are compared on either side of where the word would stand in the dictionary."""
ALIKE = 0.71
"""Share of matching characters from which on two words are taken for one mistyped; hrs and hris share 0.86, half_days
and holidays 0.706."""
TWINS = 0.85
"""The share from which on one of two words that both stand there is taken for a mistake; approved_on and approved_by
share 0.82."""
LONGEST = 200
"""Characters beyond which a word is no name."""


def nearest(word: str, candidates: Iterable[str], alike: float = ALIKE) -> str | None:
    """The candidate that is most like a word; None when nothing comes near.

    Capitals, blanks, hyphens and underscores make no difference. The answer does not depend on the order of the
    candidates. In a long list the search covers those with nearly the same beginning or the same end. `alike` is the
    share of matching characters that it takes.
    """
    from difflib import get_close_matches

    if len(word) > LONGEST:
        return None
    plain = normal(word)
    names, forwards, backwards = dictionary(tuple(candidates))
    if plain in names:
        return names[plain]
    keys = forwards
    if len(forwards) > FEW:
        ends = {key[::-1] for key in around(plain[::-1], backwards)}
        keys = sorted(ends.union(around(plain, forwards)))
    found = get_close_matches(plain, [key for key in keys if len(key) <= LONGEST], n=1, cutoff=alike)
    return names[found[0]] if found else None


# A file with a thousand unknown ids asks a thousand times for the same candidates.
@lru_cache(maxsize=4)
def dictionary(candidates: tuple[str, ...]) -> tuple[dict[str, str], list[str], list[str]]:
    """Candidates by their normal form, and these sorted from the beginning and, where there are many, from the end."""
    names: dict[str, str] = {}
    for candidate in sorted(candidates, reverse=True):
        names[normal(candidate)] = candidate
    backwards = sorted(key[::-1] for key in names) if len(names) > FEW else []
    return names, sorted(names), backwards


def normal(word: str) -> str:
    """A word without what people mix up."""
    return word.casefold().replace("_", "-").replace(" ", "-")


def around(word: str, ordered: list[str]) -> list[str]:
    """The neighbours of a word in a dictionary."""
    middle = bisect_left(ordered, word)
    return ordered[max(0, middle - NEIGHBOURS) : middle + NEIGHBOURS]
