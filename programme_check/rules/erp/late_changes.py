"""What an integration test is about, and the approved changes to the configuration it tests."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from programme_check.findings import Lacking
from programme_check.model import Activity, ChangeRequest
from programme_check.rules.context import Context
from programme_check.rules.rule import Limits
from programme_check.rules.shared.upstream import work
from programme_check.schedule.scope import Scope, same_scope


def integration_tests(ctx: Context) -> list[Activity]:
    """The integration tests of the plan."""
    return work(ctx.plan.of_kind("integration_testing"))


def tested(ctx: Context, test: Activity) -> Scope:
    """What a test is about: its systems, and those at both ends of every interface it covers."""
    scope = ctx.plan.scope(test.id)
    if not scope.systems:
        return scope
    known = ctx.programme.landscape.interfaces
    ends = {end for id in scope.interfaces if id in known for end in (known[id].from_, known[id].to) if end is not None}
    return scope if ends <= scope.systems else scope._replace(systems=scope.systems | ends)


def of_types(ctx: Context) -> bool:
    """Whether this is an ERP or an HRIS programme."""
    return not {"erp", "hris"}.isdisjoint(ctx.programme.programme.types)


class StabilityLimits(Limits, frozen=True):
    """How many late changes a test can bear."""

    changes: int = 3
    """Change requests to the configuration that may be approved shortly before a test starts. Judgement."""
    days: int = 14
    """Calendar days that count as shortly before. Judgement."""


class Change(NamedTuple):
    """An approved change request and the scopes of the configuration it changes; none where it does not say."""

    decided: int
    request: ChangeRequest
    scopes: tuple[Scope, ...]


class Changes:
    """Approved change requests to the configuration, by the day they were approved."""

    def __init__(self, ctx: Context) -> None:
        dated: list[Change] = []
        self._vague: list[Change] = []
        self._undated = 0
        for request in ctx.programme.change_requests.values():
            if request.status not in {"approved", "implemented"}:
                continue
            scopes = tuple(scope for id in request.touches if (scope := self._scope(ctx, id)) is not None)
            if request.touches and not scopes:
                continue
            if request.decided_on is None:
                self._undated += 1
            else:
                (dated if scopes else self._vague).append(Change(request.decided_on.day, request, scopes))
        self._changes = sorted(dated, key=lambda change: (change.decided, change.request.id))
        self.known = bool(dated)

    @staticmethod
    def _scope(ctx: Context, id: str) -> Scope | None:
        """What a touched activity or requirement configures; None for one that has nothing to do with configuration."""
        activity = ctx.programme.activities.get(id)
        if activity is not None:
            return ctx.plan.scope(id) if activity.kind == "configuration" else None
        requirement = ctx.programme.requirements.get(id)
        if requirement is None:
            return None
        return Scope(systems=frozenset((requirement.system,) if requirement.system is not None else ()))

    def _in_window(self, start: int, scope: Scope, days: int) -> list[ChangeRequest]:
        first = bisect_left(self._changes, start - days, key=lambda change: change.decided)
        last = bisect_left(self._changes, start, key=lambda change: change.decided)
        return [
            change.request
            for change in self._changes[first:last]
            if any(same_scope(scope, one) for one in change.scopes)
        ]

    def before(self, start: int, scope: Scope, limits: StabilityLimits) -> list[ChangeRequest]:
        """The change requests approved in the days before a test starts, where they are more than the limit."""
        found = self._in_window(start, scope, limits.days)
        return found if len(found) > limits.changes else []

    def unclear(self, start: int, scope: Scope, limits: StabilityLimits, test: str) -> Iterator[Lacking]:
        """What is missing where change requests that do not say when or what could exceed the limit."""
        known = len(self._in_window(start, scope, limits.days))
        vague = sum(start - limits.days <= change.decided < start for change in self._vague)
        if known + vague > limits.changes:
            yield Lacking("change_requests.*.touches", (test,))
        if self._undated and known + vague + self._undated > limits.changes:
            yield Lacking("change_requests.*.decided_on", (test,))
