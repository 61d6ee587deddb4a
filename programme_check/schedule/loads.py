"""The loads that tests work on: those they name, and the mock loads that will do for them."""

from functools import cached_property
from typing import TYPE_CHECKING

from programme_check.model.work import Activity
from programme_check.schedule.scope import DIMENSIONS, Scope, ScopeIndex

if TYPE_CHECKING:
    from programme_check.schedule.plan import Plan

NO_LOAD = frozenset({"final_data_load", "data_profiling"})
"""Kinds of migration work that bring no data to a test."""


class TestLoads:
    """What is known about the data of the tests of one plan."""

    __test__ = False

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan
        self._proved: dict[Scope, list[tuple[int, str]]] = {}

    def named(self, test: str) -> list[str]:
        """The loads that a test names in `needs_data`, directly or by the data objects they carry; none cancelled."""
        activities = self._plan.programme.activities
        found: dict[str, None] = {}
        for need in activities[test].needs_data if test in activities else ():
            load = need if need in activities else self._carrier(need, test)
            if load is not None and not self._plan.dates(load).cancelled:
                found[load] = None
        return list(found)

    def _carrier(self, data_object: str, test: str) -> str | None:
        """The load that brings a test a data object: the last in its scope. Where a parallel run does not need it in
        full, a mock load that is reconciled by then will do."""
        plan, carrying = self._plan, self._carriers.get(data_object, [])
        carrying = [id for id in carrying if plan.same_scope(id, test)] or carrying
        if plan.programme.activities[test].kind != "parallel_testing":
            start = plan.start(test)
            for id in carrying:
                mock = plan.programme.activities[id].kind == "mock_data_load"
                day = plan.reconciled_on(id) if mock and start is not None else None
                if day is not None and start is not None and day <= start:
                    return id
        return max(carrying, key=lambda id: plan.finish(id) or 0, default=None)

    def late(self, load: str, test: str) -> bool:
        """Whether a load is still running when a test starts; same-day hand-over is allowed."""
        gap = self._plan.gap(load, test, "FS", None)
        return gap is not None and gap > 0

    def proved(self, test: str) -> str | None:
        """The first mock load for a test, with all data objects of its scope, that is reconciled by its start."""
        plan, start = self._plan, self._plan.start(test)
        scope = plan.scope(test)
        if start is None:
            return None
        if scope not in self._proved:
            scopes, days, index = self._mocks
            self._proved[scope] = sorted(
                day
                for place in index.meeting(scope)
                if not scopes[place].data_objects or scope.data_objects <= scopes[place].data_objects
                for day in days[place]
            )
        first = next(iter(self._proved[scope]), None)
        return first[1] if first is not None and first[0] <= start else None

    @cached_property
    def _carriers(self) -> dict[str, list[str]]:
        """The loads by the data objects they carry, in file order."""
        known: dict[str, list[str]] = {}
        for item in self._plan.of_kind("data_migration"):
            if item.kind not in NO_LOAD and item.scope is not None:
                for one in item.scope.data_objects:
                    known.setdefault(one, []).append(item.id)
        return known

    @cached_property
    def _mocks(self) -> tuple[list[Scope], list[list[tuple[int, str]]], ScopeIndex]:
        """The mock loads that are reconciled, in fact or in plan, with the day of it, by scope."""
        by_scope: dict[Scope, list[tuple[int, str]]] = {}
        for item in self._plan.of_kind("mock_data_load"):
            day = self._plan.reconciled_on(item.id) if isinstance(item, Activity) else None
            if day is not None:
                by_scope.setdefault(self._plan.scope(item.id), []).append((day, item.id))
        scopes = list(by_scope)
        return scopes, list(by_scope.values()), ScopeIndex(scopes, (*DIMENSIONS, "data_objects"))
