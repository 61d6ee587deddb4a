"""ERP: the configuration is frozen before it is tested."""

import datetime
from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, day
from programme_check.rules.erp.late_changes import integration_tests, of_types, tested
from programme_check.rules.rule import rule
from programme_check.rules.shared.upstream import Upstream, work
from programme_check.schedule.scope import Scope, meet


@rule(
    "ERP002",
    "no-configuration-freeze",
    title="No configuration freeze before integration testing",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [test for test in integration_tests(ctx) if not ctx.plan.dates(test.id).complete],
    needs=("workstreams.*.activities.* with kind: integration_testing (not complete)",),
    applies=of_types,
)
def no_configuration_freeze(ctx: Context, tests: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """Integration testing is planned, and no day on which the configuration it tests is frozen.

    What: In an ERP or HRIS programme, an integration test that is not over has no `configuration_freeze` in its scope, and no
        freeze of kind configuration under `freezes` begins by its start. A `configuration_freeze` after its start is left to
        ERP001.
    Why: "Stable" needs a day that somebody signs. Without it everybody has another one in mind.
    Fix: Add a freeze on or before the day the test starts, with a route for exceptions.
    Wrong:
        programme: {types: [erp]}
        workstreams: {test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26}}}}
    Right:
        programme: {types: [erp]}
        workstreams:
          build: {name: Build, kind: configuration, activities: {frozen: {name: Configuration frozen, kind: configuration_freeze, start: 2027-03-05}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26}}}
    Source: A founding statement of this tool; one university's published ERP calendar (weak). That it is required is
        judgement.
    """
    upstream = Upstream(ctx, 11, work(ctx.plan.of_kind("configuration_freeze")))
    for test in tests:
        start, scope = ctx.plan.start(test.id), tested(ctx, test)
        if upstream.of(test.id, scope).found or upstream.excused(test.id):
            continue
        kept = [
            freeze
            for freeze in ctx.programme.freezes.values()
            if freeze.kind == "configuration" and holds_for(freeze.applies_to, scope)
        ]
        if start is None and kept:
            yield Lacking("workstreams.*.activities.*.start", (test.id,))
        elif not any(start is not None and freeze.from_.day <= start for freeze in kept):
            by = (
                f"by {day(start)}, when {ctx.title(test.id)} starts"
                if start is not None
                else f"before {ctx.title(test.id)}"
            )
            yield Hit(
                message=f"No configuration freeze stands in the plan {by}.",
                fix=f"Add `config-freeze: {{name: Configuration frozen, kind: configuration_freeze, start: {iso(start)}}}` to the workstream that "
                f"configures, and `depends_on: [config-freeze]` to {test.id}.",
                at=test.path,
                targets=(test.id,),
                related=tuple(
                    Note(freeze.path, f"Freeze {freeze.id} begins {day(freeze.from_.day)}") for freeze in kept
                ),
                impact=start,
            )


def holds_for(applies_to: Sequence[str], scope: Scope) -> bool:
    """Whether a freeze of the `freezes` section holds for a scope: one of its systems, entities or waves, or all."""
    named = frozenset(applies_to)
    limits = scope.systems | scope.entities | scope.waves
    return meet(named, limits)


def iso(start: int | None) -> str:
    """The day before which the freeze has to be, as it is written in the file."""
    return datetime.date.fromordinal(start).isoformat() if start is not None else "DATE"
