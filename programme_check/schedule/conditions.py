"""What a precedence row may ask beside kinds and scope: of the predecessor, of the successor, of the two together."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from programme_check.model.work import Activity
from programme_check.schedule.scope import DIMENSIONS, Scope, ScopeIndex, meet

if TYPE_CHECKING:
    from programme_check.model import Gate
    from programme_check.schedule.plan import Plan

Filter = Callable[["Plan", "Sequence[Activity | Gate]"], "list[Activity | Gate]"]
"""Takes the plan for what the items themselves do not hold."""

BASE_DATA = frozenset({"worker", "balances", "ytd_balances"})
"""What payroll cannot run without."""


def filtered(plan: "Plan", items: "Sequence[Activity | Gate]", name: str | None) -> "list[Activity | Gate]":
    """Those of the items for which the condition of that name holds; all where no condition is asked for."""
    return list(items) if name is None else FILTERS[name](plan, items)


def reconciled(plan: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Loads that have been reconciled with their source, or that a planned reconciliation follows."""
    return [item for item in items if plan.reconciled_on(item.id) is not None]


def full_volume(_: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Loads of all the data, in plan or in fact."""
    return [item for item in items if isinstance(item, Activity) and 100 in volumes(item)]


def volumes(load: Activity) -> tuple[float | None, float | None]:
    """Planned and actual share of the data, in percent."""
    return load.volume, load.results.volume if load.results else None


def worker_or_balances(plan: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Migration of what pay is worked out from; one that names no data object, or one of unknown kind, may be that."""
    objects = plan.programme.landscape.data_objects
    kinds = {id: found.kind for id, found in objects.items()}
    return [
        item
        for item in items
        if not (named := plan.scope(item.id).data_objects)
        or any(kinds.get(id) is None or kinds[id] in BASE_DATA for id in named)
    ]


def vendor_run(plan: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Work whose activity or workstream names a vendor."""
    streams = plan.programme.workstreams
    return [
        item
        for item in items
        if isinstance(item, Activity) and (item.vendor or getattr(streams.get(item.workstream), "vendor", None))
    ]


def last_in_scope(plan: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Items after which no other of them starts in the same scope."""
    latest: dict[Scope, int] = {}
    for item in items:
        scope = plan.scope(item.id)
        latest[scope] = max(latest.get(scope, 0), plan.start(item.id) or 0)
    scopes = [plan.scope(item.id) for item in items]
    distinct = list(dict.fromkeys(scopes))
    index = ScopeIndex(distinct)
    last = {scope: max(latest[distinct[place]] for place in index.meeting(scope)) for scope in distinct}
    return [item for item, scope in zip(items, scopes, strict=True) if (plan.start(item.id) or 0) >= last[scope]]


def real_data(_: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Deployments, and pilots unless they say that they use no real data."""
    return [item for item in items if item.kind != "pilot" or getattr(item, "real_data", None) != 0]


def reads_migrated_data(plan: "Plan", items: "Sequence[Activity | Gate]") -> "list[Activity | Gate]":
    """Work on AI systems that take data from a migrated data object; all AI systems where the scope names none."""
    systems = plan.programme.ai_systems
    reading = {id for id, one in systems.items() if any(source.data_object for source in one.data_sources.values())}
    return [item for item in items if reading and (plan.scope(item.id).ai_systems or reading) & reading]


FILTERS: dict[str, Filter] = {
    "reconciled": reconciled,
    "full_volume": full_volume,
    "worker_or_balances": worker_or_balances,
    "vendor_run": vendor_run,
    "last_in_scope": last_in_scope,
    "real_data": real_data,
    "reads_migrated_data": reads_migrated_data,
}


def next_wave(plan: "Plan", pred: Scope, succ: Scope) -> bool:
    """Whether the successor belongs to the wave that comes next after one of the predecessor's, and not to that."""
    order = plan.wave_order
    if not pred.waves.isdisjoint(succ.waves):
        return False
    before = {order[id] for id in pred.waves if id in order}
    after = {order[id] for id in succ.waves if id in order}
    return any(place + 1 in after for place in before)


def ai_users(plan: "Plan", pred: Scope, succ: Scope) -> bool:
    """Whether the predecessor trains people who will use the AI system of the successor."""
    groups = plan.programme.readiness.groups
    used = pred.ai_systems.union(*(groups[id].ai_systems for id in pred.groups if id in groups))
    return bool(used) and meet(used, succ.ai_systems)


def same_entity(_: "Plan", pred: Scope, succ: Scope) -> bool:
    """Whether both name an entity in common, or neither names any: a test of all entities waits for no single one."""
    return bool(pred.entities & succ.entities) or not (pred.entities or succ.entities)


PAIRS: dict[str, Callable[["Plan", Scope, Scope], bool]] = {
    "next_wave": next_wave,
    "ai_users": ai_users,
    "same_entity": same_entity,
}


class Reconciliations:
    """The planned reconciliations of loads, found by scope and day."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        by_scope: dict[Scope, list[tuple[int, int]]] = {}
        for item in plan.of_kind("data_reconciliation"):
            dates = plan.dates(item.id)
            if dates.start is not None and dates.finish is not None:
                by_scope.setdefault(plan.scope(item.id), []).append((dates.finish, dates.start))
        self._days = [sorted(days) for days in by_scope.values()]
        self._index = ScopeIndex(list(by_scope), (*DIMENSIONS, "data_objects"))

    def after(self, load: str) -> int | None:
        """The finish of the first reconciliation in a load's scope that neither starts nor ends before the load."""
        dates = self._plan.dates(load)
        if dates.start is None or dates.finish is None:
            return None
        found = []
        for place in self._index.meeting(self._plan.scope(load)):
            days = self._days[place]
            later = (days[number] for number in range(bisect_left(days, (dates.finish,)), len(days)))
            found += [next((finish for finish, start in later if start >= dates.start), None)]
        return min((day for day in found if day is not None), default=None)
