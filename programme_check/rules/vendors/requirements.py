"""Vendors: what the solution does not do, and what is done about it."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Requirement, RequirementSummary
from programme_check.rules.context import Context, count, day
from programme_check.rules.rule import rule
from programme_check.schedule.scope import meet

GAPS = ("gap", "failed")


def stated(ctx: Context) -> list[Requirement | RequirementSummary]:
    """The requirements, one by one and counted."""
    summary = ctx.programme.requirements_summary
    return [*ctx.programme.requirements.values(), *((summary,) if summary is not None else ())]


@rule(
    "VEN006",
    "requirement-gap-undispositioned",
    title="Nobody has said what is done about a gap",
    severity=Severity.WARNING,
    about=stated,
    needs=("requirements",),
)
def requirement_gap_undispositioned(
    ctx: Context, subjects: Sequence[Requirement | RequirementSummary]
) -> Iterator[Hit | Lacking]:
    """The solution does not meet a requirement and nobody decided what to do, or not every requirement is traced.

    What: A requirement whose `fit` is gap or failed has no `disposition` (fix, change_request, workaround or accept) or no
        `owner`; or `requirements.summary` counts fewer requirements traced than there are.
    Levels: a warning; an error once integration testing in the requirement's scope has started.
    Why: A gap without a decision is decided by whoever configures the system. Those who asked for it find out in the
        acceptance test, or on the first live day.
    Fix: Go through the fit-gap list with the process owners, and write down for each gap what is done and who answers for it.
    Wrong:
        requirements: {r-104: {title: Retro pay, fit: gap}}
    Right:
        requirements: {r-104: {title: Retro pay, fit: gap, disposition: workaround, owner: dana}}
    Source: A founding statement of this tool (configuration that does not match the requirements, and nobody able to
        challenge it); GSA's Modernization and Migration Management playbook, phase 3 (fit-gap, traceability), read in
        summary. No open gap at the start of integration testing is judgement.
    """
    begun = tests_begun(ctx)
    for subject in subjects:
        if isinstance(subject, RequirementSummary):
            yield from untraced(ctx, subject, begun)
        elif subject.fit is None:
            yield Lacking("requirements.*.fit", (subject.id,))
        elif subject.fit in GAPS:
            lacks = []
            if subject.disposition in {None, "none"}:
                lacks.append("disposition")
            if subject.owner is None:
                lacks.append("owner")
            if lacks:
                yield open_gap(ctx, subject, lacks, begun)


def tests_begun(ctx: Context) -> list[Activity]:
    """The integration tests that have started, earliest first."""
    tests = [item for item in ctx.plan.of_kind("integration_testing") if isinstance(item, Activity)]
    running = [(ctx.plan.start(item.id) or 0, item) for item in tests if under_way(ctx, item)]
    return [item for _, item in sorted(running, key=lambda pair: pair[0])]


def under_way(ctx: Context, item: Activity) -> bool:
    """Whether an activity has started or is over."""
    dates = ctx.plan.dates(item.id)
    return dates.complete or dates.in_progress


def open_gap(ctx: Context, item: Requirement, lacks: list[str], begun: list[Activity]) -> Hit:
    """A gap that nobody has decided on."""
    system = frozenset({item.system}) if item.system is not None else frozenset()
    test = next((one for one in begun if meet(ctx.plan.scope(one.id).systems, system)), None)
    name = f"{item.title} ({item.id})" if item.title else item.id
    how = "is a gap" if item.fit == "gap" else "failed"
    return Hit(
        message=f"Requirement {name} {how} and has no {' and no '.join(lacks)}{since(ctx, test)}.",
        fix=f"Add `disposition` (fix, change_request, workaround or accept) and `owner` to `requirements.{item.id}`.",
        at=item.path,
        targets=(item.id,),
        severity=Severity.ERROR if test is not None else Severity.WARNING,
        absent=True,
    )


def since(ctx: Context, test: Activity | None) -> str:
    """That testing has begun, as the end of a sentence."""
    if test is None:
        return ""
    start = ctx.plan.start(test.id)
    return f"; {ctx.title(test.id)} started{f' on {day(start)}' if start is not None else ''}"


def untraced(ctx: Context, summary: RequirementSummary, begun: list[Activity]) -> Iterator[Hit | Lacking]:
    """Requirements that no test covers."""
    for field in ("total", "traced"):
        if getattr(summary, field) is None:
            yield Lacking(f"requirements.summary.{field}")
    if summary.total is None or summary.traced is None or summary.traced >= summary.total:
        return
    test = begun[0] if begun else None
    missing = summary.total - summary.traced
    verb = "is" if missing == 1 else "are"
    yield Hit(
        title="Not every requirement is traced to a test",
        message=f"{count(missing, 'requirement')} of {summary.total} {verb} traced to no test{since(ctx, test)}.",
        fix="Name a test for each of them, take out what nobody needs, and correct `requirements.summary`.",
        at=("requirements", "summary"),
        severity=Severity.ERROR if test is not None else Severity.WARNING,
    )
