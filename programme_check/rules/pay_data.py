"""Payroll: the cutover waits for the data that pay is worked out from."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, DataObject
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.upstream import Before, Upstream, work
from programme_check.schedule.scope import meet

LOADS = ("data_migration", "mock_data_load")
BASE_KINDS = frozenset({"worker", "balances"})


@rule(
    "PAY002",
    "payroll-cutover-before-data-complete",
    title="Payroll cutover starts before its data is complete",
    severity=Severity.ERROR,
    about=lambda ctx: work(ctx.plan.of_kind("payroll_cutover")),
    needs=("workstreams.*.activities.* with kind: payroll_cutover",),
)
def payroll_cutover_before_data_complete(ctx: Context, cutovers: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A payroll cutover starts before the data of the same people has been migrated.

    What: A payroll cutover starts before data migration in the same scope has ended. Profiling does not count, nor does the
        final load of the cutover itself with its reconciliation. Or data objects of kind worker or balances have been
        loaded, and are not reconciled with their source when the cutover starts.
    Levels: error; information when both cutover and migration are over.
    Why: Wrong base data pays people wrongly.
    Fix: Start the cutover after the data is loaded and reconciled, or split the scope and cut over the people whose data is.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          data: {name: Data, kind: data_migration, activities: {mig: {name: Migrate workers, kind: data_migration, start: 2027-01-04, finish: 2027-03-24}}}
          pay: {name: Payroll, kind: cutover, activities: {cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-31}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          data: {name: Data, kind: data_migration, activities: {mig: {name: Migrate workers, kind: data_migration, start: 2027-01-04, finish: 2027-03-19}}}
          pay: {name: Payroll, kind: cutover, activities: {cut: {name: Payroll cutover, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-31}}}
    Source: A founding statement of this tool. No overlap is judgement.
    """
    upstream = Upstream(ctx, 25, migration(ctx), fits=lambda pred, succ: not own_load(ctx, pred, succ))
    if not ctx.holds("data_migration"):
        yield Lacking("workstreams.*.activities.* with kind: data_migration", tuple(cutover.id for cutover in cutovers))
        return
    for cutover in cutovers:
        start = ctx.plan.start(cutover.id)
        before = upstream.of(cutover.id, ctx.plan.scope(cutover.id))
        if start is None:
            if before.found:
                yield Lacking("workstreams.*.activities.*.start", (cutover.id,))
            continue
        unproven = [] if upstream.excused(cutover.id) else unreconciled(ctx, cutover, start)
        if before.gap_days:
            yield too_early(ctx, cutover, before, start, unproven)
        elif unproven:
            yield not_proven(ctx, cutover, start, unproven)
        elif before.undated:
            yield Lacking("workstreams.*.activities.*.finish", (cutover.id,))


def migration(ctx: Context) -> list[Activity]:
    """Migration work that has to be over before a cutover: no final load, nothing that reconciles one, no profiling."""
    final = work(ctx.plan.of_kind("final_data_load"))
    found = []
    for item in work(ctx.plan.of_kind("data_migration")):
        if item.kind in {"final_data_load", "data_profiling"}:
            continue
        if item.kind == "data_reconciliation" and any(follows(ctx, item, load) for load in final):
            continue
        found.append(item)
    return found


def follows(ctx: Context, check: Activity, load: Activity) -> bool:
    """Whether a reconciliation is that of a final load: in its scope and not before it."""
    begins, loads = ctx.plan.start(check.id), ctx.plan.start(load.id)
    return begins is not None and loads is not None and begins >= loads and ctx.plan.same_scope(check.id, load.id)


def own_load(ctx: Context, pred: str, succ: str) -> bool:
    """Whether migration is a step of the cutover itself: in the same cutover workstream, and not begun before it."""
    load, cutover = ctx.programme.activities[pred], ctx.programme.activities[succ]
    if load.workstream != cutover.workstream or ctx.programme.workstreams[load.workstream].kind != "cutover":
        return False
    begins, cuts = ctx.plan.start(pred), ctx.plan.start(succ)
    return begins is not None and cuts is not None and begins >= cuts


def unreconciled(ctx: Context, cutover: Activity, start: int) -> list[DataObject]:
    """Worker and balances data that has been loaded, and is not reconciled when the cutover starts."""
    wanted = ctx.plan.scope(cutover.id).data_objects
    objects = [
        found
        for id, found in ctx.programme.landscape.data_objects.items()
        if found.kind in BASE_KINDS and found.in_scope in (None, 1) and (not wanted or id in wanted)
    ]
    loads = (
        [load for load in work(ctx.plan.of_kinds(LOADS)) if ctx.plan.same_scope(load.id, cutover.id)] if objects else []
    )
    return [found for found in objects if unproven(ctx, found.id, loads, start)]


def unproven(ctx: Context, id: str, loads: list[Activity], start: int) -> bool:
    """Whether loads of a data object are all over, or the cutover has begun, and none of them was reconciled in time."""
    carrying = [load for load in loads if meet(ctx.plan.scope(load.id).data_objects, frozenset({id}))]
    if not carrying or any(compared(load, id) for load in carrying):
        return False
    proven = [found for load in carrying if (found := ctx.plan.reconciled_on(load.id)) is not None]
    if proven:
        return min(proven) > start
    return start <= ctx.as_of or all(ctx.plan.dates(load.id).complete for load in carrying)


def compared(load: Activity, id: str) -> bool:
    """Whether the results of a load show that somebody compared it with its source, without a day for it."""
    results = load.results
    if results is None or results.reconciled_on is not None:
        return False
    mine = results.objects.get(id)
    if mine is not None and (mine.match is not None or mine.control_total_difference is not None):
        return True
    return results.match is not None or results.signed_off_by is not None


def names(objects: Sequence[DataObject]) -> str:
    """Data objects in a sentence."""
    return listing([f"{found.name} ({found.id})" if found.name else found.id for found in objects], 3)


def too_early(ctx: Context, cutover: Activity, before: Before, start: int, objects: Sequence[DataObject]) -> Hit:
    """The hit for a cutover that starts before migration has ended."""
    load = before.first or ""
    finish = ctx.plan.finish(load) or start
    mine, theirs = ctx.plan.dates(cutover.id), ctx.plan.dates(load)
    begun, done = mine.actual_start is not None, mine.complete and theirs.complete
    message = f"{ctx.title(cutover.id)} {'started' if begun else 'starts'} {day(start)}, but {ctx.title(load)} "
    message += (
        f"{'ended' if theirs.complete else 'ends'} {day(finish)}: {count(before.gap_days, 'working day')} too early."
    )
    if before.others:
        message += f" The same holds for {listing(before.others, 3)}."
    if objects:
        message += f" Not reconciled by then: {names(objects)}."
    earliest = day(ctx.plan.calendar_of(cutover.id).add_days(start, before.gap_days))
    fix = f"Move `start` of {cutover.id} to {earliest} or later"
    if not ctx.plan.reaches(load, cutover.id):
        fix += f" and add `depends_on: [{load}]`"
    fix += f", or split the scope and cut over those first whose data {load} does not bring."
    if begun:
        fix = f"Hold live pay until {load} has ended and is reconciled, or correct `actual` of {cutover.id} and {load}."
    return Hit(
        title="Payroll cutover ran before its data was complete" if done else None,
        message=message,
        fix=fix,
        at=(*cutover.path, "start"),
        targets=(cutover.id, load),
        related=before.notes(ctx),
        gap_days=before.gap_days,
        impact=start,
        severity=Severity.INFO if done else None,
    )


def not_proven(ctx: Context, cutover: Activity, start: int, objects: Sequence[DataObject]) -> Hit:
    """The hit for a cutover whose base data was loaded and never compared with its source."""
    plural = "are" if len(objects) > 1 else "is"
    return Hit(
        title="Payroll cutover on data nobody has reconciled",
        message=f"{ctx.title(cutover.id)} starts {day(start)}, and {names(objects)} {plural} not reconciled with the source by then.",
        fix=f"Reconcile the load and enter `results: {{reconciled_on: DATE}}`, or plan a `data_reconciliation` that ends by {day(start)}.",
        at=(*cutover.path, "start"),
        targets=(cutover.id, *(found.id for found in objects)),
        impact=start,
    )
