"""Testing: what is changed after the last integration test is tested again."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Path, Severity
from programme_check.model import ChangeRequest
from programme_check.model.kinds import group_of
from programme_check.rules.context import Context, day
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.upstream import work
from programme_check.schedule.golive import GoLive
from programme_check.schedule.scope import Scope, ScopeIndex, same_scope

BUILDS = ("configuration", "customisation")
START, FINISH = "workstreams.*.activities.*.start", "workstreams.*.activities.*.finish"


class Change(NamedTuple):
    """Something that changes what is tested."""

    id: str
    done: int | None
    """The day it is finished; None where nothing tells."""
    scopes: tuple[Scope, ...]
    """What it changes; one scope without limits where it does not say."""
    path: Path
    """The field that holds the day."""


def changes(ctx: Context) -> list[Change]:
    """Configuration and customisation, and the change requests that were implemented."""
    builds = work(item for kind in BUILDS for item in ctx.plan.of_kind(kind))
    found = [
        Change(item.id, ctx.plan.finish(item.id), (ctx.plan.scope(item.id),), (*item.path, "finish")) for item in builds
    ]
    finishes = {change.id: change.done for change in found}
    for request in ctx.programme.change_requests.values():
        if request.status == "implemented":
            found += implemented(ctx, request, finishes)
    return found


def implemented(ctx: Context, request: ChangeRequest, finishes: dict[str, int | None]) -> list[Change]:
    """A change request that was implemented; none where it changes nothing that is built, or a build already tells."""
    activities, requirements = ctx.programme.activities, ctx.programme.requirements
    building = [id for id in request.touches if id in activities and group_of(activities[id].kind) == "build"]
    required = [requirements[id].system for id in request.touches if id in requirements]
    if request.touches and not building and not required:
        return []
    done = request.implemented_on.day if request.implemented_on is not None else None
    if done is None:
        done = max((finish for id in building if (finish := ctx.plan.finish(id)) is not None), default=None)
    if done is not None and any((finishes.get(id) or 0) >= done for id in building):
        return []
    scopes = [ctx.plan.scope(id) for id in building]
    scopes += [Scope(systems=frozenset({system} if system is not None else ())) for system in required]
    return [
        Change(
            request.id,
            done,
            tuple(scopes) or (Scope(),),
            (*request.path, "implemented_on"),
        )
    ]


@rule(
    "TST006",
    "no-regression-after-late-change",
    title="No regression test follows a late change",
    severity=Severity.WARNING,
    about=changes,
    needs=("workstreams.*.activities.* with kind: configuration or customisation",),
)
def no_regression_after_late_change(ctx: Context, subjects: Sequence[Change]) -> Iterator[Hit | Lacking]:
    """Something is changed after the last integration test has started, and nothing tests it again before go-live.

    What: A configuration or customisation, or a change request of status implemented (by `implemented_on`, else by what it
        touches), is finished after the start of the last integration test of its scope before the go-live, and no
        regression test of its scope starts after it and ends by the go-live. Change requests that touch nothing that is
        built do not count; one that names nothing may touch anything.
    Why: A late fix breaks paths that have been tested. Users find them after go-live.
    Fix: Add a regression test after the last change.
    Wrong:
        workstreams:
          build: {name: Build, kind: configuration, activities: {config: {name: Configure, kind: configuration, start: 2027-02-01, finish: 2027-03-12}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-01, finish: 2027-03-19}}}
    Right:
        workstreams:
          build: {name: Build, kind: configuration, activities: {config: {name: Configure, kind: configuration, start: 2027-02-01, finish: 2027-03-12}}}
          test:
            name: Test
            kind: testing
            activities:
              sit: {name: Integration test, kind: integration_testing, start: 2027-03-01, finish: 2027-03-19}
              again: {name: Regression test, kind: regression_testing, start: 2027-03-22, finish: 2027-03-26}
    Source: GSA Modernization and Migration Management Playbook 4.18, step 5. That no late change goes untested is judgement.
    """
    tests, retests = InScope(ctx, "integration_testing"), InScope(ctx, "regression_testing")
    if not tests.held:
        yield Lacking("workstreams.*.activities.* with kind: integration_testing")
        return
    for change in subjects:
        if change.done is None:
            field = FINISH if change.id in ctx.programme.activities else "change_requests.*.implemented_on"
            yield Lacking(field, (change.id,))
            continue
        live = next_live(ctx, change, change.done)
        if live is None and ctx.plan.go_lives:
            continue
        limit = live.stated if live is not None else None
        last = tests.last(change, limit)
        if last is None or last.start >= change.done:
            continue
        if any(covers(again, change.done, limit) for again in retests.of(change)):
            continue
        if retests.undated(change):
            yield Lacking(START, (change.id,))
        else:
            yield hit(ctx, change, change.done, last, live)


def next_live(ctx: Context, change: Change, done: int) -> GoLive | None:
    """The first go-live still ahead in the scope of a change that is not before it; one without a date comes last."""
    found = [
        live
        for live in ctx.plan.go_lives
        if not live.done
        and (live.stated is None or live.stated >= done)
        and any(same_scope(scope, ctx.plan.scope(live.id)) for scope in change.scopes)
    ]
    return min(found, key=lambda live: (live.stated is None, live.stated or 0), default=None)


class Test(NamedTuple):
    """A test with its days."""

    start: int
    finish: int
    id: str


def covers(test: Test, done: int, limit: int | None) -> bool:
    """Whether a test starts once a change is finished, and ends by the go-live."""
    return test.start >= done and (limit is None or test.finish <= limit)


class InScope:
    """The tests of a kind, by scope."""

    def __init__(self, ctx: Context, kind: str) -> None:
        self._ctx = ctx
        self.held = work(ctx.plan.of_kind(kind))
        self._index = ScopeIndex([ctx.plan.scope(test.id) for test in self.held])
        self._known: dict[Scope, tuple[list[Test], bool]] = {}

    def _meeting(self, scope: Scope) -> tuple[list[Test], bool]:
        """The dated tests that meet a scope by start, and whether others meet it too."""
        if scope not in self._known:
            ids = [self.held[place].id for place in self._index.meeting(scope)]
            dated = [
                Test(start, finish, id)
                for id in ids
                if (start := self._ctx.plan.start(id)) is not None and (finish := self._ctx.plan.finish(id)) is not None
            ]
            self._known[scope] = sorted(dated), len(dated) < len(ids)
        return self._known[scope]

    def of(self, change: Change) -> list[Test]:
        """The dated tests in the scope of a change, by start."""
        if len(change.scopes) == 1:
            return self._meeting(change.scopes[0])[0]
        return sorted({test for scope in change.scopes for test in self._meeting(scope)[0]})

    def undated(self, change: Change) -> bool:
        """Whether a test without dates is in the scope of a change."""
        return any(self._meeting(scope)[1] for scope in change.scopes)

    def last(self, change: Change, limit: int | None) -> Test | None:
        """The test in the scope of a change that starts last, by a day where one is given."""
        found = self.of(change)
        end = bisect_right(found, limit, key=lambda test: test.start) if limit is not None else len(found)
        return found[end - 1] if end else None


def hit(ctx: Context, change: Change, done: int, last: Test, live: GoLive | None) -> Hit:
    """The hit for a change that nothing tests again."""
    before = f" before {ctx.title(live.id)}" if live is not None else ""
    request = ctx.programme.change_requests.get(change.id)
    title = ctx.title(change.id) if request is None else f"{request.title} ({request.id})"
    return Hit(
        message=f"{title} is finished {day(done)}, after {ctx.title(last.id)}, the last integration test of its scope, starts on "
        f"{day(last.start)}, and no regression test follows{before}.",
        fix=f"Add an activity of kind `regression_testing` that starts after {day(done)}"
        + (f" and ends by {day(live.stated)}." if live is not None and live.stated is not None else "."),
        at=change.path,
        targets=(change.id,),
        related=(order.note(ctx, last.id, "start"),),
        impact=live.stated if live is not None else None,
    )
