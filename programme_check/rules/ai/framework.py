"""The parts of a governance framework for models, and which of them an AI system lacks."""

from collections.abc import Sequence

from programme_check.model import AiSystem
from programme_check.rules.context import Context

MODELS = frozenset({"model", "models", "ai"})
"""Words in a forum's `decides` that give it the say over models."""
FIELDS = {
    "a policy": "`governance.policy`",
    "an accountable model owner": "`model_owner`",
    "an inventory entry": "`inventory`",
    "a forum that decides on models": "`governance.forum` (a forum with `decides: [models]`)",
    "a rule for accepting risk": "`governance.acceptance_rule`",
}
"""The five parts of a framework, and where each stands."""


def parts_missing(ctx: Context, system: AiSystem) -> list[str]:
    """Which of the five parts the framework of a system lacks, in words."""
    governance = system.governance
    owned = any(role.role == "model_owner" and role.holder for role in ctx.programme.roles)
    has = (
        governance is not None and bool(governance.policy),
        bool(system.model_owner) or owned,
        bool(system.inventory),
        decided(ctx, governance.forum if governance is not None else None),
        governance is not None and bool(governance.acceptance_rule),
    )
    return [part for part, there in zip(FIELDS, has, strict=True) if not there]


def decided(ctx: Context, named: str | None) -> bool:
    """Whether a forum decides if a model goes live: the one that is named, unless its topics leave models out."""
    forums = ctx.programme.forums
    if named is not None:
        forum = forums.get(named)
        return forum is None or not forum.decides or on_models(forum.decides)
    return any(on_models(forum.decides) for forum in forums.values())


def on_models(topics: Sequence[str]) -> bool:
    """Whether models are among the topics."""
    return any(not MODELS.isdisjoint(topic.lower().replace("-", " ").replace("_", " ").split()) for topic in topics)
