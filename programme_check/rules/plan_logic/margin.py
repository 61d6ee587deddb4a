"""Schedule: time held back for what nobody foresees."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day
from programme_check.rules.plan_logic.critical_path import GO_LIVE, lives_to_come
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.driving import behind
from programme_check.rules.shared.floats import unplaced

if TYPE_CHECKING:
    from programme_check.schedule.engine import GoLiveForecast


class MarginLimits(Limits, frozen=True):
    """How much time has to be held back."""

    share: float = 8
    """Percent of the working days to go-live that have to be margin. NASA: about a month a year at the low end."""


@rule(
    "SCH016",
    "no-schedule-margin",
    title="Too little time is held back before go-live",
    severity=Severity.WARNING,
    about=lambda ctx: [*lives_to_come(ctx), *hidden(ctx)],
    needs=(GO_LIVE,),
    limits=MarginLimits,
)
def no_schedule_margin(ctx: Context, subjects: "Sequence[GoLiveForecast | Activity]") -> Iterator[Hit | Lacking]:
    """Little or no visible margin lies on the way to a go-live, or it is spread inside other work.

    What: The working days still to come of `margin` activities on the longest path to a go-live, where paths tie those of
        the one with most, are less than 8 percent of the working days from the status date to its forecast; or an
        unfinished activity has `contains_margin`. The path is followed past planned dates, missing links put back.
    Why: Without visible margin the first surprise is paid for by testing and training.
    Fix: Put an activity of kind `margin`, owned by the programme manager, before each gate.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-03-01, depends_on: [build]}
    Right:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-19}
              spare: {name: Margin, kind: margin, start: 2027-02-22, finish: 2027-02-26, depends_on: [build]}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-03-01, depends_on: [spare]}
    Source: NASA Schedule Management Handbook 5.5.11 (about one month a year at the low end, 2 to 2.5 months in
        integration), strong; GAO Schedule Assessment Guide (the programme manager holds contingency).
    """
    for subject in subjects:
        if isinstance(subject, Activity):
            yield Hit(
                title="Margin is hidden inside an activity",
                message=f"{ctx.title(subject.id)} contains margin, so nobody sees it being used up.",
                fix=f"Shorten {subject.id}, put an activity of kind `margin` after it, and take out `contains_margin`.",
                at=(*subject.path, "contains_margin"),
                targets=(subject.id,),
                absent=False,
            )
        elif subject.goes is None:
            yield Lacking(unplaced(ctx, subject.id), (subject.id,))
        else:
            yield from too_little(ctx, subject, subject.goes)


def too_little(ctx: Context, live: "GoLiveForecast", goes: int) -> Iterator[Hit]:
    """The finding about a go-live with too little margin before it."""
    share = ctx.limits(MarginLimits).share
    left = ctx.plan.calendar_of(live.id).days_between(ctx.as_of, goes)
    held = round(margin_before(ctx, live.id), 2)
    if left <= 0 or 100 * held >= share * left:
        return
    wanted = -(-left * share // 100)
    has = f"{count(held, 'working day')} of margin ({100 * held / left:.1f} %)" if held else "no margin"
    yield Hit(
        title=None if held else "No time is held back before go-live",
        message=f"The longest path to {ctx.title(live.id)} holds {has}; {count(left, 'working day')} from the status date to "
        f"{day(goes)} ask for {count(wanted, 'working day')} ({share:g} %).",
        fix=f"Add an activity of `kind: margin` with `duration: {wanted:g}d` before the last gate, or before {live.id}, and link it.",
        at=ctx.path_of(live.id),
        targets=(live.id,),
        gap_days=round(wanted - held, 2),
        absent=not held,
    )


def hidden(ctx: Context) -> list[Activity]:
    """Unfinished activities that say they contain margin."""
    return [
        activity
        for activity in ctx.programme.activities.values()
        if activity.contains_margin and activity.status != "cancelled" and not ctx.plan.dates(activity.id).complete
    ]


def margin_before(ctx: Context, live: str) -> float:
    """Working days of margin on the longest path to a go-live; of paths that tie, on the one with most."""
    schedule, activities = ctx.plan.forecast, ctx.programme.activities
    if "margin" not in ctx.kinds:
        return 0.0
    node = schedule.assembly.node[live]
    path = behind(schedule, node)
    held: dict[int, float] = {}
    for one in schedule.passes.order:
        if one in path:
            activity = activities.get(schedule.net.names[one])
            spare = activity is not None and activity.kind == "margin" and one not in schedule.net.held
            start = schedule.passes.early[one]
            own = schedule.days_between(one, start, schedule.net.finish(one, start)) if spare else 0.0
            held[one] = own + max((held[pred] for pred in path[one]), default=0.0)
    return held[node]
