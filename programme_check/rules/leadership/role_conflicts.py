"""Structure: one person on both sides of a check."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context
from programme_check.rules.rule import rule
from programme_check.rules.shared.held import LEADERS, OWNERS, holders, named


@rule(
    "STR003",
    "role-conflict",
    title="One person holds roles that check each other",
    severity=Severity.WARNING,
    about=lambda ctx: (
        list(ctx.programme.roles) or [ai for ai in ctx.programme.ai_systems.values() if ai.validator and ai.developer]
    ),
    needs=("roles",),
)
def role_conflict(ctx: Context, subjects: Sequence[object]) -> Iterator[Hit | Lacking]:
    """The same person stands on both sides of a check.

    What: One person is accountable owner and programme manager; programme manager and project manager of a workstream;
        assurer and one of those who deliver; validator and developer of the same model; or the programme manager belongs
        to the system integrator and no client-side manager stands beside.
    Why: Each of these roles is there to challenge the other. Held by one person, nobody is left to do it.
    Fix: Give one of the two roles to somebody else.
    Wrong:
        roles:
          - {role: senior_responsible_owner, holder: dana}
          - {role: programme_manager, holder: dana}
    Right:
        roles:
          - {role: senior_responsible_owner, holder: dana}
          - {role: programme_manager, holder: priya}
    Source: A founding statement of this tool (challenge what is presented); for models, Federal Reserve SR 11-7
        (independent validation).
    """
    yield from shared_chairs(ctx)
    yield from assurers(ctx)
    yield from vendor_led(ctx)
    for ai in ctx.programme.ai_systems.values():
        if ai.validator and ai.validator == ai.developer:
            yield Hit(
                message=f"{named(ctx, ai.validator)} both develops and validates {ai.name or ai.id} ({ai.id}).",
                fix=f"Name another `validator` for {ai.id}.",
                at=(*ai.path, "validator"),
                targets=(ai.id, ai.validator),
            )


def shared_chairs(ctx: Context) -> Iterator[Hit]:
    """Owner and programme manager, programme manager and project manager of a workstream, in one person."""
    chairs = holders(ctx, *OWNERS, *LEADERS)
    for first, second in combinations(chairs, 2):
        pair = {first.role, second.role}
        owner = "programme_manager" in pair and bool(pair & set(OWNERS))
        project = pair == set(LEADERS)
        if first.holder == second.holder and (owner or project):
            words = " and ".join(role.words for role in (first, second))
            yield Hit(
                message=f"{in_full(ctx, first.holder)} is {words} at once.",
                fix="Give one of the two roles to somebody else.",
                at=second.path,
                targets=(first.holder, *sorted(pair)),
            )


def in_full(ctx: Context, person: str) -> str:
    """A person by name and id: ids such as `owner` read like a role themselves."""
    known = ctx.programme.people.get(person)
    return f"{known.name} ({person})" if known is not None and known.name else named(ctx, person)


def assurers(ctx: Context) -> Iterator[Hit]:
    """Assurance by somebody who delivers."""
    delivering = {role.holder for role in holders(ctx, *LEADERS, "workstream_lead")}
    delivering.update(stream.lead for stream in ctx.programme.workstreams.values() if stream.lead)
    for role in holders(ctx, "assurer"):
        if role.holder in delivering:
            yield Hit(
                message=f"{named(ctx, role.holder)} assures the programme and also delivers part of it.",
                fix="Name an assurer who delivers nothing in the programme.",
                at=role.path,
                targets=(role.holder, "assurer"),
            )
    for review in ctx.plan.of_kind("assurance_review"):
        by = getattr(review, "performed_by", None)
        if by in delivering:
            yield Hit(
                message=f"{ctx.title(review.id)} is performed by {named(ctx, by)}, who delivers part of the programme.",
                fix=f"Name somebody who delivers nothing in `performed_by` of {review.id}.",
                at=(*review.path, "performed_by"),
                targets=(review.id, by),
            )


def vendor_led(ctx: Context) -> Iterator[Hit]:
    """A programme manager of the system integrator with no client-side manager beside."""
    people, vendors = ctx.programme.people, ctx.programme.vendors
    integrators = {vendor.id for vendor in vendors.values() if vendor.role == "system_integrator"} or set(vendors)
    beside = [
        role
        for role in holders(ctx, *LEADERS, "programme_office_lead")
        if role.holder in people and people[role.holder].organisation not in vendors
    ]
    for role in holders(ctx, "programme_manager"):
        person = people.get(role.holder)
        if person is not None and person.organisation in integrators and not beside:
            yield Hit(
                message=f"The programme manager belongs to {person.organisation}, and the client has no manager beside.",
                fix="Name a client-side programme or project manager in `roles`.",
                at=role.path,
                targets=(person.id, str(person.organisation)),
            )
