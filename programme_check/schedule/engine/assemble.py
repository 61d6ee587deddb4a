"""From a plan to the network that is scheduled: its nodes, the declared links, and those that ought to be there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, cast

from programme_check.model.links import LinkType
from programme_check.model.times import Lag, Span
from programme_check.schedule.engine.changes import Change
from programme_check.schedule.engine.lengths import Length, measured
from programme_check.schedule.engine.net import ELAPSED, FROM_FINISH, TO_FINISH
from programme_check.schedule.engine.nodes import Nodes
from programme_check.schedule.engine.waits import Wait
from programme_check.schedule.guarantees import made_sure
from programme_check.schedule.network import kahn
from programme_check.schedule.spans import lagged_day, lagged_instant

if TYPE_CHECKING:
    from programme_check.schedule.plan import Plan


Implied = Literal["all", "holding", "none"]
"""Which links that nobody declared count: all that the nature of the work asks for, those of them that the dates keep
to as it is, or none."""


Missing = tuple[str, str, LinkType, Lag | None, int]
"""A link that nobody declared: its two items, its type and lag, and the row that asks for it."""


class Assembly(Nodes):
    """The network of a plan: nodes and links."""

    def __init__(self, plan: "Plan", *, implied: Implied = "all", changes: Iterable[Change] = ()) -> None:
        changes = tuple(changes)
        super().__init__(plan, changes)
        self.hubs: dict[str, int] = {}
        """The nodes that stand for the last finish of a workstream."""
        self.implied: dict[int, int] = {}
        """The row of the precedence table behind each link that nobody declared."""
        self.missing: list[tuple[str, str]] = []
        """The pairs of items between which a link is missing."""
        self.beside: set[int] = set()
        """Those of the implied links that hold beside others that count more, or beside declared ones that make sure of
        nothing: they decide once something is late."""
        self.left_out: list[tuple[str, str]] = []
        """Implied links that would close a loop, and are left out."""
        self._add_links()
        self._bridge()
        if implied != "none":
            self._add_implied(all_of_them=implied == "all")
        for change in changes:
            if change.after is not None and change.id in self.node and change.after in self.node:
                self.link(change.after, change.id, change.type, change.lag)

    def _add_links(self) -> None:
        node, net = self.node, self.net
        for link in self.plan.links:
            if link.succ not in node or (link.via is None and link.pred not in node):
                continue
            if link.via is not None and link.type in FROM_FINISH:
                hub = self._hub(link.via)
                if hub is not None:
                    length = measured(net.calendar[hub], link.lag) if link.lag else Length()
                    overlap = self._overlap(link.pred, link.succ, link.lag) if link.type == "FS" else 0
                    net.link(hub, node[link.succ], link.type, length.minutes - overlap, length.span)
            elif link.pred in node:
                self.link(link.pred, link.succ, link.type, link.lag)

    def _bridge(self) -> None:
        """Let what follows cancelled work wait for what that waited for: it takes no time, and lags at it count for
        nothing."""
        work, node, net = self.plan.programme.work, self.node, self.net
        gone = {id for id in work if self.plan.dates(id).cancelled}
        for id, item in work.items() if gone else ():
            for entered in item.depends_on:
                if id not in node or entered.on not in gone:
                    continue
                queue, seen = [entered.on], {entered.on}
                while queue:
                    for link in work[queue.pop()].depends_on:
                        link_type = cast("LinkType", link.type[0] + entered.type[1])
                        if link.on in gone and link.on not in seen:
                            seen.add(link.on)
                            queue.append(link.on)
                        elif link.on in node and link.on != id:
                            self.link(link.on, id, link_type, None)
                        elif link.on in self.plan.programme.workstreams and link_type in FROM_FINISH:
                            hub = self._hub(link.on)
                            if hub is not None and getattr(item, "workstream", "") != link.on:
                                net.link(hub, node[id], link_type)

    def _hub(self, stream: str) -> int | None:
        """A node at the last finish of a workstream's activities to come; of all when everything is done."""
        if stream not in self.hubs:
            net = self.net
            ids = self.plan.programme.workstreams[stream].activities
            members = [node for id in ids if (node := self.node.get(id)) is not None and node not in net.aside]
            members = [node for node in members if node not in net.held] or members
            if not members:
                return None
            axes = {net.axis[node] for node in members}
            axis = axes.pop() if len(axes) == 1 else ELAPSED
            first = net.calendar[members[0]]
            hub = self.hubs[stream] = net.add(stream, first, 0, -(1 << 40), axis=axis)
            net.aside.add(hub)
            for node in members:
                net.link(node, hub)
        return self.hubs[stream]

    def link(self, pred: str, succ: str, link_type: LinkType, lag: Span | None) -> int | None:
        """Add a link between items; None where it asks nothing of work to come."""
        net = self.net
        before, after = self.node[pred], self.node[succ]
        if before in net.aside:
            return None
        calendar = net.calendar[before]
        minutes, span = measured(calendar, lag) if lag else (0, None)
        if link_type == "FS":
            minutes -= self._overlap(pred, succ, lag)
        elif before in self.began and link_type not in FROM_FINISH:
            place = net.axis[after].work_minutes(Wait(minutes, span).after(calendar, self.began[before]))
            place = net.start(after, place) if link_type in TO_FINISH else place
            net.low[after] = max(net.low[after], place)
            if after in self.floor:
                self.floor[after] = max(self.floor[after], place)
            return None
        return net.link(before, after, link_type, minutes, span)

    def _overlap(self, pred: str, succ: str, lag: Span | None) -> int:
        """Working minutes of the predecessor's last day that a planned same-day hand-over lets both ends share."""
        plan = self.plan
        if not plan.same_day:
            return 0
        before, after = plan.dates(pred), plan.dates(succ)
        if before.planned_finish is None or after.planned_start is None:
            return 0
        calendar = plan.calendar_of(pred)
        day = lagged_day(calendar, before.planned_finish, lag) if lag else before.planned_finish
        if day != after.planned_start:
            return 0
        finish = before.finish_at if before.actual_finish is None else calendar.day_finish(before.planned_finish)
        start = after.start_at if after.actual_start is None else calendar.day_start(after.planned_start)
        if finish is None or start is None:
            return 0
        finish = lagged_instant(calendar, finish, lag) if lag else finish
        return max(0, calendar.work_minutes(finish) - calendar.work_minutes(start))

    def _add_implied(self, *, all_of_them: bool) -> None:
        wanted: list[Missing] = []
        further: list[Missing] = []
        for match in self.plan.matches:
            if match.both_complete or match.allowed is not None or not (all_of_them or match.holds):
                continue
            # Time for fixes whose lack is only a warning delays nothing by itself.
            optional = match.lag_only and match.row.lag_severity is not None
            lag = Lag(match.row.lag) if match.row.lag and not optional else None
            rest = (match.row.relation, lag, match.row.number)
            if not (match.declared and match.holds):
                wanted += [(pred, match.succ, *rest) for pred in (match.pred, *match.others)]
            elif not match.excused:
                further.append((match.pred, match.succ, *rest))
            further += [(pred, match.succ, *rest) for pred in match.beside]
        wanted = [one for one in wanted if one[0] in self.node and one[1] in self.node]
        self.missing = [(pred, succ) for pred, succ, *_ in wanted]
        self._put_back(wanted, self.left_out)
        sure = made_sure(self.plan, [(pred, succ, relation) for pred, succ, relation, *_ in further])
        further = [
            one
            for one, made in zip(further, sure, strict=True)
            if not made and one[0] in self.node and one[1] in self.node
        ]
        known = set(self.implied)
        self._put_back(further, [])
        self.beside = self.implied.keys() - known

    def _put_back(self, wanted: list[Missing], left_out: list[tuple[str, str]]) -> None:
        """Add links that nobody declared, without those that would close a loop."""
        inside = self._knots([(pred, succ) for pred, succ, *_ in wanted]) if wanted else {}
        for pred, succ, relation, lag, row in wanted:
            one, other = inside.get(self.node[pred]), inside.get(self.node[succ])
            if one is not None and one == other:
                left_out.append((pred, succ))
                continue
            number = self.link(pred, succ, relation, lag)
            if number is not None:
                self.implied[number] = row

    def _knots(self, wanted: list[tuple[str, str]]) -> dict[int, int]:
        """For the nodes on a loop, once the wanted links are there too, the number of the knot they are in."""
        net = self.net
        after = [[net.succ[link] for link in links] for links in net.out]
        for pred, succ in wanted:
            after[self.node[pred]].append(self.node[succ])
        left = kahn(after)[1]
        if not left:
            return {}
        import networkx

        graph = networkx.DiGraph((node, other) for node in left for other in after[node])
        parts = (part for part in networkx.strongly_connected_components(graph) if len(part) > 1)
        return {node: number for number, part in enumerate(parts) for node in part}
