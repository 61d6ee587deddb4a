"""The computed dates of a plan, item by item and go-live by go-live."""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from programme_check.schedule.engine.assemble import Assembly, Implied
from programme_check.schedule.engine.changes import Change
from programme_check.schedule.engine.effect import Ripple
from programme_check.schedule.engine.golives import forecast
from programme_check.schedule.engine.instants import Instants
from programme_check.schedule.engine.outcome import GoLiveForecast, Timing
from programme_check.schedule.engine.passes import free_float, schedule_net
from programme_check.schedule.engine.paths import after, on_paths, path_to, upstream

if TYPE_CHECKING:
    from programme_check.schedule.golive import GoLive
    from programme_check.schedule.plan import Plan


class Schedule:
    """The forecast of a plan. Everything is worked out when it is first asked for."""

    def __init__(
        self,
        plan: "Plan",
        *,
        implied: Implied = "all",
        changes: Iterable[Change] = (),
        whole_margin: bool = False,
    ) -> None:
        self.plan = plan
        self.assembly = Assembly(plan, implied=implied, changes=changes)
        self.net = self.assembly.net
        if whole_margin:
            self.net.kept.clear()
        self.passes = schedule_net(self.net)
        self._node = self.assembly.node
        self._timings: dict[str, Timing] = {}
        self._instants = Instants(plan, self.assembly, self.passes)

    def __contains__(self, id: object) -> bool:
        """Whether an item could be placed."""
        node = self._node.get(id) if isinstance(id, str) else None
        return node is not None and self.passes.computed[node]

    def __getitem__(self, id: str) -> Timing:
        """The dates of an item. Raises KeyError for one that is not placed."""
        found = self.get(id)
        if found is None:
            raise KeyError(id)
        return found

    def get(self, id: str) -> Timing | None:
        """The dates of an item; None for one that is not placed."""
        found = self._timings.get(id)
        if found is None and id in self:
            found = self._timings[id] = self._timing(id, self._node[id])
        return found

    @property
    def ids(self) -> list[str]:
        """The items that are placed, in the order of the file."""
        return [id for id, node in self._node.items() if self.passes.computed[node]]

    @property
    def uncomputed(self) -> list[str]:
        """The items that a loop keeps from being placed, or a go-live without a window left."""
        return [id for id, node in self._node.items() if not self.passes.computed[node]]

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """Missing links that were not put back since they would close a loop, as pairs of ids."""
        return self.assembly.left_out

    @property
    def end(self) -> int | None:
        """The instant at which the last work ends; None when there is none."""
        return self.passes.end or None

    @cached_property
    def into(self) -> list[list[int]]:
        """The links that enter each node of the network."""
        return self.net.into()

    @cached_property
    def last(self) -> str | None:
        """The item that ends last, the first in the file of those that tie; None when nothing is placed."""
        counted = [id for id in self.ids if self._node[id] not in self.net.aside]
        return max(counted, key=lambda id: self.finish_of(self._node[id]), default=None)

    def start_of(self, node: int) -> int:
        """The instant at which a node starts."""
        return self._instants.at(node, self.passes.early[node], finish=False)

    def finish_of(self, node: int) -> int:
        """The instant at which a node ends."""
        return self._instants.at(node, self.net.finish(node, self.passes.early[node]), finish=True)

    def _timing(self, id: str, node: int) -> Timing:
        net, passes = self.net, self.passes
        early, late = passes.early[node], passes.late[node]
        done = node in net.held
        if done or node in self.assembly.began or node in net.bent or not net.minutes[node]:
            start, finish, early_start, early_finish, late_start, late_finish = self._ends_of(id, node)
        else:  # nearly all work: two places and a length on one axis
            minutes = net.minutes[node]
            starts, finishes = self._instants.starts[net.axis[node]], self._instants.finishes[net.axis[node]]
            start = early_start = starts[early]
            finish = early_finish = finishes[early + minutes]
            late_start, late_finish = starts[late], finishes[late + minutes]
        link = passes.driver[node]
        return Timing(
            id=id,
            start=start,
            finish=finish,
            early_start=early_start,
            early_finish=early_finish,
            late_start=late_start,
            late_finish=late_finish,
            total_float=None if done else self.days_between(node, early, late),
            free_float=None if done else self.days_between(node, early, early + free_float(net, passes, node)),
            critical=not done and node in self.critical_nodes,
            driver=net.names[net.pred[link]] if link >= 0 else None,
            row=self.assembly.implied.get(link),
            held_by=self.assembly.held_by.get(node) if link < 0 else None,
        )

    def _ends_of(self, id: str, node: int) -> tuple[int, int, int, int, int, int]:
        """Start and finish, as they stand, at the earliest and at the latest."""
        net, passes = self.net, self.passes
        early_start, early_finish = self.start_of(node), self.finish_of(node)
        if node in net.held:
            dates = self.plan.dates(id)
            start = dates.start_at if dates.start_at is not None else early_start
            finish = dates.finish_at if dates.finish_at is not None else early_finish
            return start, finish, start, finish, start, finish
        late_start = self._instants.at(node, passes.late[node], finish=False)
        late_finish = self._instants.at(node, net.finish(node, passes.late[node]), finish=True)
        start = self.assembly.began.get(node, early_start)
        return start, early_finish, early_start, early_finish, late_start, late_finish

    def days_between(self, node: int, first: int, last: int) -> float:
        """Working days of a node's calendar between two places."""
        return self.net.days_between(node, first, last)

    @cached_property
    def critical_nodes(self) -> set[int]:
        """The nodes on a driving path to a go-live to come, or to the end of the plan where there is no go-live."""
        lasts = [(self._node[live.id], True) for live in self.plan.go_lives if not live.done and live.id in self] or (
            [(self._node[self.last], False)] if self.last is not None else []
        )
        return on_paths(self.net, self.passes, self.into, lasts)

    def path_to(self, id: str | None = None, *, past_dates: bool = False) -> list[str]:
        """The driving path to an item, or to the end of the plan, in order of work; none when it is not placed.

        It begins where work waits for a date of its own and not for other work. `past_dates` follows it further back,
        along the link that leaves the least room.
        """
        id = id or self.last
        if id is None or id not in self:
            return []
        anyway = any(live.id == id for live in self.plan.go_lives)
        node = self._node[id]
        return self._named(path_to(self.net, self.passes, self.into, node, anyway=anyway, past_dates=past_dates))

    def path_between(self, firsts: Collection[str], lasts: Collection[str]) -> list[str]:
        """Of the paths from one of some items to the one of others that ends last, the one that leaves the least room.

        None where no path leads from any to any.
        """
        from_all = after(self.net, [self._node[id] for id in firsts if id in self])
        ends = [node for id in lasts if id in self and id not in firsts and (node := self._node[id]) in from_all]
        if not ends:
            return []
        end = max(ends, key=self.finish_of)
        inside = from_all.__contains__
        return self._named(path_to(self.net, self.passes, self.into, end, inside=inside, past_dates=True))

    def last_of(self, ids: Iterable[str]) -> str | None:
        """Of some items the one that ends last: of those to come, or of all when everything is done."""
        nodes = {self._node[id]: id for id in ids if id in self and self._node[id] not in self.net.aside}
        open_nodes = sorted(nodes.keys() - self.net.held.keys()) or sorted(nodes)
        return nodes[max(open_nodes, key=self.finish_of)] if open_nodes else None

    def near_critical(self, days: float) -> list[str]:
        """Work to come with a total float of at most so many working days that is not critical, least float first."""
        room = [(timing.total_float, timing.id) for timing in map(self.__getitem__, self.ids) if not timing.critical]
        return [id for _, id in sorted((left, id) for left, id in room if left is not None and left <= days)]

    def stream_path(self, stream: str) -> list[str]:
        """The path within a workstream to its last finish, in order of work; none when nothing is placed.

        Past planned dates: a workstream's own chain is what its lead asks for, wherever there is room in it.
        """
        members = self.plan.programme.workstreams[stream].activities
        last = self.last_of(members)
        if last is None:
            return []
        nodes = {self._node[id] for id in members if id in self} - self.net.aside
        inside, end = nodes.__contains__, self._node[last]
        return self._named(path_to(self.net, self.passes, self.into, end, inside=inside, past_dates=True))

    def before(self, id: str) -> tuple[set[str], int]:
        """All that an item of the network waits for, driving or not, and how many links on the way nobody declared."""
        nodes, links = upstream(self.net, self.into, [self._node[id]])
        return set(self._named(list(nodes))), sum(
            link in self.assembly.implied and link not in self.assembly.beside for link in links
        )

    def _named(self, nodes: list[int]) -> list[str]:
        hubs = set(self.assembly.hubs.values())
        return [self.net.names[node] for node in nodes if node not in hubs]

    @cached_property
    def go_lives(self) -> list[GoLiveForecast]:
        """What becomes of every go-live, in the order of the file."""
        return [forecast(self, live) for live in self.plan.go_lives]

    @cached_property
    def ripple(self) -> Ripple:
        """Runs single changes against this schedule."""
        return Ripple(self)

    def effect_on_go_live(self, change: Change, go_live: str | None = None) -> float | None:
        """Working days by which a change moves a go-live, + later; that of the changed item when none is named.

        0 when nothing moves; None where there is no go-live, it or the item cannot be placed, the change closes a loop,
        or no window is left.
        """
        if go_live is None:
            live = self.plan.go_live_for(change.id)
            go_live = live.id if live is not None else None
        return None if go_live is None else self.ripple.effect(change, go_live)

    def go_live(self, live: "GoLive | None") -> GoLiveForecast | None:
        """What becomes of one go-live of the plan."""
        return next((one for one in self.go_lives if live is not None and one.id == live.id), None)


def schedule(
    plan: "Plan", *, implied: Implied = "all", overrides: Iterable[Change] = (), whole_margin: bool = False
) -> Schedule:
    """The forecast of a plan: with missing links put back, some of them, or as drawn, and with changes made to it.

    `whole_margin`: time held in hand takes as long as planned, however late it is reached.
    """
    return Schedule(plan, implied=implied, changes=overrides, whole_margin=whole_margin)
