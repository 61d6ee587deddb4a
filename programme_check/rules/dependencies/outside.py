"""Dependencies on somebody outside the programme: promised, and asked about lately."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import ExternalDependency
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule


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
    """Somebody outside the programme owes something, and has promised no day or was last asked too long ago.

    What: An external dependency that open work waits for has no `committed` date, or it was last confirmed more than 14
        calendar days before the status date.
    Levels: a warning; an error where it is needed within 60 calendar days, or was needed already, and no date is promised
        and nothing was confirmed in the last 14 days.
    Why: Outside parties are taken to be on track because nobody asks them.
    Fix: Ask the provider, and enter the date they commit to and the day you asked.
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
        if one.committed is not None and not stale:
            continue
        left = one.needed_by.day - ctx.as_of if one.needed_by is not None else None
        nothing = one.committed is None and (age is None or stale)
        if left is None and nothing:
            yield Lacking("external_dependencies.*.needed_by", (one.id,))
        near = nothing and left is not None and left <= limits.error_days
        yield hit(ctx, one, age if stale else None, Severity.ERROR if near else Severity.WARNING)


def hit(ctx: Context, one: ExternalDependency, age: int | None, severity: Severity) -> Hit:
    """The hit for a dependency without a promise, or with one that is `age` days old."""
    what = f"{one.name} ({one.id})" + (f" of {one.provider}" if one.provider else "")
    faults = ["has no committed date"] if one.committed is None else []
    if age is not None and one.confirmed_on is not None:
        faults.append(
            f"was last confirmed {day(one.confirmed_on.day)}, {count(age, 'calendar day')} before the status date"
        )
    need = ""
    if one.needed_by is not None:
        need = f"; it {'was' if one.needed_by.day < ctx.as_of else 'is'} needed by {day(one.needed_by.day)}"
    fields = "`committed` and `confirmed_on`" if one.committed is None else "`confirmed_on`"
    return Hit(
        title=None if one.committed is None else "An outside delivery was confirmed long ago",
        message=f"{what} {listing(faults)}{need}.",
        fix=f"Ask {one.provider or 'the provider'}, and enter {fields} of {one.id}.",
        at=one.path,
        targets=(one.id,),
        related=tuple(Note(ctx.path_of(id), f"{ctx.title(id)} waits for it") for id in one.blocks),
        impact=one.needed_by.day if one.needed_by is not None else None,
        severity=severity,
        absent=one.committed is None,
    )
