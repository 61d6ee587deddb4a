"""Payroll: the cutover waits for the data that pay is worked out from."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Remedy, Severity
from programme_check.model import Activity, DataObject
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared.days import or_later, permitted, working_days
from programme_check.rules.shared.upstream import Before, Upstream, linked, work
from programme_check.schedule.scope import Scope, ScopeIndex, meet

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
    proofs = Proofs(ctx)
    for cutover in cutovers:
        start = ctx.plan.start(cutover.id)
        before = upstream.of(cutover.id, ctx.plan.scope(cutover.id))
        if start is None:
            if before.found:
                yield Lacking("workstreams.*.activities.*.start", (cutover.id,))
            continue
        unproven = [] if upstream.excused(cutover.id) else proofs.missing(cutover.id, start)
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
    """Whether migration is a step of the cutover itself: in a cutover workstream, and not begun before it."""
    if ctx.programme.workstreams[ctx.programme.activities[pred].workstream].kind != "cutover":
        return False
    begins, cuts = ctx.plan.start(pred), ctx.plan.start(succ)
    return begins is not None and cuts is not None and begins >= cuts


class Proof(NamedTuple):
    """What the loads of one data object in one scope prove."""

    compared: bool
    """Somebody has compared one of them with its source, without a day for it."""
    reconciled_on: int | None
    """The first day by which one of them is reconciled, in fact or in plan."""
    over: bool
    """All of them are complete, so that no further reconciliation can be expected."""


class Proofs:
    """The base data of a payroll, and whether its loads are reconciled by a day."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._objects = [
            found
            for found in ctx.programme.landscape.data_objects.values()
            if found.kind in BASE_KINDS and found.in_scope in (None, 1)
        ]
        self._loads = work(ctx.plan.of_kinds(LOADS)) if self._objects else []
        self._index = ScopeIndex([ctx.plan.scope(load.id) for load in self._loads])
        self._days: dict[str, int | None] = {}
        self._known: dict[Scope, dict[str, Proof]] = {}

    def missing(self, cutover: str, start: int) -> list[DataObject]:
        """Worker and balances data that has been loaded, and is not reconciled when a cutover starts."""
        scope = self._ctx.plan.scope(cutover)
        if scope not in self._known:
            loads = [self._loads[place] for place in self._index.meeting(scope)]
            proofs = {found.id: self._proof(found.id, loads) for found in self._objects}
            self._known[scope] = {id: proof for id, proof in proofs.items() if proof is not None}
        proofs_here = self._known[scope]
        return [
            found
            for found in self._objects
            if meet(scope.data_objects, frozenset({found.id}))
            and found.id in proofs_here
            and self._fails(proofs_here[found.id], start)
        ]

    def _fails(self, proof: Proof, start: int) -> bool:
        if proof.compared:
            return False
        if proof.reconciled_on is not None:
            return proof.reconciled_on > start
        return proof.over or start <= self._ctx.as_of

    def _proof(self, id: str, loads: Sequence[Activity]) -> Proof | None:
        """What these loads prove about a data object; None when none of them carries it."""
        plan = self._ctx.plan
        carrying = [load for load in loads if meet(plan.scope(load.id).data_objects, frozenset({id}))]
        if not carrying:
            return None
        days = [found for load in carrying if (found := self._reconciled_on(load.id)) is not None]
        return Proof(
            any(compared(load, id) for load in carrying),
            min(days, default=None),
            all(plan.dates(load.id).complete for load in carrying),
        )

    def _reconciled_on(self, load: str) -> int | None:
        if load not in self._days:
            self._days[load] = self._ctx.plan.reconciled_on(load)
        return self._days[load]


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
    message += f"{'ended' if theirs.complete else 'ends'} {day(finish)}: {working_days(ctx, before.gap_days, cutover.id)} too early."
    if before.others:
        message += f" The same holds for {listing(before.others, 3)}."
    if objects:
        message += f" Not reconciled by then: {names(objects)}."
    earliest = ctx.plan.calendar_of(cutover.id).add_days(start, before.gap_days)
    fix = f"Move `start` of {cutover.id} to {or_later(ctx, cutover.id, earliest)}"
    if not linked(ctx, load, cutover.id):
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
        remedy=None if begun else Remedy(cutover.id, after=load, to=permitted(ctx, cutover.id, earliest)),
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
