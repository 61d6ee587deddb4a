"""Payroll: how many parallel runs there are, and whom they cover."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import PayGroup
from programme_check.rules.context import Context, count, listing
from programme_check.rules.pay_periods import Run, groups_in_scope, runs_by_group, streak, wave_of
from programme_check.rules.rule import Limits, rule


class RunLimits(Limits, frozen=True):
    """How many parallel runs a pay group needs."""

    runs: int = 2
    """Parallel runs in consecutive pay periods. Payroll guides name two or three (weak sources)."""
    complex: int = 3
    """Runs suggested for a pay group with complex rules. One product's template (a weak source)."""


def label(group: PayGroup) -> str:
    """How a message names a pay group."""
    return f"{group.name} ({group.id})" if group.name else f"Pay group {group.id}"


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
        suggestion.
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
        runs = covered[group.id]
        live = wave_of(ctx, group)
        if len(runs) < limits.runs:
            have = "no parallel run" if not runs else f"{count(len(runs), 'parallel run')} ({listing(run_names(runs), 3)})"
            wanted = f"{limits.runs} in consecutive pay periods are needed"
            yield hit(ctx, group, runs, f"{label(group)} has {have}, planned or done; {wanted}.", live)
            continue
        periods = [run.record.period for run in runs if run.record is not None and run.record.period is not None]
        longest = streak(periods, group.frequency) if group.frequency is not None else None
        if longest is not None and longest >= limits.runs:
            if group.complex_rules and longest < limits.complex:
                yield suggestion(group, runs, limits.complex, live)
        elif group.frequency is None and limits.runs > 1:
            yield Lacking("payroll.pay_groups.*.frequency", (group.id,))
        elif (longest is None or len(periods) < len(runs)) and limits.runs > 1:
            yield Lacking("workstreams.*.activities.*.runs.*.period", (group.id,))
        elif limits.runs > 1:
            listed = listing(sorted(set(periods)), 6)
            message = f"The parallel runs of {label(group)} are of {listed}; {limits.runs} consecutive pay periods are needed."
            yield hit(ctx, group, runs, message, live, title="Parallel runs are not of consecutive periods")


def run_names(runs: Sequence[Run]) -> list[str]:
    """The ids of runs: their own, or that of the activity that is one run."""
    return [run.record.id if run.record is not None else run.activity.id for run in runs]


def hit(ctx: Context, group: PayGroup, runs: Sequence[Run], message: str, live: str | None, title: str | None = None) -> Hit:
    """The hit for a pay group with too few runs, or with runs that skip a period."""
    home = runs[-1].activity.id if runs else next((item.id for item in ctx.plan.of_kind("parallel_testing")), None)
    entry = f"{{period: PERIOD, pay_groups: [{group.id}]}}"
    where = f"Add to `runs` of {home}" if home is not None else "Add an activity of `kind: parallel_testing` with `runs`"
    return Hit(
        title=title,
        message=message,
        fix=f"{where} one entry for each pay period: `run-{len(runs) + 1}: {entry}`.",
        at=group.path,
        targets=(group.id,),
        related=notes(runs),
        go_live_of=live,
    )


def suggestion(group: PayGroup, runs: Sequence[Run], wanted: int, live: str | None) -> Hit:
    """The hit for a pay group with complex rules and no more runs than any other."""
    return Hit(
        title="Complex pay rules call for another parallel run",
        message=f"{label(group)} has complex rules and {count(len(runs), 'parallel run')}; {wanted} are suggested.",
        fix=f"Add to `runs` of {runs[-1].activity.id} one more pay period: `run-{len(runs) + 1}: {{period: PERIOD, pay_groups: [{group.id}]}}`.",
        at=group.path,
        targets=(group.id,),
        related=notes(runs),
        go_live_of=live,
        severity=Severity.INFO,
    )


def notes(runs: Sequence[Run]) -> tuple[Note, ...]:
    """Where the runs stand."""
    activities = {run.activity.id: run.activity for run in runs}
    return tuple(Note(found.path, f"Parallel testing {found.name} ({id})") for id, found in activities.items())


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
    heads = {id: found.headcount for id, found in ctx.programme.payroll.pay_groups.items()}
    for group in groups:
        runs = covered[group.id]
        if not runs:
            yield uncovered(ctx, group)
            continue
        lacks: list[str] = []
        share = people_compared(group, runs, heads)
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
    test = next(iter(ctx.plan.of_kind("parallel_testing")))
    others = [other.id for other in ctx.programme.payroll.pay_groups.values() if other.frequency == group.frequency]
    alone = f", and it is the only one paid {group.frequency}" if group.frequency and len(others) == 1 else ""
    people = f" ({count(group.headcount, 'person', 'people')})" if group.headcount is not None else ""
    return Hit(
        title="A pay group is in no parallel run",
        message=f"{label(group)}{people} is in no parallel run{alone}.",
        fix=f"Add to `runs` of {test.id} an entry with `pay_groups: [{group.id}]`, or {group.id} to the scope of {test.id}.",
        at=group.path,
        targets=(group.id,),
        absent=True,
    )


def people_compared(group: PayGroup, runs: Sequence[Run], heads: dict[str, int | None]) -> float | str:
    """The largest share of a group's people whose pay one run compared, in percent; else the field that is missing.

    A run of several groups counts for each with the share of all its people. Runs still to come may bring the rest.
    """
    if group.headcount is None:
        return "payroll.pay_groups.*.headcount"
    shares = []
    open_runs = False
    for run in runs:
        record = run.record
        if record is None or record.compared is None:
            open_runs = True
            continue
        total = 0
        for id in record.pay_groups or (group.id,):
            number = heads.get(id)
            if number is None:
                return "payroll.pay_groups.*.headcount"
            total += number
        shares.append(100.0 if not total else min(100.0, 100 * record.compared / total))
    best = max(shares, default=0.0)
    return "workstreams.*.activities.*.runs.*.compared" if open_runs and best < 100 else best
