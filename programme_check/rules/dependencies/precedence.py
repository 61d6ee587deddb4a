"""Dependencies between workstreams: orders of work broken, undeclared, or missing altogether."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Workstream
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import DECLARED, Limits, rule
from programme_check.rules.shared import order
from programme_check.schedule.rows import FIRST_OF_PACKS

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


def stream_of(ctx: Context, id: str) -> str | None:
    """The workstream of an activity; None for a gate, which belongs to none."""
    activity = ctx.programme.activities.get(id)
    return activity.workstream if activity is not None else None


def ours(match: "RowMatch") -> bool:
    """Whether no rule of its own reports a row: none is named for it, or the one that is named does not exist.

    The rows of packs belong to the packs.
    """
    if match.row.number >= FIRST_OF_PACKS:
        return False
    return "DEP001" in match.owners or not any(owner in DECLARED.rules for owner in match.owners)


@rule(
    "DEP001",
    "kind-precedence-violated",
    title="Work is planned in the wrong order",
    severity=Severity.WARNING,
    about=lambda ctx: [match for match in ctx.plan.matches if ours(match)],
    needs=("workstreams.*.activities (two kinds of work that depend on each other)",),
)
def kind_precedence_violated(ctx: Context, matches: Sequence["RowMatch"]) -> Iterator[Hit | Lacking]:
    """Two kinds of work in the same scope are planned the wrong way round.

    What: Certain kinds of work have to precede others wherever they concern the same systems, entities, waves, pay groups
        or AI systems: contracting before a vendor configures, building interfaces before integration testing, loading the
        final data before go-live. A pair of activities breaks such an order by its dates. Orders that a rule of their own
        reports, such as payroll cutover after parallel testing, are left to that rule.
    Levels: error, warning or information, as the row of the precedence table says.
    Why: The conflict is there whether or not somebody has linked the two. It comes to light as a crisis when the first of
        them is not ready.
    Fix: Move one of the two and link them, or mark the pair `not_applicable` with the reason.
    Wrong:
        workstreams:
          build:
            name: Build
            kind: integration
            activities:
              feed: {name: Ledger feed, kind: integration_build, start: 2027-02-01, finish: 2027-03-12}
              sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26}
    Right:
        workstreams:
          build:
            name: Build
            kind: integration
            activities:
              feed: {name: Ledger feed, kind: integration_build, start: 2027-02-01, finish: 2027-03-05}
              sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26}
    Source: A table of 63 orders of work, each with its own source or marked as judgement.
    """
    for match in matches:
        if not match.holds:
            yield order.conflict(ctx, match, after=f" {match.row.why}{order.others(match)}")


@rule(
    "DEP002",
    "undeclared-dependency",
    title="A dependency holds by luck: nothing links the two",
    severity=Severity.WARNING,
    about=lambda ctx: [match for match in ctx.plan.matches if match.row.severity != "info"],
    needs=("workstreams.*.activities (two kinds of work that depend on each other)",),
)
def undeclared_dependency(ctx: Context, matches: Sequence["RowMatch"]) -> Iterator[Hit | Lacking]:
    """Two workstreams depend on each other by the nature of their work, and the plan does not say so.

    What: A row of the precedence table of level warning or error matches two activities of different workstreams in the
        same scope, their dates are in order, and no chain of declared links leads from the one to the other.
    Why: Today the order holds by luck. When the first slips, nothing in the plan tells the second.
    Fix: Add the link to `depends_on`, or mark the pair `not_applicable` with the reason.
    Wrong:
        workstreams:
          build: {name: Build, kind: integration, activities: {feed: {name: Ledger feed, kind: integration_build, start: 2027-02-01, finish: 2027-03-05}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26}}}
    Right:
        workstreams:
          build: {name: Build, kind: integration, activities: {feed: {name: Ledger feed, kind: integration_build, start: 2027-02-01, finish: 2027-03-05}}}
          test:
            name: Test
            kind: testing
            activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-08, finish: 2027-03-26, depends_on: [feed]}}
    Source: A founding statement of this tool (dependencies managed, not discovered); GAO Schedule Assessment Guide, best
        practice 5 (horizontal traceability, hand-offs). Which rows are reported is judgement.
    """
    seen = set()
    for match in matches:
        pair = (match.succ, match.pred)
        if not match.holds or match.declared or pair in seen or done(ctx, match):
            continue
        first, second = stream_of(ctx, match.pred), stream_of(ctx, match.succ)
        if first == second or first is None or second is None:
            continue
        seen.add(pair)
        add = order.to_link(ctx, match)
        yield Hit(
            message=f"{ctx.title(match.succ)} needs {ctx.title(match.pred)} of workstream {first} first, and no link says so.",
            fix=f"{add[0].upper()}{add[1:]}.",
            at=ctx.path_of(match.succ),
            targets=pair,
            related=(order.note(ctx, match.pred, order.EDGE[match.row.relation][0]),),
            impact=ctx.plan.start(match.succ),
        )


def done(ctx: Context, match: "RowMatch") -> bool:
    """Whether the predecessor is finished, so that no slip can come through the missing link any more."""
    return bool(ctx.plan.dates(match.pred).complete or ctx.plan.dates(match.succ).complete)


class IsolationLimits(Limits, frozen=True):
    """From when on a workstream without links is remarkable."""

    workstreams: int = 3
    """Number of workstreams from which each is expected to have a link to another. Judgement."""


@rule(
    "DEP005",
    "isolated-workstream",
    title="A workstream has no link to any other",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [
        stream
        for stream in ctx.programme.workstreams.values()
        if len(ctx.programme.workstreams) >= ctx.limits(IsolationLimits).workstreams
        and any(not (ctx.plan.dates(id).complete or ctx.plan.dates(id).cancelled) for id in stream.activities)
    ],
    needs=("workstreams (three or more, with activities)",),
    limits=IsolationLimits,
)
def isolated_workstream(ctx: Context, streams: Sequence[Workstream]) -> Iterator[Hit | Lacking]:
    """A workstream that nothing links to the rest of the programme.

    What: The programme has three workstreams or more, and none of the declared links of this one crosses to another, in
        either direction. Links that the precedence table implies do not count, nor do external dependencies.
    Why: Either it does not belong to the programme, or nobody knows what it depends on. Programmes fail at the second.
    Fix: Name in `depends_on` what the workstream needs from others, and what others need from it.
    Wrong:
        workstreams:
          one: {name: Config, kind: other, activities: {a: {name: A, kind: other, start: 2027-02-01, finish: 2027-02-05}}}
          two: {name: Test, kind: other, activities: {b: {name: B, kind: other, start: 2027-02-08, finish: 2027-02-12, depends_on: [a]}}}
          three: {name: Train, kind: other, activities: {c: {name: C, kind: other, start: 2027-02-08, finish: 2027-02-12}}}
    Right:
        workstreams:
          one: {name: Config, kind: other, activities: {a: {name: A, kind: other, start: 2027-02-01, finish: 2027-02-05}}}
          two: {name: Test, kind: other, activities: {b: {name: B, kind: other, start: 2027-02-08, finish: 2027-02-12, depends_on: [a]}}}
          three: {name: Train, kind: other, activities: {c: {name: C, kind: other, start: 2027-02-15, finish: 2027-02-19, depends_on: [b]}}}
    Source: PMI and MSP define a programme by its interdependence. Three workstreams and no link at all are judgement.
    """
    linked: set[str | None] = set()
    for link in ctx.plan.links:
        first, second = stream_of(ctx, link.pred), stream_of(ctx, link.succ)
        if first != second:
            linked.update((first, second))
    for stream in streams:
        if stream.id not in linked:
            names = sorted(id for id in ctx.programme.workstreams if id != stream.id)
            yield Hit(
                message=f"Workstream {stream.name or stream.id} ({stream.id}) has no link to or from {listing(names, 3)}.",
                fix="Add `depends_on` where it needs something of another workstream, and in the others where they need it.",
                at=stream.path,
                targets=(stream.id,),
            )
