"""Hand-overs between workstreams: both sides have to mean the same day."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.order import EDGE, VERB, edge, note

if TYPE_CHECKING:
    from programme_check.model import Handover
    from programme_check.schedule import Link

WRITTEN = "workstreams.*.activities.*.depends_on.*.handover"
SIDES_DIFFER = 2
"""Of vendor, methodology and risk profile, how many have to differ for the level to rise."""


def handovers(ctx: Context) -> "list[Link]":
    """Links between two workstreams that say what is handed over and are not behind us, each as it was written."""
    activities, dates = ctx.programme.activities, ctx.plan.dates
    once: dict[object, Link] = {}
    for link in ctx.plan.links:
        giver, receiver = activities.get(link.pred), activities.get(link.succ)
        if link.handover is None or link.path in once or giver is None or receiver is None:
            continue
        if giver.workstream != receiver.workstream and not dates(giver.id).complete and not dates(receiver.id).complete:
            once[link.path] = link
    return list(once.values())


class HandoverLimits(Limits, frozen=True):
    """How long before the need a hand-over has to be agreed."""

    agreed: int = 60
    """Calendar days before the receiver's need within which the hand-over has to be agreed. Judgement."""


@rule(
    "DEP003",
    "handover-mismatch",
    title="The two sides of a hand-over do not match",
    severity=Severity.WARNING,
    about=handovers,
    needs=(WRITTEN,),
    limits=HandoverLimits,
)
def handover_mismatch(ctx: Context, links: Sequence["Link"]) -> Iterator[Hit | Lacking]:
    """Giver and receiver of a hand-over between workstreams mean different days, or one of them is nobody.

    What: A link between two workstreams has a `handover`, and (a) the giving activity ends (for SS and SF: starts) after
        the receiver's `need_by`; (b) there is no giver or no receiver, neither in the hand-over nor as owner of the
        activity; (c) the receiver has not agreed (`agreed_on`) and needs it within 60 calendar days. Hand-overs whose
        giving or receiving activity is complete are left out.
    Levels: (a) an error, (b) and (c) a warning; an error for (b) and (c) where the two sides differ in two of vendor,
        methodology and risk profile.
    Why: Both plans can be green while their dates disagree. The gap shows on the day the receiver wants to start.
    Fix: Bring the giver forward or agree a later `need_by`; name both sides and the day they agreed.
    Later: the giver's date is the one in the plan; the date that the network computes comes with the engine.
    Wrong:
        workstreams:
          data: {name: Data, kind: data_migration, activities: {load: {name: Load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-12, owner: Marek}}}
          test:
            name: Test
            kind: testing
            activities:
              sit: {name: Integration test, kind: integration_testing, start: 2027-02-15, finish: 2027-03-05, owner: Dana, depends_on: [{on: load, handover: {deliverable: loaded data, giver: Marek, receiver: Dana, need_by: 2027-02-08, agreed_on: 2026-12-01}}]}
    Right:
        workstreams:
          data: {name: Data, kind: data_migration, activities: {load: {name: Load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-12, owner: Marek}}}
          test:
            name: Test
            kind: testing
            activities:
              sit: {name: Integration test, kind: integration_testing, start: 2027-02-15, finish: 2027-03-05, owner: Dana, depends_on: [{on: load, handover: {deliverable: loaded data, giver: Marek, receiver: Dana, need_by: 2027-02-12, agreed_on: 2026-12-01}}]}
    Source: GAO Schedule Assessment Guide, best practice 5 (horizontal traceability, hand-offs), strong; a founding
        statement of this tool. The 60 days and the higher level for unlike sides are judgement.
    """
    for link in links:
        handover = link.handover
        if handover is None:
            continue
        if handover.need_by is None:
            yield Lacking(f"{WRITTEN}.need_by", (link.succ,))
        given = edge(ctx, link.pred, EDGE[link.type][0])
        if given is None:
            yield Lacking("workstreams.*.activities.*.finish", (link.pred,))
        late = lateness(ctx, link, handover, given)
        gaps = lacks(ctx, link, handover)
        if late or gaps:
            yield mismatch(ctx, link, handover, late, gaps)


def lateness(ctx: Context, link: "Link", handover: "Handover", given: int | None) -> float:
    """Working days of the giver's calendar from the receiver's need to the hand-over; 0 when it is in time."""
    if handover.need_by is None or given is None or given <= handover.need_by.day:
        return 0.0
    return float(ctx.plan.calendar_of(link.pred).days_between(handover.need_by.day + 1, given + 1))


def lacks(ctx: Context, link: "Link", handover: "Handover") -> list[tuple[str, str]]:
    """What a hand-over does not say: a clause, and the field that would say it."""
    activities = ctx.programme.activities
    found = []
    if not (handover.giver or activities[link.pred].owner):
        found.append(("nobody is named to give", "giver"))
    if not (handover.receiver or activities[link.succ].owner):
        found.append(("nobody is named to receive", "receiver"))
    agreed = handover.agreed_on is not None and handover.agreed_on.day <= ctx.as_of
    near = handover.need_by is not None and handover.need_by.day - ctx.as_of <= ctx.limits(HandoverLimits).agreed
    if not agreed and near and handover.need_by is not None:
        found.append((f"the receiver needs it by {day(handover.need_by.day)} and has not agreed", "agreed_on"))
    return found


def mismatch(ctx: Context, link: "Link", handover: "Handover", late: float, gaps: Sequence[tuple[str, str]]) -> Hit:
    """The one finding about a hand-over, with all that is wrong with it."""
    held_by = EDGE[link.type][0]
    given = edge(ctx, link.pred, held_by)
    clauses, steps = [], []
    if late and given is not None and handover.need_by is not None:
        days = count(late, "working day")
        clauses.append(
            f"{ctx.title(link.pred)} {VERB[held_by]} {day(given)}, and the receiver needs it by {day(handover.need_by.day)}: {days} too late"
        )
        steps.append(f"Bring `{held_by}` of {link.pred} forward by {days}, or agree a later `need_by`.")
    clauses += [words for words, _ in gaps]
    if gaps:
        steps.append(f"Add {listing([f'`{field}`' for _, field in gaps])} to the `handover`.")
    unlike = differences(ctx, link)
    what = f" of {handover.deliverable}" if handover.deliverable else ""
    raised = len(unlike) >= SIDES_DIFFER and not late
    after = f" The two sides differ in {listing(unlike)}." if len(unlike) >= SIDES_DIFFER else ""
    return Hit(
        title="A hand-over comes later than it is needed" if late else None,
        message=f"Hand-over{what} from {ctx.title(link.pred)} to {ctx.title(link.succ)}: {'; '.join(clauses)}.{after}",
        fix=" ".join(steps),
        at=link.path,
        targets=(link.succ, link.pred),
        related=(note(ctx, link.pred, held_by),),
        gap_days=late or None,
        impact=handover.need_by.day if handover.need_by else None,
        severity=Severity.ERROR if late or raised else Severity.WARNING,
        absent=not late,
    )


def differences(ctx: Context, link: "Link") -> list[str]:
    """In which of vendor, methodology and risk profile the two sides differ; no vendor means the client's own people."""
    giver, receiver = (ctx.programme.activities[id] for id in (link.pred, link.succ))
    one, other = (ctx.programme.workstreams[item.workstream] for item in (giver, receiver))
    found = [] if vendor(ctx, giver) == vendor(ctx, receiver) else ["vendor"]
    if one.methodology and other.methodology and one.methodology != other.methodology:
        found.append("methodology")
    if one.risk_profile and other.risk_profile and one.risk_profile != other.risk_profile:
        found.append("risk profile")
    return found


def vendor(ctx: Context, activity: Activity) -> str | None:
    """The vendor who does an activity; its workstream's when it names none."""
    return activity.vendor or ctx.programme.workstreams[activity.workstream].vendor
