"""Cutover: rehearsed as a whole, and with a way back."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Rollback
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared import order
from programme_check.rules.shared.landing import Landing, in_scope, landings, landings_and, split

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

NEEDS = ("workstreams.*.activities.* with kind: go_live, and the cutover that leads to it",)


class RehearsalLimits(Limits, frozen=True):
    """How often, how fast and how early the cutover is rehearsed."""

    rehearsals: int = 2
    """Full rehearsals before the first go-live. A weak source (one integrator's page)."""
    later_rehearsals: int = 1
    """Full rehearsals before the go-live of a later wave. Judgement."""
    share: float = 80
    """Percent of the cutover window that the last rehearsal may have taken. Judgement."""
    days: int = 7
    """Calendar days before the go-live by which the last rehearsal has to be over. Judgement."""


@rule(
    "CUT001",
    "rehearsal-inadequate",
    title="The cutover is not rehearsed well enough",
    severity=Severity.WARNING,
    ladder=True,
    about=landings,
    needs=NEEDS,
    limits=RehearsalLimits,
)
def rehearsal_inadequate(ctx: Context, subjects: Sequence[Landing]) -> Iterator[Hit | Lacking]:
    """The cutover is rehearsed too seldom, too slowly, or too late to act on what is found.

    What: Fewer than 2 full rehearsals (1 for a later wave) are planned or done before a go-live; or the last one took more
        than 80 percent of the cutover window; or it ends less than 7 calendar days before the go-live, or less than 5
        working days before the cutover.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; a rehearsal
        planned after the cutover starts is an error.
    Why: Order, timing and hand-offs fail only when the cutover is run as a whole. What a rehearsal finds needs time to be
        mended.
    Fix: Add activities of kind `cutover_rehearsal` with `full: yes`, the first about eight weeks before go-live.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              dry-1: {name: First rehearsal, kind: cutover_rehearsal, full: yes, start: 2027-03-08, finish: 2027-03-10}
              dry-2: {name: Second rehearsal, kind: cutover_rehearsal, full: yes, start: 2027-04-12, finish: 2027-04-14}
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
    Source: GSA playbook 4.18 and 4.19; one integrator's page for two rehearsals (weak); the buffer and the seven days are
        judgement.
    """
    limits = ctx.limits(RehearsalLimits)
    broken = {match.succ: match for match in ctx.plan.row_matches(31) if not match.holds}
    for landing in subjects:
        runs = [
            ctx.programme.activities[id]
            for id in in_scope(ctx, "cutover_rehearsal", landing)
            if id in ctx.programme.activities
        ]
        full = [run for run in runs if run.full is None or run.full]
        clash = next((broken[id] for id in landing.cutovers if id in broken), None)
        faults = []
        wanted = limits.later_rehearsals if landing.later else limits.rehearsals
        if len(full) < wanted:
            held = count(len(full), "full rehearsal") if full else "no full rehearsal"
            faults.append(f"the plan holds {held}, and {wanted} are expected")
        if full:
            faults += last_run(ctx, landing, full, limits)
        if faults:
            yield Hit(
                message=f"For {ctx.title(landing.id)}: {listing(faults, 4)}.",
                fix="Add or move activities of kind `cutover_rehearsal` (`full: yes`), so that what they find can still be mended.",
                at=landing.path,
                targets=(landing.id,),
                impact=landing.start,
            )
        if clash is not None:
            over = (ctx.plan.finish(clash.pred) or 0) > (ctx.plan.start(clash.succ) or 0)
            yield order.conflict(
                ctx,
                clash,
                title="The last rehearsal ends too close to the cutover",
                severity=Severity.ERROR if over else ctx.ladder(landing.id),
            )


def last_run(ctx: Context, landing: Landing, full: Sequence[Activity], limits: RehearsalLimits) -> list[str]:
    """What is wrong with the last full rehearsal: its length or its date."""
    faults = []
    dated = [(finish, run) for run in full if (finish := ctx.plan.finish(run.id)) is not None]
    if not dated:
        return []
    finish, last = max(dated, key=lambda pair: (pair[0], pair[1].id))
    window = window_hours(ctx, landing)
    hours = last.results.hours if last.results is not None else None
    if window is not None and hours is not None and hours > window * limits.share / 100:
        faults.append(
            f"{ctx.title(last.id)} took {hours:g} hours of a window of {window:g}, and {limits.share:g} % are safe"
        )
    if landing.day is not None and 0 <= landing.day - finish < limits.days:
        faults.append(
            f"{ctx.title(last.id)} ends {day(finish)}, {count(landing.day - finish, 'calendar day')} before the go-live"
        )
    return faults


def window_hours(ctx: Context, landing: Landing) -> float | None:
    """The cutover window of a go-live in elapsed hours: its wave's, else its own."""
    own = ctx.programme.activities[landing.id].cutover_window
    span = landing.wave.cutover_window if landing.wave is not None and landing.wave.cutover_window else own
    if span is None:
        return None
    return span.amount * {"h": 1, "d": 24, "cd": 24, "w": 168, "m": 730}[span.unit]


BLOCK = (
    ("triggers", "what triggers it"),
    ("owner", "who decides"),
    ("point_of_no_return", "the point of no return"),
    ("duration", "how long it takes"),
    ("rehearsed", "when it is rehearsed"),
)


@rule(
    "CUT004",
    "no-rollback-plan",
    title="The cutover has no complete way back",
    severity=Severity.WARNING,
    ladder=True,
    about=landings_and(30),
    needs=NEEDS,
)
def no_rollback_plan(ctx: Context, subjects: "Sequence[Landing | RowMatch]") -> Iterator[Hit | Lacking]:
    """Nothing says when, by whom and how a failed cutover is turned back.

    What: The wave or the go-live has no `rollback`, or it lacks the triggers, the owner of the decision, the point of no
        return, the duration or the day it is rehearsed.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60.
    Why: On the night nobody invents a way back. Canada's Phoenix and the Queensland Health payroll both went live without
        a fallback.
    Fix: Fill in `rollback` of the wave, or of the go-live where there are no waves.
    Wrong:
        programme: {types: [hris]}
        workstreams:
          cut: {name: Cutover, kind: cutover, activities: {live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}}}
    Right:
        programme: {types: [hris]}
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              live:
                name: Go-live
                kind: go_live
                milestone: true
                start: 2027-05-04
                rollback: {triggers: [net pay mismatch], owner: dana, point_of_no_return: 2027-05-02T18:00, duration: 12h, rehearsed: 2027-04-10}
    Source: GSA playbook 4.5, step 3; OAG Canada, 2018 Spring Report 1 (Phoenix); Queensland Auditor-General, Report 7 for
        2010. A vendor's cutover guide (weak) for trigger, authority and duration; the rest is judgement.
    """
    ahead, broken = split(subjects)
    for landing in ahead:
        block = ctx.programme.activities[landing.id].rollback
        path = landing.path
        if landing.wave is not None and landing.wave.rollback is not None:
            block, path = landing.wave.rollback, landing.wave.path
        lacks = missing(block)
        if lacks:
            where = f"`rollback` of {path[-1]}"
            says = "has no way back" if block is None else f"has a way back that does not say {listing(lacks, 5)}"
            yield Hit(
                title="The cutover has no way back" if block is None else None,
                message=f"{ctx.title(landing.id)} {says}.",
                fix=f"Fill in {where}: triggers, owner, point_of_no_return, duration and rehearsed.",
                at=(*path, "rollback"),
                targets=(landing.id,),
                impact=landing.start,
            )
    for match in broken:
        yield order.conflict(
            ctx, match, title="The way back is planned after the rehearsal", severity=Severity.WARNING, absent=False
        )


def missing(block: Rollback | None) -> list[str]:
    """What a rollback does not say, in words."""
    return [words for field, words in BLOCK if block is None or not getattr(block, field)]
