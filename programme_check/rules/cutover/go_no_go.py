"""Cutover: a go/no-go that can still say no."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count, day
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.landing import Landing, in_scope, landings_and, split
from programme_check.schedule.precedence import MOST_OTHERS
from programme_check.schedule.scope import Scope

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


class GateLimits(Limits, frozen=True):
    """When the preliminary go/no-go takes place."""

    earliest: int = 60
    """Calendar days before go-live from which it is meaningful. GSA playbook 4.5."""
    latest: int = 30
    """Calendar days before go-live by which it has to be over, so that there is time to act. GSA playbook 4.5."""


EARLY = "The go/no-go comes before testing has ended"
TESTS = ("integration_testing", "parallel_testing")
"""Tests beside acceptance testing whose exit a go/no-go decides on."""


@rule(
    "CUT002",
    "go-no-go-missing-or-late",
    title="No go/no-go decides before the cutover",
    severity=Severity.ERROR,
    about=landings_and(26),
    needs=("workstreams.*.activities.* with kind: go_live, and the cutover that leads to it",),
    limits=GateLimits,
)
def go_no_go_missing_or_late(ctx: Context, subjects: "Sequence[Landing | RowMatch]") -> Iterator[Hit | Lacking]:
    """Nobody decides, at a time when it can still be stopped, whether to go live.

    What: No gate of kind go_no_go lies between the end of testing (integration, acceptance, parallel runs) and the start of the cutover; or no
        preliminary go/no-go lies between 60 and 30 calendar days before go-live.
    Levels: a missing, early or late go/no-go is an error; the preliminary one is a warning, and information while it is
        missing more than 180 days before go-live.
    Why: A decision without time to stop is a ceremony.
    Fix: Add gates of kind `go_no_go_preliminary` and `go_no_go`, the second after all testing and before the cutover.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
        gates:
          early: {name: Preliminary go/no-go, kind: go_no_go_preliminary, date: 2027-03-22}
          final: {name: Go/no-go, kind: go_no_go, date: 2027-04-26}
    Source: GSA Modernization and Migration Management Playbook 4.5; Scottish Government Gateway Review 4 (after testing,
        before rollout).
    """
    late = {match.pred: match for match in ctx.plan.row_matches(33) if not match.holds}
    ahead, broken = split(subjects)
    early = {match.succ: match for match in broken}
    for landing in ahead:
        gates = in_scope(ctx, "go_no_go", landing)
        first = [id for id in gates if preliminary(ctx, id)]
        final = [id for id in gates if not preliminary(ctx, id)]
        if not final:
            yield Hit(
                message=f"No go/no-go gate decides on {ctx.title(landing.id)}.",
                fix="Add a gate of kind `go_no_go` after the last test and before the cutover, and a `go_no_go_preliminary` "
                "30 to 60 days before go-live.",
                at=landing.path,
                targets=(landing.id,),
                impact=landing.start,
                absent=True,
            )
            continue
        yield from after_cutover(ctx, landing, final, late)
        for gate in final:
            if gate in early:
                match = early.pop(gate)
                said = (match.pred, *match.others)
                further = [id for _, id in evidence(ctx, landing, gate) if id not in said]
                notes = [order.note(ctx, id, "finish") for id in (*said, *further[:MOST_OTHERS])]
                yield order.conflict(ctx, match, title=EARLY, severity=Severity.ERROR, related=tuple(notes))
            else:
                yield from before_test_exit(ctx, landing, gate)
        yield from preliminary_gate(ctx, landing, first, final)
    for gate, match in early.items():
        if not ctx.plan.dates(gate).complete:
            yield order.conflict(ctx, match, title=EARLY, severity=Severity.ERROR)


def preliminary(ctx: Context, id: str) -> bool:
    """Whether a gate is the preliminary one."""
    return getattr(ctx.programme.work[id], "kind", "") == "go_no_go_preliminary"


def evidence(ctx: Context, landing: Landing, gate: str) -> list[tuple[int, str]]:
    """The tests that a go/no-go decides on and that end after it, with their last days, the latest first.

    As many as a finding can name, those included that it names for another reason.
    """
    when = ctx.plan.finish(gate)
    if when is None or ctx.plan.dates(gate).complete:
        return []
    known: dict[tuple[Scope, Scope], list[tuple[int, str]]] = ctx.memo.setdefault("ends of tests", {})
    key = ctx.plan.scope(landing.id), ctx.plan.scope(gate)
    if key not in known:
        tests = {id for kind in TESTS for id in in_scope(ctx, kind, landing) if ctx.plan.same_scope(id, gate)}
        ends = [(end, id) for id in tests if (end := ctx.plan.finish(id)) is not None]
        known[key] = sorted(((end, id) for end, id in ends if not ctx.plan.dates(id).complete), reverse=True)
    late = takewhile(lambda test: test[0] > when, known[key])
    return list(islice(late, 2 * (MOST_OTHERS + 1)))


def before_test_exit(ctx: Context, landing: Landing, gate: str) -> Iterator[Hit]:
    """A go/no-go that is held before the last integration test or parallel run that it decides on has ended."""
    when = ctx.plan.finish(gate)
    ends = evidence(ctx, landing, gate)
    if when is not None and ends:
        last, test = ends[0]
        yield Hit(
            title=EARLY,
            message=f"{ctx.title(gate)} is planned for {day(when)}, but {ctx.title(test)} ends {day(last)}.",
            fix=f"Move the `date` of {gate} to {day(last)} or later, and the cutover after it.",
            at=(*ctx.path_of(gate), "date"),
            targets=(gate, test),
            related=tuple(order.note(ctx, id, "finish") for _, id in ends[: MOST_OTHERS + 1]),
            gap_days=float(ctx.plan.calendar_of(gate).days_between(when, last)),
            impact=when,
        )


def after_cutover(ctx: Context, landing: Landing, final: Sequence[str], late: "dict[str, RowMatch]") -> Iterator[Hit]:
    """A go/no-go that is held after the cutover has started, or after the go-live where no cutover is planned."""
    dated = [(when, id) for id in final if (when := ctx.plan.start(id)) is not None]
    if not dated or landing.start is None:
        return
    when, gate = max(dated)
    if when <= landing.start and gate not in late:
        return
    start = ctx.title(landing.cutovers[0]) if landing.cutovers else ctx.title(landing.id)
    yield Hit(
        title="The go/no-go comes after the cutover starts",
        message=f"{ctx.title(gate)} is planned for {day(when)}, but {start} starts {day(landing.start)}.",
        fix=f"Move the `date` of {gate} to {day(landing.start)} or earlier, or the cutover after it.",
        at=(*ctx.path_of(gate), "date"),
        targets=(gate, landing.cutovers[0] if landing.cutovers else landing.id),
        related=(order.note(ctx, landing.cutovers[0] if landing.cutovers else landing.id, "start"),),
        impact=landing.start,
    )


def preliminary_gate(
    ctx: Context, landing: Landing, first: Sequence[str], final: Sequence[str]
) -> Iterator[Hit | Lacking]:
    """The preliminary go/no-go: there, and at a time when there is something to judge and still time to act."""
    limits = ctx.limits(GateLimits)
    if landing.day is None:
        yield Lacking("workstreams.*.activities.*.start (of the go-live)", (landing.id,))
        return
    if not first:
        yield Hit(
            title="No preliminary go/no-go before go-live",
            message=f"No preliminary go/no-go lies {limits.earliest} to {limits.latest} calendar days before {ctx.title(landing.id)}.",
            fix=f"Add a gate of kind `go_no_go_preliminary` {between(ctx, landing.day, final)}.",
            at=landing.path,
            targets=(landing.id,),
            severity=min(ctx.ladder(landing.id), Severity.WARNING),
            absent=True,
        )
        return
    dated = [(when, id) for id in first if (when := ctx.plan.start(id)) is not None]
    if dated and not any(limits.latest <= landing.day - when <= limits.earliest for when, _ in dated):
        when, gate = max(dated)
        yield Hit(
            title="The preliminary go/no-go is at the wrong time",
            message=f"{ctx.title(gate)} is planned for {day(when)}, {count(landing.day - when, 'calendar day')} before {ctx.title(landing.id)}; "
            f"{limits.earliest} to {limits.latest} give something to judge and time to act.",
            fix=f"Move the `date` of {gate} to {between(ctx, landing.day, final)}.",
            at=(*ctx.path_of(gate), "date"),
            targets=(gate, landing.id),
            severity=Severity.WARNING,
        )


def between(ctx: Context, live: int, final: Sequence[str]) -> str:
    """The days for a preliminary go/no-go, in words: its limits before a go-live, and ahead of the final one."""
    limits = ctx.limits(GateLimits)
    first, last = live - limits.earliest, live - limits.latest
    when, gate = min(((when, id) for id in final if (when := ctx.plan.start(id)) is not None), default=(last + 1, ""))
    before = ctx.plan.calendars.default.previous_working_day(when - 1)
    if before < first:
        return f"between {day(first)} and {day(last)}, and the `date` of {gate} to a day after it"
    return f"between {day(first)} and {day(min(last, before))}"
