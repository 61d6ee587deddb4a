"""The second question: are we delivering on plan?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Finding, Severity
from programme_check.verdict import Status, worst
from programme_check.words import listing

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan


def plan_question(
    programme: "Programme", plan: "Plan", schedule: Status, resources: Status, findings: Sequence[Finding]
) -> tuple[Status, str]:
    """The second question: schedule, resources, budget, gates."""
    reasons = []
    statuses = [schedule, resources]
    budgets = [(stream.name or stream.id, stream.budget) for _, stream in sorted(programme.workstreams.items())]
    budgets.append(("the programme", programme.programme.budget))
    over = [
        name
        for name, budget in budgets
        if budget and budget.approved is not None and (budget.forecast or budget.spent or 0) > budget.approved
    ]
    if over:
        statuses.append(Status.AMBER)
        reasons.append(f"forecast cost is above the approved budget for {listing(over, 3)}")
    elif any(budget and budget.approved is not None for _, budget in budgets):
        statuses.append(Status.GREEN)
    failed = [gate.name or gate.id for _, gate in sorted(programme.gates.items()) if gate.status == "failed"]
    late = [
        gate.name or gate.id
        for _, gate in sorted(programme.gates.items())
        if gate.status in {None, "planned"} and gate.passed_on is None and gate.date and gate.date.day < plan.as_of
    ]
    if failed:
        statuses.append(Status.RED)
        reasons.append(f"{listing(failed, 3)} failed")
    if late:
        statuses.append(Status.AMBER)
        reasons.append(f"{listing(late, 3)} should have been decided before the status date")
    elif programme.gates and not failed:
        statuses.append(Status.GREEN)
    for label, status in (("schedule", schedule), ("resources", resources)):
        if status in {Status.RED, Status.AMBER}:
            rules = sorted({f.rule for f in findings if f.dimension == label and f.severity > Severity.INFO})
            reasons.insert(0, f"{label} findings are open ({listing(rules, 4)})")
    status = worst(statuses)
    if status is Status.NOT_SET:
        return status, "Cannot say yet: the file holds no dates, budget or gates to judge."
    if not reasons:
        return status, "Yes, as far as the file shows: schedule, budget and gates hold nothing against it."
    text = "; ".join(reasons)
    return status, f"{text[0].upper()}{text[1:]}."
