"""Vendors: is money paid for what was accepted, and is some kept until all is stable?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Deliverable, Payment, Vendor
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import party

Subject = Payment | Deliverable | Vendor
STABLE = ("hypercare", "stabilisation")
"""Kinds of work at whose end operation is stable."""


class PaymentLimits(Limits, frozen=True):
    """What is kept back."""

    holdback: float = 0
    """Percent of the price that has to be exceeded by what is held back. Examples of contracts hold 3 to 20 (weak)."""


def judged(ctx: Context) -> list[Subject]:
    """The payments, what is still to be accepted, and the vendors with payments who deliver something to operate."""
    found: list[Subject] = []
    for vendor in ctx.programme.vendors.values():
        found += vendor.payments.values()
        found += [item for item in vendor.deliverables.values() if item.accepted is None]
        if vendor.payments and vendor.role != "assurance":
            found.append(vendor)
    return found


@rule(
    "VEN004",
    "payment-not-tied-to-acceptance",
    title="A payment does not depend on acceptance",
    severity=Severity.WARNING,
    about=judged,
    needs=("vendors.*.payments", "vendors.*.deliverables"),
    limits=PaymentLimits,
)
def payment_not_tied_to_acceptance(ctx: Context, subjects: Sequence[Subject]) -> Iterator[Hit | Lacking]:
    """A vendor is paid before its work is accepted, or for nothing in particular.

    What: A payment names no deliverable in `tied_to`; or it was paid before all of them were accepted, or is due
        before that and they are still to be accepted; a deliverable that is still to be accepted has no `acceptance` that says what it must meet; or nothing is
        held back from a vendor until operation is stable: no `holdback` in the contract, and no payment that is tied to the
        end of hypercare or due after it. Silence counts as acceptance where the contract says so (`deemed_acceptance`).
        Hold-back is not asked of assurance, nor once everything is live.
    Levels: an error where money was paid before acceptance; all else is a warning.
    Why: A client's leverage over a vendor ends with the payment. What is paid before it works is repaired at the client's
        cost.
    Fix: Tie each payment to a deliverable, say what acceptance takes, and agree a hold-back in the next variation.
    Wrong:
        vendors: {oakfield: {name: Oakfield, payments: {m3: {amount: 300000, due: 2027-03-31}}}}
    Right:
        vendors:
          oakfield:
            name: Oakfield
            contract: {holdback: 10%}
            deliverables: {data: {name: Converted data, due: 2027-03-24, acceptance: control totals equal}}
            payments: {m3: {amount: 300000, due: 2027-03-31, tied_to: [data]}}
    Source: Public contract terms on hold-back and pages on acceptance criteria (weak); that any hold-back at all is enough
        is judgement.
    """
    owed = {item.id: item for vendor in ctx.programme.vendors.values() for item in vendor.deliverables.values()}
    for subject in subjects:
        if isinstance(subject, Vendor):
            yield from held_back(ctx, subject)
        elif isinstance(subject, Deliverable):
            if not subject.acceptance:
                yield unmeasured(ctx, subject)
        elif not subject.tied_to:
            yield unlinked(ctx, subject)
        else:
            yield from early(ctx, subject, [owed[id] for id in subject.tied_to if id in owed])


def called(item: Deliverable) -> str:
    """How a message names a deliverable."""
    return f"{item.name} ({item.id})" if item.name else item.id


def payment(ctx: Context, item: Payment) -> str:
    """How a message names a payment: `Payment m3 of Oakfield`."""
    return f"Payment {item.id} of {ctx.programme.vendors[item.vendor].name}"


def unlinked(ctx: Context, item: Payment) -> Hit:
    """A payment for nothing in particular."""
    date = item.paid or item.due
    tail = "" if date is None else f" and {'was paid' if item.paid else 'is due'} on {day(date.day)}"
    return Hit(
        title="A payment is tied to no deliverable",
        message=f"{payment(ctx, item)} is tied to no deliverable{tail}.",
        fix=f"Name in `tied_to` of {item.id} what has to be accepted before it is paid.",
        at=item.path,
        targets=(item.id, item.vendor),
        impact=item.due.day if item.due is not None else None,
        absent=True,
    )


def unmeasured(ctx: Context, item: Deliverable) -> Hit:
    """A deliverable without criteria."""
    return Hit(
        title="A deliverable has no acceptance criteria",
        message=f"Nothing says what {called(item)} of {party(ctx, item.vendor)} must meet to be accepted.",
        fix=f"Add `acceptance` to {item.id}: what is measured, and the value it must reach.",
        at=item.path,
        targets=(item.id, item.vendor),
        impact=item.due.day if item.due is not None else None,
        absent=True,
    )


def accepted_on(ctx: Context, item: Deliverable) -> int | None:
    """The day a deliverable was accepted, by word or by silence; None while it is not."""
    if item.accepted is not None:
        return item.accepted.day
    contract = ctx.programme.vendors[item.vendor].contract
    if item.delivered is None or contract is None or contract.deemed_acceptance is None:
        return None
    silence = ctx.later(item.delivered.day, contract.deemed_acceptance)
    return silence if silence < ctx.as_of else None


def expected_on(ctx: Context, item: Deliverable) -> int | None:
    """The day on which an open deliverable is accepted at the earliest: when that is written, else when it comes."""
    if item.accepted is not None:
        return item.accepted.day
    moment = item.delivered or item.forecast
    made = ctx.plan.finish(item.activity) if item.activity in ctx.programme.work else None
    comes = moment.day if moment is not None else made
    if comes is None and item.due is not None:
        comes = item.due.day
    return max(comes, ctx.as_of) if comes is not None else None


def early(ctx: Context, item: Payment, owed: Sequence[Deliverable]) -> Iterator[Hit | Lacking]:
    """A payment against the days on which what it is for is accepted."""
    date = item.paid or item.due
    if date is None:
        yield Lacking("vendors.*.payments.*.due", (item.id,))
        return
    if item.paid is not None:
        late = [one for one in owed if (day_of := accepted_on(ctx, one)) is None or day_of > date.day]
        if late:
            names = listing([f"{called(one)}, {accepted(ctx, one)}" for one in late], 3)
            yield Hit(
                title="Money was paid before acceptance",
                message=f"{payment(ctx, item)} was paid on {day(date.day)} for {names}.",
                fix=f"Enter `accepted` where it was, or agree with {item.vendor} what secures the acceptance now.",
                at=(*item.path, "paid"),
                targets=(item.id, item.vendor),
                severity=Severity.ERROR,
            )
        return
    open_ones = [one for one in owed if (known := accepted_on(ctx, one)) is None or known > ctx.as_of]
    waiting = [(when, one) for one in open_ones if (when := expected_on(ctx, one)) is not None and when > date.day]
    passed = open_ones if date.day <= ctx.as_of else []
    undated = [one.id for one in open_ones if expected_on(ctx, one) is None]
    if passed:
        message = f"{payment(ctx, item)} was due on {day(date.day)}, and {listing([called(one) for one in passed], 3)} {'is' if len(passed) == 1 else 'are'} not accepted."
        fix = f"Hold {item.id} until acceptance, and move its `due`."
    elif waiting:
        when, last = max(waiting, key=lambda pair: pair[0])
        message = f"{payment(ctx, item)} is due on {day(date.day)}; {called(last)} is expected on {day(when)}."
        fix = f"Agree with {item.vendor} that {item.id} is due on acceptance, and move its `due`."
    else:
        if undated:
            yield Lacking("vendors.*.deliverables.*.due", (item.id,))
        return
    yield Hit(
        title="A payment is due before acceptance",
        message=message,
        fix=fix,
        at=(*item.path, "due"),
        targets=(item.id, item.vendor),
        impact=date.day,
    )


def accepted(ctx: Context, item: Deliverable) -> str:
    """When a deliverable was accepted, in words."""
    when = accepted_on(ctx, item)
    return f"accepted on {day(when)}" if when is not None else "not accepted yet"


def held_back(ctx: Context, vendor: Vendor) -> Iterator[Hit]:
    """Whether something is kept from a vendor until operation is stable."""
    lives = ctx.plan.go_lives
    share = vendor.contract.holdback if vendor.contract is not None else None
    if (share or 0) > ctx.limits(PaymentLimits).holdback or (lives and all(live.done for live in lives)):
        return
    ends = [end for kind in STABLE for item in ctx.plan.of_kind(kind) if (end := ctx.plan.finish(item.id)) is not None]
    care = {item.id for kind in STABLE for item in ctx.plan.of_kind(kind)}
    last = {item.id for item in vendor.deliverables.values() if item.activity in care}
    for item in vendor.payments.values():
        after = bool(ends) and item.due is not None and item.due.day > max(ends)
        if item.paid is None and (after or last.intersection(item.tied_to)):
            return
    says = "the contract names no hold-back" if share is None else f"the hold-back is {share:g} %"
    yield Hit(
        title="Nothing is held back until operation is stable",
        message=f"{vendor.name} ({vendor.id}) is paid in full before operation is stable: {says}.",
        fix=f"Agree a hold-back with {vendor.name}, and write it as `contract.holdback` or as a payment tied to the end of hypercare.",
        at=(*vendor.path, "contract"),
        targets=(vendor.id,),
        absent=True,
    )
