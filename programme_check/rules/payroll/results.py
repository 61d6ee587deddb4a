"""Payroll: whether the parallel runs that have been made agree with the old payroll."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count, listing
from programme_check.rules.payroll.periods import Run, groups_in_scope, place, runs_by_group
from programme_check.rules.payroll.runs import RunLimits
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.upstream import work

RUNS = "workstreams.*.activities.*.runs.*"


class CleanLimits(Limits, frozen=True):
    """When a parallel run counts as clean."""

    unexplained: int = 0
    """Differences without an explanation that one run may have. Deloitte on SAP payroll parallel testing."""
    match: float = 99.9
    """Percent of the people compared whose pay agrees. One product's template (a weak source)."""
    error_days: int = 30
    """Calendar days before go-live from which it is an error. Judgement."""


def required_runs(ctx: Context) -> list[Run]:
    """The parallel runs that have been made and that a pay group needs: its last two, the first faults behind them."""
    wanted = max(1, ctx.limits(RunLimits).runs)
    if not ctx.programme.payroll.pay_groups:
        every = [
            Run(activity, record)
            for activity in work(ctx.plan.of_kind("parallel_testing"))
            for record in (activity.runs.values() or (None,))
        ]
        return [run for run in in_order(ctx, every, None)[-wanted:] if made(ctx, run)]
    groups = groups_in_scope(ctx)
    found: dict[str, Run] = {}
    for id, runs in runs_by_group(ctx, groups).items():
        ordered = in_order(ctx, runs, ctx.programme.payroll.pay_groups[id].frequency)
        found |= {key(run): run for run in ordered[-wanted:] if made(ctx, run)}
    return list(found.values())


def key(run: Run) -> str:
    """A run by its activity, since two activities may give their runs the same ids."""
    return f"{run.activity.id}.{run.record.id}" if run.record is not None else run.activity.id


def in_order(ctx: Context, runs: Sequence[Run], frequency: str | None) -> list[Run]:
    """Runs by their pay periods where these can be compared, else by the finish of their activities."""
    periods = [run.record.period if run.record is not None else None for run in runs]
    if frequency is not None and all(periods):
        places = [place(period, frequency) for period in periods if period is not None]
        if None not in places and len({one[0] for one in places if one is not None}) == 1:
            return [
                run for _, _, run in sorted(zip(places, range(len(runs)), runs, strict=True), key=lambda one: one[:2])
            ]
    return sorted(runs, key=lambda run: ctx.plan.finish(run.activity.id) or 0)


def made(ctx: Context, run: Run) -> bool:
    """Whether a run has been carried out: it has results, or its activity is over."""
    record = run.record
    if ctx.plan.dates(run.activity.id).complete:
        return True
    if record is None:
        results = run.activity.results
        return results is not None and (results.match is not None or results.signed_off_by is not None)
    return any(
        value is not None
        for value in (record.match, record.unexplained, record.explained, record.signed_off_by, record.signed_off_on)
    )


@rule(
    "PAY004",
    "parallel-not-clean",
    title="A parallel run does not agree with the old payroll",
    severity=Severity.WARNING,
    about=required_runs,
    needs=(f"{RUNS}.unexplained", f"{RUNS}.match", f"{RUNS}.signed_off_by"),
    limits=CleanLimits,
)
def parallel_not_clean(ctx: Context, runs: Sequence[Run]) -> Iterator[Hit | Lacking]:
    """A parallel run that counts has differences nobody has explained, too few matches, or no signature.

    What: One of the last two parallel runs of a pay group has been made (it has results, or its activity is over), and it
        has unexplained differences, or the pay of fewer than 99.9 percent of the people agrees, or nobody has signed it
        off. An earlier run may be unclean, since the ones after it show whether its faults are mended.
    Levels: an error in the last 30 days before go-live and until it; a warning before that, and once people are live.
    Why: The comparison is the proof that people will be paid what they are owed. A run with differences that nobody can
        explain is a rehearsal.
    Fix: List the differences by cause, mend them, and run the period again.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              par: {name: Runs, kind: parallel_testing, start: 2026-12-07, finish: 2027-01-29, runs: {november: {compared: 3500, match: 99.4, unexplained: 3, explained: 18, signed_off_by: dana}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              par: {name: Runs, kind: parallel_testing, start: 2026-12-07, finish: 2027-01-29, runs: {november: {compared: 3500, match: 99.9, unexplained: 0, explained: 18, signed_off_by: dana}}}
    Source: Deloitte, payroll parallel testing (differences are acceptable only if explained). 99.9 percent is one product's
        template (weak). The 30 days are judgement.
    """
    limits = ctx.limits(CleanLimits)
    for run in runs:
        unexplained, match, signed = outcome(run)
        if unexplained is None:
            yield Lacking(f"{RUNS}.unexplained", (key(run),))
        if match is None:
            yield Lacking(f"{RUNS}.match", (key(run),))
        faults = []
        if unexplained is not None and unexplained > limits.unexplained:
            faults.append(f"has {count(unexplained, 'unexplained difference')}")
        if match is not None and match < limits.match:
            faults.append(f"agrees for {match:g} % of the people, and {limits.match:g} % are needed")
        unclean = bool(faults)
        if not signed:
            faults.append("is not signed off")
        if faults:
            yield hit(ctx, run, faults, unclean)


def outcome(run: Run) -> tuple[int | None, float | None, bool]:
    """Unexplained differences, percent of the people whose pay agrees, and whether somebody signed the run off."""
    if run.record is not None:
        signed = run.record.signed_off_by is not None or run.record.signed_off_on is not None
        return run.record.unexplained, run.record.match, signed
    results = run.activity.results
    return (None, results.match, results.signed_off_by is not None) if results is not None else (None, None, False)


def hit(ctx: Context, run: Run, faults: Sequence[str], unclean: bool) -> Hit:
    """The hit for one run with all that is wrong with it."""
    home, record = run.activity.id, run.record
    name = f"Parallel run {record.id} of {ctx.title(home)}" if record is not None else ctx.title(home)
    again = f"List the differences by cause, mend them, and add to `runs` of {home} a run of the next period."
    where = f"`runs.{record.id}`" if record is not None else "`results`"
    live = ctx.plan.go_live_for(home)
    left = ctx.days_to_go_live(home)
    close = left is not None and left <= ctx.limits(CleanLimits).error_days and live is not None and not live.done
    return Hit(
        title=None if unclean else "A parallel run is not signed off",
        message=f"{name} {listing(faults, 3)}.",
        fix=again if unclean else f"Have the run signed off and enter `signed_off_by` in {where} of {home}.",
        at=record.path if record is not None else run.activity.path,
        targets=(home, record.id) if record is not None else (home,),
        impact=live.stated if live is not None else None,
        severity=Severity.ERROR if close else Severity.WARNING,
        absent=not unclean,
    )
