"""AI governance: a model is evaluated on data that is ready, and of which it is known whose it is."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, AiSystem, DataSource
from programme_check.rules.ai.scope import called, in_time, rows, systems_of, uses, work
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.late import broken, latest_first, place, row
from programme_check.schedule.scope import meet

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch


@rule(
    "AIG007",
    "data-pipeline-not-ready",
    title="A model is evaluated before its data is ready",
    severity=Severity.ERROR,
    about=lambda ctx: [*ctx.programme.ai_systems.values(), *rows(ctx, 53), *rows(ctx, 62)],
    needs=("ai_systems.*.data_sources",),
)
def data_pipeline_not_ready(ctx: Context, subjects: Sequence["AiSystem | RowMatch"]) -> Iterator[Hit | Lacking]:
    """A model is evaluated on data that is not ready, or takes data of which nobody knows owner, origin or lawful basis.

    What: A `data_pipeline_build` or `data_quality_validation` in the same scope, or named by a data source of the system,
        ends after `model_evaluation` starts; or a data source lacks `owner`, `lineage` or `lawful_basis` (not asked for
        where `personal_data: no`); or migrated data that the model reads is still being migrated.
    Levels: an error; a warning for migrated data.
    Why: An evaluation on provisional data says nothing about the model in use.
    Fix: Evaluate after the pipeline is built and its data is checked; fill in the data source.
    Wrong:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, data_sources: {cvs: {owner: dana, lineage: portal, lawful_basis: contract}}}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              pipe: {name: Pipeline, kind: data_pipeline_build, start: 2027-02-01, finish: 2027-03-12}
              eval: {name: Evaluate, kind: model_evaluation, start: 2027-03-08, finish: 2027-03-26}
    Right:
        programme: {types: [ai]}
        ai_systems: {cv-screening: {name: CV screening, data_sources: {cvs: {owner: dana, lineage: portal, lawful_basis: contract}}}}
        workstreams:
          ai:
            name: Models
            kind: data_engineering
            activities:
              pipe: {name: Pipeline, kind: data_pipeline_build, start: 2027-02-01, finish: 2027-03-05}
              eval: {name: Evaluate, kind: model_evaluation, start: 2027-03-08, finish: 2027-03-26}
    Source: A founding statement of this tool (data pipelines are part of an AI programme); EU AI Act, Article 10; ISO/IEC
        42001 A.7, read through summaries. No lag tolerated is judgement.
    """
    for item in in_time(ctx, work(ctx, "model_evaluation")):
        match = broken(ctx, row(ctx, 53), feeding(ctx, item), item.id, ranked=True)
        if match is not None:
            yield order.conflict(ctx, match, severity=Severity.ERROR, absent=False)
    for match in rows(ctx, 62):
        if not match.holds:
            yield order.conflict(ctx, match, title="A model is evaluated on data still being migrated", absent=False)
    for system in ctx.programme.ai_systems.values():
        if not system.data_sources:
            yield Lacking("ai_systems.*.data_sources", (system.id,))
        faults = {id: lacks for id, source in system.data_sources.items() if (lacks := unknown(system, source))}
        if faults:
            first = next(iter(uses(ctx, "model_evaluation")[system.id]), None)
            words = listing(
                [f"{id} has no {listing([NAMES[field] for field in lacks])}" for id, lacks in faults.items()]
            )
            yield Hit(
                title="A model takes data of unknown standing",
                message=f"Data sources of {called(system)}: {words}.",
                fix=f"Fill in {listing([f'`{id}.{field}`' for id, lacks in faults.items() for field in lacks], 6)} "
                f"under data_sources of ai_systems.{system.id}.",
                at=system.data_sources[next(iter(faults))].path,
                targets=(system.id,),
                impact=ctx.plan.start(first.id) if first is not None else None,
                absent=True,
            )


NAMES = {"owner": "owner", "lineage": "known origin", "lawful_basis": "lawful basis"}
"""What has to be known of a data source, by field."""


def unknown(system: AiSystem, source: DataSource) -> list[str]:
    """The fields that a data source lacks."""
    asked = [field for field in NAMES if field != "lawful_basis" or system.personal_data != 0]
    return [field for field in asked if not getattr(source, field)]


def feeding(ctx: Context, evaluation: Activity) -> Iterable[str]:
    """The work that makes the data of an evaluation: what its data sources name, and what is in scope, latest finish
    first.

    Work that only data sources of other systems name is left out.
    """
    makers = ctx.memo.get("makers of data")
    if makers is None:
        makers = ctx.memo["makers of data"] = made_for(ctx)
    mine = {system.id for system in systems_of(ctx, evaluation)}
    own = latest_first(ctx, {id for system in mine for id in makers.by_system.get(system, ())})
    scope = ctx.plan.scope(evaluation.id)
    known = ctx.memo.setdefault("data made in scope", {})
    if scope not in known:
        made = [
            item.id
            for item in work(ctx, "data_pipeline_build", "data_quality_validation")
            if ctx.plan.same_scope(item.id, evaluation.id)
            and meet(ctx.plan.scope(item.id).data_objects, scope.data_objects)
        ]
        known[scope] = latest_first(ctx, made)
    rest = (id for id in known[scope] if id not in makers.named)  # what only other systems name is theirs
    return merge(own, rest, key=partial(place, ctx))


class Makers(NamedTuple):
    """The work that data sources name as what makes or checks their data."""

    by_system: dict[str, list[str]]
    named: frozenset[str]
    """All of it, whichever system names it."""


def made_for(ctx: Context) -> Makers:
    """What the data sources of every system name."""
    by_system = {
        id: [one for source in system.data_sources.values() for one in (source.pipeline, source.quality_check) if one]
        for id, system in ctx.programme.ai_systems.items()
    }
    return Makers(by_system, frozenset(one for ids in by_system.values() for one in ids))
