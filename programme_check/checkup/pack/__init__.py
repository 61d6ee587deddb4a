"""What a steering pack shows beside the findings, gathered from the plan and the registers of the file."""

from typing import TYPE_CHECKING

from programme_check.checkup.pack import lanes, registers, sight, soon
from programme_check.checkup.pack.names import Names
from programme_check.verdict.pack import Choice, Pack

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.schedule import Plan
    from programme_check.settings import Settings
    from programme_check.verdict import ProgrammeReport
    from programme_check.whatif.risk import RiskResult

OWNERS = ("senior_responsible_owner", "sponsor")
MOST_ITEMS = 2_000
"""Items of a plan beyond which a pack leaves the simulation to `risk`, as a check does."""
LEADERS = ("programme_manager", "project_manager")


def pack_of(document: "Document", plan: "Plan", settings: "Settings", report: "ProgrammeReport") -> Pack:
    """Everything that a pack needs beside the report of the check."""
    header = plan.programme.programme
    names = Names(plan)
    items = tuple(lanes.items(plan, names))
    manager = held(plan, LEADERS)
    return Pack(
        objective=header.objective or header.scope_statement or "",
        sponsor=names.who(held(plan, OWNERS)[1]),
        manager=names.who(manager[1]),
        manager_role=manager[0].replace("_", " "),
        currency=header.currency or "",
        per_week=header.cost_of_delay.per_week if header.cost_of_delay is not None else None,
        lanes=lanes.lanes(plan, names),
        items=items,
        closed=tuple(lanes.closed(plan)),
        choices=choices(plan, names),
        waits=lanes.waits(plan),
        owed=registers.owed(plan),
        proofs=tuple(registers.proofs(plan, names)),
        registers=registers.registers(plan, names),
        sight=tuple(sight.sight(plan, names, report.outcomes)),
        monday=sight.monday(plan.as_of),
        loads=sight.loads(document, plan, settings, names),
        due=soon.due(plan, names, items, report.ahead.decisions),
        risk=simulated(plan, settings),
    )


def held(plan: "Plan", roles: tuple[str, ...]) -> tuple[str, str | None]:
    """The first of these roles that somebody holds on the status date for the whole programme, and who does."""
    for wanted in roles:
        for role in plan.programme.roles:
            ended = role.until is not None and role.until.day < plan.as_of
            began = role.since is None or role.since.day <= plan.as_of
            if role.role == wanted and role.workstream is None and role.holder and began and not ended:
                return wanted, role.holder
    return roles[0], None


def choices(plan: "Plan", names: Names) -> dict[str, Choice]:
    """What there is to know of each decision beside its dates."""
    found = {}
    for id, one in plan.programme.decisions.items():
        option = one.options.get(one.recommendation) if one.recommendation else None
        found[id] = Choice(
            title=one.title,
            owner=names.who(one.owner),
            forum=names.forum(one.forum),
            recommendation=(option.text if option is not None else None) or one.recommendation or "",
            deferrals=len(one.deferrals),
        )
    return found


def simulated(plan: "Plan", settings: "Settings") -> "RiskResult | None":
    """The simulation, where the file holds ranges for work to come and is not too large."""
    from programme_check.whatif import risk

    if len(plan.programme.work) > MOST_ITEMS or not risk.holds_ranges(plan):
        return None
    try:
        return risk.run(plan, settings)
    except risk.CannotSimulate:  # `risk` says which range is none
        return None


__all__ = ["pack_of"]
