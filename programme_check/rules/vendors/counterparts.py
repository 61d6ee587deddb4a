"""Vendors: does somebody on the client's side understand and accept what they do?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Deliverable, Forum, Workstream
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared.held import Held, holders, party
from programme_check.schedule.precedence import NOT_WORK

Subject = Workstream | Activity | Deliverable | Forum | Held


def organisation(ctx: Context, who: str | None) -> str | None:
    """Where a person or team belongs; None where the file does not say."""
    listed = ctx.programme.people.get(who or "") or ctx.programme.teams.get(who or "")
    return listed.organisation if listed is not None else None


def of_vendor(ctx: Context, who: str | None) -> bool:
    """Whether a person or team is known to belong to a vendor."""
    return organisation(ctx, who) in ctx.programme.vendors


def led_by_vendor(ctx: Context, stream: Workstream) -> bool:
    """Whether a vendor runs or leads a workstream, or its method is the vendor's."""
    return stream.vendor is not None or stream.origin == "vendor" or of_vendor(ctx, stream.lead)


def answered(ctx: Context, stream: Workstream) -> bool:
    """Whether a workstream names somebody who is not the vendor's, as its counterpart or as its lead."""
    named = stream.client_counterpart
    if named is not None and not of_vendor(ctx, named):
        return True
    return organisation(ctx, stream.lead) == "client"


def unfinished(ctx: Context, stream: Workstream) -> bool:
    """Whether there is work left in a workstream, as far as it has activities."""
    states = [ctx.plan.dates(id) for id in stream.activities]
    return not states or any(not state.complete and not state.cancelled for state in states)


def judged(ctx: Context) -> list[Subject]:
    """What a vendor does and the client has to accept, and whoever decides on the design."""
    programme = ctx.programme
    led = [stream for stream in programme.workstreams.values() if led_by_vendor(ctx, stream)]
    inside = {stream.id for stream in led}
    work = [
        item
        for item in programme.activities.values()
        if item.vendor is not None and item.workstream not in inside and item.planning not in NOT_WORK
    ]
    owed = [one for vendor in programme.vendors.values() for one in vendor.deliverables.values()]
    return [
        *(stream for stream in led if unfinished(ctx, stream)),
        *(item for item in work if not ctx.plan.dates(item.id).complete and item.status != "cancelled"),
        *(one for one in owed if one.accepted is None),
        *design(ctx),
    ]


def design(ctx: Context) -> list[Forum | Held]:
    """The design authorities and the solution architects."""
    forums = [forum for forum in ctx.programme.forums.values() if forum.kind == "design_authority"]
    return [*forums, *holders(ctx, "solution_architect")]


@rule(
    "VEN007",
    "no-client-counterpart",
    title="Nobody on the client's side answers for this",
    severity=Severity.WARNING,
    about=judged,
    needs=("workstreams.*.vendor", "vendors.*.deliverables", "forums.* with kind: design_authority"),
)
def no_client_counterpart(ctx: Context, subjects: Sequence[Subject]) -> Iterator[Hit | Lacking]:
    """A vendor works, delivers or decides on the design, and nobody of the client's answers for it.

    What: A workstream that a vendor runs or leads, or whose method is the vendor's, has work left and names no
        `client_counterpart` outside the vendors and no lead of the client's; a vendor's activity on the critical path has
        neither an owner nor a workstream lead of the client's; a deliverable that is not accepted yet has no `acceptor`
        of the client's; or all who decide on the design (the votes of the design authorities, the solution architects)
        belong to vendors.
    Why: A client that cannot judge what its vendor does accepts whatever comes. Birmingham could not act as an intelligent
        customer of its integrator.
    Fix: Name somebody of the client's who knows the work and may accept it.
    Wrong:
        people: {stroud: {name: Emil Stroud, organisation: oakfield}}
        vendors: {oakfield: {name: Oakfield}}
        workstreams: {data: {name: Data migration, kind: data_migration, vendor: oakfield, lead: stroud}}
    Right:
        people:
          stroud: {name: Emil Stroud, organisation: oakfield}
          dana: {name: Dana Ortiz, organisation: client}
        vendors: {oakfield: {name: Oakfield}}
        workstreams: {data: {name: Data migration, kind: data_migration, vendor: oakfield, lead: stroud, client_counterpart: dana}}
    Source: Grant Thornton's audit of Birmingham City Council's Oracle programme (no intelligent-customer capacity), read
        through the press; one named person each is judgement.
    """
    for subject in subjects:
        if isinstance(subject, Workstream):
            yield from stream(ctx, subject)
        elif isinstance(subject, Activity):
            yield from activity(ctx, subject)
        elif isinstance(subject, Deliverable):
            yield from deliverable(ctx, subject)
    yield from architects(ctx)


def stream(ctx: Context, subject: Workstream) -> Iterator[Hit]:
    """A workstream of a vendor's without a counterpart."""
    if answered(ctx, subject):
        return
    named = subject.client_counterpart
    what = f"its counterpart {named} belongs to a vendor" if named else "no client counterpart is named"
    yield Hit(
        title="A vendor's workstream has no client counterpart",
        message=f"{subject.name} ({subject.id}) is run by {runs(ctx, subject)}, and {what}.",
        fix=f"Add `client_counterpart` to {subject.id}: a person of yours who can judge and accept the work.",
        at=(*subject.path, "client_counterpart") if named else subject.path,
        targets=(subject.id,),
        absent=named is None,
    )


def runs(ctx: Context, subject: Workstream) -> str:
    """The vendor who runs a workstream, as the end of `is run by`."""
    id = subject.vendor or organisation(ctx, subject.lead)
    vendor = ctx.programme.vendors.get(id or "")
    return vendor.name if vendor is not None else "a vendor"


def activity(ctx: Context, item: Activity) -> Iterator[Hit | Lacking]:
    """A vendor's activity in somebody else's workstream: it matters where a go-live hangs on it."""
    home = ctx.programme.workstreams[item.workstream]
    if answered(ctx, home) or organisation(ctx, item.owner) == "client":
        return
    timing = ctx.plan.forecast.get(item.id)
    if timing is None or not timing.critical:
        return
    unknown = [who for who in (item.owner, home.lead) if who is not None and not of_vendor(ctx, who)]
    if unknown:
        yield Lacking("people.*.organisation", (item.id,))
        return
    vendor = ctx.programme.vendors.get(item.vendor or "")
    yield Hit(
        title="Critical work of a vendor has no client owner",
        message=f"{ctx.title(item.id)} of {vendor.name if vendor else item.vendor} is on the critical path, and no owner or lead of the client's answers for it.",
        fix=f"Name a person of yours as `owner` of {item.id}, or as `lead` of {home.id}.",
        at=(*item.path, "owner"),
        targets=(item.id,),
        absent=item.owner is None,
    )


def deliverable(ctx: Context, item: Deliverable) -> Iterator[Hit]:
    """Something owed that nobody of the client's is to accept."""
    if item.acceptor is not None and not of_vendor(ctx, item.acceptor):
        return
    name = f"{item.name} ({item.id})" if item.name else item.id
    who = f"is to be accepted by {item.acceptor}, who belongs to a vendor" if item.acceptor else "names no acceptor"
    yield Hit(
        title="Nobody is named to accept a deliverable",
        message=f"{name} of {party(ctx, item.vendor)} {who}.",
        fix=f"Add `acceptor` to {item.id}: a person of yours who can judge it.",
        at=(*item.path, "acceptor") if item.acceptor else item.path,
        targets=(item.id, item.vendor),
        impact=item.due.day if item.due is not None else None,
        absent=item.acceptor is None,
    )


def architects(ctx: Context) -> Iterator[Hit]:
    """Nobody but vendors decides on the design."""
    who: list[str] = []
    seats = design(ctx)
    for seat in seats:
        votes = [seat.holder] if isinstance(seat, Held) else [seat.chair, *seat.members]
        silent = () if isinstance(seat, Held) else seat.non_voting
        who += [one for one in votes if one is not None and one not in silent]
    who = list(dict.fromkeys(who))
    if not who or not all(of_vendor(ctx, one) for one in who):
        return
    yield Hit(
        title="Only vendors decide on the design",
        message=f"All who decide on the design belong to vendors: {listing(who, 5)}.",
        fix="Name a `solution_architect` of your own under `roles`, or a voting member of yours in the design authority.",
        at=seats[0].path,
        targets=tuple(seat.id for seat in seats if isinstance(seat, Forum)),
        absent=False,
    )
