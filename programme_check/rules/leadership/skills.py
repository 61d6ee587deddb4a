"""Structure: who leads the programme, and what shows that they can."""

from collections.abc import Iterator, Sequence

import msgspec

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import LEADERS, Held, holders, programme_wide

SKILLS = ("dependency", "commercial", "governance", "benefits", "scenario")
"""What leading a programme takes beyond leading a project: each is shown by evidence, never by rank or years."""


class LeaderLimits(Limits, frozen=True):
    """How much evidence a programme manager needs."""

    skills: int = 3
    """Skills out of five for which the file names evidence. Judgement."""


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
    started = any(
        activity.actual is not None and activity.actual.start for activity in ctx.programme.activities.values()
    )
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
    if any(
        forum.kind in {"steering", "programme_board"} and forum.run_by == role.holder
        for forum in ctx.programme.forums.values()
    ):
        shown.add("governance")
    return shown
