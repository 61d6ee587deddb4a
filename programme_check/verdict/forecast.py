"""What the forecast says of the go-lives, and the path that leads to the first that matters."""

from collections.abc import Sequence

import msgspec

from programme_check.verdict.status import Status
from programme_check.words import chance, count, day

EVEN = 0.5
"""The chance of the promised day below which a go-live is Amber (reports.md, RAG definitions)."""
NONE_LEFT = "no permitted day is left"
ROOM = 10
"""Working days to spare below which a go-live is Amber (reports.md, RAG definitions)."""


class GoLiveLine(msgspec.Struct, frozen=True, kw_only=True):
    """A go-live as the file states it and as the forecast has it. Days are proleptic ordinals."""

    id: str
    name: str
    stated: int | None
    """The promised day."""
    done: bool
    computed: int | None = None
    """The day on which it goes, missing links put back; None where that cannot be computed."""
    as_drawn: int | None = None
    """The same by the declared links alone."""
    window: int | None = None
    """The first permitted day on which it can go; None where no window limits it."""
    windowed: bool = False
    """Whether windows limit it."""
    spare: int | None = None
    """Working days between the day its predecessors allow and the stated one; negative when it is late."""
    slip: int = 0
    """Working days by which it goes later than stated."""
    slip_as_drawn: int = 0
    path: tuple[str, ...] = ()
    """The driving path to it, in order of work."""
    missing: int = 0
    """Missing links on the way to it that were put back."""
    late_from: int | None = None
    """The day from which no permitted one is left, where that is why it cannot be computed."""
    looped: bool = False
    """Whether a loop of dependencies is why it cannot be computed."""
    hypercare_to: int | None = None
    chance: float | None = None
    """The share of simulated runs in which it happens on the promised day; only where the file holds ranges."""
    p80: int | None = None
    """The day by which four runs in five have gone live."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a path, or one workstream's share of a long one. Days are proleptic ordinals."""

    id: str
    name: str
    workstream: str
    start: int
    finish: int
    milestone: bool = False
    items: int = 1


class PathLine(msgspec.Struct, frozen=True, kw_only=True):
    """A driving path, with what comes close to it."""

    to: str | None
    """The item it leads to; None for the end of the plan."""
    name: str
    stated: int | None
    steps: tuple[Step, ...]
    float_days: float | None
    """Total float of what it leads to, or days to spare of a go-live; negative when it is late."""
    begins: str = ""
    """Why it begins where it does, in a sentence."""
    near: tuple[tuple[str, float], ...] = ()
    """Ids of work that nearly decides the date, with its float in working days."""


def leading(lives: Sequence[GoLiveLine]) -> GoLiveLine | None:
    """The go-live that a report speaks of first: of those to come one that no permitted day is left for, then the
    latest against its date, then one that cannot be computed, then one whose chance or days to spare make it Amber,
    then the earliest."""
    to_come = [live for live in lives if not live.done and live.stated is not None]
    return min(
        to_come,
        key=lambda live: (
            live.late_from is None,
            -live.slip,
            live.computed is not None,
            not tight(live),
            live.stated,
            live.id,
        ),
        default=None,
    )


def tight(live: GoLiveLine) -> bool:
    """Whether a go-live makes the schedule Amber: little to spare, or a chance below a half."""
    return (live.spare is not None and live.spare < ROOM) or (live.chance is not None and live.chance < EVEN)


def forecast_status(lives: Sequence[GoLiveLine], tolerance: float) -> Status:
    """Red when a go-live is forecast later than stated by more than the tolerance, amber with little to spare."""
    to_come = [live for live in lives if not live.done and live.stated is not None]
    if any(live.slip > tolerance or live.late_from is not None for live in to_come):
        return Status.RED
    if any(tight(live) for live in to_come):
        return Status.AMBER
    known = [live for live in to_come if live.spare is not None or nothing_left(live)]
    return Status.GREEN if known and len(known) == len(to_come) else Status.NOT_SET


def nothing_left(live: GoLiveLine) -> bool:
    """Whether all that leads to a go-live is finished: it has no days to spare, and nothing that could use them up."""
    return live.spare is None and live.computed is not None and len(live.path) > 1


def short_note(lives: Sequence[GoLiveLine], tolerance: float) -> str:
    """The forecast in at most twelve characters: `+18 days`, `no slack`; empty where it gives no reason to worry."""
    if any(live.late_from is not None and not live.done for live in lives):
        return "no day left"
    worst = max((live.slip for live in lives if not live.done), default=0)
    if worst > tolerance:
        return f"{worst:+d} day" + "s" * (worst != 1)
    unlikely = [live.chance for live in lives if not live.done and live.chance is not None and live.chance < EVEN]
    if unlikely:
        return f"chance {chance(min(unlikely)).removeprefix('under ')}"
    least = min((live.spare for live in lives if not live.done and live.spare is not None), default=ROOM)
    return "" if least >= ROOM else "no slack" if least <= 0 else f"{least} to spare"


def to_spare(days: int) -> str:
    """`no day to spare`, `3 days to spare`."""
    return f"{count(days, 'day') if days > 0 else 'no day'} to spare"


def forecast_lines(lives: Sequence[GoLiveLine]) -> tuple[str, ...]:
    """What stands under the verdict: the two forecasts of the go-live it speaks of, where they differ from its date."""
    live = leading(lives)
    if live is None or live.stated is None:
        return ()
    if live.late_from is not None:
        return (f"It is ready on {day(live.late_from)}, and {NONE_LEFT} from then on.",)
    if live.looped:
        return ("Its forecast cannot be computed: a loop of dependencies keeps what precedes it from being dated.",)
    if live.computed is None:
        return ()
    links = f", once {count(live.missing, 'missing link is', 'missing links are')} put back" if live.missing else ""
    if live.slip:
        late = count(live.slip, "working day")
        found = [f"Forecast {day(live.computed)}, {late} late{links}."]
    else:
        found = [f"Forecast {day(live.computed)}{links}."] if live.computed != live.stated else []
    if live.missing and live.as_drawn is not None and live.as_drawn != live.computed:
        drawn = f"{day(live.as_drawn)}, {count(live.slip_as_drawn, 'working day')} late" if live.slip_as_drawn else ""
        found.append(f"As drawn, without those links: {drawn}." if drawn else f"As drawn, {day(live.stated)} holds.")
    if live.chance is not None:
        by = f" Four in five: by {day(live.p80)}." if live.p80 is not None else ""
        found.append(f"Chance of {day(live.stated)}: {chance(live.chance)}.{by}")
    return tuple(found)
