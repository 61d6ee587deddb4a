"""Dependencies on somebody outside the programme: promised, and asked about lately."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Note, Remedy, Severity
from programme_check.model import ExternalDependency
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.days import or_later, permitted

if TYPE_CHECKING:
    from programme_check.schedule import Plan


class OutsideLimits(Limits, frozen=True):
    """How fresh a promise has to be."""

    stale_days: int = 14
    """Calendar days after which a confirmation is old. A practitioners' habit (a weak source)."""
    error_days: int = 60
    """Calendar days before the need from which a missing promise is an error. Judgement."""


def awaited(ctx: Context) -> list[ExternalDependency]:
    """What outside parties still owe: a dependency is over once all the work that waits for it is."""
    return [
        one
        for one in ctx.programme.external_dependencies.values()
        if not one.blocks or any(not over(ctx, id) for id in one.blocks)
    ]


def over(ctx: Context, id: str) -> bool:
    """Whether an activity or gate, or all of a workstream, is complete or cancelled."""
    work, streams = ctx.programme.work, ctx.programme.workstreams
    ids = tuple(streams[id].activities) if id in streams else (id,)
    return all(one not in work or work[one].status == "cancelled" or ctx.plan.dates(one).complete for one in ids)


@rule(
    "DEP006",
    "external-dependency-stale",
    title="An outside delivery is not confirmed",
    severity=Severity.WARNING,
    about=awaited,
    needs=("external_dependencies",),
    limits=OutsideLimits,
)
def external_dependency_stale(ctx: Context, subjects: Sequence[ExternalDependency]) -> Iterator[Hit | Lacking]:
    """Somebody outside the programme owes something, and its promised day is missing, too late, or was long not confirmed.

    What: An external dependency that open work waits for has no `committed` date, or it was last confirmed more than 14
        calendar days before the status date; or the `committed` date is after `needed_by`, or after the start of work it
        blocks.
    Levels: a warning; an error where work is planned to start before the promised day; an error too where it is needed
        within 60 calendar days, or was needed already, and the promise is later, or no date is promised and nothing was
        confirmed in the last 14 days.
    Why: Outside parties are taken to be on track because nobody asks them.
    Fix: Ask the provider, and enter the date they commit to and the day you asked; move the work that a later date holds.
    Wrong:
        external_dependencies: {ledger: {name: December ledger, provider: group finance, needed_by: 2027-03-01, committed: 2027-02-22, confirmed_on: 2026-12-18}}
    Right:
        external_dependencies: {ledger: {name: December ledger, provider: group finance, needed_by: 2027-03-01, committed: 2027-02-22, confirmed_on: 2027-01-11}}
    Source: What practitioners report of their registers of risks and dependencies (two weeks; weak). The 60 days are
        judgement.
    """
    limits = ctx.limits(OutsideLimits)
    for one in subjects:
        age = ctx.as_of - one.confirmed_on.day if one.confirmed_on is not None else None
        stale = age is not None and age > limits.stale_days
        if one.committed is not None and one.confirmed_on is None:
            yield Lacking("external_dependencies.*.confirmed_on", (one.id,))
        late = Late(ctx, one)
        if one.committed is not None and not stale and not late:
            continue
        left = one.needed_by.day - ctx.as_of if one.needed_by is not None else None
        nothing = one.committed is None and (age is None or stale)
        if left is None and nothing:
            yield Lacking("external_dependencies.*.needed_by", (one.id,))
        near = (nothing or late.than_needed) and left is not None and left <= limits.error_days
        severity = Severity.ERROR if near or late.works else Severity.WARNING
        yield hit(ctx, one, age if stale else None, late, severity)


class Late:
    """What a promised day comes too late for; false when it is in time."""

    def __init__(self, ctx: Context, one: ExternalDependency) -> None:
        committed, needed = one.committed, one.needed_by
        self.than_needed = committed is not None and needed is not None and committed.day > needed.day
        self.works = early(ctx.plan, one)
        """The work that is planned to start before it, the earliest first."""

    def __bool__(self) -> bool:
        return self.than_needed or bool(self.works)


def early(plan: "Plan", one: ExternalDependency) -> list[str]:
    """The work to come that is planned to start before the promised day of what it waits for, the earliest first."""
    from programme_check.schedule.engine.bounds import blocked

    if one.committed is None:
        return []
    waiting = ((start, id) for id in blocked(plan, one.blocks) if (start := plan.start(id)) is not None)
    return [id for start, id in sorted(waiting) if start < one.committed.day]


def hit(ctx: Context, one: ExternalDependency, age: int | None, late: Late, severity: Severity) -> Hit:
    """The hit for a dependency without a promise, with one that is `age` days old, or with one that is too late."""
    what = f"{one.name} ({one.id})" + (f" of {one.provider}" if one.provider else "")
    faults = ["has no committed date"] if one.committed is None else []
    if late and one.committed is not None:
        faults.append(f"is promised for {day(one.committed.day)}")
    if age is not None and one.confirmed_on is not None:
        faults.append(
            f"was last confirmed {day(one.confirmed_on.day)}, {count(age, 'calendar day')} before the status date"
        )
    need = ""
    if one.needed_by is not None:
        need = f"; it {'was' if one.needed_by.day < ctx.as_of else 'is'} needed by {day(one.needed_by.day)}"
    starts = [f"{ctx.title(id)} starts {day(ctx.plan.start(id) or 0)}" for id in late.works]
    if starts:
        need += f", and {listing(starts, 2)}" if need else f"; {listing(starts, 2)}"
    fields = "`committed` and `confirmed_on`" if one.committed is None or late else "`confirmed_on`"
    fix, remedy = f"Ask {one.provider or 'the provider'}, and enter {fields} of {one.id}.", None
    if late and one.committed is not None:
        fix = f"Agree an earlier day with {one.provider or 'the provider'}, and enter {fields} of {one.id}"
        if late.works:
            first = late.works[0]
            key = "date" if first in ctx.programme.gates else "start"
            fix += f"; or move `{key}` of {first} to {or_later(ctx, first, one.committed.day)}"
            remedy = Remedy(first, not_before=one.committed.day, to=permitted(ctx, first, one.committed.day))
        fix += "."
    title = "An outside delivery was confirmed long ago" if one.committed is not None else None
    return Hit(
        title="An outside delivery is promised too late" if late else title,
        message=f"{what} {listing(faults)}{need}.",
        fix=fix,
        at=one.path,
        targets=(one.id,),
        related=tuple(Note(ctx.path_of(id), f"{ctx.title(id)} waits for it") for id in one.blocks),
        impact=one.needed_by.day if one.needed_by is not None else None,
        severity=severity,
        absent=one.committed is None,
        remedy=remedy,
    )
