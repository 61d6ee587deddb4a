"""The answer of `path`: what decides each date, for the whole programme and within each workstream."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

from programme_check.checkup.forecast import go_live_lines, path_to
from programme_check.verdict import GoLiveLine, PathLine, leading
from programme_check.verdict.forecast import NONE_LEFT
from programme_check.words import day

if TYPE_CHECKING:
    from programme_check.checkup.opened import Opened
    from programme_check.schedule.engine import Schedule


class StreamPath(msgspec.Struct, frozen=True, kw_only=True):
    """The driving path within a workstream, to its last finish."""

    id: str
    name: str
    path: tuple[str, ...]
    finish: int
    """The day it ends, a proleptic ordinal."""
    crosses: tuple[str, ...]
    """The steps that it shares with a path of the whole programme."""


class PathAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a `path` question comes to."""

    paths: tuple[PathLine, ...]
    """The one that matters most first."""
    streams: tuple[StreamPath, ...]
    loops: tuple[tuple[str, ...], ...]
    """Items that wait for one another, so that what follows them has no date."""
    to: str | None = None
    """The item that was asked for; None for a question about the go-lives."""
    notes: tuple[str, ...] = ()
    """Why there is no path to something that was asked for, a sentence each."""


def answer(found: "Opened", start: str | None, to: str | None, *, declared_only: bool = False) -> PathAnswer:
    """The paths that were asked for: between two items, to one, or to each go-live to come."""
    plan = found.plan
    schedule = plan.as_drawn if declared_only else plan.forecast
    loops = tuple(tuple(loop) for loop in plan.cycles)
    lines = go_live_lines(plan)
    by_id = {line.id: line for line in lines if not line.done}
    if to is not None:
        path, reason = one_path(found, start, to, schedule, drawn(by_id.get(to), declared_only))
        return PathAnswer(
            paths=(path,) if path else (), streams=(), loops=loops, to=to, notes=() if path else (reason,)
        )
    first = leading(lines)
    ordered = sorted(by_id.values(), key=lambda line: (first is None or line.id != first.id, line.stated or 0, line.id))
    ends: list[tuple[str | None, GoLiveLine | None]] = [(line.id, line) for line in ordered]
    ends = ends or [(schedule.last, None)]
    paths = [path_to(plan, id, drawn(line, declared_only), schedule=schedule) for id, line in ends]
    kept = tuple(path for path in paths if path is not None)
    notes = tuple(undated(found, line.id, schedule) for line in ordered if line.id not in schedule)
    if not kept and not notes:
        notes = ("No activity has a date or a place in the order of work, so nothing drives anything.",)
    return PathAnswer(
        paths=kept,
        streams=streams(found, schedule, {step.id for path in kept for step in path.steps}),
        loops=loops,
        notes=notes,
    )


def drawn(line: GoLiveLine | None, declared_only: bool) -> GoLiveLine | None:
    """A go-live whose days to spare belong to the forecast that is shown."""
    if line is None or not declared_only:
        return line
    return msgspec.structs.replace(line, spare=None, slip=line.slip_as_drawn)


def one_path(
    found: "Opened", start: str | None, to: str, schedule: "Schedule", live: GoLiveLine | None
) -> tuple[PathLine | None, str]:
    """The path to one item, or from one to another; else the reason why there is none, in a sentence.

    A workstream at the beginning stands for any of its work, and at the end for what of it ends last.
    """
    for id in (start, to):
        if id is not None and not any(one in schedule for one in items(found, id)):
            return None, undated(found, id, schedule)
    if start is None:
        last = to if to in found.programme.work else schedule.last_of(items(found, to))
        return path_to(found.plan, last, live, schedule=schedule), ""
    ids = schedule.path_between(items(found, start), items(found, to))
    path = path_to(found.plan, ids[-1], live, schedule=schedule, ids=ids) if ids else None
    return path, f"No path of dependencies leads from {called(found, start)} to {called(found, to)}."


def items(found: "Opened", id: str) -> Collection[str]:
    """An item, or the activities of a workstream. Where both have the same id, it is the item that links mean."""
    return (id,) if id in found.programme.work else found.programme.workstreams[id].activities


def called(found: "Opened", id: str) -> str:
    """An item or a workstream by name and id."""
    programme = found.programme
    entity = programme.work[id] if id in programme.work else programme.workstreams[id]
    return f"{entity.name or id} ({id})"


def undated(found: "Opened", id: str, schedule: "Schedule") -> str:
    """Why an item has no place in a forecast, in a sentence."""
    name = called(found, id)
    if id not in found.programme.work:
        return f"Nothing in workstream {name} has a date."
    if found.plan.dates(id).cancelled:
        return f"{name} is cancelled, so nothing decides its date."
    if id not in schedule.uncomputed:
        return f"{name} has no date: nothing in the file says when it happens."
    ready = {live.id: live.ready for live in schedule.go_lives if live.goes is None and live.ready is not None}
    if id in ready:
        return f"{name} has no date: it is ready on {day(ready[id] or 0)}, and {NONE_LEFT} from then on."
    before = schedule.before(id)[0] & ready.keys()
    if before:
        return f"{name} has no date: {NONE_LEFT} for {called(found, min(before))}, which comes before it."
    return f"{name} has no date: a loop of dependencies keeps it from being computed."


def streams(found: "Opened", schedule: "Schedule", critical: set[str]) -> tuple[StreamPath, ...]:
    """Each workstream's own path, in order of ids."""
    paths = []
    for id, stream in sorted(found.programme.workstreams.items()):
        ids = schedule.stream_path(id)
        if ids:
            paths.append(
                StreamPath(
                    id=id,
                    name=stream.name or id,
                    path=tuple(ids),
                    finish=max(schedule[one].finish_day for one in ids),
                    crosses=tuple(one for one in ids if one in critical),
                )
            )
    return tuple(paths)
