"""Schedule: the agreed dates against those of an earlier revision of the file."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Severity
from programme_check.model import Activity, Gate
from programme_check.rules.context import Context, day, listing

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan


def rebaselined(ctx: Context, earlier: "Plan", activities: Sequence[Activity]) -> Iterator[Hit]:
    """Work and gates whose agreed dates changed since the earlier revision, and nothing that was approved says why."""
    before = earlier.programme
    items: list[Activity | Gate] = [*activities, *ctx.programme.gates.values()]
    for item in items:
        old = before.work.get(item.id)
        if old is None:
            continue
        moved = [
            f"`{name}` was {day(was)} and is {day(now) if now is not None else 'gone'}"
            for name, was, now in pairs(old, item)
            if was is not None and was != now
        ]
        if moved and not approved(ctx, item, old):
            yield hit(ctx, before, item, old, moved)


def agreed(item: Activity | Gate) -> dict[str, int | None]:
    """The agreed days of an activity or gate by the key they stand under; a milestone has one."""
    if item.baseline is None:
        return {}
    if isinstance(item, Gate):
        found = {"date": item.baseline.date}
    elif isinstance(item, Activity) and item.is_point:
        found = {"start": item.baseline.finish or item.baseline.start}
    else:
        found = {"start": item.baseline.start, "finish": item.baseline.finish}
    return {name: moment.day if moment is not None else None for name, moment in found.items()}


def pairs(old: Activity | Gate, new: Activity | Gate) -> Iterator[tuple[str, int | None, int | None]]:
    """Each agreed day of the earlier revision with that of this one."""
    now = agreed(new)
    for name, was in agreed(old).items():
        yield name, was, now.get(name)


def approved(ctx: Context, item: Activity | Gate, old: Activity | Gate) -> bool:
    """Whether a new reference of the baseline, or a new change request of the activity, is to something approved."""
    return any(is_approved(ctx, id) for id in references(item) - references(old))


def references(item: Activity | Gate) -> set[str]:
    """The change requests and decisions that an item's agreed dates rest on."""
    found = set(item.change_requests) if isinstance(item, Activity) else set()
    if item.baseline is not None and item.baseline.changed_by is not None:
        found.add(item.baseline.changed_by)
    return found


def is_approved(ctx: Context, id: str) -> bool:
    """Whether a change request was approved, or a decision made."""
    request, decision = ctx.programme.change_requests.get(id), ctx.programme.decisions.get(id)
    if request is not None:
        return request.status in {"approved", "implemented"}
    return decision is not None and decision.status == "made"


def hit(ctx: Context, before: "Programme", item: Activity | Gate, old: Activity | Gate, moved: Sequence[str]) -> Hit:
    """The hit for one baseline that moved."""
    named = sorted(references(item))
    why = "no approved change request or decision is named for it"
    if named:
        stood = all(id in references(old) for id in named)
        why = f"{listing(named)} {'stood there before' if stood else 'is not approved'}"
    was = ", ".join(f"{name}: {day_of(one)}" for name, one in agreed(old).items() if one is not None)
    return Hit(
        title="The baseline moved without approval",
        message=f"The baseline of {ctx.title(item.id)} changed since the earlier revision ({day(before.programme.status_date.day)}): {listing(moved)}; {why}.",
        fix=f"Name what approved it: `baseline: {{…, changed_by: ID}}` of {item.id}; or restore `baseline: {{{was}}}`.",
        at=(*item.path, "baseline"),
        targets=(item.id,),
        severity=Severity.ERROR,
    )


def day_of(ordinal: int) -> str:
    """A day as it is written in the file."""
    import datetime

    return datetime.date.fromordinal(ordinal).isoformat()
