"""Payroll: how many parallel runs a pay group has, and of which periods."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import PayGroup
from programme_check.rules.context import Context, count, listing
from programme_check.rules.payroll.periods import Run, groups_in_scope, label, live, notes, runs_by_group, streak
from programme_check.rules.rule import Limits, rule


class RunLimits(Limits, frozen=True):
    """How many parallel runs a pay group needs."""

    runs: int = 2
    """Parallel runs in consecutive pay periods. Payroll guides name two or three (weak sources)."""
    complex: int = 3
    """Runs suggested for a pay group with complex rules. One product's template (a weak source)."""


@rule(
    "PAY003",
    "too-few-parallel-runs",
    title="Too few parallel runs",
    severity=Severity.INFO,
    ladder=True,
    about=groups_in_scope,
    needs=("payroll.pay_groups",),
    limits=RunLimits,
)
def too_few_parallel_runs(ctx: Context, groups: Sequence[PayGroup]) -> Iterator[Hit | Lacking]:
    """A pay group has too few parallel runs, or they skip a pay period.

    What: Fewer than 2 parallel runs, planned or done, cover a pay group, or no 2 of them are of consecutive pay periods. A
        `parallel_testing` activity without `runs` is one run. A pay group with `complex_rules` and fewer than 3 runs gets a
        suggestion. A pay group that is live already is left alone: a parallel run comes before that or not at all.
    Levels: information when go-live is more than 180 days off, a warning from then on, an error in the last 60 days;
        information where only the third run for complex rules is missing.
    Why: The first run mostly finds errors in the input. Only the next one shows how the system pays.
    Fix: Plan another run in the next pay period.
    Wrong:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {frequency: monthly}}}
        workstreams: {test: {name: Test, kind: testing, activities: {par: {name: Runs, kind: parallel_testing, start: 2027-03-01, finish: 2027-04-30}}}}
    Right:
        programme: {types: [hris]}
        payroll: {pay_groups: {monthly: {frequency: monthly}}}
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              par: {name: Runs, kind: parallel_testing, start: 2027-03-01, finish: 2027-04-30, runs: {run-1: {period: 2027-02}, run-2: {period: 2027-03}}}
    Source: Pages of payroll consultancies and one public project's decision log, two or three runs (weak). Three for complex
        rules: one product's template (weak).
    """
    limits = ctx.limits(RunLimits)
    covered = runs_by_group(ctx, groups)
    for group in groups:
        if live(ctx, group):
            continue
        runs = covered[group.id]
        if len(runs) < limits.runs:
            have = (
                "no parallel run" if not runs else f"{count(len(runs), 'parallel run')} ({listing(run_names(runs), 3)})"
            )
            wanted = f"{limits.runs} in consecutive pay periods are needed"
            yield hit(ctx, group, runs, f"{label(group)} has {have}, planned or done; {wanted}.")
            continue
        periods = [run.record.period for run in runs if run.record is not None and run.record.period is not None]
        longest = streak(periods, group.frequency) if group.frequency is not None else None
        if longest is not None and longest >= limits.runs:
            if group.complex_rules and longest < limits.complex:
                yield suggestion(ctx, group, runs, limits.complex)
        elif group.frequency is None and limits.runs > 1:
            yield Lacking("payroll.pay_groups.*.frequency", (group.id,))
        elif (longest is None or len(periods) < len(runs)) and limits.runs > 1:
            yield Lacking("workstreams.*.activities.*.runs.*.period", (group.id,))
        elif limits.runs > 1:
            listed = listing(sorted(set(periods)), 6)
            message = f"The parallel runs of {label(group)} are of {listed}; {limits.runs} consecutive pay periods are needed."
            yield hit(ctx, group, runs, message, title="Parallel runs are not of consecutive periods")


def run_names(runs: Sequence[Run]) -> list[str]:
    """The ids of runs: their own, or that of the activity that is one run."""
    return [run.record.id if run.record is not None else run.activity.id for run in runs]


def hit(ctx: Context, group: PayGroup, runs: Sequence[Run], message: str, title: str | None = None) -> Hit:
    """The hit for a pay group with too few runs, or with runs that skip a period."""
    return Hit(
        title=title,
        message=message,
        fix=f"{where(ctx, runs)} one entry for each pay period: {entry(group, runs)}.",
        at=group.path,
        targets=(group.id,),
        related=notes(runs),
    )


def where(ctx: Context, runs: Sequence[Run]) -> str:
    """Where another run goes: to parallel testing that is not over, that of the other runs first, else to more of it."""
    tests = [run.activity for run in reversed(runs)] or ctx.plan.of_kind("parallel_testing")
    home = next((item.id for item in tests if not ctx.plan.dates(item.id).complete), None)
    if home is not None:
        return f"Add to `runs` of {home}"
    another = "another" if tests else "an"
    return f"Add {another} activity of `kind: parallel_testing` with `runs`, and in them"


def entry(group: PayGroup, runs: Sequence[Run]) -> str:
    """A further run of a pay group as YAML."""
    return f"`run-{len(runs) + 1}: {{period: PERIOD, pay_groups: [{group.id}]}}`"


def suggestion(ctx: Context, group: PayGroup, runs: Sequence[Run], wanted: int) -> Hit:
    """The hit for a pay group with complex rules and no more runs than any other."""
    return Hit(
        title="Complex pay rules call for another parallel run",
        message=f"{label(group)} has complex rules and {count(len(runs), 'parallel run')}; {wanted} are suggested.",
        fix=f"{where(ctx, runs)} one more pay period: {entry(group, runs)}.",
        at=group.path,
        targets=(group.id,),
        related=notes(runs),
        severity=Severity.INFO,
    )
