"""AI governance: the duties that the law lays on a system are planned, and met in time."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, AiSystem
from programme_check.rules.ai.regulation import Duty, applies, regulation
from programme_check.rules.ai.risk_class import EU
from programme_check.rules.ai.scope import about, called, uses
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import Limits, rule

DEPLOYMENT = "workstreams.*.activities.* with kind: model_deployment"


class TableLimits(Limits, frozen=True):
    """How old the table of duties may be."""

    months: int = 6
    """Months between the day the table was put together and the status date. Judgement."""


class Late(NamedTuple):
    """A duty whose activity ends too late."""

    duty: Duty
    activity: str
    due: int
    finish: int


@rule(
    "AIG008",
    "regulatory-duty-unplanned",
    title="A legal duty of an AI system is not planned",
    severity=Severity.WARNING,
    about=lambda ctx: list(ctx.programme.ai_systems.values()),
    needs=("ai_systems",),
    limits=TableLimits,
)
def regulatory_duty_unplanned(ctx: Context, systems: Sequence[AiSystem]) -> Iterator[Hit | Lacking]:
    """Nothing in the plan meets a duty that the EU AI Act lays on a system, or it is met too late.

    What: For each duty of the table that holds for the system (by risk class, role and workplace use, where `jurisdictions`
        names the EU or one of its countries) `duties` names an activity that ends, or has a `done_on` or `evidence`, by the
        day from which the duty holds or the start of the first deployment, whichever is later. For literacy training of the
        system's users will do. The table: AI literacy, transparency, notice to workers, conformity, registration.
    Levels: an error where the duty holds before the plan ends; a warning where it holds later. Information where the table is
        more than six months older than the status date.
    Why: The law does not wait for the plan, and its dates move: the amendment of 2026 put off the duties for high-risk
        systems by sixteen months.
    Fix: Plan an activity for each duty, and name it under `duties` of the system.
    Wrong:
        programme: {types: [ai], jurisdictions: [eu], status_date: 2026-09-01}
        ai_systems: {cv-screening: {name: CV screening, role: deployer, workplace_use: yes, risk_class: {eu_ai_act: high}}}
        workstreams:
          ai:
            name: Models
            kind: model_governance
            activities:
              notice: {name: Notice to workers, kind: communications, start: 2027-04-01, finish: 2027-04-16}
              deploy: {name: Deploy, kind: model_deployment, start: 2027-05-03, finish: 2027-05-04}
    Right:
        programme: {types: [ai], jurisdictions: [eu], status_date: 2026-09-01}
        ai_systems:
          cv-screening:
            {name: CV screening, role: deployer, workplace_use: yes, risk_class: {eu_ai_act: high},
             duties: {literacy: {done_on: 2026-08-03}, worker_notice: {activity: notice}}}
        workstreams:
          ai:
            name: Models
            kind: model_governance
            activities:
              notice: {name: Notice to workers, kind: communications, start: 2027-04-01, finish: 2027-04-16}
              deploy: {name: Deploy, kind: model_deployment, start: 2027-05-03, finish: 2027-05-04}
    Source: EU AI Act, Articles 4, 26(7), 43, 49 and 50, and its amendment of 2026 (Digital Omnibus), all read through
        summaries; its publication has not been verified. Six months is judgement.
    """
    places = {place.lower() for place in ctx.programme.programme.jurisdictions}
    if not places:
        yield Lacking("programme.jurisdictions")
        return
    if not places & EU:
        return
    yield from table_age(ctx)
    for system in systems:
        missing: list[Duty] = []
        late: list[Late] = []
        begins = deployment(ctx, system)
        for duty in regulation().duties:
            answer = applies(duty, system)
            if isinstance(answer, str):
                yield Lacking(f"ai_systems.*.{answer}", (system.id,))
            elif answer:
                found = judge(ctx, system, duty, begins)
                if found is None:
                    missing.append(duty)
                elif isinstance(found, Lacking):
                    yield found
                elif isinstance(found, Late):
                    late.append(found)
        if missing:
            yield unplanned(ctx, system, missing, begins)
        for one in {one.activity: one for one in sorted(late, key=lambda one: -one.due)}.values():
            yield too_late(ctx, system, one)


def table_age(ctx: Context) -> Iterator[Hit]:
    """The table, where it is too old for the status date."""
    from programme_check.schedule.spans import add_months

    compiled = regulation().compiled.toordinal()
    months = ctx.limits(TableLimits).months
    if add_months(compiled, months) < ctx.as_of:
        yield Hit(
            title="The table of legal duties is old",
            message=f"The duties of the EU AI Act were last compiled on {day(compiled)}, more than {months} months before the status date.",
            fix="Check the dates in the Official Journal, or install a newer version of this program.",
            at=("programme", "status_date"),
            severity=Severity.INFO,
            absent=False,
        )


def deployment(ctx: Context, system: AiSystem) -> int | None:
    """The day a system is first used in earnest: its first deployment, else the go-live it works towards."""
    starts = [ctx.plan.start(item.id) for item in uses(ctx, "model_deployment")[system.id]]
    known = [start for start in starts if start is not None]
    if known:
        return min(known)
    live = ctx.plan.go_live_for(system.id)
    return live.stated if live is not None else None


def judge(ctx: Context, system: AiSystem, duty: Duty, begins: int | None) -> Late | Lacking | bool | None:
    """Whether a duty is met in time: True, or what is late, or what is lacking to tell; None where nothing meets it."""
    entry = system.duties.get(duty.duty)
    if entry is not None and (entry.evidence or (entry.done_on is not None and entry.done_on.day <= ctx.as_of)):
        return True
    item = ctx.programme.work.get(entry.activity or "") if entry is not None else None
    if item is None or item.status == "cancelled":
        return True if duty.duty == "literacy" and trained(ctx, system) else None
    finish = ctx.plan.finish(item.id)
    if finish is None:
        return Lacking("workstreams.*.activities.*.finish", (item.id,))
    if begins is None and duty.day <= ctx.as_of:
        return Lacking(DEPLOYMENT, (system.id,))
    due = max(duty.day, begins or 0)
    return True if finish <= due or ctx.plan.dates(item.id).complete else Late(duty, item.id, due, finish)


def trained(ctx: Context, system: AiSystem) -> bool:
    """Whether training of the system's users is planned; CHG001 judges when."""
    return any(for_users(ctx, item, system) for item in about(ctx, system, "training_delivery"))


def for_users(ctx: Context, item: Activity, system: AiSystem) -> bool:
    """Whether training reaches a group that uses the system; training that names no group reaches everybody."""
    named = ctx.plan.scope(item.id).groups
    groups = [group for id, group in ctx.programme.readiness.groups.items() if id in named]
    return not groups or any(system.id in group.ai_systems for group in groups)


def plan_end(ctx: Context) -> int:
    """The last day of the plan."""
    if "plan end" not in ctx.memo:
        ends = [ctx.plan.finish(id) for id in ctx.programme.work]
        ctx.memo["plan end"] = max((end for end in ends if end is not None), default=ctx.as_of)
    last: int = ctx.memo["plan end"]
    return last


def level(ctx: Context, duties: Sequence[Duty]) -> Severity:
    """An error where one of the duties holds before the plan ends."""
    return Severity.ERROR if any(duty.day <= plan_end(ctx) for duty in duties) else Severity.WARNING


def stated(duty: Duty) -> str:
    """A duty with its article and its day: `conformity assessment (Article 43, from 2 Dec 2027)`."""
    before = f", {day(duty.was.toordinal())} before the amendment of 2026" if duty.was is not None else ""
    return f"{duty.name} ({duty.law}, from {day(duty.day)}{before})"


def unplanned(ctx: Context, system: AiSystem, missing: Sequence[Duty], begins: int | None) -> Hit:
    """A system with duties that nothing meets."""
    keys = ", ".join(f"{duty.duty}: {{activity: …}}" for duty in missing)
    return Hit(
        message=f"Nothing in the plan meets {listing([stated(duty) for duty in missing])} for {called(system)}.",
        fix=f"Plan an activity for each, and name it in ai_systems.{system.id}: `duties: {{{keys}}}`.",
        at=(*system.path, "duties"),
        targets=(system.id,),
        severity=level(ctx, missing),
        impact=min(max(duty.day, begins or 0) for duty in missing),
        absent=True,
    )


def too_late(ctx: Context, system: AiSystem, late: Late) -> Hit:
    """A duty that is met after its day."""
    return Hit(
        title="A legal duty of an AI system is met too late",
        message=f"{ctx.title(late.activity)} ends {day(late.finish)}; {stated(late.duty)} is due for {called(system)} by {day(late.due)}.",
        fix=f"Bring `finish` of {late.activity} forward to {day(late.due)} or earlier, or deploy later.",
        at=(*ctx.path_of(late.activity), "finish"),
        targets=(late.activity, system.id),
        severity=level(ctx, [late.duty]),
        gap_days=float(max(1, ctx.plan.calendar_of(late.activity).days_between(late.due, late.finish))),
        impact=late.due,
    )
