"""What falls due soon: decisions, gates, milestones, hand-overs, deliverables, payments, actions, checks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from programme_check.checkup.pack.lanes import lane_of
from programme_check.schedule.engine.bounds import OPEN
from programme_check.verdict.pack import Due, Item
from programme_check.whatif import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programme_check.checkup.pack.names import Names
    from programme_check.model.raid import Assumption, ExternalDependency, Issue, Risk
    from programme_check.model.times import Moment
    from programme_check.schedule import Plan

    Registered = Risk | Issue | Assumption | ExternalDependency

DAYS = 30
"""Calendar days that count as soon."""


def due(plan: "Plan", names: "Names", items: "Sequence[Item]", waiting: "Sequence[Waiting]") -> tuple[Due, ...]:
    """Everything that falls due from the status date to `DAYS` later, by day."""
    found = [*of_plan(plan, items, names), *of_decisions(plan, names, waiting), *of_vendors(plan)]
    found += of_registers(plan, names)
    last = plan.as_of + DAYS
    inside = {one for one in found if plan.as_of <= one.on <= last}
    return tuple(sorted(inside, key=lambda one: (one.on, one.kind, one.name)))


def of_plan(plan: "Plan", items: "Sequence[Item]", names: "Names") -> Iterator[Due]:
    """Gates, milestones, and work that hands over to another workstream, at their forecast dates."""
    gives: dict[str, set[str]] = {}
    for link in plan.links:
        if link.type in {"FS", "FF"} and lane_of(plan, link.pred) != lane_of(plan, link.succ):
            gives.setdefault(link.pred, set()).add(lane_of(plan, link.succ))
    for item in items:
        if item.complete:
            continue
        if item.milestone:
            kind = "Go-live" if item.go_live else "Gate" if item.id in plan.programme.gates else "Milestone"
            yield Due(on=item.finish, kind=kind, name=item.name, who=item.owner)
        elif item.id in gives:
            others = ", ".join(sorted(names.work(id) for id in gives[item.id] if id in plan.programme.workstreams))
            to = f", to {others}" if others else ""
            yield Due(on=item.finish, kind="Hand-over", name=f"{item.name}{to}", who=item.owner)


def of_decisions(plan: "Plan", names: "Names", waiting: "Sequence[Waiting]") -> Iterator[Due]:
    """Open decisions by the day they are needed, and the meetings of forums."""
    needed = {one.id: one.needed_by for one in waiting}
    for id, one in plan.programme.decisions.items():
        on = needed.get(id) or day_of(one.needed_by)
        if on is not None and one.status in OPEN and one.decided_on is None:
            yield Due(on=on, kind="Decision", name=one.title, who=names.forum(one.forum) or names.who(one.owner))
    for forum in plan.programme.forums.values():
        for meeting in forum.meetings:
            if not meeting.held:
                yield Due(on=meeting.date.day, kind="Meeting", name=forum.name, who=names.who(forum.chair))


def of_vendors(plan: "Plan") -> Iterator[Due]:
    """Deliverables that are not delivered, and payments that are not made."""
    for vendor in plan.programme.vendors.values():
        for one in vendor.deliverables.values():
            if one.due is not None and one.delivered is None:
                yield Due(on=one.due.day, kind="Deliverable", name=one.name or one.id, who=vendor.name)
        for payment in vendor.payments.values():
            if payment.due is not None and payment.paid is None:
                yield Due(on=payment.due.day, kind="Payment", name=payment.id, who=vendor.name)


def of_registers(plan: "Plan", names: "Names") -> Iterator[Due]:
    """Actions on risks, issues to be solved, assumptions to be checked, deliveries by others, waivers that end."""
    programme = plan.programme
    found: list[tuple[str, str, Moment | None, Registered]] = []
    found += [("Action", one.action or one.title, one.action_due, one) for one in programme.risks.values()]
    found += [("Issue", one.title, one.due, one) for one in programme.issues.values()]
    found += [
        ("Assumption", one.title, None if one.validated_on is not None else one.validate_by, one)
        for one in programme.assumptions.values()
    ]
    found += [("From others", one.name, one.needed_by, one) for one in programme.external_dependencies.values()]
    for kind, name, on, entry in found:
        if on is not None and getattr(entry, "status", "open") == "open":
            yield Due(on=on.day, kind=kind, name=name, who=names.who(entry.owner))
    for waiver in programme.waivers:
        if waiver.expires is not None:
            about = f" for {waiver.target}" if waiver.target else ""
            yield Due(
                on=waiver.expires.day,
                kind="Waiver ends",
                name=f"{waiver.rule}{about}",
                who=names.who(waiver.approved_by),
            )


def day_of(moment: "Moment | None") -> int | None:
    """The day of a moment."""
    return moment.day if moment is not None else None
