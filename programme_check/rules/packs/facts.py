"""What a pack may ask about an entity beside its own fields: computed, read-only, versioned.

A fact that cannot be computed for an entity is absent, and a rule that asks for it lists the entity as not evaluated.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from programme_check.rules.context import Context
from programme_check.rules.packs.subjects import Subject

WORK = ("activities", "gates")
ALL: tuple[str, ...] = ()


class Fact(NamedTuple):
    """One thing a pack may ask."""

    kinds: tuple[str, ...]
    """The subjects that have it; all when empty."""
    meaning: str
    needs: str
    """What the file has to hold for it, in words."""
    of: Callable[[Context, Subject], Any]
    """Its value, or None where the file does not hold what is needed."""


def iso(ordinal: int | None) -> str | None:
    """A day as `2027-03-22`."""
    import datetime

    return None if ordinal is None else datetime.date.fromordinal(ordinal).isoformat()


def total_float(ctx: Context, subject: Subject) -> float | None:
    """Total float with the missing links put back; None for finished work and for what cannot be computed."""
    timing = ctx.plan.forecast.get(subject.id)
    return timing.total_float if timing is not None else None


def critical(ctx: Context, subject: Subject) -> bool | None:
    """Whether it lies on the driving path to a go-live, or to the end of the plan where there is none."""
    timing = ctx.plan.forecast.get(subject.id)
    return timing.critical if timing is not None else None


def forecast(ctx: Context, subject: Subject) -> str | None:
    """The day on which it is forecast to finish."""
    timing = ctx.plan.forecast.get(subject.id)
    return iso(timing.finish_day) if timing is not None else None


def linked(ctx: Context, subject: Subject, end: str) -> list[str]:
    """The ids at the other end of its declared links."""
    links: dict[str, dict[str, list[str]]] = ctx.memo.get("pack-links") or {"pred": {}, "succ": {}}
    if "pack-links" not in ctx.memo:
        for link in ctx.plan.links:
            links["pred"].setdefault(link.succ, []).append(link.pred)
            links["succ"].setdefault(link.pred, []).append(link.succ)
        ctx.memo["pack-links"] = links
    return sorted(set(links[end].get(subject.id, ())))


def days_until(ctx: Context, subject: Subject, key: str) -> int | None:
    """Calendar days from the status date to a day that the entity holds; negative when it has passed."""
    import datetime

    text = subject.data.get(key)
    try:
        return datetime.date.fromisoformat(str(text)[:10]).toordinal() - ctx.as_of if text else None
    except ValueError:
        return None


def days_since(ctx: Context, subject: Subject, key: str) -> int | None:
    """Calendar days since a day that the entity holds."""
    days = days_until(ctx, subject, key)
    return None if days is None else -days


def days_to_start(ctx: Context, subject: Subject) -> int | None:
    """Calendar days from the status date to its effective start."""
    start = ctx.plan.start(subject.id)
    return None if start is None else start - ctx.as_of


def duration(ctx: Context, subject: Subject) -> float | None:
    """Working days from its start to its finish, both included, on its own calendar."""
    start, finish = ctx.plan.start(subject.id), ctx.plan.finish(subject.id)
    if start is None or finish is None or finish < start:
        return None
    return float(ctx.plan.calendar_of(subject.id).days_between(start, finish + 1))


def complete(ctx: Context, subject: Subject) -> bool:
    """Whether it is finished."""
    return ctx.plan.dates(subject.id).complete


FACTS: dict[str, Fact] = {
    "days_to_go_live": Fact(
        ALL,
        "Calendar days from the status date to the stated date of the go-live of its wave or scope, else the earliest unfinished one",
        "a go-live with a date",
        lambda ctx, subject: ctx.days_to_go_live(subject.id or None),
    ),
    "status_date": Fact(ALL, "The status date", "", lambda ctx, _: iso(ctx.as_of)),
    "workstream": Fact(
        ("activities",), "Id of its workstream", "", lambda ctx, subject: ctx.programme.activities[subject.id].workstream
    ),
    "start": Fact(WORK, "Effective start: actual, else planned", "its dates", lambda ctx, subject: iso(ctx.plan.start(subject.id))),
    "finish": Fact(WORK, "Effective finish: actual, else planned", "its dates", lambda ctx, subject: iso(ctx.plan.finish(subject.id))),
    "forecast_finish": Fact(WORK, "The day on which it is forecast to finish, missing links put back", "dates and links", forecast),
    "duration_days": Fact(WORK, "Working days from start to finish, both included", "its dates", duration),
    "days_to_start": Fact(WORK, "Calendar days from the status date to its start; negative when it has begun", "its dates", days_to_start),
    "total_float_days": Fact(WORK, "Total float in working days, missing links put back; none once finished", "dates and links", total_float),
    "on_critical_path": Fact(WORK, "Whether it lies on the driving path to a go-live", "dates and links", critical),
    "is_complete": Fact(WORK, "Whether it is finished", "", complete),
    "predecessors": Fact(WORK, "Ids that it depends on by declared links", "", lambda ctx, subject: linked(ctx, subject, "pred")),
    "successors": Fact(WORK, "Ids that depend on it by declared links", "", lambda ctx, subject: linked(ctx, subject, "succ")),
    "days_open": Fact(
        ("decisions", "change_requests", "risks", "issues", "assumptions"),
        "Calendar days since it was raised",
        "`raised`",
        lambda ctx, subject: days_since(ctx, subject, "raised"),
    ),
    "days_to_needed_by": Fact(
        ("decisions", "external_dependencies"),
        "Calendar days from the status date to the day it is needed by; negative when that has passed",
        "`needed_by`",
        lambda ctx, subject: days_until(ctx, subject, "needed_by"),
    ),
    "days_to_due": Fact(
        ("deliverables", "payments", "risks", "issues"),
        "Calendar days from the status date to the day it is due; negative when that has passed",
        "`due`",
        lambda ctx, subject: days_until(ctx, subject, "due"),
    ),
}  # fmt: skip
"""Every fact of version 1 by name."""


def known(kind: str) -> list[str]:
    """The names of the facts that a kind of subject has."""
    return [name for name, fact in FACTS.items() if not fact.kinds or kind in fact.kinds]


def facts(ctx: Context, subject: Subject, names: Iterable[str]) -> dict[str, Any]:
    """The values of some facts, without those that cannot be computed."""
    found = {name: FACTS[name].of(ctx, subject) for name in names}
    return {name: value for name, value in found.items() if value is not None}
