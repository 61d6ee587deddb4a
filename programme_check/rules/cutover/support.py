"""Cutover: the people, the contracts and the old system are there until the new one is stable."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.rules.context import Context, day
from programme_check.rules.cutover.stays import Ending, Stay, endings, stays
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


class SupportLimits(Limits, frozen=True):
    """How soon after go-live an end is an error."""

    days: int = 5
    """Working days after go-live. Judgement."""


@rule(
    "CUT008",
    "support-ends-early",
    title="Support ends before hypercare does",
    severity=Severity.WARNING,
    about=lambda ctx: [*endings(ctx), *ctx.plan.row_matches(45)],
    needs=(
        "vendors.*.contract.end",
        "people.*.until",
        "landscape.systems.*.support_ends",
        "landscape.systems.*.available_until",
    ),
    limits=SupportLimits,
)
def support_ends_early(ctx: Context, subjects: "Sequence[Ending | RowMatch]") -> Iterator[Hit | Lacking]:
    """A contract, a person or the old system is gone before hypercare is over.

    What: Before the last day of hypercare one of these ends: the contract of a vendor whose product or work goes live; the
        time of a person whom hypercare or the team of its wave names, or who holds a leading role without deputy or
        successor; the support or the availability of an old system. Or hand-over to operations, or switching off the old
        system, starts before hypercare is over.
    Levels: a warning; an error where it ends, or the old system is switched off, earlier than 5 working days after go-live.
    Why: The people and the fallback leave when they are first needed.
    Fix: Extend the contract, the time or the support, or arrange cover.
    Wrong:
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
              care: {name: Hypercare, kind: hypercare, start: 2027-05-04, finish: 2027-06-11}
        vendors: {brightpath: {name: Brightpath, role: system_integrator, contract: {end: 2027-05-31}}}
    Right:
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
              care: {name: Hypercare, kind: hypercare, start: 2027-05-04, finish: 2027-06-11}
        vendors: {brightpath: {name: Brightpath, role: system_integrator, contract: {end: 2027-06-30}}}
    Source: A founding statement of this tool; Queensland Auditor-General, report 7 of 2010 (the old payroll had lost its
        vendor's support before the new one was live; read in press reports). The 5 days are judgement.
    """
    for subject in subjects:
        if isinstance(subject, Ending):
            yield from ending(ctx, subject)
        elif not subject.holds:
            yield from_row(ctx, subject)


def ending(ctx: Context, end: Ending) -> Iterator[Hit | Lacking]:
    """Something that ends, against every go-live that needs it: the worst of them, the earliest first."""
    dated = [stay for stay in end.stays if stay.landing.day is not None or stay.until is not None]
    if not dated and not (ctx.plan.go_lives and not stays(ctx)):
        yield Lacking("workstreams.*.activities.* with kind: go_live", (end.id,))
        return
    judged = dated[:1] if end.unclear else dated
    early = [stay for stay in judged if end.last < soonest(ctx, stay)]
    short = [stay for stay in judged if stay.until is not None and end.last < stay.until]
    if early or short:
        stay = (early or short)[0]
        yield hit(ctx, end, stay, Severity.ERROR if early else Severity.WARNING)
        return
    if any(stay.until is None for stay in judged):
        yield Lacking("readiness.hypercare.weeks", (end.id,))
    if any(end.last < (stay.until or 0) for stay in dated):
        yield Lacking("workstreams.*.activities.* with kind: legacy_decommission and scope.systems", (end.id,))


def soonest(ctx: Context, stay: Stay) -> int:
    """The day before which an end is an error."""
    if stay.landing.day is None:
        return 0
    return ctx.plan.calendars.default.add_days(stay.landing.day, ctx.limits(SupportLimits).days)


def hit(ctx: Context, end: Ending, stay: Stay, severity: Severity) -> Hit:
    """The hit for something that ends before the support after a go-live does."""
    live = ctx.title(stay.landing.id)
    goal = f"the go-live {live} is on {day(stay.landing.day)}" if stay.landing.day is not None else ""
    if severity is Severity.WARNING and stay.until is not None:
        goal = f"hypercare after {live} lasts until {day(stay.until)}"
    until = stay.until if stay.until is not None else soonest(ctx, stay)
    notes = tuple(Note(*place(ctx, id)) for id in sorted(stay.care)) or (Note(stay.landing.path, f"Go-live {live}"),)
    return Hit(
        title="Support ends before go-live has settled" if severity is Severity.ERROR else None,
        message=f"{end.message}; {goal}.",
        fix=f"{end.fix}; it is needed until {day(until)}.",
        at=end.path,
        targets=(end.id, stay.landing.id),
        related=notes,
        impact=end.last,
        severity=severity,
    )


def place(ctx: Context, id: str) -> tuple[tuple[str | int, ...], str]:
    """Where a hypercare activity stands, and what to say of it."""
    finish = ctx.plan.finish(id)
    return ctx.path_of(id), f"{ctx.title(id)}{f' ends {day(finish)}' if finish is not None else ''}"


def from_row(ctx: Context, match: "RowMatch") -> Hit:
    """The hit for a hand-over or a switch-off that does not wait for hypercare."""
    if getattr(ctx.programme.work[match.succ], "kind", "") != "legacy_decommission":
        return order.conflict(ctx, match, title="Hand-over does not wait for hypercare", after=order.others(match))
    start = ctx.plan.start(match.succ)
    mine = [stay for stay in stays(ctx) if match.pred in stay.care]
    early = start is not None and any(start < soonest(ctx, stay) for stay in mine)
    title = "The old system is switched off too early"
    changes = {"severity": Severity.ERROR} if early else {}
    return order.conflict(ctx, match, title=title, after=order.others(match), **changes)
