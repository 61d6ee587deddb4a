"""Which AI systems a piece of work is about, and which work an AI system goes through."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from programme_check.model import Activity, AiSystem
from programme_check.rules.context import Context
from programme_check.schedule import ai
from programme_check.schedule.precedence import NOT_WORK, Matcher, exemptions
from programme_check.schedule.rows import Row
from programme_check.schedule.scope import meet

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

USE = ("pilot", "model_deployment")
"""Kinds of work that put a model to use."""


def called(system: AiSystem) -> str:
    """How a message names an AI system: its name and, in brackets, its id."""
    return f"{system.name} ({system.id})" if system.name != system.id else system.id


def high_risk(system: AiSystem) -> bool:
    """Whether a system is classed as high-risk under the EU AI Act."""
    return system.risk_class is not None and system.risk_class.eu_ai_act == "high"


def work(ctx: Context, *kinds: str) -> list[Activity]:
    """The activities of these kinds in file order, without cancelled ones and bars that only stand for other work."""
    return [item for item in ctx.plan.of_kinds(kinds) if isinstance(item, Activity) and item.planning not in NOT_WORK]


def systems_of(ctx: Context, item: Activity) -> list[AiSystem]:
    """The AI systems that a use is about: those its scope names.

    Where it names none, the systems that no other use of its kind names; where there are none of these, all.
    """
    return ai.systems_of(ctx.plan, item.id)


def uses(ctx: Context, *kinds: str) -> dict[str, list[Activity]]:
    """For every AI system the work of these kinds that is about it, earliest first, undated last."""
    key = f"uses by {kinds}"
    if key not in ctx.memo:
        found: dict[str, list[Activity]] = {id: [] for id in ctx.programme.ai_systems}
        for item in in_time(ctx, work(ctx, *kinds)):
            for system in systems_of(ctx, item):
                found[system.id].append(item)
        ctx.memo[key] = found
    answer: dict[str, list[Activity]] = ctx.memo[key]
    return answer


def in_time(ctx: Context, items: Iterable[Activity]) -> list[Activity]:
    """By start, earliest first; what has no start comes last, otherwise in file order."""
    return sorted(items, key=lambda item: (ctx.plan.start(item.id) is None, ctx.plan.start(item.id) or 0))


def about(ctx: Context, system: AiSystem, *kinds: str) -> list[Activity]:
    """The activities of these kinds that name an AI system, or that name none and so concern every one."""
    return [item for item in work(ctx, *kinds) if meet(ctx.plan.scope(item.id).ai_systems, frozenset({system.id}))]


def begun(ctx: Context, id: str) -> bool:
    """Whether an activity has started by the status date."""
    dates = ctx.plan.dates(id)
    return dates.complete or dates.in_progress or (dates.start is not None and dates.start <= ctx.as_of)


def deployed(ctx: Context, system: AiSystem) -> bool:
    """Whether people already work with the system."""
    return any(begun(ctx, item.id) for item in uses(ctx, "model_deployment")[system.id])


def rows(ctx: Context, *numbers: int) -> list["RowMatch"]:
    """The matches of precedence rows on AI.

    These rules run wherever the file holds AI work, so the rows count as if `ai` were among the programme's types.
    """
    types = frozenset(ctx.programme.programme.types)
    if "ai" in types:
        return ctx.plan.row_matches(*numbers)
    return matched(ctx, [row for row in ctx.plan.rows if row.number in numbers and row.holds_in(types | {"ai"})])


def matched(ctx: Context, wanted: Sequence[Row]) -> list["RowMatch"]:
    """The matches of rows, whatever the programme's types."""
    waived = exemptions(ctx.plan)
    return [match for row in wanted for match in Matcher(ctx.plan, row, waived).matches()]


def excused(item: Activity, *names: str) -> bool:
    """Whether an activity says with a reason that a rule, by id or name, does not apply to it."""
    return any(entry.rule in names and entry.row is None and entry.with_ is None for entry in item.not_applicable)
