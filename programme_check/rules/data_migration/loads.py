"""Mock loads by what they load, and what their results are worth."""

from collections.abc import Sequence
from typing import NamedTuple

from programme_check.model import Activity
from programme_check.rules.context import Context
from programme_check.rules.data_migration.results import judge
from programme_check.rules.rule import Limits
from programme_check.rules.shared.upstream import work
from programme_check.schedule.conditions import volumes
from programme_check.schedule.scope import DIMENSIONS, Scope, ScopeIndex

WITH_DATA = (*DIMENSIONS, "data_objects")
"""What loads and cleansing have in common."""
MAXIMUM = 10**7
"""Later than any day."""


class VolumeLimits(Limits, frozen=True):
    """How much of the data has to be loaded once before the real load."""

    volume: float = 100
    """Percent of the data that at least one mock load carries. A public estimator's template (weak)."""


def mock_loads(ctx: Context) -> list[Activity]:
    """The mock loads for go-lives that are still ahead."""
    loads = work(ctx.plan.of_kind("mock_data_load"))
    return [load for load in loads if (live := ctx.plan.go_live_for(load.id)) is None or not live.done]


def share(ctx: Context, load: Activity) -> float | None:
    """The share of the data that a load carries, in percent: as loaded once it is complete, else as planned."""
    planned, loaded = volumes(load)
    return loaded if ctx.plan.dates(load.id).complete and loaded is not None else planned


class Fellow(NamedTuple):
    """A mock load among those of the same data."""

    start: int
    """Its first day, a proleptic ordinal."""
    place: int
    """Its place among the mock loads of the file."""
    load: Activity


class Loads:
    """The mock loads by scope and data objects, and what their results are worth."""

    def __init__(self, ctx: Context, loads: Sequence[Activity]) -> None:
        self._ctx = ctx
        self._loads = loads
        self._known: dict[Scope, list[Fellow]] = {}
        self._full: dict[Scope, str | None] = {}
        self.judged = {load.id: judge(ctx, load) for load in loads if ctx.plan.dates(load.id).complete}
        self._index = ScopeIndex([ctx.plan.scope(load.id) for load in loads], WITH_DATA)

    def of(self, scope: Scope) -> list[Fellow]:
        """The loads that meet a scope, data objects included, earliest first."""
        if scope not in self._known:
            found = [
                Fellow(self._start(self._loads[place]), place, self._loads[place])
                for place in self._index.meeting(scope)
            ]
            self._known[scope] = sorted(found, key=lambda fellow: fellow[:2])
        return self._known[scope]

    def _start(self, load: Activity) -> int:
        """The start of a load; one without a date is over by now or is still to come."""
        start = self._ctx.plan.start(load.id)
        if start is None:
            return self._ctx.as_of if load.id in self.judged else MAXIMUM
        return start

    def after(self, load: Activity) -> list[Activity]:
        """The loads of the same data that start after a load."""
        start = self._start(load)
        return [fellow.load for fellow in self.of(self._ctx.plan.scope(load.id)) if fellow.start > start]

    def last(self, scope: Scope) -> list[Activity]:
        """For every data object of a scope the last load that carries it; without objects the last load of all."""
        found: dict[str, Activity] = {}
        everything: Activity | None = None
        for fellow in self.of(scope):
            carried = self._ctx.plan.scope(fellow.load.id).data_objects or scope.data_objects
            found.update(dict.fromkeys(carried & scope.data_objects, fellow.load))
            everything = fellow.load
        ends = found.values() if scope.data_objects else [everything] if everything is not None else []
        return list({load.id: load for load in ends}.values())

    def first_full(self, scope: Scope) -> str | None:
        """The load at full volume that ends first in a scope."""
        if scope not in self._full:
            most = self._ctx.limits(VolumeLimits).volume
            ends = [
                (finish, fellow.place, fellow.load.id)
                for fellow in self.of(scope)
                if (share(self._ctx, fellow.load) or 0) >= most
                and (finish := self._ctx.plan.finish(fellow.load.id)) is not None
            ]
            self._full[scope] = min(ends)[2] if ends else None
        return self._full[scope]
