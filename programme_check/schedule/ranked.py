"""Predecessors in the order in which they count."""

import heapq
from collections.abc import Iterator


class Ranked:
    """Predecessors in the order in which they count, merged from several ranked lists as far as somebody looks."""

    def __init__(self, lists: list[list[tuple[int, int, str]]]) -> None:
        self._rest = heapq.merge(*lists) if len(lists) != 1 else iter(lists[0])
        self._seen: list[str] = []

    def __iter__(self) -> Iterator[str]:
        place = 0
        while True:
            if place == len(self._seen):
                following = next(self._rest, None)
                if following is None:
                    return
                self._seen.append(following[2])
            yield self._seen[place]
            place += 1
