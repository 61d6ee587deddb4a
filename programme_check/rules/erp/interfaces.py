"""Interfaces: each is tested as built, and owned at both ends."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Remedy, Severity
from programme_check.model import Activity, Interface
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.upstream import work

START, FINISH = "workstreams.*.activities.*.start", "workstreams.*.activities.*.finish"


@rule(
    "ERP003",
    "interface-untested",
    title="An interface is not tested, or nobody owns it",
    severity=Severity.WARNING,
    ladder=True,
    about=lambda ctx: [one for one in ctx.programme.landscape.interfaces.values() if one.in_scope != 0],
    needs=("landscape.interfaces",),
)
def interface_untested(ctx: Context, interfaces: Sequence[Interface]) -> Iterator[Hit | Lacking]:
    """An interface is in no integration test, or in none that starts after it is built, or lacks an owner.

    What: No integration test covers an interface in scope; or it has no owner at one of its ends; or its build (named under
        `build`, else an integration_build with the interface in its scope) ends after every test that covers it has started.
        A test covers the interfaces in its scope; one that names none covers those between its systems, and one without
        systems either covers all.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; where build
        and tests are complete, information.
    Why: Faults sit between systems and between vendors, where each side has tested its own half.
    Fix: Add the interface to the scope of an integration test that starts after its build, and name both owners.
    Wrong:
        programme: {types: [erp]}
        landscape:
          systems: {erp: {name: ERP}, bank: {name: Bank}}
          interfaces: {erp-bank: {from: erp, to: bank, owner_from: dana, owner_to: omar, build: build-bank}}
        workstreams:
          build: {name: Build, kind: integration, activities: {build-bank: {name: Bank interface, kind: integration_build, start: 2027-02-01, finish: 2027-02-26}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-01, finish: 2027-03-26, scope: {systems: [erp]}}}}
    Right:
        programme: {types: [erp]}
        landscape:
          systems: {erp: {name: ERP}, bank: {name: Bank}}
          interfaces: {erp-bank: {from: erp, to: bank, owner_from: dana, owner_to: omar, build: build-bank}}
        workstreams:
          build: {name: Build, kind: integration, activities: {build-bank: {name: Bank interface, kind: integration_build, start: 2027-02-01, finish: 2027-02-26}}}
          test: {name: Test, kind: testing, activities: {sit: {name: Integration test, kind: integration_testing, start: 2027-03-01, finish: 2027-03-26, scope: {interfaces: [erp-bank]}}}}
    Source: A founding statement of this tool (integration across vendors and entities). That all interfaces are covered is
        judgement.
    """
    cover = Cover(ctx)
    for interface in interfaces:
        faults, steps = [], []
        tests = cover.of(interface)
        if not tests:
            faults.append("is in no integration test")
            steps.append(f"add {interface.id} under `scope: {{interfaces: [...]}}` of an integration test")
        unowned = [field for field in ("owner_from", "owner_to") if getattr(interface, field) is None]
        if unowned:
            faults.append(f"has no {' and no '.join(f'`{field}`' for field in unowned)}")
            steps.append(f"name `{'` and `'.join(unowned)}` of {interface.id}")
        builds = cover.builds(interface)
        if tests and not builds:
            yield Lacking("landscape.interfaces.*.build", (interface.id,))
        late, unknown = built_late(ctx, builds, tests)
        for field in unknown:
            yield Lacking(field, (interface.id,))
        if late is not None:
            faults.append(late.words)
            steps.append(f"move `start` of {late.test} to {day(late.earliest)} or later")
        if faults:
            words = listing(steps)
            yield Hit(
                message=f"{interface.name or 'Interface'} ({interface.id}) {listing(faults)}.",
                fix=f"{words[0].upper()}{words[1:]}.",
                at=interface.path,
                targets=(interface.id,),
                related=late.related if late is not None else (),
                gap_days=late.gap if late is not None else None,
                remedy=Remedy(late.test, after=late.build, to=late.earliest)
                if late is not None and not late.over
                else None,
                severity=Severity.INFO if late is not None and late.over and len(faults) == 1 else None,
                absent=late is None,
            )


class Cover:
    """The integration tests and the builds of every interface."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._named: dict[str, list[str]] = {}
        self._between: dict[str, list[str]] = {}
        self._all: list[str] = []
        for test in work(ctx.plan.of_kind("integration_testing")):
            scope = ctx.plan.scope(test.id)
            for id in scope.interfaces:
                self._named.setdefault(id, []).append(test.id)
            for id in scope.systems if not scope.interfaces else ():
                self._between.setdefault(id, []).append(test.id)
            if not scope.interfaces and not scope.systems:
                self._all.append(test.id)
        self._built: dict[str, list[str]] = {}
        for build in work(ctx.plan.of_kind("integration_build")):
            for id in ctx.plan.scope(build.id).interfaces:
                self._built.setdefault(id, []).append(build.id)

    def of(self, interface: Interface) -> list[str]:
        """The tests that cover an interface."""
        ends = [end for end in (interface.from_, interface.to) if end is not None]
        here = [set(self._between.get(end, ())) for end in ends]
        between = sorted(set.intersection(*here)) if here else []
        return [*self._named.get(interface.id, ()), *between, *self._all]

    def builds(self, interface: Interface) -> list[str]:
        """The activities that build an interface."""
        named = self._ctx.programme.activities.get(interface.build or "")
        if isinstance(named, Activity) and named.status != "cancelled":
            return [named.id]
        return self._built.get(interface.id, [])


class Late(NamedTuple):
    """A build that ends after the last of the tests has started."""

    build: str
    test: str
    gap: float
    """Working days by which the test starts too early."""
    earliest: int
    """The day from which the test could start."""
    over: bool
    """Whether both are complete."""
    words: str
    related: tuple[Note, ...]


def built_late(ctx: Context, builds: Sequence[str], tests: Sequence[str]) -> tuple[Late | None, list[str]]:
    """The last build where no test starts after it; and the fields that are missing to tell."""
    if not builds or not tests:
        return None, []
    ends = [(finish, id) for id in builds if (finish := ctx.plan.finish(id)) is not None]
    starts = [(start, id) for id in tests if (start := ctx.plan.start(id)) is not None]
    if not ends:
        return None, [FINISH]
    if not starts:
        return None, [START]
    (finish, build), (start, test) = max(ends), max(starts)
    gap = ctx.plan.gap(build, test, "FS", None) or 0.0
    if gap <= ctx.plan.tolerance:
        return None, [FINISH] if len(ends) < len(builds) else []
    if len(starts) < len(tests):
        return None, [START]
    words = f"is built until {day(finish)} ({build}), and its last test ({test}) starts {day(start)}: {count(gap, 'working day')} too early"
    over = ctx.plan.dates(build).complete and ctx.plan.dates(test).complete
    earliest = ctx.plan.calendar_of(test).add_days(start, gap)
    related = (order.note(ctx, build, "finish"), order.note(ctx, test, "start"))
    return Late(build, test, gap, earliest, over, words, related), []
