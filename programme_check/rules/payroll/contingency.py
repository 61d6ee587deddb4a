"""Payroll: how people are paid if the first live run fails."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import PayGroup
from programme_check.model.times import Moment
from programme_check.rules.context import Context, day, listing
from programme_check.rules.payroll.periods import ahead, label
from programme_check.rules.rule import rule


@rule(
    "PAY007",
    "no-pay-contingency",
    title="Nothing is arranged if the first pay run fails",
    severity=Severity.INFO,
    ladder=True,
    about=ahead,
    needs=("payroll.pay_groups",),
)
def no_pay_contingency(ctx: Context, groups: Sequence[PayGroup]) -> Iterator[Hit | Lacking]:
    """Nobody has arranged how a pay group is paid if its first live run fails.

    What: A pay group that is not live yet has no `contingency`; or it names no method (rerun in the old payroll, last net pay
        again, advances by hand), no owner or no time to decide; or that time is not before the bank's cut-off.
    Levels: information when go-live is more than 180 days off, a warning from then on, an error in the last 60 days.
    Why: People must be paid whatever happens. A way out that is chosen after the bank has closed is none.
    Fix: Add the `contingency` with method, owner and a time before the bank's cut-off.
    Wrong:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {bank_cutoff: 2027-05-25T15:00, contingency: {method: repeat last net pay, decide_by: 2027-05-26}}}}
    Right:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {bank_cutoff: 2027-05-25T15:00, contingency: {method: repeat last net pay, owner: dana, decide_by: 2027-05-25T12:00}}}}
    Source: Queensland Auditor-General, report 7 of 2010 (no back-up plan; read in press reports); GSA Modernization and
        Migration Management Playbook 4.5. That it is required of every pay group is judgement.
    """
    for group in groups:
        plan = group.contingency
        if plan is None:
            yield hit(
                ctx, group, f"{label(group)} has no contingency for a first live pay run that fails.", group.path, True
            )
            continue
        lacks = [
            f"no {words}"
            for words, value in (("method", plan.method), ("owner", plan.owner), ("time to decide", plan.decide_by))
            if value is None
        ]
        faults = [f"names {listing(lacks)}"] if lacks else []
        if plan.decide_by is not None and group.bank_cutoff is None:
            yield Lacking("payroll.pay_groups.*.bank_cutoff", (group.id,))
        elif (
            plan.decide_by is not None and group.bank_cutoff is not None and too_late(plan.decide_by, group.bank_cutoff)
        ):
            faults.append(
                f"is decided by {at(plan.decide_by)}, which is not before the bank's cut-off on {at(group.bank_cutoff)}"
            )
        if faults:
            message = f"The contingency of {label(group)} {' and '.join(faults)}."
            yield hit(ctx, group, message, (*group.path, "contingency"), bool(lacks))


def too_late(decided: Moment, cutoff: Moment) -> bool:
    """Whether a time to decide is not before the cut-off; on the same day only where both give the hour."""
    if decided.day != cutoff.day:
        return decided.day > cutoff.day
    return decided.minute is not None and cutoff.minute is not None and decided.minute >= cutoff.minute


def at(moment: Moment) -> str:
    """A day, with its hour where it has one: `25 May 2027 15:00`."""
    if moment.minute is None:
        return day(moment.day)
    return f"{day(moment.day)} {moment.minute // 60:02d}:{moment.minute % 60:02d}"


def hit(ctx: Context, group: PayGroup, message: str, path: tuple[str | int, ...], absent: bool) -> Hit:
    """The hit for a pay group, with an entry to fill in."""
    cutoff = group.bank_cutoff or group.pay_day
    before = ctx.plan.calendars.default.previous_working_day(cutoff.day - 1) if cutoff is not None else None
    by = Moment(before).iso() if before is not None else "DATE"
    whole = f"Complete {group.id}: `contingency: {{method: repeat last net pay, owner: PERSON, decide_by: {by}}}`."
    sooner = f"Decide before the cut-off: `decide_by: {by}` in `contingency` of {group.id}."
    return Hit(
        message=message,
        fix=whole if absent else sooner,
        at=path,
        targets=(group.id,),
        impact=cutoff.day if cutoff is not None else None,
        absent=absent,
    )
