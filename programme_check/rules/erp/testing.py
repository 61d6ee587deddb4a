"""ERP: integration testing waits until the configuration it tests stands still."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Remedy, Severity
from programme_check.model import Activity, ChangeRequest
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.erp.late_changes import Changes, StabilityLimits, integration_tests, of_types, tested
from programme_check.rules.rule import rule
from programme_check.rules.shared.upstream import Before, Upstream, linked, work
from programme_check.schedule.among import covered
from programme_check.schedule.scope import Scope, same_scope


def tests_of_configuration(ctx: Context) -> list[Activity]:
    """Integration tests, where the file says anything about the configuration they test."""
    kinds = ("configuration", "configuration_freeze") if is_erp(ctx) else ("configuration_freeze",)
    return integration_tests(ctx) if ctx.programme.change_requests or ctx.holds(*kinds) else []


def is_erp(ctx: Context) -> bool:
    """Whether the programme is an ERP programme, among other things it may be."""
    return "erp" in ctx.programme.programme.types


@rule(
    "ERP001",
    "integration-testing-before-config-stable",
    title="Integration testing starts before configuration ends",
    severity=Severity.ERROR,
    about=tests_of_configuration,
    needs=(
        "workstreams.*.activities.* with kind: integration_testing",
        "workstreams.*.activities.* with kind: configuration or configuration_freeze",
    ),
    applies=of_types,
    limits=StabilityLimits,
)
def integration_testing_before_config_stable(ctx: Context, tests: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Integration testing starts while the systems it tests are still being configured.

    What: In an ERP programme, integration testing starts before the configuration of the same system, or of a system at
        either end of an interface it covers, has ended. In ERP and HRIS programmes, it starts before the configuration freeze
        in its scope, no earlier freeze covering the same; or more than 3 change requests to the configuration it tests were
        approved in the 14 calendar days before its start. In other programmes the order is that of DEP001.
    Levels: error; a warning for change requests alone; information when test and configuration are both over.
    Why: Tests of a system that still changes chase a moving target, and their results expire with the next change.
    Fix: Start the test after the configuration is frozen, or test one stable system after the other.
    Wrong:
        programme: {types: [erp]}
        landscape: {systems: {ledger: {name: Ledger}}}
        workstreams:
          build: {name: Build, kind: configuration, activities: {config: {name: Configure ledger, kind: configuration, start: 2027-02-01, finish: 2027-03-12, scope: {systems: [ledger]}}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26, scope: {systems: [ledger]}}}}
    Right:
        programme: {types: [erp]}
        landscape: {systems: {ledger: {name: Ledger}}}
        workstreams:
          build: {name: Build, kind: configuration, activities: {config: {name: Configure ledger, kind: configuration, start: 2027-02-01, finish: 2027-03-05, scope: {systems: [ledger]}}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26, scope: {systems: [ledger]}}}}
    Source: A founding statement of this tool for the order. A university's published ERP calendar froze the configuration 17
        days before the test (weak). The limits on change requests are judgement.
    """
    builds = work(ctx.plan.of_kind("configuration")) if is_erp(ctx) else []
    config = Upstream(ctx, 10, builds)
    freezes = work(ctx.plan.of_kind("configuration_freeze"))
    freeze = Upstream(ctx, 11, freezes)
    changes, limits = Changes(ctx), ctx.limits(StabilityLimits)
    for test in tests:
        start, scope = ctx.plan.start(test.id), tested(ctx, test)
        if start is None:
            if config.of(test.id, scope).found or freeze.of(test.id, scope).found or changes.known:
                yield Lacking("workstreams.*.activities.*.start", (test.id,))
            continue
        building, freezing = config.of(test.id, scope), freeze.of(test.id, scope)
        freezing = uncovered(ctx, test, scope, freezing, freezes) if freezing.gap_days else freezing
        over = ctx.plan.dates(test.id).complete or freeze.excused(test.id)
        late = [] if over else changes.before(start, scope, limits)
        if building.gap_days or freezing.gap_days:
            yield unstable(ctx, test, building, freezing, late)
        elif late:
            yield restless(ctx, test, start, late)
        elif building.undated or freezing.undated:
            yield Lacking("workstreams.*.activities.*.finish", (test.id,))
        else:
            yield from changes.unclear(start, scope, limits, test.id)


def uncovered(ctx: Context, test: Activity, scope: Scope, before: Before, freezes: Sequence[Activity]) -> Before:
    """Those late freezes for whose systems, entities and waves no freeze stands by the start of the test."""
    start = ctx.plan.start(test.id)
    early = [
        ctx.plan.scope(freeze.id)
        for freeze in freezes
        if (finish := ctx.plan.finish(freeze.id)) is not None
        and start is not None
        and finish <= start
        and same_scope(ctx.plan.scope(freeze.id), scope)
    ]
    if not early or before.first is None:
        return before
    late = [id for id in (before.first, *before.others) if not covered(early, ctx.plan.scope(id), scope)]
    if not late:
        return before._replace(first=None, gap_days=0.0, others=())
    return before._replace(
        first=late[0], gap_days=ctx.plan.gap(late[0], test.id, "FS", None) or 0.0, others=tuple(late[1:])
    )


def unstable(ctx: Context, test: Activity, building: Before, freezing: Before, late: Sequence[ChangeRequest]) -> Hit:
    """The hit for a test that starts before its configuration ends or is frozen."""
    start = ctx.plan.start(test.id) or 0
    both = [before for before in (building, freezing) if before.gap_days]
    worst = max(both, key=lambda before: before.gap_days)
    leading = building if building.gap_days else freezing
    first = leading.first or ""
    done = all(ctx.plan.dates(id).complete for before in both for id in (test.id, before.first or ""))
    finish = ctx.plan.finish(first) or start
    message = f"{ctx.title(test.id)} {'started' if ctx.plan.dates(test.id).actual_start is not None else 'starts'} {day(start)}, but {ctx.title(first)} "
    if leading is building:
        message += f"{'ended' if ctx.plan.dates(first).complete else 'ends'} {day(finish)}"
    else:
        message += f"{'was' if ctx.plan.dates(first).complete else 'is'} on {day(finish)}"
    message += f": {count(leading.gap_days, 'working day')} too early."
    if leading.others:
        message += f" The same holds for {listing(leading.others, 3)}."
    if leading is building and freezing.gap_days and freezing.first is not None:
        message += (
            f" The configuration is frozen on {day(ctx.plan.finish(freezing.first) or start)} ({freezing.first})."
        )
    if late:
        message += f" In the days before, {count(len(late), 'change request')} to the configuration were approved."
    earliest = ctx.plan.calendar_of(test.id).add_days(start, worst.gap_days)
    links = [before.first for before in both if before.first is not None and not linked(ctx, before.first, test.id)]
    fix = f"Move `start` of {test.id} to {day(earliest)} or later"
    if links:
        fix += f" and add `depends_on: [{', '.join(links)}]`"
    fix += f", or split {test.id} and test one stable system after the other, each with its own `scope: {{systems: [...]}}`."
    title = None
    if done:
        title, fix = (
            "Integration testing ran before configuration ended",
            f"Repeat in a regression test what {first} changed after {day(start)}.",
        )
    elif leading is freezing:
        title = "Integration testing starts before the freeze"
    return Hit(
        title=title,
        message=message,
        fix=fix,
        at=(*test.path, "start"),
        targets=(test.id, first),
        related=tuple(note for before in both for note in before.notes(ctx)),
        gap_days=leading.gap_days,
        remedy=None if done else Remedy(test.id, after=first, to=earliest),
        impact=start,
        severity=Severity.INFO if done else None,
    )


def restless(ctx: Context, test: Activity, start: int, late: Sequence[ChangeRequest]) -> Hit:
    """The hit for a test that starts right after many changes were approved."""
    days = ctx.limits(StabilityLimits).days
    ids = [change.id for change in late]
    return Hit(
        title="Many changes approved right before the test",
        message=f"{ctx.title(test.id)} starts {day(start)}; {len(late)} change requests to the configuration it tests were approved in the "
        f"{days} days before ({listing(ids, 6)}).",
        fix=f"Move `start` of {test.id} until these changes are configured and tested on their own, or put some of them off until after it.",
        at=(*test.path, "start"),
        targets=(test.id,),
        related=tuple(Note(change.path, f"{change.title} ({change.id})") for change in late),
        impact=start,
        severity=Severity.WARNING,
    )
