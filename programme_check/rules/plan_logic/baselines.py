"""The dates that were agreed: what was due by when, and what is measured against them."""

from programme_check.model import Activity, Gate
from programme_check.rules.context import Context
from programme_check.rules.plan_logic.durations import NOT_WORK


def work(ctx: Context) -> list[Activity]:
    """Activities and milestones, done or not: no level of effort, margin, summaries or cancelled ones."""
    return [
        activity
        for activity in ctx.programme.activities.values()
        if activity.planning not in NOT_WORK and activity.status != "cancelled" and activity.kind != "margin"
    ]


def baseline_finish(item: Activity | Gate) -> int | None:
    """The day by which the baseline has an item finished; None without one."""
    if item.baseline is None:
        return None
    if isinstance(item, Gate):
        moment = item.baseline.date
    else:
        moment = item.baseline.finish or (item.baseline.start if item.is_point else None)
    return None if moment is None else moment.day


def baselined(ctx: Context) -> list[Activity]:
    """The activities and milestones that have a baseline finish."""
    return [activity for activity in work(ctx) if baseline_finish(activity) is not None]


def baselined_gates(ctx: Context) -> list[Gate]:
    """The gates that have a baseline date."""
    return [gate for gate in ctx.programme.gates.values() if baseline_finish(gate) is not None]


def due(ctx: Context, item: Activity | Gate) -> bool:
    """Whether the baseline has an item finished by the status date."""
    finish = baseline_finish(item)
    return finish is not None and finish <= ctx.as_of
