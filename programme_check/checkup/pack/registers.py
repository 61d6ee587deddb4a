"""The registers of the file: contracts, criteria of gates, people to make ready, risks and their like."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from programme_check.verdict.pack import Owed, Proof, Register
from programme_check.verdict.status import Status
from programme_check.words import count

if TYPE_CHECKING:
    from programme_check.checkup.pack.names import Names
    from programme_check.model.vendors import Deliverable
    from programme_check.schedule import Plan

WEIGHT = {"low": 1, "medium": 2, "high": 3}
SAID = {">=": "at least ", "<=": "at most ", "==": "", ">": "more than ", "<": "less than ", "=": ""}
"""How people say what a pass mark begins with."""
LIKELY = 30.0
"""How likely a risk is taken to be, in percent, that does not say so; what is taken for granted as well. Judgement."""


def owed(plan: "Plan") -> tuple[Owed, ...]:
    """The deliverables of all vendors, what is wrong first, then by the day they are due."""
    found = [
        Owed(
            vendor=vendor.name,
            name=one.name or one.id,
            clause=str(one.clause) if one.clause is not None else "",
            due=one.due.day if one.due is not None else None,
            forecast=expected(plan, one),
            delivered=one.delivered.day if one.delivered is not None else None,
            accepted=one.accepted.day if one.accepted is not None else None,
            status=state[0],
            state=state[1],
        )
        for vendor in plan.programme.vendors.values()
        for one in vendor.deliverables.values()
        for state in (standing(plan, one),)
    ]
    rank = {Status.RED: 0, Status.AMBER: 1, Status.NOT_SET: 2, Status.GREEN: 3}
    return tuple(sorted(found, key=lambda one: (rank[one.status], one.due or 1 << 30, one.vendor, one.name)))


def expected(plan: "Plan", one: "Deliverable") -> int | None:
    """The day a deliverable is expected: as the file says, else by the forecast of the work that produces it."""
    if one.forecast is not None:
        return one.forecast.day
    timing = plan.forecast.get(one.activity) if one.activity is not None else None
    return timing.finish_day if timing is not None else None


def standing(plan: "Plan", one: "Deliverable") -> tuple[Status, str]:
    """Where a deliverable stands against its contract."""
    due, calendar = one.due.day if one.due is not None else None, plan.calendars.default
    if one.accepted is not None:
        return Status.GREEN, "accepted"
    if one.delivered is not None:
        overdue = due is not None and due < plan.as_of
        return (Status.RED if overdue else Status.AMBER), "delivered, not accepted"
    if due is None:
        return Status.NOT_SET, "no date in the contract"
    if due < plan.as_of:
        return Status.RED, f"{count(calendar.days_between(due, plan.as_of), 'day')} overdue"
    forecast = expected(plan, one)
    if forecast is not None and forecast > due:
        return Status.AMBER, f"{count(calendar.days_between(due, forecast), 'day')} late by forecast"
    return Status.NOT_SET if forecast is None else Status.GREEN, "no forecast" if forecast is None else "on its date"


def proofs(plan: "Plan", names: "Names") -> Iterator[Proof]:
    """The criteria of gates to come, in order of time, then the groups of people."""
    gates = [gate for gate in plan.programme.gates.values() if not plan.dates(gate.id).complete]
    for gate in sorted(gates, key=lambda gate: (gate.date.day if gate.date else 1 << 30, gate.id)):
        for one in gate.criteria.values():
            met = {"yes": Status.GREEN, "no": Status.RED}.get(str(one.met), Status.NOT_SET)
            yield Proof(
                gate=gate.name,
                text=one.text or one.measure or one.id,
                pass_mark=in_words(str(one.threshold)) if one.threshold is not None else "",
                now=str(one.value)
                if one.value is not None
                else {"yes": "met", "no": "not met"}.get(str(one.met), "not measured"),
                status=met,
                owner=names.who(one.owner),
            )
    for group in plan.programme.readiness.groups.values():
        if group.target is None and group.trained is None:
            continue
        status = Status.NOT_SET
        if group.target is not None and group.trained is not None:
            status = Status.GREEN if group.trained >= group.target else Status.AMBER
        people = f", {count(group.people, 'person', 'people')}" if group.people is not None else ""
        yield Proof(
            gate="People",
            text=f"{group.name or group.id}{people}",
            pass_mark=f"{group.target:g}% trained" if group.target is not None else "",
            now=f"{group.trained:g}%" if group.trained is not None else "",
            status=status,
            owner="",
        )


def in_words(mark: str) -> str:
    """A pass mark as people say it: `at least 98` for `>= 98`."""
    for sign, said in SAID.items():
        if mark.startswith(sign):
            return f"{said}{mark.removeprefix(sign).strip()}"
    return mark


def registers(plan: "Plan", names: "Names") -> tuple[Register, ...]:
    """Everything open on the registers, the most serious first."""
    found = [*risks(plan, names), *issues(plan, names), *assumptions(plan, names), *outside(plan, names)]
    return tuple(line for _, line in sorted(found, key=lambda pair: (-pair[0], pair[1].due or 1 << 30, pair[1].id)))


def risks(plan: "Plan", names: "Names") -> Iterator[tuple[float, Register]]:
    """The open risks, each with its weight."""
    for id, risk in plan.programme.risks.items():
        if risk.status != "open":
            continue
        likely = float(risk.probability) if risk.probability is not None else LIKELY
        yield (
            likely * WEIGHT.get(risk.impact or "", 2),
            Register(
                kind="Risk",
                id=id,
                title=risk.title,
                likelihood=f"{risk.probability:g}%" if risk.probability is not None else "not set",
                impact=risk.impact or "not set",
                response=risk.action or risk.response or risk.contingency or "",
                owner=names.who(risk.owner),
                due=risk.action_due.day if risk.action_due is not None else None,
            ),
        )


def issues(plan: "Plan", names: "Names") -> Iterator[tuple[float, Register]]:
    """The open issues, which have happened for certain."""
    for id, issue in plan.programme.issues.items():
        if issue.status == "open":
            yield (
                100.0 * WEIGHT.get(issue.severity or "", 2),
                Register(
                    kind="Issue",
                    id=id,
                    title=issue.title,
                    likelihood="has happened",
                    impact=issue.severity or "not set",
                    response=f"taken to {names.forum(issue.escalated_to)}" if issue.escalated_to else "",
                    owner=names.who(issue.owner),
                    due=issue.due.day if issue.due is not None else None,
                ),
            )


def assumptions(plan: "Plan", names: "Names") -> Iterator[tuple[float, Register]]:
    """The assumptions that nobody has checked; the more serious once the day for that has passed."""
    for id, one in plan.programme.assumptions.items():
        if one.status == "open" and one.validated_on is None:
            due = one.validate_by.day if one.validate_by is not None else None
            late = due is not None and due < plan.as_of
            yield LIKELY * (4 if late else 2), Register(
                kind="Assumption", id=id, title=one.title, likelihood="not checked", impact="not set",
                response="to be checked", owner=names.who(one.owner), due=due,
            )  # fmt: skip


def outside(plan: "Plan", names: "Names") -> Iterator[tuple[float, Register]]:
    """What others have to deliver; the more serious when it is promised too late, or to nobody's knowledge."""
    for id, one in plan.programme.external_dependencies.items():
        need = one.needed_by.day if one.needed_by is not None else None
        promised = one.committed.day if one.committed is not None else None
        late = need is not None and promised is not None and promised > need
        said = "promised too late" if late else "confirmed" if one.confirmed_on is not None else "not confirmed"
        weight = 100.0 * 3 if late else LIKELY * (1 if one.confirmed_on is not None else 3)
        yield weight, Register(
            kind="Dependency", id=id, title=one.name, likelihood=said, impact="not set",
            response=f"from {names.who(one.provider)}" if one.provider else "", owner=names.who(one.owner), due=need,
        )  # fmt: skip
