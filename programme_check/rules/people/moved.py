"""Change: training that stayed where it was when its go-live moved."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from programme_check.findings import Hit, Note
from programme_check.rules.context import Context, count, day
from programme_check.rules.people.training import go_lives, live_day, lives_of, placed, reach, work

if TYPE_CHECKING:
    from programme_check.schedule import Plan


class Move(NamedTuple):
    """A go-live that moved since the earlier revision."""

    id: str
    was: int
    now: int


def unmoved(ctx: Context, earlier: "Plan", kinds: tuple[str, ...]) -> Iterator[Hit]:
    """Courses of some kinds whose go-live moved while they did not.

    Courses that are over, and those that began after the old day, do not count. Where a course does not say which of
    several go-lives it is for, all of them must have moved.
    """
    lives = go_lives(ctx)
    moves = {live.id: move for live in lives if not live.done and (move := moved(ctx, earlier, live.id)) is not None}
    if not moves:
        return
    for course in work(ctx, *kinds):
        dates = ctx.plan.dates(course.id)
        if (
            dates.complete
            or dates.start is None
            or dates.finish is None
            or course.id not in earlier.programme.activities
        ):
            continue
        if (dates.start, dates.finish) != (earlier.start(course.id), earlier.finish(course.id)):
            continue
        mine = [live.id for live in lives_of(ctx, lives, reach(ctx, course.id))]
        found = [moves[id] for id in mine if id in moves and dates.start <= moves[id].was]
        if not found or (len(found) < len(mine) and not placed(ctx, course.id)):
            continue
        move = found[0]
        apart = ctx.plan.calendars.default.days_between(min(move.was, move.now), max(move.was, move.now))
        where = "later" if move.now > move.was else "earlier"
        yield Hit(
            title="The go-live moved, and training did not",
            message=f"{ctx.title(move.id)} moved from {day(move.was)} to {day(move.now)}, and {ctx.title(course.id)} still runs from {day(dates.start)} to {day(dates.finish)}.",
            fix=f"Move `start` and `finish` of {course.id} {count(apart, 'working day')} {where}, as the go-live did.",
            at=(*course.path, "start"),
            targets=(course.id, move.id),
            related=(
                Note(ctx.path_of(move.id), f"{ctx.title(move.id)} is on {day(move.now)}, and was on {day(move.was)}"),
            ),
            impact=dates.start,
        )


def moved(ctx: Context, earlier: "Plan", id: str) -> Move | None:
    """How a go-live moved since the earlier revision; None where it did not, or one of the days is not known."""
    before = next((live for live in earlier.go_lives if live.id == id), None)
    after = next((live for live in ctx.plan.go_lives if live.id == id), None)
    if before is None or after is None:
        return None
    start = earlier.start(id)
    was, now = before.stated if start is None else start, live_day(ctx, after)
    return Move(id, was, now) if was is not None and now is not None and was != now else None
