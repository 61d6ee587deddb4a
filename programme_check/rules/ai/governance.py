"""AI governance: no model goes live before somebody is entitled to decide about it."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Remedy, Severity
from programme_check.model import Activity, AiSystem
from programme_check.rules.ai.framework import FIELDS, parts_missing
from programme_check.rules.ai.scope import called, excused, in_time, rows, systems_of, uses, work
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.days import or_later, permitted
from programme_check.schedule.precedence import MOST_OTHERS
from programme_check.schedule.scope import meet

ID, NAME = "AIG001", "deployment-without-governance"


@rule(
    ID,
    NAME,
    title="A model goes live without governance",
    severity=Severity.ERROR,
    about=lambda ctx: [item for item in work(ctx, "model_deployment") if not excused(item, ID, NAME)],
    needs=("workstreams.*.activities.* with kind: model_deployment",),
)
def deployment_without_governance(ctx: Context, subjects: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A model is deployed before a governance framework for it is in force, or under a framework that lacks a part.

    What: No framework is in force on the day the deployment starts: there is neither an `ai_governance_setup` activity in
        its scope nor a `governance` block of the AI system, or the activity ends, or the block comes into force, after that
        day. Or one of five parts is missing: a policy, an accountable model owner, an inventory entry, a forum that decides
        whether models go live, a rule for accepting risk. `scope.ai_systems` of the deployment, or of its workstream, says
        which AI system it deploys.
    Why: The model's outputs act on people from the first day, and without a framework nobody is entitled to stop them.
    Fix: Block the deployment behind the framework: link it to the `ai_governance_setup` activity, and fill in `governance`,
        `model_owner` and `inventory` of the AI system.
    Wrong:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              deploy: {name: Deploy CV screening, kind: model_deployment, start: 2027-05-03, finish: 2027-05-04, scope: {ai_systems: [cv-screening]}}
    Right:
        programme: {types: [ai]}
        forums: {ai-board: {name: AI board, kind: other, decides: [models]}}
        ai_systems:
          cv-screening:
            name: CV screening
            inventory: AI-017
            model_owner: dana
            governance: {policy: ai-policy-v2, forum: ai-board, acceptance_rule: documented, in_force: 2027-04-01}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              setup: {name: Set up AI governance, kind: ai_governance_setup, start: 2027-02-01, finish: 2027-03-31}
              deploy: {name: Deploy CV screening, kind: model_deployment, start: 2027-05-03, finish: 2027-05-04, scope: {ai_systems: [cv-screening]}, depends_on: [setup]}
    Source: A founding statement of this tool; NIST AI Risk Management Framework 1.0 (GOVERN 1 and 2, MANAGE 1.1) and ISO/IEC
        42001 A.2, A.3, read through summaries. The choice of these five parts is judgement.
    """
    held = {match.succ: match for match in rows(ctx, 51)}
    reported: set[str] = set()
    for item in sorted(in_time(ctx, subjects), key=lambda one: ctx.plan.dates(one.id).complete):
        late = held.get(item.id)
        broken = late is not None and not late.holds
        if late is not None and broken:
            yield order.conflict(
                ctx, late, title="A model goes live before its governance", severity=Severity.ERROR, absent=False
            )
        setups = setups_for(ctx, item)
        systems = systems_of(ctx, item)
        if not systems and not setups:
            yield ungoverned(ctx, item)
        elif not systems and not broken:
            yield Lacking("ai_systems.*.governance", (item.id,))
        for system in systems:
            hit, lacking = judge(ctx, item, system, of_system(ctx, item, system), broken)
            if lacking is not None:
                yield lacking
            if hit is not None and (hit.gap_days is not None or system.id not in reported):
                yield hit
                reported.add(system.id)


def setups_for(ctx: Context, item: Activity) -> list[Activity]:
    """The activities that set up governance in the scope of a deployment; the same list for the same scope."""
    scope = ctx.plan.scope(item.id)
    known = ctx.memo.setdefault("governance set up in scope", {})
    if scope not in known:
        known[scope] = [one for one in work(ctx, "ai_governance_setup") if ctx.plan.same_scope(one.id, item.id)]
    found: list[Activity] = known[scope]
    return found


def of_system(ctx: Context, item: Activity, system: AiSystem) -> list[Activity]:
    """Those of these activities that concern one of the deployment's systems."""
    key = (ctx.plan.scope(item.id), system.id)
    known = ctx.memo.setdefault("governance set up for system", {})
    if key not in known:
        this = frozenset({system.id})
        known[key] = [one for one in setups_for(ctx, item) if meet(ctx.plan.scope(one.id).ai_systems, this)]
    found: list[Activity] = known[key]
    return found


def ungoverned(ctx: Context, item: Activity) -> Hit:
    """A deployment in a file that knows neither AI systems nor a governance activity."""
    return Hit(
        message=f"{ctx.title(item.id)} {when(ctx, item)}, and nothing governs the model: "
        "no activity of kind ai_governance_setup is in its scope, and no AI system with a `governance` block is named.",
        fix=f"Add an activity of kind ai_governance_setup that ends before {item.id} starts and put it into `depends_on` of {item.id}; "
        "then add the system to `ai_systems` with `governance: {policy: …, forum: …, acceptance_rule: …, in_force: …}`, "
        "`model_owner` and `inventory`.",
        at=item.path,
        targets=(item.id,),
        impact=ctx.plan.start(item.id),
        absent=True,
    )


def when(ctx: Context, item: Activity) -> str:
    """When a deployment starts, as a predicate."""
    start = ctx.plan.start(item.id)
    if start is None:
        return "is in the plan"
    return f"{'started' if start <= ctx.as_of else 'starts'} {day(start)}"


def judge(
    ctx: Context, item: Activity, system: AiSystem, setups: Sequence[Activity], broken: bool
) -> tuple[Hit | None, Lacking | None]:
    """What is wrong with the governance of one system at one deployment, and what is not known about it.

    `broken` says that the dates of the governance activity have been reported already.
    """
    governance, start = system.governance, ctx.plan.start(item.id)
    force = governance.in_force.day if governance is not None and governance.in_force is not None else None
    missing = parts_missing(ctx, system)
    if not setups and governance is None:
        return ungoverned_system(ctx, item, system, missing), None
    over = ctx.plan.dates(item.id).complete and force is not None and force <= ctx.as_of
    if force is not None and start is not None and force > start and not broken and not over:
        return in_force_late(ctx, item, system, missing, force), None
    lacking = None
    if force is None and not setups:
        lacking = Lacking("ai_systems.*.governance.in_force", (system.id,))
    elif start is None:
        lacking = Lacking("workstreams.*.activities.*.start", (item.id,))
    elif force is None and not any(timed(ctx, one.id) for one in setups):
        lacking = Lacking("workstreams.*.activities.*.finish", tuple(one.id for one in setups))
    return incomplete(ctx, item, system, missing) if missing else None, lacking


def timed(ctx: Context, id: str) -> bool:
    """Whether an activity has a finish, or is over."""
    return ctx.plan.finish(id) is not None or ctx.plan.dates(id).complete


def ungoverned_system(ctx: Context, item: Activity, system: AiSystem, missing: Sequence[str]) -> Hit:
    """A deployment of a system that nothing governs."""
    return Hit(
        message=f"{ctx.title(item.id)} {when(ctx, item)}, and {called(system)} has no governance: neither an "
        f"ai_governance_setup activity in scope nor a `governance` block. It lacks {listing(missing)}.",
        fix=f"Add an activity of kind ai_governance_setup that ends before {item.id} starts and link it in `depends_on`; "
        f"then {fill(system, missing)}.",
        at=item.path,
        targets=(item.id, system.id),
        related=beside(ctx, item, system),
        impact=ctx.plan.start(item.id),
        absent=True,
    )


def in_force_late(ctx: Context, item: Activity, system: AiSystem, missing: Sequence[str], force: int) -> Hit:
    """A deployment before the day from which the framework is in force."""
    start = ctx.plan.start(item.id)
    gap = float(max(1, ctx.plan.calendar_of(item.id).days_between(start or force, force)))
    lacks = f" It also lacks {listing(missing)}." if missing else ""
    then = f"; then {fill(system, missing)}" if missing else ""
    return Hit(
        title="A model goes live before its governance",
        message=f"{ctx.title(item.id)} {when(ctx, item)}, but governance of {called(system)} is in force only from "
        f"{day(force)}: {count(gap, 'working day')} too early.{lacks}",
        fix=f"Move `start` of {item.id} to {or_later(ctx, item.id, force)}, or bring `governance.in_force` of {system.id} forward{then}.",
        at=(*item.path, "start"),
        targets=(item.id, system.id),
        related=beside(ctx, item, system),
        gap_days=gap,
        remedy=Remedy(item.id, not_before=force, to=permitted(ctx, item.id, force)),
        impact=start,
    )


def incomplete(ctx: Context, item: Activity, system: AiSystem, missing: Sequence[str]) -> Hit:
    """A deployment under a framework that lacks a part."""
    fix = fill(system, missing)
    return Hit(
        title="The governance of a model is incomplete",
        message=f"{ctx.title(item.id)} {when(ctx, item)}, and the governance of {called(system)} lacks {listing(missing)}.",
        fix=f"{fix[0].upper()}{fix[1:]}.",
        at=item.path,
        targets=(item.id, system.id),
        related=beside(ctx, item, system),
        impact=ctx.plan.start(item.id),
        absent=True,
    )


def fill(system: AiSystem, missing: Sequence[str]) -> str:
    """The fields to fill in."""
    return f"fill in {listing([FIELDS[part] for part in missing])} of ai_systems.{system.id}"


def beside(ctx: Context, item: Activity, system: AiSystem) -> tuple[Note, ...]:
    """The system's own place, and the other deployments of it."""
    others = [one for one in uses(ctx, "model_deployment")[system.id][:MOST_OTHERS] if one.id != item.id]
    return (
        Note(system.path, called(system)),
        *(Note(one.path, f"{ctx.title(one.id)} deploys it too") for one in others),
    )
