"""Schedule: links that go in circles, that the dates contradict, or that start work before its reason exists."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Note, Path, Severity
from programme_check.rules.context import Context, day
from programme_check.rules.rule import rule
from programme_check.rules.shared.days import or_sooner, working_days
from programme_check.rules.shared.order import EDGE, edge, field, happens, moved, note

if TYPE_CHECKING:
    from programme_check.schedule import Link

NEEDS = ("workstreams.*.activities.*.depends_on",)


@rule(
    "SCH002",
    "dependency-cycle",
    title="Links go round in a circle",
    severity=Severity.ERROR,
    about=lambda ctx: ctx.plan.links or ctx.plan.cycles,
    needs=NEEDS,
)
def dependency_cycle(ctx: Context, subjects: Sequence[object]) -> Iterator[Hit | Lacking]:
    """Activities wait for each other in a circle, or one waits for itself.

    What: Links lead from an activity back to itself, directly, through its own workstream, or through others. One shortest
        circle is shown for each knot.
    Why: No order of work exists on a circle. Every date on it, and after it, is fiction.
    Fix: Remove the link that passes on information rather than a product.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-05, depends_on: [design]}
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-05, depends_on: [build]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-05}
              build: {name: Build, kind: configuration, start: 2027-02-08, finish: 2027-02-12, depends_on: [design]}
    Source: The critical path method is defined on networks without circles only.
    """
    for loop in ctx.plan.cycles:
        chain = " → ".join([*loop, loop[0]])
        if len(loop) == 1:
            message = f"{ctx.title(loop[0])} waits for itself."
        else:
            message = f"{len(loop)} activities wait for each other in a circle: {chain}."
        yield Hit(
            message=message,
            fix=f"Remove one of these links from `depends_on`, for instance the one of {loop[0]} on {loop[-1]}.",
            at=entry(ctx, loop[-1], loop[0]),
            targets=tuple(loop),
            related=tuple(Note(entry(ctx, pred, succ), f"{succ} waits for {pred}") for pred, succ in pairwise(loop)),
        )


def entry(ctx: Context, pred: str, succ: str) -> Path:
    """The entry of `depends_on` by which one item waits for another, or for its workstream; else the item itself."""
    item = ctx.programme.work.get(succ) or ctx.programme.workstreams.get(succ)
    if item is None:
        return ()
    activity = ctx.programme.activities.get(pred)
    names = {pred, activity.workstream if activity is not None else pred}
    places = [place for place, link in enumerate(item.depends_on) if link.on in names]
    return (*item.path, "depends_on", places[0]) if places else item.path


@rule(
    "SCH003",
    "dates-contradict-logic",
    title="Dates contradict a declared link",
    severity=Severity.ERROR,
    about=lambda ctx: ctx.plan.links,
    needs=NEEDS,
)
def dates_contradict_logic(ctx: Context, links: Sequence["Link"]) -> Iterator[Hit | Lacking]:
    """An activity is planned earlier than a link of its own allows.

    What: For a declared link the successor starts (or finishes) before the predecessor and the lag allow it. A successor
        that starts on the day its predecessor finishes is a same-day hand-over and is accepted. Links that are part of a
        circle are left out: no dates can hold on it (SCH002).
    Levels: an error; information when the successor is already complete (done out of sequence).
    Why: The plan already holds the conflict that will otherwise be found as a crisis.
    Fix: Move the successor, or bring the predecessor in, by the days the finding names.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12}
              build: {name: Build, kind: configuration, start: 2027-02-08, finish: 2027-02-19, depends_on: [design]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12}
              build: {name: Build, kind: configuration, start: 2027-02-12, finish: 2027-02-19, depends_on: [design]}
    Source: GAO Schedule Assessment Guide (updating the schedule: work out of sequence must be dealt with). No overlap
        tolerated, and same-day hand-over allowed, are judgement.
    """
    worst: dict[tuple[str, str], tuple[float, Link]] = {}
    network = ctx.plan.network
    knot = {network.names[node]: number for number, nodes in enumerate(network.knots) for node in nodes}
    for link in links:
        if link.pred in knot and knot[link.pred] == knot.get(link.succ):
            continue  # no dates hold on a circle; SCH002 speaks of it
        gap = ctx.plan.gap(link.pred, link.succ, link.type, link.lag)
        if gap is not None and gap > worst.get((link.succ, link.pred), (ctx.plan.tolerance, link))[0]:
            worst[link.succ, link.pred] = (gap, link)
    for (succ, pred), (gap, link) in worst.items():
        held_by, held = EDGE[link.type]
        before, after = edge(ctx, pred, held_by), edge(ctx, succ, held)
        if before is None or after is None:
            continue
        late = working_days(ctx, gap, succ)
        complete = ctx.plan.dates(succ).complete
        lag = f" and the lag adds {link.lag.amount:g}{link.lag.unit}" if link.lag and link.lag.amount else ""
        to = ctx.plan.calendar_of(succ).add_days(after, gap)
        other = or_sooner(ctx, pred, succ, link.type, link.lag)
        fix = f"Move `{field(ctx, succ, held)}` of {succ} to {moved(ctx, succ, held, to)}{other}."
        yield Hit(
            title="Work was done out of sequence" if complete else None,
            message=f"{ctx.title(succ)} {happens(ctx, succ, held)} {day(after)}, but {ctx.title(pred)}, which it depends on, "
            f"{happens(ctx, pred, held_by)} {day(before)}{lag}: {late} too early.",
            fix=f"Correct the link or the actual dates of {succ} if they are wrong." if complete else fix,
            at=link.path,
            targets=(succ, pred),
            related=(note(ctx, pred, held_by), note(ctx, succ, held)),
            gap_days=gap,
            impact=after,
            severity=Severity.INFO if complete else Severity.ERROR,
        )


@rule(
    "SCH004",
    "lead-used",
    title="A lead starts work before its reason exists",
    severity=Severity.WARNING,
    about=lambda ctx: ctx.plan.links,
    needs=NEEDS,
)
def lead_used(ctx: Context, links: Sequence["Link"]) -> Iterator[Hit | Lacking]:
    """A link has a negative lag.

    What: The lag of a declared link is negative. A same-day hand-over is not a lead.
    Why: A lead says that work starts before what it needs is there, and hides which part it really needs. Nobody can
        tell from the plan whether that part will be ready.
    Fix: Split the predecessor where the hand-over really happens, and link to that part.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-12}
              build: {name: Build, kind: configuration, start: 2027-02-08, finish: 2027-02-19, depends_on: ["design -5d"]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              design: {name: Design, kind: solution_design, start: 2027-02-01, finish: 2027-02-05}
              build: {name: Build, kind: configuration, start: 2027-02-08, finish: 2027-02-19, depends_on: [design]}
    Source: DCMA 14-point assessment, check 2; GAO Schedule Assessment Guide (sequencing).
    """
    for link in links:
        if link.lag is not None and link.lag.amount < 0 and not ctx.plan.dates(link.succ).complete:
            words = f"{link.lag.amount:g}{link.lag.unit}"
            yield Hit(
                message=f"{ctx.title(link.succ)} depends on {ctx.title(link.pred)} with a lead of {words.lstrip('-')}.",
                fix=f"Split {link.pred} where it hands over to {link.succ}, and link to the first part without a lead.",
                at=link.path,
                targets=(link.succ, link.pred),
            )
