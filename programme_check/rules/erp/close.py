"""ERP: the books are closed once in a test before they are closed for real, and then with help at hand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, day, listing
from programme_check.rules.cutover.hypercare import care, extent
from programme_check.rules.rule import rule
from programme_check.rules.shared.landing import Landing, in_scope, landings

CLOSE = "period_close"
BUILDS = ("configuration", "customisation", "final_data_load", "mock_data_load")
"""Work on a system that will go live; a system that is only connected has none of these."""


@rule(
    "ERP006",
    "no-period-close-rehearsal",
    title="No test rehearses closing the books",
    severity=Severity.WARNING,
    about=landings,
    needs=("workstreams.*.activities.* with kind: go_live",),
)
def no_period_close_rehearsal(ctx: Context, subjects: Sequence[Landing]) -> Iterator[Hit | Lacking]:
    """Finance systems go live without a rehearsed period close, or the first real close comes after hypercare.

    What: Finance systems (area finance, not legacy) go live, and no activity in the scope of the go-live that ends before it
        `covers` period_close; or the first first_period_close after the go-live falls after hypercare ends. The systems are
        those in the scope of the go-live; where it names none, all in an ERP programme, and in others those that are
        configured or loaded.
    Why: All that flows between systems meets in the close of the books. That is where faults in interfaces come up.
    Fix: Add a simulated close before the go/no-go, and let hypercare last until the first real one.
    Wrong:
        programme: {types: [erp]}
        landscape: {systems: {erp: {name: ERP, area: finance}}}
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-03}
              care: {name: Hypercare, kind: hypercare, start: 2027-05-03, finish: 2027-06-11}
              close: {name: First close, kind: first_period_close, milestone: true, start: 2027-06-04}
    Right:
        programme: {types: [erp]}
        landscape: {systems: {erp: {name: ERP, area: finance}}}
        workstreams:
          test:
            name: Test
            kind: testing
            activities: {uat: {name: Acceptance test with a simulated close, kind: uat, start: 2027-03-01, finish: 2027-03-26, covers: [period_close]}}
          cut:
            name: Cutover
            kind: cutover
            activities:
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-03}
              care: {name: Hypercare, kind: hypercare, start: 2027-05-03, finish: 2027-06-11}
              close: {name: First close, kind: first_period_close, milestone: true, start: 2027-06-04}
    Source: Gartner abstract G00329109 (weak): hypercare until the first financial close. That a close is rehearsed is
        judgement.
    """
    systems = ctx.programme.landscape.systems
    if not any(system.area for system in systems.values()):
        yield Lacking("landscape.systems.*.area" if systems else "landscape.systems")
        return
    finance = frozenset(id for id, system in systems.items() if system.area == "finance" and not system.legacy)
    closes = [activity for activity in ctx.programme.activities.values() if covers_close(activity)]
    built = frozenset(
        id for kind in BUILDS for item in ctx.plan.of_kind(kind) for id in ctx.plan.scope(item.id).systems
    )
    for landing in subjects:
        named = ctx.plan.scope(landing.id).systems
        everything = finance if "erp" in ctx.programme.programme.types else finance & built
        going = finance & named if named else everything
        if not going:
            continue
        unrehearsed = not any(rehearses(ctx, close, landing) for close in closes)
        real, end = first_close(ctx, landing), care_until(ctx, landing)
        if real is None:
            yield Lacking("workstreams.*.activities.* with kind: first_period_close", (landing.id,))
        elif end is None:
            yield Lacking("workstreams.*.activities.* with kind: hypercare", (landing.id,))
        late = Late(*real, end) if real is not None and end is not None and real[0] > end else None
        if unrehearsed or late:
            yield hit(ctx, landing, sorted(going), unrehearsed, late)


def covers_close(activity: Activity) -> bool:
    """Whether an activity that is not cancelled rehearses a period close."""
    return CLOSE in activity.covers and activity.status != "cancelled"


def rehearses(ctx: Context, close: Activity, landing: Landing) -> bool:
    """Whether a rehearsed close is about a go-live, and not after it."""
    finish = ctx.plan.finish(close.id)
    in_time = finish is None or landing.day is None or finish <= landing.day
    return in_time and ctx.plan.same_scope(close.id, landing.id)


def first_close(ctx: Context, landing: Landing) -> tuple[int, str] | None:
    """The first real close in the scope of a go-live: its day and id."""
    dated = [
        (when, id) for id in in_scope(ctx, "first_period_close", landing) if (when := ctx.plan.start(id)) is not None
    ]
    return min((close for close in dated if landing.day is None or close[0] >= landing.day), default=None)


def care_until(ctx: Context, landing: Landing) -> int | None:
    """The last day of hypercare after a go-live, where it is planned."""
    _, end, _ = extent(ctx, landing, care(ctx, landing))
    return end


class Late(NamedTuple):
    """A first real close that nobody helps with any more."""

    day: int
    id: str
    care_until: int
    """The last day of hypercare."""


def hit(ctx: Context, landing: Landing, systems: Sequence[str], unrehearsed: bool, late: Late | None) -> Hit:
    """The hit for a go-live whose first close is not prepared."""
    faults, steps = [], []
    if unrehearsed:
        faults.append("no test before it rehearses a period close")
        steps.append(f"add `{CLOSE}` to `covers` of a test that simulates a close before {landing.id}")
    if late is not None:
        faults.append(
            f"the first real close ({late.id}) is on {day(late.day)}, after hypercare ends on {day(late.care_until)}"
        )
        steps.append(f"let hypercare last until {day(late.day)}")
    words = listing(steps)
    known = ctx.programme.landscape.systems
    names = [f"{known[id].name} ({id})" if known[id].name else id for id in systems]
    return Hit(
        title=None if unrehearsed else "The first close falls after hypercare",
        message=f"{listing(names, 3)} {'goes' if len(systems) == 1 else 'go'} live with {ctx.title(landing.id)}, and {listing(faults)}.",
        fix=f"{words[0].upper()}{words[1:]}.",
        at=landing.path,
        targets=(landing.id,),
        impact=late.day if late is not None else landing.day,
        absent=unrehearsed,
    )
