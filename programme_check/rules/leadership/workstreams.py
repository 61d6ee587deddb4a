"""Structure: the workstreams that a programme of this type cannot do without."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model.kinds import group_of, sub_kinds
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule


class Expected(NamedTuple):
    """A kind of workstream, and the activities that show that its work is planned somewhere else."""

    kind: str
    words: str
    kinds: tuple[str, ...] = ()
    group: str | None = None


CONFIGURATION = Expected("configuration", "configuration", ("configuration", "customisation", "configuration_freeze"))
DATA = Expected("data_migration", "data migration", ("data_migration",))
PROCESS = Expected("process_redesign", "process redesign", ("process_redesign",))
CHANGE = Expected("change_management", "change management", ("change_management",))
TESTING = Expected("testing", "testing", (), "test")
TRAINING = Expected("training", "training", ("training",))
CUTOVER = Expected("cutover", "cutover", (), "cutover")
VENDORS = Expected("vendor_management", "vendor management", ("vendor_management", "contracting", "procurement"))
INTEGRATION = Expected("integration", "integration architecture", ("integration_architecture", "integration_build"))
ROLLOUT = Expected("rollout", "multi-entity rollout planning", (), "rollout")
MODELS = Expected(
    "model_governance",
    "model governance",
    ("ai_governance_setup", "ai_risk_classification", "ai_impact_assessment", "human_oversight_design"),
)
PIPELINES = Expected(
    "data_engineering", "data pipeline engineering", ("data_pipeline_build", "data_quality_validation")
)
ADOPTION = Expected("adoption", "organisational adoption", ("change_management", "training"))

HRIS = (CONFIGURATION, DATA, PROCESS, CHANGE, TESTING, TRAINING, CUTOVER)
TEMPLATES = {
    "hris": HRIS,
    "erp": (*HRIS, VENDORS, INTEGRATION, ROLLOUT),
    "ai": (MODELS, PIPELINES, ADOPTION, VENDORS),
}


def expected(ctx: Context) -> list[Expected]:
    """What this programme's types call for, in the order of the templates."""
    programme = ctx.programme
    wanted = dict.fromkeys(item for kind in programme.programme.types for item in TEMPLATES.get(kind, ()))
    if "erp" not in programme.programme.types and not any(
        ai.provider == "bought" for ai in programme.ai_systems.values()
    ):
        wanted.pop(VENDORS, None)
    if len(programme.rollout.entities) < 2:
        wanted.pop(ROLLOUT, None)
    return list(wanted)


@rule(
    "STR006",
    "expected-workstream-missing",
    title="Work that this kind of programme needs is absent",
    severity=Severity.WARNING,
    absent=True,
    about=expected,
    needs=("programme.types",),
    applies=lambda ctx: any(kind in TEMPLATES for kind in ctx.programme.programme.types),
)
def expected_workstream_missing(ctx: Context, wanted: Sequence[Expected]) -> Iterator[Hit | Lacking]:
    """A programme of this type lacks work that such programmes cannot do without.

    What: hris needs configuration, data migration, process redesign, change management, testing, training and cutover;
        erp needs those and vendor management, integration architecture and, with more than one entity, rollout planning;
        ai needs model governance, data pipeline engineering and organisational adoption, and vendor management when a
        system is bought. Each counts as covered by a workstream of that kind or by any activity of it.
    Why: What is not in the plan is not staffed, and the other workstreams wait for it without knowing. It comes to light
        when somebody asks who was going to do it.
    Fix: Add the workstream, or name it in `programme.out_of_scope` with the reason.
    Wrong:
        programme: {types: [ai]}
        workstreams:
          gov: {name: Model governance, kind: model_governance}
          pipes: {name: Pipelines, kind: data_engineering}
    Right:
        programme: {types: [ai], out_of_scope: {adoption: two users who asked for it}}
        workstreams:
          gov: {name: Model governance, kind: model_governance}
          pipes: {name: Pipelines, kind: data_engineering}
    Source: A founding statement of this tool: what HRIS, ERP and AI programmes consist of.
    """
    programme = ctx.programme
    streams = {stream.kind for stream in programme.workstreams.values()}
    groups = {group_of(kind) for kind in ctx.kinds}
    reasoned = set(programme.programme.out_of_scope)
    missing = [
        item
        for item in wanted
        if item.kind not in streams | reasoned
        and item.group not in groups - {None}
        and not any(sub_kinds(kind) & (ctx.kinds | reasoned) for kind in item.kinds)
    ]
    if missing:
        yield Hit(
            message=f"The plan holds no {listing([item.words for item in missing], 10).replace(' and ', ' and no ')}.",
            fix=f"Add a workstream of kind {listing([f'`{item.kind}`' for item in missing], 10)}, or give the reason in `programme.out_of_scope`.",
            at=("programme", "types"),
        )
