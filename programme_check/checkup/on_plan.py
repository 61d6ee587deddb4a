"""The second question: are we delivering on plan?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Finding, Severity
from programme_check.verdict import GoLiveLine, Status, worst
from programme_check.verdict.forecast import EVEN, ROOM
from programme_check.verdict.sentences import LOOPED, SO_FAR
from programme_check.words import chance, count, day, listing, quoted

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan

MOST = 3
"""Go-lives of which the answer speaks."""


def plan_question(
    programme: "Programme",
    plan: "Plan",
    schedule: Status,
    resources: Status,
    findings: Sequence[Finding],
    *,
    lives: Sequence[GoLiveLine] = (),
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
            titles = [f.title for f in findings if f.dimension == label and f.severity > Severity.INFO]
            if titles:
                reasons.insert(0, f"{label} findings are open ({listing(quoted(titles), 3)})")
    reasons[:0] = dates_say(lives, plan)
    status = worst(statuses)
    if status is Status.NOT_SET:
        return status, "Cannot say yet: the file holds no dates, budget or gates to judge."
    if not reasons and status is Status.GREEN:
        return status, f"{SO_FAR}: schedule, budget and gates hold nothing against it."
    text = "; ".join(reasons)
    return status, f"{text[0].upper()}{text[1:]}."


def dates_say(lives: Sequence[GoLiveLine], plan: "Plan") -> list[str]:
    """What the forecast of the go-lives says against the plan, as clauses."""
    to_come = [live for live in lives if not live.done and live.stated is not None]
    never = [live for live in to_come if live.late_from is not None]
    late = [live for live in to_come if live.slip > plan.tolerance]
    tight = [live for live in to_come if live not in late and live.spare is not None and live.spare < ROOM]
    said = [f"{live.name} has no permitted day left from {day(live.late_from or 0)}" for live in never]
    said += [f"{live.name} is forecast {count(live.slip, 'working day')} late" for live in late]
    said += [f"{live.name} cannot be forecast: {LOOPED}" for live in to_come if live.looped]
    said += [f"{live.name} has {few(live.spare or 0)} to spare{last_before(live, plan)}" for live in tight]
    unlikely = [live for live in to_come if live.chance is not None and live.chance < EVEN]
    said += [f"the chance of {live.name} on its day is {chance(live.chance or 0)}" for live in unlikely]
    return said[:MOST]


def few(days: int) -> str:
    """`no working day`, `3 working days`."""
    return count(days, "working day") if days > 0 else "no working day"


def last_before(live: GoLiveLine, plan: "Plan") -> str:
    """What ends last before a go-live, and when: `: Cutover ends on 2 May 2027`; time held in hand is no work."""
    schedule = plan.without_margin
    margin = {item.id for item in plan.of_kind("margin")}
    before = [id for id in schedule.path_to(live.id)[:-1] if id not in margin]
    if not before:
        return ""
    name = plan.programme.work[before[-1]].name or before[-1]
    return f": {name} ends on {day(schedule[before[-1]].finish_day)}"
