"""What the cutover rules are about: each go-live that is still ahead, with its cutovers and its wave."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from programme_check.findings import Path
from programme_check.model import Activity, Wave
from programme_check.rules.context import Context
from programme_check.schedule.scope import Scope

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


class Landing(NamedTuple):
    """One go-live, or where the file marks none, the cutover that leads to it."""

    id: str
    """The go-live, or the earliest cutover where there is no go-live."""
    path: Path
    cutovers: tuple[str, ...]
    """Cutover activities in its scope that are not finished, earliest first."""
    wave: Wave | None
    later: bool
    """Whether an earlier wave comes before it."""
    start: int | None
    """The day the cutover starts; without a dated cutover the stated day of the go-live."""
    day: int | None
    """The stated day of the go-live."""


def landings(ctx: Context) -> list[Landing]:
    """The go-lives of the programme that the cutover rules judge, in file order.

    A go-live without any cutover activity counts in HRIS and ERP programmes only, where a cutover is certain.
    """
    if "landings" not in ctx.memo:
        ctx.memo["landings"] = find(ctx, certain=bool({"hris", "erp"} & set(ctx.programme.programme.types)))
    found: list[Landing] = ctx.memo["landings"]
    return found


def cared_for(ctx: Context) -> list[Landing]:
    """The same, with the go-lives of AI programmes and of plans that hold hypercare, whatever leads to them."""
    certain = {"hris", "erp", "ai"} & set(ctx.programme.programme.types) or ctx.holds("hypercare")
    return find(ctx, certain=True) if certain else landings(ctx)


def landings_and(*rows: int) -> "Callable[[Context], list[Landing | RowMatch]]":
    """What a rule is about that judges go-lives, and reports orders of work that hold without any."""
    return lambda ctx: [*landings(ctx), *ctx.plan.row_matches(*rows)]


def split(subjects: "Sequence[Landing | RowMatch]") -> "tuple[list[Landing], list[RowMatch]]":
    """The two apart; of the matches those that the dates break."""
    lands = [one for one in subjects if isinstance(one, Landing)]
    return lands, [one for one in subjects if not isinstance(one, Landing) and not one.holds]


def find(ctx: Context, *, certain: bool) -> list[Landing]:
    """The go-lives that are still ahead, or the earliest cutover where the file marks no go-live.

    `certain`: a go-live counts without any cutover that leads to it.
    """
    cutovers = [
        item.id
        for item in ctx.plan.of_kind("cutover")
        if isinstance(item, Activity) and not ctx.plan.dates(item.id).complete
    ]
    cutovers.sort(key=lambda id: (ctx.plan.start(id) is None, ctx.plan.start(id) or 0, id))
    found = []
    for live in ctx.plan.go_lives:
        activity = ctx.programme.activities.get(live.id)
        if live.done or activity is None or activity.kind != "go_live":
            continue
        mine = tuple(id for id in cutovers if belongs(ctx, id, live.id, live.stated))
        if mine or certain:
            start = ctx.plan.start(mine[0]) if mine else live.stated
            wave = wave_of(ctx, live.id)
            found.append(Landing(live.id, activity.path, mine, wave, is_later(ctx, wave), start, live.stated))
    if not found and cutovers and not ctx.plan.go_lives:
        first = ctx.programme.activities[cutovers[0]]
        day = ctx.plan.finish(first.id)
        found.append(Landing(first.id, first.path, tuple(cutovers), None, False, ctx.plan.start(first.id), day))
    return found


def belongs(ctx: Context, cutover: str, live: str, stated: int | None) -> bool:
    """Whether a cutover is one of a go-live's: in its scope, and not after it."""
    start = ctx.plan.start(cutover)
    return ctx.plan.same_scope(cutover, live) and (stated is None or start is None or start <= stated)


def wave_of(ctx: Context, live: str) -> Wave | None:
    """The wave that a go-live belongs to: the one that names it, else the one its scope names."""
    waves = ctx.programme.rollout.waves
    for _, wave in sorted(waves.items()):
        if wave.go_live == live:
            return wave
    scope = ctx.plan.scope(live)
    return next((waves[id] for id in sorted(scope.waves) if id in waves), None)


def is_later(ctx: Context, wave: Wave | None) -> bool:
    """Whether another wave comes before this one."""
    orders = [other.order for other in ctx.programme.rollout.waves.values() if other.order is not None]
    return wave is not None and wave.order is not None and bool(orders) and wave.order > min(orders)


def in_scope(ctx: Context, kind: str, landing: Landing) -> list[str]:
    """Ids of the activities and gates of a kind that concern this go-live, in file order."""
    known: dict[tuple[str, Scope], list[str]] = ctx.memo.setdefault("in the scope of go-lives", {})
    key = kind, ctx.plan.scope(landing.id)
    if key not in known:
        known[key] = [item.id for item in ctx.plan.of_kind(kind) if ctx.plan.same_scope(item.id, landing.id)]
    return list(known[key])
