"""The declared links as a graph over whole numbers: order, loops, and what can be reached from what.

A workstream at the end of a link is a node of its own, so that a link to a thousand activities stays one link.
Nothing here recurses; networkx is imported only when a loop has to be explained.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from programme_check.schedule.links import Ends

if TYPE_CHECKING:
    from programme_check.model import Programme

_BLOCK = 2048
"""Predecessors followed in one go when many pairs are asked for: as bits of one number per node."""
_EFFORT = 500_000
"""Links looked at in search of the shortest loop of one knot, after which the shortest found so far will do."""


class Network:
    """Declared links between the items of a programme that are not cancelled."""

    def __init__(self, programme: "Programme", ends: Ends) -> None:
        self.names: list[str] = []
        """The id behind each node; a workstream has one node as predecessor and another as successor."""
        self.after: list[list[int]] = []
        """The nodes that directly follow each node."""
        self._node: dict[str, int] = {}
        self._entry: dict[str, int] = {}
        for id, item in sorted(programme.work.items()):
            if getattr(item, "status", None) != "cancelled":
                self._node[id] = self._add(id)
        for stream in programme.workstreams.values():
            if stream.depends_on:
                entry = self._entry[stream.id] = self._add(stream.id)
                self.after[entry] = [self._node[id] for id in ends.firsts(stream.id) if id in self._node]
        for stream in programme.workstreams.values():
            for link in stream.depends_on:
                self._connect(link.on, self._entry[stream.id], programme, ends)
        for id, item in programme.work.items():
            if id in self._node:
                for link in item.depends_on:
                    self._connect(link.on, self._node[id], programme, ends)

    def _add(self, name: str) -> int:
        self.names.append(name)
        self.after.append([])
        return len(self.names) - 1

    def _connect(self, on: str, succ: int, programme: "Programme", ends: Ends) -> None:
        if on in programme.workstreams and on not in self._node:
            node = self._node[on] = self._add(on)
            for member in ends.members(on):
                if member.id in self._node:
                    self.after[self._node[member.id]].append(node)
        if on in self._node:
            self.after[self._node[on]].append(succ)

    @cached_property
    def _sorted(self) -> tuple[list[int], list[int], list[list[int]]]:
        """Nodes in an order of work; the node each stands as (a knot is one); the links between those."""
        order, left = kahn(self.after)
        stands: list[int] = list(range(len(self.after)))
        if not left:
            return order, stands, self.after
        for knot in self.knots:
            for node in knot:
                stands[node] = knot[0]
        after: list[list[int]] = [[] for _ in self.after]
        for node, followers in enumerate(self.after):
            after[stands[node]] += [stands[other] for other in followers if stands[other] != stands[node]]
        return kahn(after)[0], stands, after

    @cached_property
    def knots(self) -> list[list[int]]:
        """Sets of nodes that all wait for one another, each in the order of the file. A self-link is a knot of one."""
        left = kahn(self.after)[1]
        if not left:
            return []
        import networkx

        inside = set(left)
        graph = networkx.DiGraph()
        graph.add_nodes_from(left)
        graph.add_edges_from((node, other) for node in left for other in self.after[node] if other in inside)
        found = [sorted(part) for part in networkx.strongly_connected_components(graph)]
        return sorted(part for part in found if len(part) > 1 or part[0] in self.after[part[0]])

    @cached_property
    def cycles(self) -> list[list[str]]:
        """One shortest loop per knot, as ids in the order of work, the first in the file first.

        An item that waits for itself is a loop of one id, and is listed beside a longer loop it is also part of.
        A workstream id stands for all of its activities.
        """
        loops = []
        for knot in self.knots:
            own = [node for node in knot if node in self.after[node]]
            loops += [[self.names[node]] for node in own]
            if len(knot) > 1:
                loops.append(self._named(shortest_loop(knot, self.after)))
        return [list(loop) for loop in dict.fromkeys(map(tuple, loops))]

    def _named(self, loop: list[int]) -> list[str]:
        names = [self.names[node] for node in loop]
        return [name for place, name in enumerate(names) if name != names[place - 1]] or names[:1]

    def reaches(self, pred: str, succ: str) -> bool:
        """Whether a path of declared links leads from one item to another."""
        return self.reached([(pred, succ)])[0]

    def way(self, pred: str, succ: str) -> list[str]:
        """The shortest path of declared links from one item to another, as ids; none where there is no path."""
        first, last = self._node.get(pred, -1), self._node.get(succ, -1)
        if min(first, last) < 0:
            return []
        came_from, queue = {first: -1}, deque([first])
        while queue and last not in came_from:
            node = queue.popleft()
            for other in self.after[node]:
                if other not in came_from:
                    came_from[other] = node
                    queue.append(other)
        path, node = [], last if last in came_from else -1
        while node >= 0:
            path.append(node)
            node = came_from[node]
        return self._named(path[::-1])

    def reached(self, pairs: Sequence[tuple[str, str]]) -> list[bool]:
        """For each pair of ids, whether a path of declared links leads from the first to the second.

        Many pairs at once cost little more than one pass over the links per few thousand different predecessors.
        """
        node = self._node
        return self.lead([(node.get(pred, -1), node.get(succ, -1)) for pred, succ in pairs])

    def lead(self, pairs: Sequence[tuple[int, int]]) -> list[bool]:
        """The same for pairs of nodes; never for a node that is not there, which is -1."""
        order, stands, after = self._sorted
        place = {node: number for number, node in enumerate(order)}
        answers = [False] * len(pairs)
        asked: dict[int, list[tuple[int, int]]] = {}
        for number, (pred, succ) in enumerate(pairs):
            if pred >= 0 and succ >= 0:
                first, last = stands[pred], stands[succ]
                if first == last:
                    answers[number] = pred != succ
                elif place[first] < place[last]:
                    asked.setdefault(first, []).append((last, number))
        firsts = sorted(asked, key=place.__getitem__)
        for begin in range(0, len(firsts), _BLOCK):
            block = firsts[begin : begin + _BLOCK]
            marks = spread(block, order[place[block[0]] :], after)
            for bit, first in enumerate(block):
                for last, number in asked[first]:
                    answers[number] = bool(marks.get(last, 0) >> bit & 1)
        return answers


def spread(firsts: Iterable[int], order: Iterable[int], after: list[list[int]]) -> dict[int, int]:
    """For every node after one of `firsts`, a number whose bit `n` says whether the n-th of them leads to it."""
    marks = {node: 1 << bit for bit, node in enumerate(firsts)}
    for node in order:
        mark = marks.get(node)
        if mark:
            for other in after[node]:
                marks[other] = marks.get(other, 0) | mark
    return marks


def kahn(after: list[list[int]]) -> tuple[list[int], list[int]]:
    """Nodes in an order in which each comes after all it waits for; and those without one, on or after a loop."""
    waiting = [0] * len(after)
    for followers in after:
        for node in followers:
            waiting[node] += 1
    order = [node for node, count in enumerate(waiting) if not count]
    for node in order:
        for other in after[node]:
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    if len(order) == len(after):
        return order, []
    return order, [node for node, count in enumerate(waiting) if count]


def shortest_loop(knot: list[int], after: list[list[int]]) -> list[int]:
    """The shortest loop of two or more nodes within a knot; in a very large knot the shortest found in bounded time."""
    inside = set(knot)
    best: list[int] = []
    effort = 0
    for start in knot:
        came_from = {start: -1}
        queue = deque([(start, 1)])
        found = -1
        while queue and found < 0:
            node, depth = queue.popleft()
            if best and depth >= len(best):
                break
            for other in after[node]:
                effort += 1
                if other == start and node != start:
                    found = node
                    break
                if other in inside and other not in came_from:
                    came_from[other] = node
                    queue.append((other, depth + 1))
        if found >= 0:
            best = []
            while found >= 0:
                best.append(found)
                found = came_from[found]
            best.reverse()
        if len(best) == 2 or (best and effort > _EFFORT):
            break
    turn = best.index(min(best))
    return best[turn:] + best[:turn]
