"""The chain reaction of a delay: everything slides, or the go-live is held, with work squeezed or left out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from programme_check.model.times import Span
from programme_check.schedule.calendar import DAY
from programme_check.schedule.engine import Change, Schedule, schedule
from programme_check.schedule.engine.golives import places
from programme_check.settings import Settings
from programme_check.whatif.ask import Asked, CannotDelay, delayed, left_out
from programme_check.whatif.chain import SMALL, Chain, Effect
from programme_check.whatif.hold import Room, rooms, squeezed
from programme_check.whatif.readiness import Impact, days_after, days_of, impact, trainings

if TYPE_CHECKING:
    from programme_check.schedule import Plan

Mode = Literal["slide", "hold", "descope"]
WEEK = 5
"""Working days that the cost of delay per week stands for."""


class GoLiveMove(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a go-live. Days are proleptic ordinals."""

    id: str
    name: str
    planned: int | None
    """The day it is promised for."""
    before: int | None
    """When it goes by the forecast; None when it cannot be placed or no window is left."""
    ready: int | None
    """When it is ready with the delay in the plan."""
    after: int | None
    """When it goes then: the next permitted day, or the day that is held."""
    slip_days: int | None
    """Working days by which it goes later."""
    missing_days: float
    """Working days that holding it cannot find."""


class Squeeze(msgspec.Struct, frozen=True, kw_only=True):
    """Work that gives up days so that the go-live is held."""

    id: str
    name: str
    days: float
    """Working days it has, or has left."""
    given_up: float
    most: float
    """The most it can give up."""
    stated: bool
    """Whether the file says so; otherwise a rule of thumb does."""


class MarginUsed(msgspec.Struct, frozen=True, kw_only=True):
    """Time held in hand that takes up lateness, so that it goes no further."""

    id: str
    name: str
    days: float
    """Working days it has before the delay."""
    used: float
    """Working days of these that the delay uses up."""


class ChainReaction(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to: what if these are late?"""

    mode: Mode
    delays: dict[str, float]
    """Working days by id, as asked for."""
    go_lives: tuple[GoLiveMove, ...]
    missing_days: float
    """Working days that holding the worst go-live cannot find; 0 when everything slides."""
    effects: tuple[Effect, ...]
    squeezes: tuple[Squeeze, ...]
    margins: tuple[MarginUsed, ...]
    left_out: tuple[str, ...]
    """Items that are not done."""
    impact: Impact
    slip_days: float
    """Working days by which the worst go-live goes later."""
    delay_cost: float | None
    """What those cost; None when the file does not say what a week costs."""
    per_week: float | None
    training_after: float
    """Training days that fall after go-live and did not before, when everything slides."""


def delay(
    plan: "Plan",
    settings: Settings,
    delays: Mapping[str, Span],
    *,
    mode: Mode = "slide",
    descope: Sequence[str] = (),
) -> ChainReaction:
    """What a delay does. `descope` names what is left out in the mode of that name. Raises Unknown and CannotDelay."""
    before = plan.forecast
    asked = [delayed(before, id, span) for id, span in delays.items()]
    named, gone = left_out(plan, tuple(descope))
    out = {*named, *gone}
    changes = [change for one in asked for change in one.changes if change.id not in out]
    changes += [Change(id=id, left_out=True) for id in (*named, *gone)]
    if mode == "slide":
        after = schedule(plan, overrides=changes)
        return answer(before, after, asked, settings, mode)
    held = held_places(before, out)
    if not held:
        raise CannotDelay("The plan has no go-live to come that has a date, so there is no date to hold.")
    changes += [Change(id=id, fixed_at=at) for id, at in held.items()]
    trial = schedule(plan, overrides=changes)
    can = rooms(trial, {change.id for one in asked for change in one.changes})
    targets = {before.assembly.node[id]: before.passes.early[before.assembly.node[id]] for id in held}
    names = before.net.names
    cuts = {names[node]: days for node, days in squeezed(trial, targets, can).items()}
    after = schedule(plan, overrides=[*changes, *(Change(id=id, longer_days=-days) for id, days in cuts.items())])
    room = {names[node]: one for node, one in can.items()}
    return answer(before, after, asked, settings, mode, held=held, cuts=cuts, rooms=room, named=named, gone=gone)


def can_hold(plan: "Plan") -> bool:
    """Whether there is a go-live to come that could be held."""
    return bool(held_places(plan.forecast, set()))


def held_places(before: Schedule, out: set[str]) -> dict[str, int]:
    """The go-lives to come that can be held, and the instants at which they start."""
    node = before.assembly.node
    lives = [live.id for live in before.plan.go_lives if not live.done and live.id in before and live.id not in out]
    return {id: before.start_of(node[id]) for id in lives}


def answer(
    before: Schedule,
    after: Schedule,
    asked: Sequence[Asked],
    settings: Settings,
    mode: Mode,
    *,
    held: Mapping[str, int] | None = None,
    cuts: Mapping[str, float] | None = None,
    rooms: Mapping[str, Room] | None = None,
    named: Sequence[str] = (),
    gone: Sequence[str] = (),
) -> ChainReaction:
    """Everything there is to say of two forecasts."""
    plan, cuts, rooms, held = before.plan, cuts or {}, rooms or {}, held or {}
    out = (*named, *gone)
    sources = [change.id for one in asked for change in one.changes]
    moves = tuple(move(before, after, live.id, held) for live in plan.go_lives if not live.done and live.id not in out)
    slip = max((one.slip_days or 0 for one in moves), default=0)
    unplaced = any(one.before is not None and one.after is None for one in moves)
    cost = plan.programme.programme.cost_of_delay
    lost = {**cuts, **{id: days_of(before, id) for id in named}}
    short = [one.id for one in moves if one.missing_days]  # nothing absorbs what they miss
    lives = {id: at // DAY for id, at in held.items()}
    return ChainReaction(
        mode=mode,
        delays={one.id: one.days for one in asked},
        go_lives=moves,
        missing_days=max((one.missing_days for one in moves), default=0.0),
        effects=tuple(Chain(before, after, sources, cuts, out).effects(short)),
        squeezes=tuple(squeeze(plan, id, days, rooms[id]) for id, days in cuts.items()),
        margins=tuple(used(before, after)),
        left_out=out,
        impact=impact(before, after, lost, settings.delay_model, lives=lives, absent=gone),
        slip_days=slip,
        delay_cost=None if unplaced else priced(slip, cost.per_week if cost is not None else None),
        per_week=cost.per_week if cost is not None else None,
        training_after=overtaken(before, after, moves) if mode == "slide" else 0.0,
    )


def priced(slip: float, per_week: float | None) -> float | None:
    """What so many working days of a later go-live cost; nothing costs nothing, whatever a week costs."""
    if per_week is None:
        return None if slip else 0.0
    return round(slip * per_week / WEEK, 2)


def move(before: Schedule, after: Schedule, id: str, held: Mapping[str, int]) -> GoLiveMove:
    """What becomes of one go-live."""
    plan = before.plan
    live = next(one for one in plan.go_lives if one.id == id)
    old, new = before.go_live(live), after.go_live(live)
    was, goes = (one.goes if one is not None else None for one in (old, new))
    missing = 0.0
    if id in held and id in after:
        node = after.assembly.node[id]
        ready = places(after, node)[1]
        if ready is not None:
            late = after.days_between(node, after.passes.early[node], ready)
            missing = round(late, 2) if late > SMALL else 0.0
    return GoLiveMove(
        id=id,
        name=plan.programme.work[id].name,
        planned=live.stated,
        before=was,
        ready=new.ready if new is not None else None,
        after=goes,
        slip_days=plan.calendar_of(id).days_between(was, goes) if was is not None and goes is not None else None,
        missing_days=missing,
    )


def squeeze(plan: "Plan", id: str, days: float, room: Room) -> Squeeze:
    """One activity that gives up days."""
    return Squeeze(
        id=id,
        name=plan.programme.work[id].name,
        days=round(room.days, 2),
        given_up=round(days, 2),
        most=round(room.most, 2),
        stated=room.stated,
    )


def used(before: Schedule, after: Schedule) -> Iterator[MarginUsed]:
    """The margin that is shorter for the delay, in the order of the file."""
    for id, node in before.assembly.node.items():
        if node in before.net.kept and node in after.net.kept and id in before and id in after:
            old, new = days_of(before, id), days_of(after, id)
            if old - new > SMALL:
                name = before.plan.programme.work[id].name
                yield MarginUsed(id=id, name=name, days=round(old, 2), used=round(old - new, 2))


def overtaken(before: Schedule, after: Schedule, moves: Sequence[GoLiveMove]) -> float:
    """The training days that a slide puts after go-live, where nothing in the plan keeps them before it."""
    old = {one.id: one.before for one in moves if one.before is not None}
    new = {one.id: one.after for one in moves if one.after is not None}
    found = sum(max(0.0, days_after(after, id, new) - days_after(before, id, old)) for id in trainings(before.plan))
    return round(found, 2)
