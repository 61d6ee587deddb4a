"""Findings about work that is planned in the wrong order: one wording for all rules that report a precedence row."""

from typing import TYPE_CHECKING, Any

from programme_check.findings import Hit, Note, Remedy, Severity
from programme_check.model import Gate
from programme_check.model.times import Lag
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.shared.days import or_later, or_sooner, permitted, working_days

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

EDGE = {"FS": ("finish", "start"), "SS": ("start", "start"), "FF": ("finish", "finish"), "SF": ("start", "finish")}
"""Which end of the predecessor holds which end of the successor."""
MOST_STEPS = 6
"""Steps of a chain of links that a fix names."""
VERB = {"start": "starts", "finish": "ends"}


def edge(ctx: Context, id: str, which: str) -> int | None:
    """The effective start or finish day of an item."""
    return ctx.plan.start(id) if which == "start" else ctx.plan.finish(id)


def happens(ctx: Context, id: str, which: str) -> str:
    """The verb before the date of an end: an activity starts or ends, a gate or milestone is on a day."""
    return "is on" if is_point(ctx, id) else VERB[which]


def field(ctx: Context, id: str, which: str) -> str:
    """The key that holds an end in the file: a gate has one `date`."""
    return "date" if isinstance(ctx.programme.work.get(id), Gate) else which


def conflict(ctx: Context, match: "RowMatch", *, after: str = "", **changes: Any) -> Hit:
    """The hit for a precedence row that the dates break.

    `after` follows the message; `changes` replace fields of the hit, such as the title.
    """
    row = match.row
    held_by, held = EDGE[row.relation]
    first, then = edge(ctx, match.pred, held_by), edge(ctx, match.succ, held)
    late = working_days(ctx, match.gap_days, match.succ)
    lag = f" plus {count(row.lag, 'working day')}" if row.lag else ""
    message = (
        f"{ctx.title(match.succ)} {happens(ctx, match.succ, held)} {day(then)}"
        if then is not None
        else ctx.title(match.succ)
    )
    if first is not None:
        verb = happens(ctx, match.pred, held_by)
        message += f", but {ctx.title(match.pred)} {verb} {day(first)}{lag}: {late} too early."
    fix, to = f"Move `{field(ctx, match.succ, held)}` of {match.succ}", None
    if then is not None:
        day_then = ctx.plan.calendar_of(match.succ).add_days(then, match.gap_days)
        fix += f" to {moved(ctx, match.succ, held, day_then)}"
        to = start_day(ctx, match.succ, held, match.gap_days)
    other = or_sooner(ctx, match.pred, match.succ, row.relation, Lag(row.lag) if row.lag else None)
    fix += f"{other}." if linked(ctx, match) else f"{other}; then {to_link(ctx, match)}."
    hit: dict[str, Any] = {
        "message": message + after,
        "fix": fix,
        "at": (*ctx.path_of(match.succ), field(ctx, match.succ, held)),
        "targets": (match.succ, match.pred),
        "related": tuple(note(ctx, other, held_by) for other in (match.pred, *match.others)),
        "gap_days": match.gap_days,
        "remedy": Remedy(match.succ, after=match.pred, type=row.relation, lag=row.lag, to=to),
        "impact": then,
        "severity": Severity[match.level.upper()],
    }
    return Hit(**(hit | changes))


def moved(ctx: Context, id: str, held: str, earliest: int) -> str:
    """The day to which a fix moves an end of an item, to follow `to`."""
    return or_later(ctx, id, earliest) if held == "start" or is_point(ctx, id) else f"{day(earliest)} or later"


def start_day(ctx: Context, id: str, held: str, gap: float) -> int | None:
    """The day on which an item starts once one of its ends has moved later; None where it has no start."""
    start = ctx.plan.start(id)
    if start is None:
        return None
    earliest = ctx.plan.calendar_of(id).add_days(start, gap)
    return permitted(ctx, id, earliest) if held == "start" or is_point(ctx, id) else earliest


def is_point(ctx: Context, id: str) -> bool:
    """Whether an item has no length: its start is its finish."""
    item = ctx.programme.work.get(id)
    return isinstance(item, Gate) or bool(getattr(item, "is_point", False))


def link(match: "RowMatch") -> str:
    """The declared link that a row asks for, as planners write it."""
    row = match.row
    if row.relation == "FS" and not row.lag:
        return match.pred
    lag = f" +{row.lag:g}d" if row.lag else ""
    return f'"{match.pred} {row.relation}{lag}"'


def to_link(ctx: Context, match: "RowMatch") -> str:
    """What adds the link that a row asks for."""
    if "links left out" not in ctx.memo:
        ctx.memo["links left out"] = set(ctx.plan.forecast.left_out)
    if (match.pred, match.succ) in ctx.memo["links left out"]:
        return adding(ctx, match.pred, match.succ, link(match))
    return f"add `depends_on: [{link(match)}]` to {match.succ}"


def linked(ctx: Context, match: "RowMatch") -> bool:
    """Whether the successor names the predecessor under `depends_on` already."""
    item = ctx.programme.work.get(match.succ)
    return item is not None and any(one.on == match.pred and one.type == match.row.relation for one in item.depends_on)


def adding(ctx: Context, pred: str, succ: str, written: str) -> str:
    """What adds a link, given as it is written: where it would close a circle, another has to be taken out first."""
    add, way = f"add `depends_on: [{written}]` to {succ}", ctx.plan.network.way(succ, pred)
    if not way:
        return add
    steps = " > ".join(way) if len(way) <= MOST_STEPS else f"{' > '.join(way[:2])} > ... > {' > '.join(way[-2:])}"
    return f"take out one of the links by which {pred} now waits for {succ} ({steps}), and {add}"


def note(ctx: Context, id: str, which: str) -> Note:
    """The second place of such a finding: where the predecessor stands, and its date."""
    found = edge(ctx, id, which)
    when = f" {happens(ctx, id, which)} {day(found)}" if found is not None else " has no date"
    return Note((*ctx.path_of(id), field(ctx, id, which)), f"{ctx.title(id)}{when}")


def others(match: "RowMatch") -> str:
    """A sentence on further predecessors in the same scope; empty when there are none."""
    return f" Also before it in the same scope: {listing(match.others)}." if match.others else ""
