"""The name that somebody may have meant."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

FEW = 300
"""Candidates up to which each is compared with the word."""
NEIGHBOURS = 40
"""Beyond that, how many are compared on either side of where the word would stand in the dictionary."""
ALIKE = 0.7
"""Share of matching characters from which on two words are taken for one mistyped; hrs and hris share 0.86."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is most like a word; None when nothing comes near.

    Capitals, blanks, hyphens and underscores make no difference. The answer does not depend on the order of the
    candidates. For a long list the search covers those with the same beginning or the same end.
    """
    if len(word) > 200:
        return None
    plain = normal(word)
    names: dict[str, str] = {}
    for candidate in candidates:
        key = normal(candidate)
        names[key] = min(candidate, names.get(key, candidate))
    if plain in names:
        return names[plain]
    keys: Iterable[str] = names
    if len(names) > FEW:
        keys = {
            *around(plain, sorted(names)),
            *(key[::-1] for key in around(plain[::-1], sorted(key[::-1] for key in names))),
        }
    from difflib import get_close_matches

    found = get_close_matches(plain, sorted(keys, reverse=True), n=1, cutoff=ALIKE)
    return names[found[0]] if found else None


def normal(word: str) -> str:
    """A word without what people mix up."""
    return word.casefold().replace("_", "-").replace(" ", "-")


def around(word: str, ordered: list[str]) -> Iterator[str]:
    """The neighbours of a word in a dictionary."""
    middle = bisect_left(ordered, word)
    yield from ordered[max(0, middle - NEIGHBOURS) : middle + NEIGHBOURS]
