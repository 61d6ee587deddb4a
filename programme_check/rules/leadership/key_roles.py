"""Structure: key roles that are empty, new, or end too soon, and work that hangs on one person."""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Role
from programme_check.rules.context import Context, count, day
from programme_check.rules.leadership.seats import ALWAYS, Seat, over, phase_of, seats
from programme_check.rules.plan_logic.durations import open_work
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import named


class KeyRoleLimits(Limits, frozen=True):
    """What makes a key role fragile."""

    days: int = 90
    """Calendar days for which a change of holder counts as recent. Judgement."""
    share: float = 30
    """Percent of the critical activities that one person without deputy may own. Judgement."""
    activities: int = 3
    """Critical activities from which such a share says something. Judgement."""


@rule(
    "STR005",
    "key-role-fragile",
    title="A key role is not secured",
    severity=Severity.WARNING,
    about=lambda ctx: list(ctx.programme.roles),
    needs=("roles",),
    limits=KeyRoleLimits,
)
def key_role_fragile(ctx: Context, roles: Sequence[Role]) -> Iterator[Hit | Lacking]:
    """A key role is vacant, has just changed hands, or ends before its work; or much critical work hangs on one person.

    What: The key roles are senior responsible owner, programme manager, test manager, data owner, payroll lead and
        solution architect. One that is listed in `roles` has no holder on the status date although its work is going
        on or lies ahead; or has a new holder for less than 90 calendar days, and the one before had left when the new
        one began; or `until` (of the role, or of its holder under `people`) comes before the last work that the role
        has to see through: go-live and hypercare, testing, data, parallel runs and payroll cutover, design and build.
        Besides, one person who has no `deputy` in any role owns more than 30 percent of the unfinished critical
        activities, and at least three.
    Levels: a warning; for the share of critical activities information where there are fewer than 20 of them.
    Why: When a key role falls vacant, what the holder knew goes too. High turnover laid bare the weak governance of
        Birmingham's Oracle programme.
    Fix: Name a holder and a `deputy`, let the old and the new holder overlap, and let terms end when the work does.
    Wrong:
        roles: [{role: test_manager, holder: dana, until: 2027-02-12}]
        workstreams: {test: {name: Testing, kind: testing, activities: {uat: {name: Acceptance test, kind: uat, start: 2027-02-01, finish: 2027-02-26}}}}
    Right:
        roles: [{role: test_manager, holder: dana, until: 2027-02-26}]
        workstreams: {test: {name: Testing, kind: testing, activities: {uat: {name: Acceptance test, kind: uat, start: 2027-02-01, finish: 2027-02-26}}}}
    Source: Grant Thornton on Birmingham City Council's Oracle programme, 2025, as reported by the press; guidance on the
        senior responsible owner (Northern Ireland, Scotland): changes only at the end of a phase. The limits are judgement.
    """
    before = {seat[:3]: seat for seat in seats(ctx.against)} if ctx.against is not None else {}
    for seat in seats(ctx.plan):
        hits = vacant(ctx, seat) or [*just_changed(ctx, seat, before.get(seat[:3])), *ends_early(ctx, seat)]
        if hits:
            yield together(hits)
    yield from hangs_on_one(ctx)


def together(hits: Sequence[Hit]) -> Hit:
    """What is said of one seat, as one finding."""
    words = {name: " ".join(getattr(hit, name) for hit in hits) for name in ("message", "fix")}
    return replace(hits[0], **words, related=hits[-1].related, impact=hits[-1].impact)


def vacant(ctx: Context, seat: Seat) -> list[Hit]:
    """A finding where nobody sits in a seat that somebody is needed in; an empty list otherwise."""
    if seat.held_on(ctx.as_of) or over(ctx.plan, seat):
        return []
    phase = phase_of(ctx.plan, seat)
    coming = min((term.since for term in seat.terms if term.holder and term.since > ctx.as_of), default=ALWAYS)
    needed = all(term.holder is None for term in seat.terms) if phase is None else phase.start < coming
    if not needed:
        return []
    gone = max((term.until for term in seat.terms if term.holder and term.until < ctx.as_of), default=None)
    since = f" since {day(gone)}" if gone is not None else ""
    until = f"; the next holder begins {day(coming)}" if coming != ALWAYS else ""
    work = f", and {ctx.title(phase.last)} ends {day(phase.end)}" if phase is not None else ""
    return [
        Hit(
            title="A key role is vacant",
            message=f"Nobody is {seat.words}{since}{until}{work}.",
            fix=f"Name a `holder` for the role `{seat.role}` in `roles`, and a `deputy`.",
            at=seat.terms[-1].path,
            targets=seat.targets,
            impact=max(phase.start, ctx.as_of) if phase is not None else None,
            absent=True,
        )
    ]


def just_changed(ctx: Context, seat: Seat, before: Seat | None) -> Iterator[Hit]:
    """A seat that has changed hands of late, without a time in which both sat there."""
    days, now = ctx.limits(KeyRoleLimits).days, seat.held_on(ctx.as_of)
    if not now:
        return
    newest = max(now, key=lambda term: term.since)
    earlier = [term for term in seat.terms if term.holder not in (None, newest.holder) and term.until < newest.since]
    began, last = newest.since, max((term.until for term in earlier), default=None)
    if last is None and before is not None and ctx.against is not None:
        held = before.held_on(ctx.against.as_of)
        if held and all(term.holder != newest.holder for term in held) and len(now) == 1:
            last = ctx.against.as_of
            began = max(began, last)
    if last is not None and 0 <= ctx.as_of - began < days:
        yield Hit(
            title="A key role has just changed hands",
            message=f"The {seat.words} changed {count(ctx.as_of - began, 'calendar day')} ago, and the file shows no time "
            "in which the old and the new holder did it together.",
            fix="Agree a hand-over: let the `until` of the one before reach beyond the `since` of the new holder, and name a `deputy`.",
            at=newest.path,
            targets=seat.targets,
        )


def ends_early(ctx: Context, seat: Seat) -> Iterator[Hit]:
    """A seat that is empty before its work is done."""
    phase, terms = phase_of(ctx.plan, seat), [term for term in seat.terms if term.holder and term.until >= ctx.as_of]
    last = max(terms, key=lambda term: term.until, default=None)
    if phase is not None and last is not None and last.until < phase.end:
        yield Hit(
            title="A key role ends before its work does",
            message=f"The term of the {seat.words} ends {day(last.until)}, but {ctx.title(phase.last)} ends {day(phase.end)}.",
            fix=f"Extend the term to {day(phase.end)} or later, or name who takes over from {day(last.until)}.",
            at=last.path,
            targets=seat.targets,
            related=(Note(ctx.path_of(phase.last), f"{ctx.title(phase.last)} ends {day(phase.end)}"),),
            impact=last.until,
        )


def hangs_on_one(ctx: Context) -> Iterator[Hit | Lacking]:
    """A person without a deputy who owns a large part of the critical work."""
    limits = ctx.limits(KeyRoleLimits)
    forecast, people = ctx.plan.forecast, ctx.programme.people
    critical = [
        activity
        for activity in open_work(ctx)
        if not ctx.plan.dates(activity.id).is_milestone
        and (found := forecast.get(activity.id)) is not None
        and found.critical
    ]
    owned = Counter(activity.owner for activity in critical if activity.owner not in ctx.programme.teams)
    covered = {role.holder for role in ctx.programme.roles if role.deputy}
    for who, number in sorted((who, number) for who, number in owned.items() if who is not None):
        if who in covered or number < limits.activities or 100 * number <= limits.share * len(critical):
            continue
        if who not in people:
            yield Lacking("people", (who,))
            continue
        few = len(critical) < ctx.settings.min_population
        yield Hit(
            title="Much critical work hangs on one person",
            message=f"{named(ctx, who)} owns {number} of {len(critical)} unfinished critical activities "
            f"({100 * number / len(critical):.0f} %), and no role names a deputy.",
            fix=f"Name a `deputy` in a role of {who}, or another `owner` for some of the activities.",
            at=people[who].path,
            targets=(who,),
            severity=Severity.INFO if few else Severity.WARNING,
            related=tuple(Note(one.path, f"{ctx.title(one.id)} is critical") for one in critical if one.owner == who)[
                :20
            ],
        )
