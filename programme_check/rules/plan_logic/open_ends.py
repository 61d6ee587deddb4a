"""Which ends of an activity the declared logic of a plan reaches, and which may stay open."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING

from programme_check.model import Activity
from programme_check.rules.context import Context
from programme_check.schedule.memo import Memo
from programme_check.schedule.scope import same_scope

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan
    from programme_check.schedule.scope import Scope

AFTERWARDS = frozenset(
    {
        "hypercare",
        "stabilisation",
        "handover_to_bau",
        "legacy_decommission",
        "benefits_tracking",
        "closure",
        "model_monitoring",
    }
)
"""Kinds of work that come after go-live, by what they are."""
RESULTS = frozenset(
    {"go_live", "configuration_freeze", "first_live_pay_run", "first_period_close", "payment_milestone"}
)
"""Milestones that only ever come out of work, so that nothing can begin with them."""
STARTS, ENDS = frozenset({"FS", "SS"}), frozenset({"FS", "FF"})
"""Links that drive the start of what waits, and those that leave from the finish of what it waits for."""
OUTSIDE = "regulatory_deadline"
"""The one kind that the law dates, whatever the plan says."""


def counted(programme: "Programme") -> Iterator[tuple[str, str, str]]:
    """Predecessor, successor and type of every link between items that are not cancelled. An end may be a workstream."""
    work = programme.work
    for item in (*work.values(), *programme.workstreams.values()):
        if not item.depends_on or getattr(item, "status", None) == "cancelled":
            continue
        id, own = item.id, getattr(item, "workstream", None)
        for link in item.depends_on:
            pred = work.get(link.on)
            if link.on not in {id, own} and (pred is None or pred.status != "cancelled"):
                yield link.on, id, link.type


class Ends:
    """For every item whether declared links reach its start and its finish. One pass over the links."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._streams = ctx.programme.workstreams
        self.lives = {live.id for live in ctx.plan.go_lives}
        """What the plan leads to: milestones, or deployments of models that stand for them."""
        programme = ctx.programme
        held = [id for decision in programme.decisions.values() for id in decision.blocks]
        held += [id for outside in programme.external_dependencies.values() for id in outside.blocks]
        links = list(counted(programme))
        self.preceded = self._meant({succ for _, succ, _ in links}.union(held))
        """Items with any predecessor."""
        self.started = self._meant({succ for _, succ, type in links if type in STARTS}.union(held))
        """Items whose start something drives."""
        self.followed = self._meant({pred for pred, _, _ in links})
        """Items with any successor."""
        self.finished = self._meant({pred for pred, _, type in links if type in ENDS})
        """Items whose finish drives something."""

    def _meant(self, ids: set[str]) -> set[str]:
        """The items among these, and every activity of the workstreams among them."""
        streams = [stream for id, stream in self._streams.items() if id in ids]
        return ids.union(*(stream.activities for stream in streams))

    @cached_property
    def joined(self) -> set[str]:
        """Items that something drives and that drive something: nothing is open about them."""
        return self.started & self.finished

    def after_go_live(self, activity: Activity) -> bool:
        """Whether it comes after every go-live of its scope, by its kind or by its start."""
        return after_go_live(self._ctx, activity)


def after_go_live(ctx: Context, activity: Activity) -> bool:
    """Whether an activity comes after every go-live of its scope, by its kind or by its start."""
    if activity.kind in AFTERWARDS:
        return True
    start = ctx.plan.start(activity.id)
    if start is None or activity.kind == "go_live":
        return False
    lasts: Memo[Scope, int | None] | None = ctx.memo.get("last go-live")
    if lasts is None:
        lasts = ctx.memo["last go-live"] = Memo(partial(last_go_live, ctx.plan))
    last = lasts[ctx.plan.scope(activity.id)]
    return last is not None and start >= last


def last_go_live(plan: "Plan", scope: "Scope") -> int | None:
    """The day of the last go-live that concerns a scope; None where none does, or one of them has no date."""
    dates = [live.stated for live in plan.go_lives if same_scope(plan.scope(live.id), scope)]
    return None if None in dates else max((stated for stated in dates if stated is not None), default=None)


def missing(ends: Ends, activity: Activity) -> list[str]:
    """`predecessor` and `successor`, where an activity lacks one and nothing excuses it."""
    id, point = activity.id, activity.is_point
    if activity.kind == OUTSIDE:
        return []
    lacks = []
    opens = point and activity.kind not in RESULTS and id in ends.followed
    if id not in ends.preceded and not activity.open_start and not opens:
        lacks.append("predecessor")
    last = point or id in ends.lives
    if id not in ends.followed and not activity.open_end and not last and not ends.after_go_live(activity):
        lacks.append("successor")
    return lacks


def dangling(ends: Ends, activity: Activity) -> list[str]:
    """`start` and `finish`, where links touch an activity and none of them drives its start, or runs from its finish."""
    id = activity.id
    if activity.is_point:
        return []
    hangs = []
    if id in ends.preceded and id not in ends.started and not activity.open_start:
        hangs.append("start")
    if id in ends.followed and id not in ends.finished and not activity.open_end and not ends.after_go_live(activity):
        hangs.append("finish")
    return hangs
