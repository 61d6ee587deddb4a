"""Rollout: one wave after the other."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Path, Remedy, Severity
from programme_check.model import Activity, Wave
from programme_check.model.kinds import sub_kinds
from programme_check.model.times import Lag
from programme_check.rules.context import Context, count, day
from programme_check.rules.families import concerns
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.days import or_later, permitted
from programme_check.rules.shared.upstream import row, work
from programme_check.schedule.precedence import exempt, exemptions


class OverlapLimits(Limits, frozen=True):
    """How far waves have to be apart."""

    gap: int = 10
    """Working days between the end of hypercare and the cutover of the next wave. Judgement."""
    shared: float = 50
    """Percent of either team that may work in both waves before it is an error. Judgement."""


def waves_of(ctx: Context, item: Activity) -> frozenset[str]:
    """The waves an activity belongs to: those in its scope, else those of its entities."""
    scope = ctx.plan.scope(item.id)
    if scope.waves or not scope.entities:
        return scope.waves
    return frozenset(
        id for id, wave in ctx.programme.rollout.waves.items() if not scope.entities.isdisjoint(wave.entities)
    )


class Care(NamedTuple):
    """The hypercare of a wave."""

    id: str
    """The activity; the wave itself where only the weeks of hypercare are known."""
    path: Path
    finish: int
    complete: bool


class Rollout:
    """The cutovers, the care and the teams of the waves."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._items: dict[str, list[Activity]] = {}
        for item in work(ctx.plan.of_group("cutover")):
            for wave in waves_of(ctx, item):
                self._items.setdefault(wave, []).append(item)

    def ordered(self) -> list[tuple[Wave, Wave]]:
        """Each wave with the wave, or waves, before it; none where waves have neither order nor go-live dates."""
        waves = list(self._ctx.programme.rollout.waves.values())
        places: dict[str, int] = {}
        for wave in waves:
            place: int | None = wave.order
            if place is None and all(other.order is None for other in waves):
                place = self.live(wave)
            if place is not None:
                places[wave.id] = place
        ranks = {place: rank for rank, place in enumerate(sorted(set(places.values())))}
        rank = {id: ranks[place] for id, place in places.items()}
        return [
            (before, wave)
            for wave in waves
            if wave.id in rank
            for before in waves
            if before.id in rank and rank[before.id] + 1 == rank[wave.id]
        ]

    def live(self, wave: Wave) -> int | None:
        """The day a wave goes live."""
        return self._ctx.plan.start(wave.go_live) if wave.go_live in self._ctx.programme.work else None

    def cutover(self, wave: Wave, before: Wave) -> str | None:
        """The first cutover activity of a wave that is not one of the wave before as well; its go-live without one."""
        plan = self._ctx.plan
        mine = [
            item.id
            for item in self._items.get(wave.id, ())
            if item.kind in sub_kinds("cutover") and before.id not in waves_of(self._ctx, item)
        ]
        dated = [id for id in mine if plan.start(id) is not None]
        if dated:
            return min(dated, key=lambda id: (plan.start(id) or 0, id))
        return wave.go_live if not mine and self.live(wave) is not None else None

    def care(self, wave: Wave) -> Care | None:
        """The hypercare of a wave that ends last; the weeks of the `readiness` section where no activity is planned."""
        plan, programme = self._ctx.plan, self._ctx.programme
        ids = [item.id for item in self._items.get(wave.id, ()) if item.kind == "hypercare"]
        if wave.hypercare in programme.work and wave.hypercare not in ids:
            ids.append(wave.hypercare)
        ends = [(finish, id) for id in ids if (finish := plan.finish(id)) is not None]
        if ends:
            finish, id = max(ends)
            return Care(id, self._ctx.path_of(id), finish, plan.dates(id).complete)
        hypercare, live = programme.readiness.hypercare, self.live(wave)
        if ids or hypercare is None or hypercare.weeks is None or live is None:
            return None
        finish = live + round(7 * hypercare.weeks) - 1
        return Care(wave.id, wave.path, finish, finish < self._ctx.as_of)

    @cached_property
    def _workers(self) -> dict[str, set[str]]:
        """Who works on activities of one wave only, by wave."""
        workers: dict[str, set[str]] = {}
        for item in self._ctx.programme.activities.values():
            waves = waves_of(self._ctx, item) if item.resources else frozenset()
            if len(waves) == 1:
                workers.setdefault(next(iter(waves)), set()).update(item.resources)
        return workers

    def team(self, wave: Wave) -> dict[str, int]:
        """The people and teams of a wave with how many they are: its team, else whoever works on its activities."""
        named = set(wave.team) or self._workers.get(wave.id, set())
        teams = self._ctx.programme.teams
        return {id: (teams[id].people or 1) if id in teams else 1 for id in sorted(named)}


@rule(
    "ERP004",
    "wave-overlap",
    title="The next wave starts before the last has settled",
    severity=Severity.WARNING,
    about=lambda ctx: Rollout(ctx).ordered(),
    needs=("rollout.waves (two or more, with order or go_live)",),
    applies=lambda ctx: concerns("ERP", ctx) and len(ctx.programme.rollout.waves) != 1,
    limits=OverlapLimits,
)
def wave_overlap(ctx: Context, pairs: Sequence[tuple[Wave, Wave]]) -> Iterator[Hit | Lacking]:
    """The cutover of a wave starts before the wave before it has been out of hypercare for long enough.

    What: The first cutover of a wave starts earlier than 10 working days after the end of the hypercare of the wave before.
    Levels: a warning; an error when more than half of either team works in both waves; information when both are over.
    Why: What the first wave teaches cannot be used in the second. A team that is in both is in two crises at once.
    Fix: Move the later wave, or give it a team of its own.
    Wrong:
        programme: {types: [erp]}
        people: {dana: {name: Dana}, marek: {name: Marek}}
        workstreams:
          roll:
            name: Rollout
            kind: rollout
            activities:
              care-1: {name: Hypercare UK, kind: hypercare, start: 2027-04-05, finish: 2027-05-14, scope: {waves: [wave-1]}}
              cut-2: {name: Cutover Ireland, kind: cutover, start: 2027-05-17, finish: 2027-05-21, scope: {waves: [wave-2]}}
        rollout: {waves: {wave-1: {order: 1, team: [dana]}, wave-2: {order: 2, team: [marek]}}}
    Right:
        programme: {types: [erp]}
        people: {dana: {name: Dana}, marek: {name: Marek}}
        workstreams:
          roll:
            name: Rollout
            kind: rollout
            activities:
              care-1: {name: Hypercare UK, kind: hypercare, start: 2027-04-05, finish: 2027-05-14, scope: {waves: [wave-1]}}
              cut-2: {name: Cutover Ireland, kind: cutover, start: 2027-05-31, finish: 2027-06-04, scope: {waves: [wave-2]}}
        rollout: {waves: {wave-1: {order: 1, team: [dana]}, wave-2: {order: 2, team: [marek]}}}
    Source: Practitioners' pages on rollout waves (weak). Ten working days and half of the team are judgement.
    """
    rollout = Rollout(ctx)
    limits = ctx.limits(OverlapLimits)
    waived = exemptions(ctx.plan)
    worst: dict[str, Hit] = {}
    for before, wave in pairs:
        cutover, care = rollout.cutover(wave, before), rollout.care(before)
        if cutover is None:
            yield Lacking("workstreams.*.activities.* with kind: cutover and scope.waves", (wave.id,))
            continue
        if care is None:
            yield Lacking("rollout.waves.*.hypercare", (before.id,))
            continue
        if exempt(waived, row(46), cutover, care.id) is True or exempt(waived, row(46), care.id, cutover) is True:
            continue
        hit = overlap(ctx, (before, wave), cutover, care, limits)
        if hit is None:
            continue
        if hit.severity is None:
            share = shared(rollout.team(before), rollout.team(wave))
            if share is None:
                yield Lacking("rollout.waves.*.team", (wave.id,))
            elif share > limits.shared:
                hit = escalate(hit, share)
        known = worst.get(cutover)
        if known is None or (hit.gap_days or 0) > (known.gap_days or 0):
            worst[cutover] = hit
    yield from worst.values()


def overlap(ctx: Context, pair: tuple[Wave, Wave], cutover: str, care: Care, limits: OverlapLimits) -> Hit | None:
    """The hit for a cutover too soon after the hypercare of the wave before; None when it is not."""
    before, wave = pair
    start = ctx.plan.start(cutover)
    if start is None:
        return None
    calendar = ctx.plan.calendar_of(cutover)
    allowed = ctx.later(care.finish, Lag(limits.gap))
    gap = calendar.days_between(start, allowed)
    if gap <= ctx.plan.tolerance:
        return None
    mine = ctx.plan.dates(cutover)
    done = mine.complete and care.complete
    late = count(gap, "working day")
    begun = mine.actual_start is not None
    who = ctx.title(care.id) if care.id in ctx.programme.work else f"hypercare of {title(before)}"
    return Hit(
        message=f"{ctx.title(cutover)} of {title(wave)} {'started' if begun else 'starts'} {day(start)}, but {who} {'ended' if care.complete else 'ends'} "
        f"{day(care.finish)} and {count(limits.gap, 'working day')} belong between the two: {late} too early.",
        fix=f"Move `start` of {cutover} to {or_later(ctx, cutover, allowed)}, or give {wave.id} a team of its own under `team`.",
        at=(*ctx.path_of(cutover), "start"),
        targets=(cutover, care.id),
        related=(Note(care.path, f"{who} ends {day(care.finish)}"),),
        gap_days=float(gap),
        impact=start,
        severity=Severity.INFO if done else None,
        remedy=None if begun else Remedy(cutover, after=care.id, lag=limits.gap, to=permitted(ctx, cutover, allowed)),
    )


def title(wave: Wave) -> str:
    """How a message names a wave."""
    return f"{wave.name} ({wave.id})" if wave.name else wave.id


def shared(one: dict[str, int], other: dict[str, int]) -> float | None:
    """The percentage of the smaller team that works in both; None when a team is not known."""
    if not one or not other:
        return None
    both = sum(number for id, number in one.items() if id in other)
    return 100 * both / min(sum(one.values()), sum(other.values()))


def escalate(hit: Hit, share: float) -> Hit:
    """The hit as an error, because the same people would be in both waves."""
    import msgspec

    message = f"{hit.message} Of the smaller team, {share:.0f} % work in both waves."
    return msgspec.structs.replace(
        hit, severity=Severity.ERROR, title="One team is in two waves at once", message=message
    )
