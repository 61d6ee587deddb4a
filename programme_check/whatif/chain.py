"""The chain reaction: which items a change moves, by how much, what float absorbs, and who passes it on."""

from collections.abc import Collection, Iterator, Mapping

import msgspec

from programme_check.schedule.engine import Schedule
from programme_check.schedule.engine.net import FROM_FINISH
from programme_check.whatif.ask import stands_for

SMALL = 0.005
"""Working days that are no more than rounding."""


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of one item, or of one outcome. Dates are days (proleptic ordinals), before and after."""

    id: str
    name: str
    order: int
    """1 in the workstream of the delay, 2 in another one, 3 for an outcome."""
    workstream: str | None
    start: tuple[int, int]
    finish: tuple[int, int]
    slip_days: float
    """Working days by which it finishes later."""
    compressed_days: float
    """Working days that it gives up so that a date is held."""
    absorbed_days: float
    """Working days of the delay before it that float takes up, so that they go no further."""
    by_margin: bool
    """Whether the item is time held in hand, which is shorter for it."""
    parent: str | None
    """The item that passes the delay on to it; None where the delay begins, and for an outcome."""


class Chain:
    """Compares two forecasts of one plan: without a change, and with it.

    `sources` are the items the change is about, `squeezed` the days that others give up, `absent` what is left out.
    """

    def __init__(
        self,
        before: Schedule,
        after: Schedule,
        sources: Collection[str],
        squeezed: Mapping[str, float],
        absent: Collection[str] = (),
    ) -> None:
        self.before = before
        self.after = after
        self.sources = sources
        self.plan = before.plan
        self.names = before.assembly.node
        self.squeezed = {self.names[id]: days for id, days in squeezed.items()}
        self._passing = {*before.assembly.hubs.values(), *(self.names[id] for id in absent if id in self.names)}
        """Nodes that hand a delay on and are no step themselves."""
        self._absent = absent
        self._slips: dict[int, tuple[float, float]] = {}
        streams = {getattr(self.plan.programme.work[id], "workstream", None) for id in sources}
        self._streams = streams - {None}

    def slips(self, node: int) -> tuple[float, float]:
        """Working days by which a node starts and finishes later, on its own calendar."""
        if node not in self._slips:
            one, other = self.before, self.after
            first, second = one.passes.early[node], other.passes.early[node]
            length = one.net.minutes[node], other.net.minutes[node], one.net.spans.get(node), other.net.spans.get(node)
            if first == second and length[0] == length[1] and length[2] == length[3]:
                self._slips[node] = 0.0, 0.0
            else:
                ends = one.net.finish(node, first), other.net.finish(node, second)
                self._slips[node] = one.days_between(node, first, second), one.days_between(node, *ends)
        return self._slips[node]

    def effects(self, quiet: Collection[str] = ()) -> list[Effect]:
        """What moves, is squeezed or absorbs something, each after what passes it on; then outcomes. Not `quiet`."""
        placed = self.after.passes.computed
        found = [
            self.effect(self.after.net.names[node], node)
            for node in self.after.passes.order
            if node not in self._passing and node not in self.after.net.aside and self.before.passes.computed[node]
            if placed[node] and self.after.net.names[node] not in quiet
        ]
        shown = [effect for effect in found if effect is not None]
        ids = {effect.id for effect in shown}
        kept = [effect if effect.parent in ids else msgspec.structs.replace(effect, parent=None) for effect in shown]
        return [*kept, *self.outcomes()]

    def effect(self, id: str, node: int) -> Effect | None:
        """What becomes of one item; None when nothing does."""
        if node in self.after.net.held:
            return None
        start, finish = self.slips(node)
        squeezed = self.squeezed.get(node, 0.0)
        pushed, parent = self.push(node)
        passed_on = finish + squeezed if node in self.after.net.kept else max(start, finish + squeezed)
        absorbed = 0.0 if id in self.sources else max(0.0, pushed - passed_on)
        if max(abs(start), abs(finish), squeezed, absorbed) < SMALL:
            return None
        item, old, new = self.plan.programme.work[id], self.before[id], self.after[id]
        stream = getattr(item, "workstream", None)
        return Effect(
            id=id,
            name=item.name,
            order=1 if id in self.sources or stream in self._streams else 2,
            workstream=stream,
            start=(old.start_day, new.start_day),
            finish=(old.finish_day, new.finish_day),
            slip_days=round(finish, 2),
            compressed_days=round(squeezed, 2),
            absorbed_days=round(absorbed, 2),
            by_margin=absorbed > SMALL and node in self.after.net.kept,
            parent=parent,
        )

    def push(self, node: int) -> tuple[float, str | None]:
        """By how many working days the worst of what a node waits for is later, and which item that is.

        Where several are, it is the one whose link decides its start.
        """
        net, driver = self.after.net, self.after.passes.driver[node]
        most, by = 0.0, -1
        for link in self.after.into[node]:
            start, finish = self.slips(net.pred[link])
            days = finish if net.types[link] in FROM_FINISH else start
            if days > most + SMALL or (days >= most > 0 and link == driver):
                most, by = days, link
        if driver >= 0 and max(self.slips(net.pred[driver])) > SMALL:
            by = driver
        return most, self._named(net.pred[by]) if by >= 0 else None

    def _named(self, node: int) -> str | None:
        """The item of a node; of one that stands for a workstream, or is left out, the item that decides its end."""
        while node in self._passing:
            link = self.after.passes.driver[node]
            if link < 0:
                return None
            node = self.after.net.pred[link]
        return self.after.net.names[node]

    def outcomes(self) -> Iterator[Effect]:
        """The outcomes that are reached later, by the last of what delivers them."""
        for outcome in self.plan.programme.outcomes.values():
            ids = [id for id in self.delivered_by(outcome.id) if id in self.before and id in self.after]
            ids = [id for id in ids if id not in self._absent]
            if not ids:
                continue
            old = max(self.before[id].finish_day for id in ids)
            new = max(self.after[id].finish_day for id in ids)
            slip = self.plan.calendars.default.days_between(old, new)
            if slip:
                yield Effect(
                    id=outcome.id, name=outcome.name, order=3, workstream=None, start=(old, new), finish=(old, new),
                    slip_days=slip, compressed_days=0.0, absorbed_days=0.0, by_margin=False, parent=None,
                )  # fmt: skip

    def delivered_by(self, outcome: str) -> list[str]:
        """The items that an outcome rests on, directly and through capabilities."""
        found = self.plan.programme.outcomes[outcome]
        steps = [id for step in found.capabilities.values() for id in step.delivered_by]
        return [id for one in (*found.delivered_by, *steps) for id in stands_for(self.plan, one)]
