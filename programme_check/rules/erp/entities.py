"""Rollout: no entity is left out, and each has what it takes to go live."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Wave
from programme_check.model.rollout import RolloutEntity
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.schedule.scope import Scope, ScopeIndex

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

NEEDED = {
    "data load": ("data_migration", "mock_data_load", "final_data_load"),
    "training": ("training", "super_user_training", "training_delivery"),
    "cutover": ("cutover", "payroll_cutover", "technical_cutover", "business_cutover"),
    "go/no-go": ("go_no_go",),
    "localisation": ("localisation",),
}
"""What every entity needs before it goes live, and the kinds of work or gate that are it; the last kind is suggested."""
LOCAL = "localisation"


def rolled_out(ctx: Context) -> "list[RolloutEntity | RowMatch]":
    """The entities in scope, and what is tested with the localisation of one."""
    entities = [entity for entity in ctx.programme.rollout.entities.values() if entity.in_scope in (None, 1)]
    return [*entities, *ctx.plan.row_matches(47)]


@rule(
    "ERP005",
    "entity-missing-from-rollout",
    title="An entity is missing from the rollout",
    severity=Severity.ERROR,
    absent=True,
    about=rolled_out,
    needs=("rollout.entities",),
)
def entity_missing_from_rollout(
    ctx: Context, subjects: "Sequence[RolloutEntity | RowMatch]"
) -> Iterator[Hit | Lacking]:
    """An entity is in no wave, its wave lacks work that it needs, or its localisation is not in what is tested.

    What: An entity in scope is in no wave; or no activity in the scope of the entity and its wave is a data load, training, a
        cutover, a go/no-go (a gate will do) or localisation. Localisation is asked for where the entity says
        `localisation: true`, or where it says nothing and other entities have it in the plan. Work without a scope counts for
        all. Or integration testing starts before the localisation of the same entity ends.
    Levels: an error; a warning for localisation that ends too late.
    Why: Plans for many entities lose the small ones. They come to light when their people cannot work.
    Fix: Add the entity to a wave, and the missing work with that wave in its scope; or say `in_scope: false`.
    Wrong:
        programme: {types: [erp]}
        rollout: {entities: {uk: {name: UK, localisation: false}, ie: {name: Ireland, localisation: false}}, waves: {wave-1: {order: 1, entities: [uk]}}}
        gates: {go: {name: Go, kind: go_no_go, date: 2027-04-26}}
        workstreams:
          roll:
            name: Rollout
            kind: rollout
            activities:
              load: {name: Load, kind: final_data_load, start: 2027-04-28, finish: 2027-04-29}
              train: {name: Training, kind: training_delivery, start: 2027-04-05, finish: 2027-04-23}
              cut: {name: Cutover, kind: cutover, start: 2027-04-28, finish: 2027-04-30}
    Right:
        programme: {types: [erp]}
        rollout: {entities: {uk: {name: UK, localisation: false}, ie: {name: Ireland, localisation: false}}, waves: {wave-1: {order: 1, entities: [uk, ie]}}}
        gates: {go: {name: Go, kind: go_no_go, date: 2027-04-26}}
        workstreams:
          roll:
            name: Rollout
            kind: rollout
            activities:
              load: {name: Load, kind: final_data_load, start: 2027-04-28, finish: 2027-04-29}
              train: {name: Training, kind: training_delivery, start: 2027-04-05, finish: 2027-04-23}
              cut: {name: Cutover, kind: cutover, start: 2027-04-28, finish: 2027-04-30}
    Source: A founding statement of this tool. The five kinds of work are judgement.
    """
    entities = [one for one in subjects if isinstance(one, RolloutEntity)]
    for match in subjects:
        if not isinstance(match, RolloutEntity) and not match.holds:
            yield order.conflict(ctx, match, title="Localisation ends after the test of it has started", absent=False)
    waves = ctx.programme.rollout.waves
    if not entities:
        return
    if not waves:
        yield Lacking("rollout.waves", tuple(entity.id for entity in entities))
        return
    home: dict[str, list[Wave]] = {}
    for wave in waves.values():
        for id in wave.entities:
            home.setdefault(id, []).append(wave)
    coverage = {name: cover(ctx, kinds) for name, kinds in NEEDED.items()}
    for entity in entities:
        mine = home.get(entity.id)
        name = f"{entity.name} ({entity.id})" if entity.name else entity.id
        if not mine:
            yield Hit(
                title="An entity is in no wave of the rollout",
                message=f"{name} is in scope and in none of the waves {listing(list(waves))}.",
                fix=f"Add {entity.id} to `entities` of the wave it goes live with, or set `in_scope: false` on it.",
                at=entity.path,
                targets=(entity.id,),
            )
            continue
        gaps = [(wave, missing) for wave in mine if (missing := lacking(coverage, entity, wave))]
        if len(gaps) == len(mine):
            wave, missing = min(gaps, key=lambda gap: len(gap[1]))
            kind = NEEDED[missing[0]][-1]
            yield Hit(
                title="An entity's wave lacks work it needs",
                message=f"{name} goes live with {wave.name or wave.id}, and the plan has no {listing(missing)} for it.",
                fix=f"Add what is missing with `scope: {{waves: [{wave.id}], entities: [{entity.id}]}}`, first an activity of `kind: {kind}`.",
                at=entity.path,
                targets=(entity.id,),
            )
        elif entity.localisation is None and coverage[LOCAL] is None:
            yield Lacking("rollout.entities.*.localisation", (entity.id,))


def cover(ctx: Context, kinds: tuple[str, ...]) -> ScopeIndex | None:
    """The scopes of the work and gates of these kinds; None where the plan has none at all."""
    scopes = dict.fromkeys(ctx.plan.scope(item.id) for item in ctx.plan.of_kinds(kinds))
    return ScopeIndex(list(scopes), ("entities", "waves")) if scopes else None


def lacking(coverage: dict[str, ScopeIndex | None], entity: RolloutEntity, wave: Wave) -> list[str]:
    """What an entity does not have in its wave."""
    scope = Scope(entities=frozenset({entity.id}), waves=frozenset({wave.id}))
    missing = []
    for name, index in coverage.items():
        if name == LOCAL and (entity.localisation == 0 or (entity.localisation is None and index is None)):
            continue
        if index is None or not index.meeting(scope):
            missing.append(name)
    return missing
