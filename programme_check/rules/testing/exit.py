"""Testing: what is known to be wrong when a test ends."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import decision_title
from programme_check.rules.shared.permits import permitting
from programme_check.schedule.scope import Scope, ScopeIndex

COUNTED = ("unit_testing", "system_testing", "integration_testing", "regression_testing", "uat")
"""Tests that are run case by case; the others prove themselves by other figures."""


def tests(ctx: Context) -> list[Activity]:
    """The tests of the plan; planning them is no test."""
    return [
        item
        for item in ctx.plan.of_group("test")
        if isinstance(item, Activity)
        and item.kind != "test_planning"
        and item.planning not in {"summary", "level_of_effort"}
    ]


class ExitLimits(Limits, frozen=True):
    """What a test may leave open when it ends."""

    days: int = 10
    """Calendar days before its finish from which a test is judged. Judgement."""
    sev1: int = 0
    """Open defects of severity 1. A public template of test criteria (weak)."""
    sev2: int = 0
    """Open defects of severity 2. The same template (weak)."""
    passed_integration: float = 95
    """Percent of the executed cases that pass in integration testing. The same template (weak)."""
    passed_acceptance: float = 98
    """Percent of the executed cases that pass in user acceptance testing. The same template (weak)."""


@rule(
    "TST005",
    "open-critical-defects-at-exit",
    title="A test ends with severe defects or open cases",
    severity=Severity.ERROR,
    about=tests,
    needs=("workstreams.*.activities.* with a kind of test, such as integration_testing or uat",),
    limits=ExitLimits,
)
def open_critical_defects_at_exit(ctx: Context, subjects: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A test is over, or nearly over, with severe defects open or cases that were not run or not passed.

    What: A test that is complete, or ends within 10 calendar days, has an open defect of severity 1 or 2; or cases that
        were not executed; or, of those executed, fewer than 95 percent passed in integration testing or 98 percent in user
        acceptance testing.
    Levels: an error; a warning where a later test of the same kind and scope is still to end and can close them, or where a
        decision that was made allows it (named in `exceptions` of the test, or `permits` of the decision).
    Why: What is known to be wrong when testing ends goes live with the system.
    Fix: Close the defects and run the cases, or list each defect with a workaround and its owner for the go-live.
    Wrong:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              uat:
                name: Acceptance test
                kind: uat
                start: 2027-01-04
                finish: 2027-01-22
                tests: {planned: 240, executed: 240, passed: 238}
                defects: {sev1: 1, sev2: 0}
    Right:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              uat:
                name: Acceptance test
                kind: uat
                start: 2027-01-04
                finish: 2027-01-22
                tests: {planned: 240, executed: 240, passed: 238}
                defects: {sev1: 0, sev2: 0}
    Source: A public template of quality gates (weak) for 95 and 98 percent and no severe defect; public lists of test
        criteria agree on no critical defect. The 10 days are judgement.
    """
    limits = ctx.limits(ExitLimits)
    still_to_end = LaterCycles(ctx, subjects)
    for test in subjects:
        dates = ctx.plan.dates(test.id)
        if not dates.complete and dates.finish is None:
            yield Lacking("workstreams.*.activities.*.finish", (test.id,))
            continue
        if not dates.complete and dates.finish is not None and dates.finish - ctx.as_of > limits.days:
            continue
        for field in unknown(test):
            yield Lacking(f"workstreams.*.activities.*.{field}", (test.id,))
        faults = [*severe(test, limits), *unproven(test, limits)]
        if faults:
            later, allowed = still_to_end.after(test), permitted(ctx, test)
            yield hit(ctx, test, faults, later, allowed)


def unknown(test: Activity) -> list[str]:
    """What the file does not say about a test that is over; a case-by-case test needs its numbers."""
    lacks = []
    if test.defects is None or test.defects.sev1 is None or test.defects.sev2 is None:
        lacks.append("defects")
    counts = test.tests
    if test.kind in COUNTED and (
        counts is None or counts.planned is None or counts.executed is None or counts.passed is None
    ):
        lacks.append("tests")
    return lacks


def severe(test: Activity, limits: ExitLimits) -> list[str]:
    """The open severe defects of a test, in words."""
    if test.defects is None:
        return []
    found = []
    for severity, number, most in ((1, test.defects.sev1, limits.sev1), (2, test.defects.sev2, limits.sev2)):
        if number is not None and number > most:
            found.append(f"{count(number, 'open defect')} of severity {severity}")
    return found


def unproven(test: Activity, limits: ExitLimits) -> list[str]:
    """The cases of a test that were not executed, and a share of passes below the limit, in words."""
    counts = test.tests
    if counts is None or counts.executed is None:
        return []
    found = []
    if counts.planned is not None and counts.executed < counts.planned:
        found.append(f"{counts.planned - counts.executed} of {count(counts.planned, 'case')} not executed")
    least = {"integration_testing": limits.passed_integration, "uat": limits.passed_acceptance}.get(test.kind)
    if least is not None and counts.passed is not None and counts.executed > 0:
        share = 100 * counts.passed / counts.executed
        if share < least:
            found.append(f"{share:.1f} % of the executed cases passed, where {least:g} % are expected")
    return found


def permitted(ctx: Context, test: Activity) -> str | None:
    """The decision that was made and lets a test end like this; one that permits other rules only does not count."""
    decisions, allowing = ctx.programme.decisions, permitting(ctx, "TST005", "open-critical-defects-at-exit")
    for id in test.exceptions:
        made = id in decisions and decisions[id].status == "made"
        if made and (not decisions[id].permits or decisions[id] in allowing):
            return id
    return next((decision.id for decision in allowing if test.id in decision.blocks), None)


class LaterCycles:
    """Tests that are still to end, by kind and scope."""

    def __init__(self, ctx: Context, subjects: Sequence[Activity]) -> None:
        self._ctx = ctx
        latest: dict[str, dict[Scope, tuple[int, str]]] = {}
        for test in subjects:
            dates = ctx.plan.dates(test.id)
            if dates.finish is not None and not dates.complete:
                scope, held = ctx.plan.scope(test.id), latest.setdefault(test.kind, {})
                held[scope] = max(held.get(scope, (0, "")), (dates.finish, test.id))
        self._latest = {kind: (ScopeIndex(list(held)), list(held.values())) for kind, held in latest.items()}
        self._known: dict[tuple[str, Scope], tuple[int, str]] = {}

    def after(self, test: Activity) -> str | None:
        """The last test of the same kind in the scope of a test that ends after it; None where there is none."""
        key = test.kind, self._ctx.plan.scope(test.id)
        if key not in self._known:
            index, held = self._latest.get(test.kind, (ScopeIndex([]), []))
            self._known[key] = max((held[place] for place in index.meeting(key[1])), default=(0, ""))
        finish, id = self._known[key]
        return id if finish > (self._ctx.plan.finish(test.id) or 0) else None


def hit(ctx: Context, test: Activity, faults: Sequence[str], later: str | None, allowed: str | None) -> Hit:
    """The hit for a test that ends like this."""
    dates, live = ctx.plan.dates(test.id), ctx.plan.go_live_for(test.id)
    when = f" {day(dates.finish)}" if dates.finish is not None else ""
    message = f"{ctx.title(test.id)} {'ended' if dates.complete else 'ends'}{when} with {listing(faults, 4)}."
    if allowed is not None:
        message += f" Decision {decision_title(ctx, allowed)} allows it."
    elif later is not None:
        message += f" {ctx.title(later)} is still to end."
    return Hit(
        message=message,
        fix=f"Close them and bring `defects` and `tests` of {test.id} up to date, or list each under `conditions` of the "
        "go/no-go with a workaround and its owner.",
        at=(*test.path, "defects" if test.defects is not None else "tests"),
        targets=(test.id,),
        impact=live.stated if live is not None else None,
        severity=Severity.WARNING if allowed or later else None,
    )
