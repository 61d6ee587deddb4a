"""Vendors: contracted against delivered, changes against budgets, their clock against the client's."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Contract, Deliverable, Forum, Vendor
from programme_check.rules.context import Context, count, day
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import party


class DueLimits(Limits, frozen=True):
    """How far ahead a deliverable has to be in the plan."""

    near: int = 30
    """Calendar days before the contract date within which it must be in the plan. Judgement."""


@rule(
    "VEN001",
    "contracted-not-delivered",
    title="Contracted work is overdue or not in the plan",
    severity=Severity.WARNING,
    about=lambda ctx: [
        item
        for vendor in ctx.programme.vendors.values()
        for item in vendor.deliverables.values()
        if item.accepted is None
    ],
    needs=("vendors.*.deliverables",),
    limits=DueLimits,
)
def contracted_not_delivered(ctx: Context, deliverables: Sequence[Deliverable]) -> Iterator[Hit | Lacking]:
    """A contracted deliverable is overdue, planned later than the contract says, or in no plan at all.

    What: A deliverable that has not been accepted was due before the status date; or it is planned after its contract
        date without an agreed variation; or no activity or milestone produces it.
    Levels: overdue is an error; planned late is a warning; in no plan is a warning within 30 calendar days of its date,
        information before.
    Why: What the contract promises and what the plan holds drift apart unseen. The gap is found when the invoice comes.
    Fix: Accept it, agree a variation, or bring the plan in line with the contract.
    Wrong:
        vendors: {oakfield: {name: Oakfield, deliverables: {data: {name: Converted data, due: 2027-01-08}}}}
    Right:
        vendors: {oakfield: {name: Oakfield, deliverables: {data: {name: Converted data, due: 2027-02-12, activity: load}}}}
        workstreams: {data: {name: Data, kind: data_migration, activities: {load: {name: Load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-12}}}}
    Source: A founding statement of this tool (the gap between contracted and delivered).
    """
    near = ctx.limits(DueLimits).near
    for item in deliverables:
        if item.due is None:
            yield Lacking("vendors.*.deliverables.*.due", (item.id,))
            continue
        due, varied = item.due.day, agreed_variation(ctx, item)
        planned = expected(ctx, item)
        name = f"{item.name or item.id} ({item.id})"
        if varied and planned is not None:
            due = max(due, planned)
        if due < ctx.as_of:
            late = count(ctx.as_of - due, "calendar day")
            state = "delivered and not accepted" if item.delivered is not None else "not delivered"
            yield hit(
                item,
                f"{name} of {party(ctx, item.vendor)} was due {day(due)}, {late} ago, and is {state}.",
                f"Enter `accepted`, or agree a `variation` with {item.vendor} and record it.",
                field="due",
                severity=Severity.ERROR,
                title="Contracted work is overdue",
            )
        elif planned is not None and planned > due:
            yield hit(
                item,
                f"{name} of {party(ctx, item.vendor)} is due {day(due)} under the contract, and the plan has it on {day(planned)}.",
                f"Bring it forward to {day(due)}, or record the agreed change request in `variation`.",
                field="due",
                severity=Severity.WARNING,
                title="Contracted work is planned late",
            )
        elif not planned_work(ctx, item) and item.delivered is None:
            soon = due - ctx.as_of <= near
            yield hit(
                item,
                f"{name} of {party(ctx, item.vendor)} is due {day(due)}, and no activity or milestone produces it.",
                f"Name in `activity` of {item.id} what produces it.",
                field="activity",
                severity=Severity.WARNING if soon else Severity.INFO,
                title="Contracted work is in no plan",
            )


def hit(item: Deliverable, message: str, fix: str, *, field: str, severity: Severity, title: str) -> Hit:
    """A finding about a deliverable."""
    return Hit(
        message=message,
        fix=fix,
        at=(*item.path, field),
        targets=(item.id, item.vendor),
        severity=severity,
        title=title,
        impact=item.due.day if item.due is not None else None,
    )


def expected(ctx: Context, item: Deliverable) -> int | None:
    """The day a deliverable is expected: delivered, else forecast, else the finish of what produces it."""
    for known in (item.delivered, item.forecast):
        if known is not None:
            return known.day
    return ctx.plan.finish(item.activity) if item.activity is not None and planned_work(ctx, item) else None


def planned_work(ctx: Context, item: Deliverable) -> bool:
    """Whether an activity or milestone that is not cancelled produces a deliverable."""
    return item.activity in ctx.programme.work and not ctx.plan.dates(item.activity).cancelled


def agreed_variation(ctx: Context, item: Deliverable) -> bool:
    """Whether a change request that was approved moved the contract date."""
    request = ctx.programme.change_requests.get(item.variation) if item.variation else None
    return request is not None and request.status in {"approved", "implemented"}


class CadenceLimits(Limits, frozen=True):
    """What a vendor is taken to assume."""

    turnaround: float = 5
    """Working days a vendor expects an answer in, where the contract does not say. A weak source (statements of work)."""


@rule(
    "VEN005",
    "vendor-client-cadence-mismatch",
    title="The vendor expects answers faster than they come",
    severity=Severity.WARNING,
    about=lambda ctx: [vendor for vendor in ctx.programme.vendors.values() if vendor.contract is not None],
    needs=("vendors.*.contract",),
    limits=CadenceLimits,
)
def vendor_client_cadence_mismatch(ctx: Context, vendors: Sequence[Vendor]) -> Iterator[Hit | Lacking]:
    """The vendor's plan assumes a turnaround that the client's forums cannot keep.

    What: The shorter of `turnaround` and `deemed_acceptance` (5 working days where the contract names neither) is less
        than the client's worst case: the interval between meetings, plus the time papers need, plus the time approval
        takes, of the forum that decides for this vendor. One who only reviews is judged where the contract names a time.
    Levels: a warning; an error where unfinished work of the vendor lies on the critical path to a go-live.
    Why: A monthly committee cannot keep a five-day clock. What follows is acceptance by silence, or a claim for delay.
    Fix: Delegate to a forum that meets often enough, shorten the way to a decision, or renegotiate the clause.
    Wrong:
        vendors: {oakfield: {name: Oakfield, contract: {turnaround: 5d}}}
        forums: {steering: {name: Steering committee, kind: steering, cadence: 4w, pre_read: 2d, approval_lead: 5d}}
    Right:
        vendors: {oakfield: {name: Oakfield, contract: {turnaround: 10d, decision_forum: design}}}
        forums: {design: {name: Design authority, kind: design_authority, cadence: 1w, pre_read: 2d, approval_lead: 1d}}
    Source: A founding statement of this tool; five business days from public statements of work (weak).
    """
    for vendor in vendors:
        contract = vendor.contract or Contract()
        forum = deciding(ctx, vendor)
        if forum is None:
            yield Lacking("vendors.*.contract.decision_forum", (vendor.id,))
            continue
        if forum.cadence is None:
            yield Lacking("forums.*.cadence", (vendor.id,))
            continue
        clocks = [
            ctx.working_days(span) for span in (contract.turnaround, contract.deemed_acceptance) if span is not None
        ]
        if not clocks and vendor.role == "assurance":
            yield Lacking("vendors.*.contract.turnaround", (vendor.id,))
            continue
        clock = min(clocks, default=ctx.limits(CadenceLimits).turnaround)
        parts = [
            ctx.working_days(span) if span is not None else 0.0
            for span in (forum.cadence, forum.pre_read, forum.approval_lead)
        ]
        worst = sum(parts)
        if clock < worst:
            critical = critical_work(ctx, vendor)
            path = f" Its work {ctx.title(critical)} lies on the critical path." if critical is not None else ""
            stated = "expects" if clocks else "states no turnaround, which usually means"
            yield Hit(
                message=f"{vendor.name} ({vendor.id}) {stated} an answer within {count(clock, 'working day')}; {forum.name} can take up to "
                f"{count(worst, 'working day')} ({parts[0]:g} between meetings, {parts[1]:g} for papers, {parts[2]:g} for approval).{path}",
                severity=Severity.ERROR if critical is not None else Severity.WARNING,
                fix=f"Name in `contract.decision_forum` of {vendor.id} a forum that answers within {count(clock, 'working day')}, "
                "or renegotiate the turnaround.",
                at=(*vendor.path, "contract"),
                targets=(vendor.id, forum.id),
                gap_days=worst - clock,
            )


def deciding(ctx: Context, vendor: Vendor) -> Forum | None:
    """The forum that decides for a vendor: the contract's, else that of its open decisions, else steering (rulings)."""
    forums = ctx.programme.forums
    named = vendor.contract.decision_forum if vendor.contract else None
    if named in forums:
        return forums[str(named)]
    mine = {id for id in ctx.programme.activities if vendor_of(ctx, id) == vendor.id}
    for _, decision in sorted(ctx.programme.decisions.items()):
        if decision.status in {"open", "deferred"} and decision.forum in forums and mine.intersection(decision.blocks):
            return forums[str(decision.forum)]
    return next((forum for _, forum in sorted(forums.items()) if forum.kind == "steering"), None)


def critical_work(ctx: Context, vendor: Vendor) -> str | None:
    """The first unfinished activity of a vendor, in the order of the file, that drives a go-live or the plan's end."""
    mine = (
        id for id, item in ctx.programme.activities.items() if not item.is_point and vendor_of(ctx, id) == vendor.id
    )
    return next((id for id in mine if (found := ctx.plan.forecast.get(id)) and found.critical), None)


def vendor_of(ctx: Context, id: str) -> str | None:
    """The vendor who does an activity: its own, else its workstream's."""
    activity = ctx.programme.activities[id]
    return activity.vendor or ctx.programme.workstreams[activity.workstream].vendor
