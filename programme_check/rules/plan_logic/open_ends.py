"""Which ends of an activity the declared logic of a plan reaches, and which may stay open."""

from typing import TYPE_CHECKING

from programme_check.model import Activity
from programme_check.rules.context import Context

if TYPE_CHECKING:
    from programme_check.model import Link

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
OUTSIDE = "regulatory_deadline"
"""The one kind that the law dates, whatever the plan says."""


class Ends:
    """For every item whether declared links reach its start and its finish. One pass over the links."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._streams = ctx.programme.workstreams
        self.lives = {live.id for live in ctx.plan.go_lives}
        """What the plan leads to: milestones, or deployments of models that stand for them."""
        self.preceded: set[str] = set()
        """Items with any predecessor."""
        self.started: set[str] = set()
        """Items whose start something drives."""
        self.followed: set[str] = set()
        """Items with any successor."""
        self.finished: set[str] = set()
        """Items whose finish drives something."""
        programme = ctx.programme
        before: dict[str, set[str]] = {}
        after: dict[str, set[str]] = {}
        for item in (*programme.work.values(), *programme.workstreams.values()):
            if getattr(item, "status", None) != "cancelled":
                for link in item.depends_on:
                    self._take(link, item.id, before, after)
        held = [id for decision in programme.decisions.values() for id in decision.blocks]
        held += [id for outside in programme.external_dependencies.values() for id in outside.blocks]
        for id in held:
            before.setdefault(id, set()).add("FS")
        for id, types in before.items():
            self._mark(id, types, {"FS", "SS"}, self.preceded, self.started)
        for id, types in after.items():
            self._mark(id, types, {"FS", "FF"}, self.followed, self.finished)

    def _take(self, link: "Link", succ: str, before: dict[str, set[str]], after: dict[str, set[str]]) -> None:
        pred = self._ctx.programme.work.get(link.on)
        activity = self._ctx.programme.activities.get(succ)
        own = activity.workstream if activity is not None else None
        if link.on in {succ, own} or (pred is not None and pred.status == "cancelled"):
            return
        before.setdefault(succ, set()).add(link.type)
        after.setdefault(link.on, set()).add(link.type)

    def _mark(self, id: str, types: set[str], driving: set[str], linked: set[str], driven: set[str]) -> None:
        """Note what links of these types say of an item, or of every activity of a workstream."""
        stream = self._streams.get(id)
        members = [id] if stream is None or id in self._ctx.programme.work else list(stream.activities)
        linked.update(members)
        if types & driving:
            driven.update(members)

    def after_go_live(self, activity: Activity) -> bool:
        """Whether it comes after every go-live of its scope, by its kind or by its start."""
        return after_go_live(self._ctx, activity)


def after_go_live(ctx: Context, activity: Activity) -> bool:
    """Whether an activity comes after every go-live of its scope, by its kind or by its start."""
    if activity.kind in AFTERWARDS:
        return True
    plan = ctx.plan
    start = plan.start(activity.id)
    if start is None or activity.kind == "go_live":
        return False
    dates = [live.stated for live in plan.go_lives if plan.same_scope(live.id, activity.id)]
    return bool(dates) and all(stated is not None and start >= stated for stated in dates)


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
