"""What it costs to put a decision off, week by week, and the last day on which waiting is still free."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from programme_check.schedule.deciding import coming_meetings, computed_need, with_authority
from programme_check.schedule.engine.bounds import OPEN
from programme_check.whatif.classes import Kind, classify
from programme_check.whatif.waiting import Result, Waits

if TYPE_CHECKING:
    from programme_check.model import Decision
    from programme_check.schedule import Plan

HORIZON = 12
"""Weeks of waiting that are looked at."""
LISTED = (1, 2, 4, 8)
"""Weeks of waiting that are listed."""
SORTED_BY = 4
"""The weeks of waiting by whose cost decisions are sorted."""
FURTHEST = 730
"""Calendar days beyond which nobody asks how long waiting is free."""
WEEK = 5
"""Working days that the cost of delay per week stands for."""
MOST_MEETINGS = 3


class Week(msgspec.Struct, frozen=True):
    """What so many weeks of waiting do."""

    weeks: int
    slip_days: float | None
    """Working days by which the worst go-live goes later; None when no window is left for one."""
    cost: float | None
    """In the programme's currency; None where that or the cost of a week's delay is not known."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One open decision, and what waiting for it costs. Days are proleptic ordinals."""

    id: str
    title: str
    needed_by: int | None
    """As stated, else worked out from what it blocks."""
    computed: bool
    """Whether it was worked out."""
    counted_from: int
    """The day from which weeks of waiting count: the day it is needed, or the status date once that has passed."""
    free_until: int | None
    """The last day on which waiting neither moves a go-live nor breaks a commitment; None when it never does."""
    kind: Kind
    waiting: tuple[Week, ...]
    breaks: tuple[str, ...]
    """Commitments other than go-lives that it breaks within the horizon."""
    blocks: tuple[str, ...]
    dependents: tuple[str, ...]
    """Open decisions that have to wait for it, directly or through others."""
    owner: str | None
    forum: str | None
    """The forum that may take it: the one that is named, or the first above it with the right to."""
    entitled: bool
    """False where neither the forum that is named nor any above it may take it."""
    meetings: tuple[int, ...]
    """The next meetings of that forum that papers can still reach."""

    def at(self, weeks: int) -> Week:
        """What so many weeks of waiting do; one of those that are listed."""
        return next(week for week in self.waiting if week.weeks == weeks)


def open_decisions(plan: "Plan") -> "list[Decision]":
    """Decisions that are still to be made."""
    return [one for one in plan.programme.decisions.values() if one.status in OPEN and one.decided_on is None]


def decisions(plan: "Plan") -> list[Waiting]:
    """Every open decision, the one whose waiting costs most first."""
    return sorted(found(plan, open_decisions(plan)), key=order)


def cliffs(plan: "Plan", ids: Iterable[str] | None = None) -> dict[str, Kind]:
    """The open decisions whose waiting compounds or runs into a cliff, of all or of some.

    What GOV003 needs: its finding on one of these is an error.
    """
    wanted = None if ids is None else set(ids)
    chosen = [one for one in open_decisions(plan) if wanted is None or one.id in wanted]
    return {one.id: one.kind for one in found(plan, chosen) if one.kind in {"cliff", "compounding"}}


def order(one: Waiting) -> tuple[bool, float, float, int, str]:
    """Sorts by what four weeks cost, then by the days they take; without a window left comes first."""
    week = one.at(SORTED_BY)
    slip = week.slip_days
    by = one.needed_by if one.needed_by is not None else 1 << 40
    return slip is not None, -(week.cost or 0.0), -(slip or 0.0), by, one.id


def found(plan: "Plan", chosen: "list[Decision]") -> list[Waiting]:
    """What waiting for each of these costs."""
    if not chosen:
        return []
    every = open_decisions(plan)
    needs = {one.id: need(plan, one) for one in every}
    bases = {id: max(day if day is not None else plan.as_of, plan.as_of) for id, (day, _) in needs.items()}
    waits = Waits(plan, every, bases)
    return [one(plan, decision, waits, needs[decision.id], bases[decision.id]) for decision in chosen]


def need(plan: "Plan", decision: "Decision") -> tuple[int | None, bool]:
    """The day by which a decision is needed, and whether that was worked out."""
    if decision.needed_by is not None:
        return decision.needed_by.day, False
    return computed_need(plan, decision)[0], True


def one(plan: "Plan", decision: "Decision", waits: Waits, needed: tuple[int | None, bool], base: int) -> Waiting:
    """What waiting for one decision costs."""
    results = [waits.until(decision, base + 7 * week) for week in range(HORIZON + 1)]
    free = last_free(waits, decision, base)
    if free is not None:  # nobody decides on a Sunday
        free = plan.calendars.default.previous_working_day(free)
    cost = plan.programme.programme.cost_of_delay
    per_week, spend = cost.per_week if cost is not None else None, decision.spend_per_week or 0.0
    forum, entitled = authority(plan, decision)
    return Waiting(
        id=decision.id,
        title=decision.title,
        needed_by=needed[0],
        computed=needed[1] and needed[0] is not None,
        counted_from=base,
        free_until=free,
        kind=kind_of(
            results, free_from_start=free is None or free > base, spends=spend > 0, idle=idle(waits, decision)
        ),
        waiting=tuple(
            Week(weeks, results[weeks].slip, priced(results[weeks].slip, weeks, per_week, spend)) for weeks in LISTED
        ),
        breaks=tuple(dict.fromkeys(id for result in results for id in result.breaks)),
        blocks=decision.blocks,
        dependents=tuple(waits.dependents(decision.id)),
        owner=decision.owner,
        forum=forum,
        entitled=entitled,
        meetings=meetings(plan, forum),
    )


def kind_of(results: list[Result], *, free_from_start: bool, spends: bool, idle: bool) -> Kind:
    """The class of a decision; not known where nothing says what it keeps waiting and waiting spends nothing."""
    return "unknown" if idle and not spends else classify(results, free_from_start=free_from_start, spends=spends)


def idle(waits: Waits, decision: "Decision") -> bool:
    """Whether neither a decision nor any that waits for it names what it blocks."""
    every = waits.plan.programme.decisions
    return not any(every[id].blocks for id in (decision.id, *waits.dependents(decision.id)))


def priced(slip: float | None, weeks: int, per_week: float | None, spend: float) -> float | None:
    """What weeks of waiting cost: the later go-live, and what is spent meanwhile."""
    if slip is None or (slip and per_week is None):
        return None
    return round(slip * (per_week or 0.0) / WEEK + weeks * spend, 2)


def last_free(waits: Waits, decision: "Decision", base: int) -> int | None:
    """The last day on which a decision still moves no go-live and breaks no commitment; None when any day will do."""
    low, high = base - FURTHEST, base + FURTHEST
    if waits.until(decision, high).free:
        return None
    if not waits.until(decision, low).free:
        return low
    while high - low > 1:
        middle = (low + high) // 2
        if waits.until(decision, middle).free:
            low = middle
        else:
            high = middle
    return low


def authority(plan: "Plan", decision: "Decision") -> tuple[str | None, bool]:
    """The forum that may take a decision, and whether any may."""
    forum = plan.programme.forums.get(decision.forum) if decision.forum else None
    if forum is None:
        return decision.forum, True
    entitled = with_authority(plan.programme, decision, forum)
    return (entitled.id, True) if entitled is not None else (forum.id, False)


def meetings(plan: "Plan", forum: str | None) -> tuple[int, ...]:
    """The next meetings of a forum that papers can still reach."""
    found = plan.programme.forums.get(forum) if forum is not None else None
    return tuple(coming_meetings(plan, found)[:MOST_MEETINGS]) if found is not None else ()
