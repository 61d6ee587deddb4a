"""Testing: on real data, and in the order that keeps users out of integration faults."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Remedy, Severity
from programme_check.model import Activity, Criterion
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.held import decision_title
from programme_check.rules.shared.upstream import row
from programme_check.schedule.precedence import allowing

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


def tests(ctx: Context) -> list[Activity]:
    """Tests that run on business data and are not done."""
    return [
        item
        for kind in ("integration_testing", "uat", "parallel_testing")
        for item in ctx.plan.of_kind(kind)
        if isinstance(item, Activity) and not ctx.plan.dates(item.id).complete
    ]


@rule(
    "TST001",
    "testing-before-data-ready",
    title="Testing starts before its data is ready",
    severity=Severity.ERROR,
    about=tests,
    needs=("workstreams.*.activities.* with kind: integration_testing, uat or parallel_testing",),
)
def testing_before_data_ready(ctx: Context, subjects: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A test starts before the data it works on has been migrated.

    What: Integration testing, user acceptance testing or parallel testing starts before the data migration that feeds it
        (named in `needs_data`, or in the same scope) has ended. For integration and acceptance testing a mock load that is
        reconciled before the test starts is enough; parallel testing needs the data in full.
    Why: Tests on invented data prove the configuration, not the business. What the real data breaks shows up after
        go-live.
    Fix: Start the test after the load is reconciled, or name in `needs_data` the mock load it uses.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          data: {name: Data, kind: data_migration, activities: {load: {name: Migrate workers, kind: data_migration, start: 2027-02-01, finish: 2027-03-24}}}
          test: {name: Test, kind: testing, activities: {par: {name: Parallel runs, kind: parallel_testing, start: 2027-02-22, finish: 2027-03-26}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          data: {name: Data, kind: data_migration, activities: {load: {name: Migrate workers, kind: data_migration, start: 2027-02-01, finish: 2027-03-24}}}
          test: {name: Test, kind: testing, activities: {par: {name: Parallel runs, kind: parallel_testing, start: 2027-03-25, finish: 2027-04-30}}}
    Source: A founding statement of this tool; GSA Modernization and Migration Management Playbook 4.18 (sequence tests with
        mock conversions).
    """
    broken: dict[str, list[RowMatch]] = {}
    for match in ctx.plan.matches:
        if match.owner == "TST001" and not match.holds:
            broken.setdefault(match.succ, []).append(match)
    for test in subjects:
        named = ctx.plan.test_loads.named(test.id)
        late = [id for id in named if ctx.plan.test_loads.late(id, test.id)]
        if late:
            yield named_hit(ctx, test, late)
        elif not named and test.id in broken:
            worst = max(broken[test.id], key=lambda match: (match.gap_days, match.pred))
            yield order.conflict(ctx, worst, severity=Severity.ERROR)


def named_hit(ctx: Context, test: Activity, late: Sequence[str]) -> Hit:
    """A test that starts before a load it names itself."""
    last = max(late, key=lambda id: ctx.plan.finish(id) or 0)
    start, finish = ctx.plan.start(test.id), ctx.plan.finish(last)
    gap = ctx.plan.gap(last, test.id, "FS", None) or 0.0
    ends = day(finish) if finish is not None else "later"
    return Hit(
        message=f"{ctx.title(test.id)} starts {day(start) if start is not None else 'earlier'}, but {ctx.title(last)}, whose data it needs, "
        f"ends {ends}: {count(gap, 'working day')} too early.",
        fix=f"Move `start` of {test.id} to {ends} or later, or name in `needs_data` a load that is ready by then.",
        at=(*test.path, "start"),
        targets=(test.id, last),
        related=tuple(order.note(ctx, id, "finish") for id in late),
        gap_days=gap,
        remedy=Remedy(test.id, after=last, to=finish),
        impact=start,
    )


@rule(
    "TST002",
    "uat-before-sit-exit",
    title="Acceptance testing starts before integration exits",
    severity=Severity.ERROR,
    about=lambda ctx: [
        item for item in ctx.plan.of_kind("uat") if isinstance(item, Activity) and not ctx.plan.dates(item.id).complete
    ],
    needs=("workstreams.*.activities.* with kind: uat",),
)
def uat_before_sit_exit(ctx: Context, subjects: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Users start testing before integration testing has met its exit criteria.

    What: User acceptance testing starts before integration testing in the same scope ends; or integration testing is
        complete with exit criteria that are not met.
    Levels: an error; a warning where a decision that was made allows the overlap.
    Why: Users who meet integration faults lose their confidence in the system, and their time is spent on the wrong faults.
    Fix: Move acceptance testing, split it by what has exited, or record the decision that allows the overlap in `exceptions`.
    Wrong:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              sit: {name: Integration test, kind: integration_testing, start: 2027-02-01, finish: 2027-02-26}
              uat: {name: Acceptance test, kind: uat, start: 2027-02-22, finish: 2027-03-12, depends_on: ["sit SS"]}
    Right:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              sit: {name: Integration test, kind: integration_testing, start: 2027-02-01, finish: 2027-02-26}
              uat: {name: Acceptance test, kind: uat, start: 2027-03-01, finish: 2027-03-12, depends_on: [sit]}
    Source: GSA Modernization and Migration Management Playbook 4.18, step 6 (exit criteria confirmed for each cycle). No
        overlap tolerated is judgement.
    """
    broken = {match.succ: match for match in ctx.plan.row_matches(20) if not match.holds}
    ended_badly = unmet_at_exit(ctx)
    for uat in subjects:
        allowed = allowing(ctx.plan, row(20), uat.id)
        if uat.id in broken:
            match = broken[uat.id]
            note = f" Decision {decision_title(ctx, allowed)} allows the overlap." if allowed else ""
            level = Severity.WARNING if allowed else Severity.ERROR
            remedy = {"remedy": None} if allowed else {}
            yield order.conflict(ctx, match, after=note, severity=level, **remedy)
            continue
        for sit, unmet in ended_badly:
            if ctx.plan.same_scope(sit.id, uat.id):
                words = listing([criterion.text or criterion.id for criterion in unmet], 3)
                yield Hit(
                    title="Integration testing ended with criteria unmet",
                    message=f"{ctx.title(sit.id)} is complete, and these exit criteria are not met: {words}; {ctx.title(uat.id)} follows.",
                    fix=f"Meet the `exit_criteria` of {sit.id}, or record in `exceptions` of {uat.id} the decision to go on without.",
                    at=(*sit.path, "exit_criteria"),
                    targets=(uat.id, sit.id),
                    severity=Severity.WARNING if allowed else Severity.ERROR,
                )


def unmet_at_exit(ctx: Context) -> list[tuple[Activity, list[Criterion]]]:
    """Integration tests that are complete, with the exit criteria they have not met."""
    found = []
    for sit in ctx.plan.of_kind("integration_testing"):
        if isinstance(sit, Activity) and sit.exit_criteria and ctx.plan.dates(sit.id).complete:
            unmet = [criterion for criterion in sit.exit_criteria.values() if criterion.met == "no"]
            if unmet:
                found.append((sit, unmet))
    return found
