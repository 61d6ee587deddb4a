"""Payroll: whom the parallel runs cover."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import PayGroup
from programme_check.rules.context import Context, count, listing
from programme_check.rules.payroll.periods import (
    Run,
    groups_in_scope,
    label,
    notes,
    parallel_scope,
    runs_by_group,
    wave_of,
)
from programme_check.rules.rule import Limits, rule


class CoverLimits(Limits, frozen=True):
    """How much of a pay group parallel runs have to cover."""

    headcount: float = 100
    """Percent of the people whose pay one run compares. Judgement; lower it for a documented sample."""


def groups_going_live(ctx: Context) -> list[PayGroup]:
    """Pay groups in a wave (all where the file has no waves), once any parallel testing is planned."""
    if not ctx.holds("parallel_testing"):
        return []
    groups = groups_in_scope(ctx)
    return [group for group in groups if not ctx.programme.rollout.waves or wave_of(ctx, group) is not None]


@rule(
    "PAY005",
    "pay-group-uncovered",
    title="Parallel runs leave out some of the people",
    severity=Severity.ERROR,
    about=groups_going_live,
    needs=("payroll.pay_groups", "workstreams.*.activities.* with kind: parallel_testing"),
    limits=CoverLimits,
)
def pay_group_uncovered(ctx: Context, groups: Sequence[PayGroup]) -> Iterator[Hit | Lacking]:
    """A pay group, a part of its people or a type of employee is in no parallel run.

    What: A pay group of a wave (any pay group where there are no waves) is in no parallel run; or every run of it has been
        compared, and none compares the pay of all its people; or one of its `employee_types` is in none of its runs. With
        no pay group covered, its pay frequency is not either.
    Why: The exceptions live in the smallest groups. What no run has paid is paid for the first time in live pay.
    Fix: Add the pay group, the people or the type to a run; for a documented sample, lower the limit `headcount`.
    Wrong:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {frequency: monthly, headcount: 3500}, weekly: {frequency: weekly, headcount: 120}}}
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              par: {name: Runs, kind: parallel_testing, start: 2027-03-01, finish: 2027-04-30, runs: {run-1: {pay_groups: [monthly], compared: 3500}}}
    Right:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {frequency: monthly, headcount: 3500}, weekly: {frequency: weekly, headcount: 120}}}
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              par: {name: Runs, kind: parallel_testing, start: 2027-03-01, finish: 2027-04-30, runs: {run-1: {pay_groups: [monthly, weekly], compared: 3620}}}
    Source: Payroll guides ask for a mix of employee types (weak). All pay groups and all people are judgement.
    """
    limits = ctx.limits(CoverLimits)
    covered = runs_by_group(ctx, groups)
    for group in groups:
        runs = covered[group.id]
        if not runs:
            yield uncovered(ctx, group)
            continue
        lacks: list[str] = []
        share = people_compared(ctx, group, runs)
        if isinstance(share, str):
            yield Lacking(share, (group.id,))
        elif share < limits.headcount:
            lacks.append(f"no run compares more than {share:.3g} % of its people ({limits.headcount:g} % are needed)")
        tested = {kind for run in runs if run.record is not None for kind in run.record.employee_types}
        silent = any(run.record is None or not run.record.employee_types for run in runs)
        absent = [kind for kind in group.employee_types if kind not in tested]
        if absent and silent:
            yield Lacking("workstreams.*.activities.*.runs.*.employee_types", (group.id,))
        elif absent:
            lacks.append(f"no run has employees of type {listing(absent)}")
        if lacks:
            home = runs[-1].activity.id
            yield Hit(
                message=f"{label(group)} is in parallel runs, but {' and '.join(lacks)}.",
                fix=f"Run it again with everybody: add to `runs` of {home} an entry with `pay_groups: [{group.id}]` and all of its people.",
                at=group.path,
                targets=(group.id,),
                related=notes(runs),
            )


def uncovered(ctx: Context, group: PayGroup) -> Hit:
    """The hit for a pay group that no parallel run pays."""
    test = ctx.plan.of_kind("parallel_testing")[0]
    others = [other.id for other in ctx.programme.payroll.pay_groups.values() if other.frequency == group.frequency]
    alone = f", and it is the only one paid {group.frequency}" if group.frequency and len(others) == 1 else ""
    people = f", {count(group.headcount, 'person', 'people')}," if group.headcount is not None else ""
    return Hit(
        title="A pay group is in no parallel run",
        message=f"{label(group)}{people} is in no parallel run{alone}.",
        fix=f"Add to `runs` of {test.id} an entry with `pay_groups: [{group.id}]`, or {group.id} to the scope of {test.id}.",
        at=group.path,
        targets=(group.id,),
        absent=True,
    )


def people_compared(ctx: Context, group: PayGroup, runs: Sequence[Run]) -> float | str:
    """The largest share of a group's people whose pay one run compared, in percent; else the field that is missing.

    A run of several groups counts for each with the share of all its people. Runs still to come may bring the rest.
    """
    if group.headcount is None:
        return "payroll.pay_groups.*.headcount"
    groups = ctx.programme.payroll.pay_groups
    shares = []
    open_runs = False
    for run in runs:
        record = run.record
        if record is None or record.compared is None:
            open_runs = True
            continue
        named = record.pay_groups or parallel_scope(ctx, run.activity).pay_groups or groups
        heads = [groups[id].headcount for id in named]
        if None in heads:
            return "payroll.pay_groups.*.headcount"
        total = sum(number for number in heads if number is not None)
        shares.append(100.0 if not total else min(100.0, 100 * record.compared / total))
    best = max(shares, default=0.0)
    return "workstreams.*.activities.*.runs.*.compared" if open_runs and best < 100 else best
