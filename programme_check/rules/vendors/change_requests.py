"""Vendors: change requests accepted without saying what they cost or who pays."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import ChangeRequest
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import party


class ChangeLimits(Limits, frozen=True):
    """When changes add up to another contract."""

    contract_share: float = 10
    """Percent of a contract's value that approved changes may reach before the baseline is questioned. Judgement."""


def accepted(ctx: Context) -> list[ChangeRequest]:
    """Change requests that were approved or carried out."""
    return [
        request for request in ctx.programme.change_requests.values() if request.status in {"approved", "implemented"}
    ]


@rule(
    "VEN002",
    "change-accepted-without-budget",
    title="A change was accepted without a budget",
    severity=Severity.ERROR,
    about=accepted,
    needs=("change_requests",),
    limits=ChangeLimits,
)
def change_accepted_without_budget(ctx: Context, requests: Sequence[ChangeRequest]) -> Iterator[Hit | Lacking]:
    """A change request was approved and nobody said what it costs, who pays, or whether the approver may.

    What: An approved or implemented change request has no `cost`; or costs something and names no `funding`; or exceeds what
        its approver may approve; or the approved changes together exceed the change budget.
    Levels: an error; information when approved changes pass 10 percent of a contract's value.
    Why: A change that nobody priced is paid for by the test time and the training that come after it. The sum of small
        ones is a second contract that no board has seen.
    Fix: Price the change, name its funding, and have it approved at the level its cost calls for.
    Wrong:
        change_requests: {cr-7: {title: Extra pay elements, status: approved}}
    Right:
        change_requests: {cr-7: {title: Extra pay elements, status: approved, cost: 42000, days: 10, funding: change_budget}}
    Source: A founding statement of this tool; change-control schedules of public contracts (decided at the proper level,
        cost dealt with). Ten percent is judgement.
    """
    for request in requests:
        faults, lacks = [], []
        if request.cost is None:
            faults.append("has no `cost`")
            lacks = ["`cost`", "`funding`"]
        elif request.cost > 0:
            if not request.funding:
                faults.append("names no `funding`")
                lacks = ["`funding`"]
            limit = authority(ctx, request)
            if limit is not None and limit < request.cost:
                faults.append(
                    f"costs {money(ctx, request.cost)}, and {party(ctx, request.approved_by or '')} may approve {money(ctx, limit)}"
                )
            if request.approved_by and limit is None:
                yield Lacking("people.*.approves_up_to", (request.id,))
        if faults:
            yield Hit(
                message=f"{request.title} ({request.id}) is {request.status} and {listing(faults, 4)}.",
                fix=f"Add {listing(lacks)} to {request.id}, or take it back to the level that may approve it."
                if lacks
                else f"Take {request.id} back to the level that may approve it, and enter that in `approved_by`.",
                at=(*request.path, "cost") if request.cost is not None else request.path,
                targets=(request.id,),
                effect_unknown=f"{request.id} has no days" if request.days is None else None,
            )
    yield from budget(ctx, requests)
    yield from contracts(ctx, requests)


def money(ctx: Context, amount: float) -> str:
    """An amount with the programme's currency: `GBP 42,000`."""
    currency = ctx.programme.programme.currency
    return f"{currency} {amount:,.0f}" if currency else f"{amount:,.0f}"


def authority(ctx: Context, request: ChangeRequest) -> float | None:
    """What the approver, a person or a forum, may approve; None when the file does not say."""
    by = request.approved_by or ""
    person, forum = ctx.programme.people.get(by), ctx.programme.forums.get(by)
    if person is not None:
        return person.approves_up_to
    return forum.decision_rights.money if forum is not None and forum.decision_rights is not None else None


def budget(ctx: Context, requests: Sequence[ChangeRequest]) -> Iterator[Hit]:
    """Approved changes against the change budget; changes that another source pays for do not count."""
    allowed = ctx.programme.programme.change_budget
    if allowed is None:
        return
    paid = [request for request in requests if request.cost and request.funding in {None, "change_budget"}]
    total = sum(request.cost or 0 for request in paid)
    if total > allowed:
        yield Hit(
            title="Approved changes exceed the change budget",
            message=f"Approved changes cost {money(ctx, total)} together; the change budget is {money(ctx, allowed)} "
            f"({listing(sorted(request.id for request in paid), 6)}).",
            fix="Have the board raise `change_budget`, name another `funding`, or withdraw a change.",
            at=("programme", "change_budget"),
        )


def contracts(ctx: Context, requests: Sequence[ChangeRequest]) -> Iterator[Hit]:
    """Approved changes against the value of each contract."""
    share = ctx.limits(ChangeLimits).contract_share
    totals: dict[str | None, float] = {}
    for request in requests:
        totals[request.vendor] = totals.get(request.vendor, 0) + (request.cost or 0)
    for vendor in ctx.programme.vendors.values():
        value = vendor.contract.value if vendor.contract is not None else None
        total = totals.get(vendor.id, 0)
        if value and total * 100 > share * value:
            yield Hit(
                title="Changes have outgrown the contract",
                message=f"Approved changes of {vendor.name} ({vendor.id}) come to {money(ctx, total)}, "
                f"{100 * total / value:.3g} % of the contract's {money(ctx, value)}; {share:g} % is where to ask again.",
                fix="Ask the board whether the contract and the baseline are still the right ones.",
                at=(*vendor.path, "contract"),
                targets=(vendor.id,),
                severity=Severity.INFO,
            )
