"""Cutover: support after go-live, long enough to see a full business cycle."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.landing import Landing, cared_for, in_scope

LEEWAY = 3
"""Calendar days that a last week may lack and still count: it may begin the day after go-live and end with its work."""


class HypercareLimits(Limits, frozen=True):
    """How long support after go-live lasts."""

    weeks: float = 4
    """Weeks for a single entity. A weak source (one consultant's page); usual range 2 to 8."""
    weeks_several: float = 6
    """Weeks for more than one entity. The same weak source."""
    pay_runs: int = 2
    """Live pay runs that it has to cover. Judgement."""


@rule(
    "CUT007",
    "hypercare-too-short",
    title="Support after go-live is missing or too short",
    severity=Severity.WARNING,
    ladder=True,
    about=cared_for,
    needs=("workstreams.*.activities.* with kind: go_live, and the cutover that leads to it",),
    limits=HypercareLimits,
)
def hypercare_too_short(ctx: Context, subjects: Sequence[Landing]) -> Iterator[Hit | Lacking]:
    """Close support after go-live is missing, ends too soon, or has no criteria for its end.

    What: No hypercare follows a go-live; or it lasts less than 4 weeks (6 with more than one entity); or it names no exit
        criteria; or it ends before the first period close (where finance systems go live) or the second live pay day
        (on a day without work, the working day before it).
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; support that
        starts before the go-live, or more than a day after it, is a warning.
    Why: A system is stable when it has come through a full business cycle, not when a date is reached.
    Fix: Lengthen `hypercare`, and give it exit criteria.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        readiness: {hypercare: {weeks: 6, exit_criteria: two clean pay runs}}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Source: A consultant's page for 4 and 6 weeks, a vendor's for 2 to 8 (weak); Gartner abstract G00329109: until the first
        close, by criteria and not by time (weak). Two pay runs are judgement.
    """
    broken = {match.pred: match for match in ctx.plan.row_matches(44) if not match.holds or match.too_late_days}
    for landing in subjects:
        activities = care(ctx, landing)
        section = ctx.programme.readiness.hypercare
        if not activities and section is None:
            yield Hit(
                title="No hypercare follows the go-live",
                message=f"No hypercare is planned after {ctx.title(landing.id)}.",
                fix="Add an activity of kind `hypercare` after the go-live, and `readiness.hypercare` with `exit_criteria`.",
                at=landing.path,
                targets=(landing.id,),
                impact=landing.day,
            )
            continue
        faults = shortcomings(ctx, landing, activities)
        if faults:
            yield Hit(
                message=f"Hypercare after {ctx.title(landing.id)} {listing(faults, 4)}.",
                fix="Lengthen hypercare, or complete `readiness.hypercare`.",
                at=activities[-1].path if activities else ("readiness", "hypercare"),
                targets=(landing.id,),
                impact=landing.day,
                go_live_of=landing.id,
            )
        match = broken.get(landing.id)
        if match is not None and not match.holds:
            yield order.conflict(ctx, match, title="Hypercare starts before the go-live", absent=False)
        elif match is not None:
            yield Hit(
                title="Hypercare starts too late",
                message=f"{ctx.title(match.succ)} starts {count(match.too_late_days, 'working day')} too late after {ctx.title(landing.id)}.",
                fix=f"Move `start` of {match.succ} to the go-live or the day after it.",
                at=(*ctx.path_of(match.succ), "start"),
                targets=(match.succ, landing.id),
                severity=Severity.WARNING,
                absent=False,
            )


def care(ctx: Context, landing: Landing) -> list[Activity]:
    """The hypercare activities of a go-live: the one its wave or `readiness` names, and those of its scope."""
    named = [landing.wave.hypercare] if landing.wave is not None else []
    section = ctx.programme.readiness.hypercare
    named += [section.activity] if section is not None and not landing.wave else []
    alive = [id for id in named if id is not None and not ctx.plan.dates(id).cancelled]
    ids = dict.fromkeys(alive or in_scope(ctx, "hypercare", landing))
    found = [one for id in ids if (one := ctx.programme.activities.get(id)) and one.status != "cancelled"]
    return sorted(found, key=lambda activity: ctx.plan.finish(activity.id) or 0)


def shortcomings(ctx: Context, landing: Landing, activities: Sequence[Activity]) -> list[str]:
    """What is wrong with a hypercare that is planned, as ends of a sentence."""
    limits = ctx.limits(HypercareLimits)
    section = ctx.programme.readiness.hypercare
    entities = ctx.plan.scope(landing.id).entities or ctx.programme.rollout.entities
    wanted = limits.weeks_several if len(entities) > 1 else limits.weeks
    start, end, weeks = extent(ctx, landing, activities)
    faults = []
    if weeks is not None and weeks < wanted:
        faults.append(f"lasts {count(weeks, 'week')}, and {wanted:g} are expected")
    if not (section and section.exit_criteria) and not any(activity.exit_criteria for activity in activities):
        faults.append("names no exit criteria")
    if end is not None and start is not None:
        faults += [
            f"ends {day(end)}, before {what} on {day(when)}" for what, when in cycles(ctx, landing) if when > end
        ]
    return faults


def extent(
    ctx: Context, landing: Landing, activities: Sequence[Activity]
) -> tuple[int | None, int | None, float | None]:
    """First day, last day and weeks of hypercare."""
    section = ctx.programme.readiness.hypercare
    starts = [start for activity in activities if (start := ctx.plan.start(activity.id)) is not None]
    ends = [end for activity in activities if (end := ctx.plan.finish(activity.id)) is not None]
    if starts and ends:
        days = max(ends) - min(starts) + 1
        short = -days % 7
        return min(starts), max(ends), (days + short) / 7 if short <= LEEWAY else round(days / 7, 1)
    if section is not None and section.weeks is not None:
        end = landing.day + round(section.weeks * 7) - 1 if landing.day is not None else None
        return landing.day, end, section.weeks
    return None, None, None


def cycles(ctx: Context, landing: Landing) -> Iterator[tuple[str, int]]:
    """What hypercare has to see through: the first close of the books, and the first live pay runs."""
    if any(system.area == "finance" for system in ctx.programme.landscape.systems.values()):
        for id in in_scope(ctx, "first_period_close", landing):
            when = ctx.plan.start(id)
            if when is not None:
                yield "the first period close", when
    groups = ctx.plan.scope(landing.id).pay_groups
    runs = ctx.limits(HypercareLimits).pay_runs
    for group in ctx.programme.payroll.pay_groups.values():
        if group.pay_day is not None and group.frequency is not None and (not groups or group.id in groups):
            when = group.pay_day.day
            if runs > 1:  # one that falls on a day without work is paid on the working day before
                when = nth_pay_day(when, group.frequency, runs)
                when = ctx.plan.calendars.default.previous_working_day(when)
            yield f"live pay day {runs} of {group.name or group.id}", when


def nth_pay_day(first: int, frequency: str, number: int) -> int:
    """The day of a later pay run, counted from the first live pay day."""
    from programme_check.schedule.spans import add_months

    periods = number - 1
    if frequency == "monthly":
        return add_months(first, periods)
    return first + {"weekly": 7, "biweekly": 14, "semimonthly": 15}[frequency] * periods
