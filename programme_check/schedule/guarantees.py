"""What declared links make sure of: which end of an item cannot come before which end of another, whatever is late.

A path of links is not enough for that. Where it passes through the start of an item only, as after a link from start to
start, the finish of what comes first decides nothing.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from programme_check.model.links import LinkType
from programme_check.schedule.network import Network

if TYPE_CHECKING:
    from programme_check.schedule.plan import Plan

Pair = tuple[str, str, LinkType]
"""Two items, and the ends of them that are asked about."""
ENDS = {"FS": (1, 0), "SS": (0, 0), "FF": (1, 1), "SF": (0, 1)}
"""The ends that a type of link ties, 0 for the start."""


class Guarantees(Network):
    """A graph of the starts and the finishes of all items."""

    def __init__(self, plan: "Plan") -> None:
        self.names = []
        self.after = []
        self._node = {}
        for id, item in sorted(plan.programme.work.items()):
            if item.status != "cancelled":
                self._node[id] = self._add(id)
                self.after[self._add(id)] = []
                self.after[self._node[id]].append(self._node[id] + 1)
        hubs: dict[str, int] = {}
        for link in plan.links:
            if link.lag is not None and link.lag.amount < 0:
                continue  # what may start earlier makes sure of nothing
            first, last = ENDS[link.type]
            succ = self._node[link.succ] + last
            if link.via is None:
                self.after[self._node[link.pred] + first].append(succ)
            elif first:  # the last finish of a workstream
                if link.via not in hubs:
                    hub = hubs[link.via] = self._add(link.via)
                    for id in plan.programme.workstreams[link.via].activities:
                        if id in self._node:
                            self.after[self._node[id] + 1].append(hub)
                self.after[hubs[link.via]].append(succ)

    def hold(self, pairs: Sequence[Pair]) -> list[bool]:
        """For each pair, whether the one end cannot come before the other."""
        asked = [
            (self._node[pred] + ENDS[kind][0], self._node[succ] + ENDS[kind][1])
            if pred in self._node and succ in self._node
            else (-1, -1)
            for pred, succ, kind in pairs
        ]
        return self.lead(asked)


def made_sure(plan: "Plan", pairs: Sequence[Pair]) -> list[bool]:
    """For each pair, whether declared links make sure that the one end does not come before the other."""
    if all(link.type == "FS" and (link.lag is None or link.lag.amount >= 0) for link in plan.links):
        return plan.network.reached([pair[:2] for pair in pairs])
    return Guarantees(plan).hold(pairs)
