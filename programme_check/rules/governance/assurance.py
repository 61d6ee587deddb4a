"""Governance: does somebody who delivers nothing look at the programme before it goes live?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.held import LEADERS, OWNERS, holders, party

LARGE = "large"


class AssuranceLimits(Limits, frozen=True):
    """Which programmes need independent assurance."""

    budget: float = 0
    """Approved budget, in the programme's currency, below which a programme that does not say its `size` needs none.
    Judgement; 0 asks it of all."""


class Launch(NamedTuple):
    """A go-live that assurance has to come before; the programme itself where it names none."""

    id: str | None
    by: int | None
    """The day of its go/no-go, else its own; None where neither is dated."""
    gate: str | None
    """The go/no-go that decides on it."""


def concerned(ctx: Context) -> bool:
    """Whether a programme is large enough: by its own word, else by its budget, and unless it is a single project."""
    header = ctx.programme.programme
    if header.size is not None:
        return header.size == LARGE
    budget = header.budget.approved if header.budget is not None else None
    if budget is not None and budget < ctx.limits(AssuranceLimits).budget:
        return False
    return ctx.plan.structure.verdict != "project"


def launches(ctx: Context) -> list[Launch]:
    """The go-lives still ahead, each with its go/no-go; the programme as a whole where the file marks no go-live."""
    gates = [item for item in ctx.plan.of_kind("go_no_go") if item.kind != "go_no_go_preliminary"]
    if not ctx.plan.go_lives:
        dated = [(when, gate.id) for gate in gates if (when := ctx.plan.finish(gate.id)) is not None]
        by, gate = max(dated, default=(None, None))
        return [Launch(None, by, gate)]
    found = []
    for live in ctx.plan.go_lives:
        if live.done:
            continue
        dated = [
            (when, gate.id)
            for gate in gates
            if ctx.plan.same_scope(gate.id, live.id)
            and (when := ctx.plan.finish(gate.id)) is not None
            and (live.stated is None or when <= live.stated)
        ]
        by, gate = max(dated, default=(live.stated, None))
        found.append(Launch(live.id, by, gate))
    return found


@rule(
    "GOV008",
    "no-independent-assurance",
    title="No independent review before go-live",
    severity=Severity.WARNING,
    ladder=True,
    applies=concerned,
    about=launches,
    needs=("workstreams.*.activities.* with kind: go_live",),
    limits=AssuranceLimits,
)
def no_independent_assurance(ctx: Context, subjects: Sequence[Launch]) -> Iterator[Hit | Lacking]:
    """Nobody from outside delivery reviews the programme before its go/no-go and reports to the accountable owner.

    What: No activity of kind assurance_review in the scope of a go-live ends by its go/no-go (by the go-live itself where
        there is none); or those that do are `performed_by` somebody who leads or owns other work, or by a vendor that
        delivers, or somebody of theirs; or none of them `reports_to` the senior responsible owner or sponsor. Programmes
        of `size` small, and single projects that do not say their size, are exempt.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; a review that
        is planned after the go/no-go is a warning.
    Why: Those who deliver report upward with optimism. Before Phoenix went live nobody independent told the head of the
        department that it was not ready.
    Fix: Plan an `assurance_review` before the go/no-go, `performed_by` somebody outside delivery, that `reports_to` the
        accountable owner.
    Wrong:
        programme: {size: large}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {size: large}
        roles: [{role: senior_responsible_owner, holder: dana}]
        vendors: {oakfield: {name: Oakfield, role: assurance}}
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              review: {name: Readiness review, kind: assurance_review, start: 2027-04-05, finish: 2027-04-09, performed_by: oakfield, reports_to: dana}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
    Source: Office of the Auditor General of Canada, 2018 Spring Report 1 (Phoenix); Grant Thornton on Birmingham City
        Council's Oracle programme, as reported by the press; Scottish Government Gateway Review 4. The threshold of size
        is judgement.
    """
    late = {match.succ: match for match in ctx.plan.row_matches(48) if not match.holds}
    delivering = deliverers(ctx)
    owners = {held.holder for held in holders(ctx, *OWNERS)}
    for launch in subjects:
        reviews = [
            item
            for item in ctx.plan.of_kind("assurance_review")
            if isinstance(item, Activity) and (launch.id is None or ctx.plan.same_scope(item.id, launch.id))
        ]
        ends = {item.id: ctx.plan.finish(item.id) for item in reviews}
        early = [
            item for item in reviews if launch.by is None or ((end := ends[item.id]) is not None and end <= launch.by)
        ]
        undated = tuple(id for id, end in ends.items() if end is None)
        if early:
            yield from judged(ctx, launch, early, delivering, owners)
        elif undated:
            yield Lacking("workstreams.*.activities.*.start", undated)
        elif launch.gate in late:
            yield order.conflict(ctx, late[launch.gate], title="The independent review comes after the go/no-go")
        else:
            yield missing(ctx, launch, reviews)


def judged(
    ctx: Context, launch: Launch, early: Sequence[Activity], delivering: set[str], owners: set[str]
) -> Iterator[Hit | Lacking]:
    """Whether one of the reviews is made by somebody independent, and reaches the accountable owner."""
    independent = [one for one in early if one.performed_by and not delivers(ctx, one.performed_by, delivering)]
    first = early[0]
    if not independent:
        if not all(one.performed_by for one in early):
            yield Lacking("workstreams.*.activities.*.performed_by", (launch.id or first.id,))
            return
        by = listing(sorted({party(ctx, str(one.performed_by)) for one in early}))
        yield Hit(
            title="The review before go-live is not independent",
            message=f"{listing([ctx.title(one.id) for one in early])} {'is' if len(early) == 1 else 'are'} performed by {by}, "
            "who also delivers part of the programme.",
            fix=f"Name in `performed_by` of {first.id} somebody who delivers nothing in the programme.",
            at=(*first.path, "performed_by"),
            targets=tuple(one.id for one in early),
            impact=launch.by,
            go_live_of=launch.id,
            absent=False,
        )
    elif not owners:
        yield Lacking("roles.* with role: senior_responsible_owner", (launch.id or first.id,))
    elif not any(one.reports_to in owners for one in independent):
        if not all(one.reports_to for one in independent):
            yield Lacking("workstreams.*.activities.*.reports_to", (launch.id or first.id,))
            return
        first = independent[0]
        to = listing(sorted({party(ctx, str(one.reports_to)) for one in independent}))
        yield Hit(
            title="The review does not report to the owner",
            message=f"{listing([ctx.title(one.id) for one in independent])} {'reports' if len(independent) == 1 else 'report'} to {to}, "
            f"and the accountable owner is {listing(sorted(party(ctx, who) for who in owners))}.",
            fix=f"Set `reports_to` of {first.id} to {sorted(owners)[0]}.",
            at=(*first.path, "reports_to"),
            targets=tuple(one.id for one in independent),
            impact=launch.by,
            go_live_of=launch.id,
            absent=False,
        )


def missing(ctx: Context, launch: Launch, reviews: Sequence[Activity]) -> Hit:
    """What is said where no review comes in time."""
    what = ctx.title(launch.gate or launch.id or "") if launch.gate or launch.id else "the go/no-go"
    when = f" on {day(launch.by)}" if launch.by is not None else ""
    after = (
        f"; {listing([ctx.title(one.id) for one in reviews])} {'ends' if len(reviews) == 1 else 'end'} after it"
        if reviews
        else ""
    )
    return Hit(
        message=f"No independent review ends before {what}{when}{after}.",
        fix=f"Add an activity of kind `assurance_review` that ends before {what}, `performed_by` somebody outside delivery, "
        "and let it report to the accountable owner with `reports_to`.",
        at=ctx.path_of(launch.id) if launch.id is not None else ("programme",),
        targets=(launch.id,) if launch.id is not None else (),
        impact=launch.by,
    )


DELIVERING = frozenset({"system_integrator", "software", "migration", "change"})
"""Roles of vendors that deliver part of a programme, whatever else the file says of them."""


def deliverers(ctx: Context) -> set[str]:
    """People and vendors who deliver part of the programme: who leads, owns or is contracted for other work than reviews."""
    found = {held.holder for held in holders(ctx, *LEADERS, "workstream_lead")}
    for stream in ctx.programme.workstreams.values():
        work = [one for one in stream.activities.values() if one.kind != "assurance_review"]
        if work or not stream.activities:
            found.update(who for who in (stream.lead, stream.vendor) if who)
        found.update(who for one in work for who in (one.owner, one.vendor) if who)
    found.update(
        vendor.id
        for vendor in ctx.programme.vendors.values()
        if vendor.role in DELIVERING or (vendor.deliverables and vendor.role != "assurance")
    )
    return found


def delivers(ctx: Context, who: str, delivering: set[str]) -> bool:
    """Whether a person, team or vendor delivers, or belongs to a vendor that does."""
    one = ctx.programme.people.get(who) or ctx.programme.teams.get(who)
    organisation = one.organisation if one is not None else None
    return who in delivering or organisation in delivering
