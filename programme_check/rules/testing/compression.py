"""Testing: the phase that pays when everything before it is late."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day
from programme_check.rules.plan_logic.baselines import baseline_finish
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.permits import about


def phases(ctx: Context) -> list[Activity]:
    """Tests that are not done; planning them is no test."""
    return [
        item
        for item in ctx.plan.of_group("test")
        if isinstance(item, Activity)
        and item.kind != "test_planning"
        and item.planning not in {"summary", "level_of_effort"}
        and not item.is_point
        and not ctx.plan.dates(item.id).complete
    ]


class CompressionLimits(Limits, frozen=True):
    """How far a test phase may be shortened."""

    warning: float = 80
    """Percent of its baseline duration below which a test counts as compressed. Judgement."""
    error: float = 60
    """Percent of its baseline duration below which that is an error. Judgement."""


@rule(
    "TST003",
    "test-phase-compressed",
    title="A test has less time than was agreed",
    severity=Severity.WARNING,
    about=phases,
    needs=("workstreams.*.activities.* with a kind of test, such as integration_testing or uat",),
    limits=CompressionLimits,
)
def test_phase_compressed(ctx: Context, tests: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A test was shortened to hold a date, and has as much to test as before.

    What: An unfinished test has fewer than 80 percent of the working days of its baseline; or it starts later than in the
        baseline and finishes no later. Accepted where the number of tests fell (`tests.planned` below `tests.baseline`),
        or a decision that was made allows it (`exceptions` of the test, or `permits` of the decision). Where no numbers
        of tests are given, the scope counts as unchanged.
    Levels: a warning; an error below 60 percent.
    Why: Delay upstream is paid in the middle of the chain, by testing. What is not tested is found by the people who are
        paid or served by it.
    Fix: Move the finish, or cut scope by a recorded decision.
    Later: numbers of tests taken from an earlier revision of the file come with the comparison of revisions.
    Wrong:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              uat: {name: Acceptance test, kind: uat, start: 2027-02-22, finish: 2027-03-05, baseline: {start: 2027-02-08, finish: 2027-03-05}}
    Right:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              uat: {name: Acceptance test, kind: uat, start: 2027-02-22, finish: 2027-03-19, baseline: {start: 2027-02-08, finish: 2027-03-05}}
    Source: A founding statement of this tool (delay, then shortened tests, then unready users); OAG Canada on Phoenix,
        2018, where tests were curtailed to hold date and budget. The 80 and 60 percent are judgement.
    """
    limits = ctx.limits(CompressionLimits)
    unknown = []
    for test in tests:
        if accepted(ctx, test):
            continue
        dates = ctx.plan.dates(test.id)
        agreed_start = test.baseline.start.day if test.baseline and test.baseline.start else None
        agreed_finish = baseline_finish(test)
        if agreed_start is None or agreed_finish is None:
            unknown.append(test.id)
            continue
        if dates.start is None or dates.finish is None or dates.duration is None:
            yield Lacking("workstreams.*.activities.*.finish", (test.id,))
            continue
        calendar = ctx.plan.calendar_of(test.id)
        agreed = calendar.days_between(agreed_start, agreed_finish + 1)
        later = calendar.days_between(agreed_start, dates.start)
        left = 100 * dates.duration / agreed if agreed > 0 else 100.0
        squeezed = later > ctx.settings.tolerance_days and dates.finish <= agreed_finish and dates.duration < agreed
        if left >= limits.warning and not squeezed:
            continue
        moved = f" It starts {count(later, 'working day')} later and finishes no later." if squeezed else ""
        yield Hit(
            message=f"{ctx.title(test.id)} has {count(round(dates.duration, 2), 'working day')} where the baseline has {agreed} "
            f"({left:.0f} %), and {scope(test)}.{moved}",
            fix=f"Move `finish` of {test.id} to {day(calendar.add_days(dates.start, agreed - 1))}, or cut its scope by a decision named in `exceptions`.",
            at=(*test.path, "finish"),
            targets=(test.id,),
            related=(Note((*test.path, "baseline"), f"Baseline {day(agreed_start)} to {day(agreed_finish)}"),),
            gap_days=round(max(0.0, agreed - dates.duration), 2) or None,
            impact=dates.start,
            severity=Severity.ERROR if left < limits.error else Severity.WARNING,
        )
    if unknown:
        yield Lacking("workstreams.*.activities.*.baseline", tuple(unknown))


def accepted(ctx: Context, test: Activity) -> bool:
    """Whether there is less to test than there was, or a decision that was made allows less time."""
    counts = test.tests
    if (
        counts is not None
        and counts.planned is not None
        and counts.baseline is not None
        and counts.planned < counts.baseline
    ):
        return True
    decisions = ctx.programme.decisions
    if any(id in decisions and decisions[id].status == "made" for id in test.exceptions):
        return True
    return about(ctx, test.id, "TST003", "test-phase-compressed")


def scope(test: Activity) -> str:
    """What the file says about how much there is to test."""
    if test.tests is not None and test.tests.planned is not None and test.tests.baseline is not None:
        return f"as many tests as before or more ({test.tests.planned}, baseline {test.tests.baseline})"
    return "no fall in the number of tests is recorded"
