"""Data migration: does a mock load prove anything about the real one?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, listing
from programme_check.rules.data_migration.loads import Loads, VolumeLimits, mock_loads, share
from programme_check.rules.data_migration.mock_loads import before, last_moment
from programme_check.rules.data_migration.results import Judged
from programme_check.rules.rule import rule
from programme_check.rules.shared import late, order
from programme_check.rules.shared.landing import Landing, in_scope, landings
from programme_check.rules.shared.upstream import work


@rule(
    "DAT002",
    "mock-load-unproven",
    title="A mock load proves nothing",
    severity=Severity.WARNING,
    about=mock_loads,
    needs=("workstreams.*.activities.* with kind: mock_data_load",),
    limits=VolumeLimits,
)
def mock_load_unproven(ctx: Context, loads: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A mock load was not reconciled or is outside tolerance, or none carries all the data as it will be.

    What: A mock load is complete and was neither reconciled with its source nor will be by a planned reconciliation; or an
        object is outside tolerance in its results: control totals differ at all, or (measure field_match) fewer records
        agree or (measure count) more are rejected than the object's `tolerance` allows. It counts until a later load of the
        same data is complete and proven. Before a go-live there are mock loads, but none at full volume. Data cleansing
        ends after the start of the last mock load of its objects. A full cutover rehearsal ends before any load at full
        volume has.
    Levels: a warning; an error where an unproven load is the last one before the cutover.
    Why: A load that nobody compared with its source is a copy, not a proof.
    Fix: Reconcile the load, have it signed off, or repeat it.
    Wrong:
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities:
              mock-1:
                name: First mock load
                kind: mock_data_load
                volume: 100
                start: 2026-12-07
                finish: 2026-12-11
                actual: {start: 2026-12-07, finish: 2026-12-11}
    Right:
        landscape: {data_objects: {worker: {name: Worker records, measure: control_total, tolerance: 0}}}
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities:
              mock-1:
                name: First mock load
                kind: mock_data_load
                volume: 100
                start: 2026-12-07
                finish: 2026-12-11
                actual: {start: 2026-12-07, finish: 2026-12-11}
                scope: {data_objects: [worker]}
                results: {reconciled_on: 2026-12-16, objects: {worker: {loaded: 4100, control_total_difference: 0}}}
    Source: GSA Modernization and Migration Management Playbook 4.11 (report the share converted, compare with success
        criteria). Full volume once is a public estimator's template (weak); the tolerance is the file's own, and that
        control totals match exactly is judgement.
    """
    known = Loads(ctx, loads)
    for load in loads:
        yield from unproven(ctx, known, load)
    for landing in landings(ctx):
        yield from never_full(ctx, landing)
    yield from cleansed_too_late(ctx, known)
    yield from rehearsed_too_early(ctx, known)


def unproven(ctx: Context, known: Loads, load: Activity) -> Iterator[Hit | Lacking]:
    """A complete load that proves nothing, unless a later one has proven the same data."""
    judged = known.judged.get(load.id)
    if judged is None:
        return
    later = known.after(load)
    for field in judged.missing:
        yield Lacking(field, (load.id,))
    if judged.reconciled and not judged.outside:
        return
    if any(proves(ctx, known.judged.get(other.id), other, load, judged) for other in later):
        return
    if not judged.reconciled:
        title, said = "A mock load was not reconciled", "has not been reconciled with its source"
        fix = f"Compare {load.id} with its source and enter the outcome under `results` (`reconciled_on`, `objects`), or repeat the load."
    else:
        title = "A mock load is outside tolerance"
        said = f"is outside tolerance: {listing(list(judged.outside.values()), 4)}"
        fix = f"Correct what keeps {listing(sorted(judged.outside))} outside tolerance, and repeat the load."
    last = f"{ctx.title(later[-1].id)} follows." if later else "No mock load follows it."
    yield Hit(
        title=title,
        message=f"{ctx.title(load.id)} is complete and {said}. {last}",
        fix=fix,
        at=(*load.path, "results") if load.results is not None else load.path,
        targets=(load.id,),
        severity=Severity.WARNING if later else Severity.ERROR,
    )


def proves(ctx: Context, result: Judged | None, other: Activity, load: Activity, judged: Judged) -> bool:
    """Whether a later load is complete, sound, and carries all that is in doubt in an earlier one."""
    if result is None or result.outside or not result.reconciled:
        return False
    carried = ctx.plan.scope(other.id).data_objects
    doubted = set(judged.outside) if judged.reconciled else ctx.plan.scope(load.id).data_objects
    return not carried or (bool(doubted) and doubted <= carried)


def never_full(ctx: Context, landing: Landing) -> Iterator[Hit | Lacking]:
    """Mock loads before a go-live, of which none carries all the data."""
    end = last_moment(ctx, landing)
    found = [id for id in in_scope(ctx, "mock_data_load", landing) if before(ctx.plan.finish(id), end)]
    loads = [ctx.programme.activities[id] for id in found]
    shares = {load.id: share(ctx, load) for load in loads}
    known = [value for value in shares.values() if value is not None]
    most = ctx.limits(VolumeLimits).volume
    if not loads or any(value >= most for value in known):
        return
    if len(known) < len(loads):
        yield Lacking("workstreams.*.activities.*.volume", tuple(id for id, value in shares.items() if value is None))
        return
    last = max(loads, key=lambda load: ctx.plan.start(load.id) or 0)
    yield Hit(
        title="No mock load carries all the data",
        message=f"Before {ctx.title(landing.id)} the largest mock load carries {max(known):g} % of the data, and {most:g} % are expected once.",
        fix=f"Set `volume: {most:g}` on the last mock load ({last.id}), or add one.",
        at=last.path,
        targets=(landing.id,),
        impact=landing.start,
        absent=True,
    )


def cleansed_too_late(ctx: Context, known: Loads) -> Iterator[Hit]:
    """Cleansing that ends after the last mock load of its objects has started."""
    pairs: dict[str, list[str]] = {}
    for cleansing in work(ctx.plan.of_kind("data_cleansing")):
        for load in known.last(ctx.plan.scope(cleansing.id)):
            pairs.setdefault(load.id, []).append(cleansing.id)
    for id, cleansings in pairs.items():
        match = late.broken(ctx, late.row(ctx, 16), cleansings, id)
        if match is None:
            continue
        title = "Data is cleansed after its last mock load"
        if ctx.plan.dates(id).complete:
            fix = f"Add a mock load after {match.pred} that carries what it cleanses."
            yield order.conflict(ctx, match, title=title, fix=fix, remedy=None)
        else:
            yield order.conflict(ctx, match, title=title)


def rehearsed_too_early(ctx: Context, known: Loads) -> Iterator[Hit]:
    """Full rehearsals of the cutover, still to come, that end before any load at full volume has."""
    for rehearsal in work(ctx.plan.of_kind("cutover_rehearsal")):
        if rehearsal.full == 0 or ctx.plan.dates(rehearsal.id).complete:
            continue
        first = known.first_full(ctx.plan.scope(rehearsal.id)._replace(data_objects=frozenset()))
        match = late.broken(ctx, late.row(ctx, 32), [first], rehearsal.id) if first is not None else None
        if match is not None:
            yield order.conflict(ctx, match, title="The cutover is rehearsed before a full load")
