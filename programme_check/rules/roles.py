"""Roles: who leads, who is accountable, and who holds two chairs that check each other."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

from programme_check.findings import Hit, Lacking, Path, Severity
from programme_check.model import Evidence
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import Limits, rule

SKILLS = ("dependency", "commercial", "governance", "benefits", "scenario")
"""What leading a programme takes beyond leading a project: each is shown by evidence, never by rank or years."""
LEADERS = ("programme_manager", "project_manager")
OWNERS = ("senior_responsible_owner", "sponsor")


class LeaderLimits(Limits, frozen=True):
    """How much evidence a programme manager needs."""

    skills: int = 3
    """Skills out of five for which the file names evidence. Judgement."""


class Held(NamedTuple):
    """A role that somebody holds on the status date."""

    role: str
    holder: str
    workstream: str | None
    evidence: Evidence | None
    path: Path

    @property
    def words(self) -> str:
        """The role as people say it: `programme manager`."""
        return self.role.replace("_", " ")


def holders(ctx: Context, *kinds: str) -> list[Held]:
    """The roles of these kinds that somebody holds on the status date, in file order."""
    return [
        Held(role.role, role.holder, role.workstream, role.evidence, ("roles", place))
        for place, role in enumerate(ctx.programme.roles)
        if role.role in kinds
        and role.holder
        and (role.until is None or role.until.day >= ctx.as_of)
        and (role.since is None or role.since.day <= ctx.as_of)
    ]


def programme_wide(roles: Sequence[Held]) -> list[Held]:
    """Those roles that are not confined to one workstream."""
    return [role for role in roles if role.workstream is None]


def named(ctx: Context, person: str) -> str:
    """How a message names the holder of a role: by the role's person id, since findings speak of structures."""
    return person if person in ctx.programme.people else f"“{person}”"


@rule(
    "STR001",
    "programme-led-by-project-manager",
    title="The programme is led as a single project",
    severity=Severity.WARNING,
    about=lambda ctx: [ctx.plan.structure] if ctx.programme.workstreams else [],
    needs=("workstreams",),
    limits=LeaderLimits,
)
def programme_led_by_project_manager(ctx: Context, structures: Sequence[object]) -> Iterator[Hit | Lacking]:
    """The work is a programme, but the role that leads it is a project manager's.

    What: By its structure (workstreams that depend on one another, vendors, several functions affected, executive
        governance) the work is a programme, and nobody holds the role of programme manager, or the file names evidence
        for fewer than 3 of the 5 skills the role takes. Running a steering forum counts as evidence for governance.
        Seniority, grade, certificates and the number of past projects count for nothing.
    Levels: a warning in planning, an error once any activity has started, information when a programme manager leads
        what is a single project.
    Why: A project manager answers for one plan, and nobody answers for what lies between the plans. That is where
        programmes fail.
    Fix: Name a holder for the role `programme_manager` in `roles`, with `evidence` for at least three of dependency,
        commercial, governance, benefits and scenario; or restructure the work so that it is one project.
    Wrong:
        programme: {types: [hris]}
        roles: [{role: project_manager, holder: priya}]
        vendors:
          integrator: {name: Integrator, deliverables: {data: {name: Converted data, due: 2027-03-01}}}
        forums: {steering: {name: Steering committee, kind: steering}}
        workstreams:
          data: {name: Data, kind: data_migration, activities: {load: {name: Load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-05}}}
          test:
            name: Test
            kind: testing
            activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-02-08, finish: 2027-02-19, depends_on: [load]}}
    Right:
        programme: {types: [hris]}
        roles:
          - role: programme_manager
            holder: priya
            evidence: {dependency: runs the dependency board, commercial: owns the vendor contract, governance: chairs the board}
        vendors:
          integrator: {name: Integrator, deliverables: {data: {name: Converted data, due: 2027-03-01}}}
        forums: {steering: {name: Steering committee, kind: steering}}
        workstreams:
          data: {name: Data, kind: data_migration, activities: {load: {name: Load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-05}}}
          test:
            name: Test
            kind: testing
            activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-02-08, finish: 2027-02-19, depends_on: [load]}}
    Source: A founding statement of this tool; the signals follow PMI's and MSP's definitions of a programme (interdependent
        projects, one outcome). Two of three further signals, and three of five skills, are judgement.
    """
    verdict = ctx.plan.structure.verdict
    if not ctx.programme.roles:
        yield Lacking("roles")
        return
    leading = next((found for kind in LEADERS for found in programme_wide(holders(ctx, kind))), None)
    if verdict == "project":
        if leading is not None and leading.role == "programme_manager":
            yield Hit(
                title="A programme manager leads a single project",
                message="The file describes a single project, and a programme manager leads it.",
                why="One defined piece of work needs a project manager. A programme manager is free for work that needs one.",
                fix="Change the role to `project_manager`, or describe the other workstreams of the programme.",
                at=leading.path,
                severity=Severity.INFO,
            )
        return
    if verdict != "programme":
        return
    started = any(activity.actual is not None and activity.actual.start for activity in ctx.programme.activities.values())
    severity = Severity.ERROR if started else Severity.WARNING
    signals = listing(ctx.plan.structure.reasons, 6)
    if leading is None or leading.role != "programme_manager":
        who = "a project manager leads it" if leading is not None else "nobody holds the role that leads it"
        yield Hit(
            message=f"This is a programme ({signals}), and {who}.",
            fix="Name a holder for the role `programme_manager` in `roles`, with `evidence` for what the role takes.",
            at=leading.path if leading is not None else ("roles",),
            severity=severity,
        )
        return
    shown = evidence(ctx, leading)
    if not shown and not leading.evidence:
        yield Lacking("roles.*.evidence")
    elif len(shown) < ctx.limits(LeaderLimits).skills:
        lacking = [skill for skill in SKILLS if skill not in shown]
        yield Hit(
            title="Evidence for the programme manager is thin",
            message=f"The file names evidence for {count(len(shown), 'skill')} of five that leading a programme takes; "
            f"{listing(lacking, 5)} {'is' if len(lacking) == 1 else 'are'} missing.",
            fix=f"Add `evidence` for {listing(lacking, 5)} to the role, or add somebody who brings it.",
            at=leading.path,
            severity=severity,
        )


def evidence(ctx: Context, role: Held) -> set[str]:
    """The skills for which the file names evidence; running a steering forum shows governance (rulings)."""
    named_skills = msgspec.structs.asdict(role.evidence) if role.evidence is not None else {}
    shown = {skill for skill in SKILLS if named_skills.get(skill)}
    if any(forum.kind in {"steering", "programme_board"} and forum.run_by == role.holder for forum in ctx.programme.forums.values()):
        shown.add("governance")
    return shown


@rule(
    "STR002",
    "no-single-accountable-owner",
    title="Nobody is the single accountable owner",
    severity=Severity.ERROR,
    about=lambda ctx: [ctx.programme],
)
def no_single_accountable_owner(ctx: Context, programmes: Sequence[object]) -> Iterator[Hit | Lacking]:
    """The programme has no accountable owner, or more than one, or one who does not belong to the client.

    What: On the status date the role `senior_responsible_owner` (or, where there is none, `sponsor`) is held by nobody or
        by more than one person, or its holder belongs to a vendor.
    Levels: nobody: information more than 180 days before go-live, a warning to 60 days, an error inside 60; two
        holders, or one from a vendor: an error.
    Why: Accountability that is shared is nobody's. Unclear lines of accountability were a named cause of the Queensland
        Health payroll failure.
    Fix: Name one `senior_responsible_owner` in `roles`, a person of the organisation that benefits.
    Wrong:
        roles:
          - {role: senior_responsible_owner, holder: dana}
          - {role: senior_responsible_owner, holder: omar}
    Right:
        roles: [{role: senior_responsible_owner, holder: dana}]
        people: {dana: {name: Dana Ortiz, organisation: client}}
    Source: Guidance on the senior responsible owner (Northern Ireland Department of Finance; Scottish Government): one
        accountable person. Queensland Auditor-General, Report 7 for 2010.
    """
    owners = programme_wide(holders(ctx, OWNERS[0])) or programme_wide(holders(ctx, OWNERS[1]))
    people = ctx.programme.people
    if not owners:
        yield Hit(
            message="Nobody holds the role of senior responsible owner on the status date.",
            fix="Add `{role: senior_responsible_owner, holder: ...}` to `roles`.",
            at=("roles",),
            severity=ctx.ladder(),
            absent=True,
        )
    elif len({owner.holder for owner in owners}) > 1:
        named_owners = listing(sorted({named(ctx, owner.holder) for owner in owners}))
        yield Hit(
            title="More than one accountable owner",
            message=f"{count(len(owners), 'person', 'people')} hold the role of {owners[0].words}: {named_owners}.",
            fix="Leave one holder, and give the others another role.",
            at=owners[1].path,
        )
    elif owners[0].holder in people and people[owners[0].holder].organisation in ctx.programme.vendors:
        yield Hit(
            title="The accountable owner belongs to a vendor",
            message=f"The {owners[0].words} belongs to the vendor {people[owners[0].holder].organisation}.",
            fix="Name an owner from the organisation that benefits.",
            at=owners[0].path,
        )
    elif owners[0].holder not in people or not people[owners[0].holder].organisation:
        if people:
            yield Lacking("people.*.organisation", (owners[0].holder,))


@rule(
    "STR003",
    "role-conflict",
    title="One person holds roles that check each other",
    severity=Severity.WARNING,
    about=lambda ctx: list(ctx.programme.roles) or [ai for ai in ctx.programme.ai_systems.values() if ai.validator and ai.developer],
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
                message=f"{named(ctx, first.holder)} is {words} at once.",
                fix="Give one of the two roles to somebody else.",
                at=second.path,
                targets=(first.holder, *sorted(pair)),
            )


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
