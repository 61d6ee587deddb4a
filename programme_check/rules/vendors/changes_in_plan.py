"""Vendors: changes that were agreed to and that no date of the plan carries."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import ChangeRequest
from programme_check.rules.context import Context, count, day
from programme_check.rules.rule import Limits, rule


class AnswerLimits(Limits, frozen=True):
    """How long a change may wait."""

    undecided: float = 10
    """Working days after which a change that was raised has to be decided. Judgement."""


@rule(
    "VEN003",
    "change-not-in-plan",
    title="A change is not in the plan",
    severity=Severity.WARNING,
    about=lambda ctx: [
        request
        for request in ctx.programme.change_requests.values()
        if request.status in {"raised", "assessed", "approved"}
    ],
    needs=("change_requests",),
    limits=AnswerLimits,
)
def change_not_in_plan(ctx: Context, requests: Sequence[ChangeRequest]) -> Iterator[Hit | Lacking]:
    """A change was approved and the plan does not carry its days, or nobody decides on it.

    What: An approved change request has no `days`; or it adds days and nothing in the plan names it: no activity in
        `change_requests`, no baseline in `changed_by`, no deliverable in `variation`; or a request has been waiting for a
        decision for more than 10 working days since it was raised. What is implemented or rejected is not judged.
    Why: Scope arrives and the plan does not move. Queensland Health's payroll had 47 changes and ended 18 months late.
    Fix: Write down the days, move the activities that the change touches, and name the change there.
    Wrong:
        change_requests: {cr-7: {title: Extra pay elements, status: approved, days: 10, touches: [configure-pay]}}
        workstreams: {pay: {name: Payroll, kind: configuration, activities: {configure-pay: {name: Configure pay, kind: configuration, start: 2027-02-01, finish: 2027-02-26}}}}
    Right:
        change_requests: {cr-7: {title: Extra pay elements, status: approved, days: 10, touches: [configure-pay]}}
        workstreams: {pay: {name: Payroll, kind: configuration, activities: {configure-pay: {name: Configure pay, kind: configuration, start: 2027-02-01, finish: 2027-03-12, change_requests: [cr-7]}}}}
    Source: GAO Schedule Assessment Guide, the change process; the Queensland Auditor-General's report 7 for 2010 (both read
        in summary). Ten working days is judgement.
    """
    carried = named_in_plan(ctx)
    for request in requests:
        if request.status != "approved":
            yield from undecided(ctx, request)
        elif request.days is None:
            yield Hit(
                title="An approved change says nothing of days",
                message=f"{request.title} ({request.id}) is approved and does not say how many days it adds.",
                fix=f"Add `days` to {request.id}; 0 when it adds none.",
                at=request.path,
                targets=(request.id,),
                effect_unknown=f"{request.id} has no days",
                absent=True,
            )
        elif request.days > 0 and request.id not in carried:
            yield not_carried(ctx, request)


def named_in_plan(ctx: Context) -> set[str]:
    """The change requests that a date of the plan, or of a contract, goes back to."""
    programme = ctx.programme
    found: set[str] = set()
    for activity in programme.activities.values():
        if activity.status != "cancelled":
            found.update(activity.change_requests)
    baselines = [item.baseline for item in programme.work.values() if item.baseline is not None]
    found.update(baseline.changed_by for baseline in baselines if baseline.changed_by is not None)
    owed = [item for vendor in programme.vendors.values() for item in vendor.deliverables.values()]
    found.update(item.variation for item in owed if item.variation is not None)
    return found


def not_carried(ctx: Context, request: ChangeRequest) -> Hit:
    """A change whose days are in no date."""
    touched = [id for id in request.touches if id in ctx.programme.activities]
    where = f" of {ctx.title(touched[0])}" if touched else ""
    return Hit(
        title="The plan does not carry an approved change",
        message=f"{request.title} ({request.id}) is approved and adds {count(request.days or 0, 'working day')}; nothing in the plan names it.",
        fix=f"Move the dates{where}, and add `change_requests: [{request.id}]` to what moved.",
        at=request.path,
        targets=(request.id,),
        related=tuple(Note(ctx.path_of(id), f"{request.id} touches this.") for id in touched[:5]),
        gap_days=request.days,
    )


def undecided(ctx: Context, request: ChangeRequest) -> Iterator[Hit | Lacking]:
    """A change that waits for a decision."""
    if request.raised is None:
        yield Lacking("change_requests.*.raised", (request.id,))
        return
    waited = ctx.plan.calendars.default.days_between(request.raised.day, ctx.as_of)
    limit = ctx.limits(AnswerLimits).undecided
    if waited > limit:
        forum = ctx.programme.forums.get(request.forum or "")
        by = f" by {forum.name}" if forum is not None else ""
        yield Hit(
            title="A change has been waiting for a decision",
            message=f"{request.title} ({request.id}) was raised on {day(request.raised.day)}, {count(waited, 'working day')} ago, and is not decided; {limit:g} are allowed.",
            fix=f"Have {request.id} decided{by}, and enter `status` and `decided_on`.",
            at=(*request.path, "status"),
            targets=(request.id,),
        )
