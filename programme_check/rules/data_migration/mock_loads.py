"""Data migration: is the real load preceded by enough rehearsals of it?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count, day
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.landing import Landing, in_scope, landings


class MockLimits(Limits, frozen=True):
    """How often the load is rehearsed."""

    loads: int = 3
    """Mock loads before the first final load. Weak sources: 2 to 4 in white papers and public estimators."""
    later_loads: int = 2
    """Mock loads before the final load of a later wave. Judgement."""
    near: int = 90
    """Calendar days before go-live within which having none at all is an error. Judgement."""


@rule(
    "DAT001",
    "too-few-mock-loads",
    title="Too few mock loads before the real one",
    severity=Severity.WARNING,
    ladder=True,
    about=landings,
    needs=("workstreams.*.activities.* with kind: go_live",),
    applies=lambda ctx: bool({"hris", "erp"} & set(ctx.programme.programme.types)) or ctx.holds("data_migration"),
    limits=MockLimits,
)
def too_few_mock_loads(ctx: Context, subjects: Sequence[Landing]) -> Iterator[Hit | Lacking]:
    """The data is loaded for real after too few mock loads.

    What: Fewer than 3 mock data loads, planned or done, end before the final load (before cutover where none is planned) of
        a go-live; for a later wave fewer than 2.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; with no
        mock load at all, an error from 90 days.
    Why: Each mock load takes off a layer of faults in the data, and the last one proves how long the real load takes.
    Fix: Add activities of kind `mock_data_load`, one of them before integration testing and one at full volume.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          data:
            name: Data
            kind: data_migration
            activities:
              mock-1: {name: First mock load, kind: mock_data_load, start: 2027-02-01, finish: 2027-02-05}
              mock-2: {name: Second mock load, kind: mock_data_load, start: 2027-03-01, finish: 2027-03-05}
              mock-3: {name: Third mock load, kind: mock_data_load, start: 2027-04-05, finish: 2027-04-09}
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Source: White papers and public estimators name 2 to 4 cycles (weak); the GSA playbook 4.11 and 4.17 asks for several,
        without a number. The limit is a default to be set.
    """
    limits = ctx.limits(MockLimits)
    for landing in subjects:
        end = last_moment(ctx, landing)
        loads = [id for id in in_scope(ctx, "mock_data_load", landing) if before(ctx.plan.finish(id), end)]
        wanted = limits.later_loads if landing.later else limits.loads
        if len(loads) >= wanted:
            continue
        left = ctx.days_to_go_live(landing.id)
        urgent = not loads and left is not None and left < limits.near
        held = count(len(loads), "mock load") if loads else "no mock load"
        when = f" on {day(landing.day)}" if landing.day is not None else ""
        yield Hit(
            message=f"The plan holds {held} before {ctx.title(landing.id)}{when}; {wanted} are expected.",
            fix="Add activities of kind `mock_data_load` before the final load, the last at full volume.",
            at=landing.path,
            targets=(landing.id,),
            severity=Severity.ERROR if urgent else None,
            impact=end,
        )


def last_moment(ctx: Context, landing: Landing) -> int | None:
    """The day by which a mock load has to be over: the final load's start, else the cutover's, else the go-live's."""
    starts = [ctx.plan.start(id) for id in in_scope(ctx, "final_data_load", landing)]
    dated = [start for start in starts if start is not None]
    return min(dated) if dated else landing.start


def before(finish: int | None, end: int | None) -> bool:
    """Whether a load ends in time; one without a date is taken to be planned in time."""
    return finish is None or end is None or finish <= end
