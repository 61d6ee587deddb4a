"""Outcomes: can the benefit begin on its day, given when the work behind it is done and stable?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Outcome
from programme_check.rules.context import Context, day
from programme_check.rules.outcomes.benefits import enablers
from programme_check.rules.rule import rule
from programme_check.rules.shared.landing import wave_of
from programme_check.schedule.golive import GoLive


class Ready(NamedTuple):
    """What a benefit has to wait for."""

    day: int
    id: str
    """The item that ends on this day."""
    words: str
    """What ends on it, as the beginning of a clause: `hypercare after Go-live (go-live) ends`."""


@rule(
    "OUT003",
    "benefit-date-impossible",
    title="A benefit begins before what brings it is done",
    severity=Severity.WARNING,
    about=lambda ctx: list(ctx.programme.outcomes.values()),
    needs=("outcomes",),
)
def benefit_date_impossible(ctx: Context, outcomes: Sequence[Outcome]) -> Iterator[Hit | Lacking]:
    """A benefit is to begin before its go-live is through hypercare, or before something that brings it about is done.

    What: The benefit's `starts` lies before the end of hypercare of the go-live that enables it, or before the finish of an
        activity, milestone or gate in its `delivered_by`. The enabling go-live is the earliest that `delivered_by` names,
        else the earliest that one of its workstreams works towards. The later of plan and forecast counts.
    Why: In the first weeks after a go-live work gets slower, not faster. A benefit promised for that time is missed in
        the first report, and the sponsor with it.
    Fix: Agree a later `starts` with the outcome's owner, or bring forward what it waits for.
    Wrong:
        outcomes: {one-payroll: {name: One payroll, starts: 2027-05-04, delivered_by: [live]}}
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
              care: {name: Hypercare, kind: hypercare, start: 2027-05-04, finish: 2027-06-25}
    Right:
        outcomes: {one-payroll: {name: One payroll, starts: 2027-07-01, delivered_by: [live]}}
        workstreams:
          cut:
            name: Cutover
            kind: cutover
            activities:
              live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-04}
              care: {name: Hypercare, kind: hypercare, start: 2027-05-04, finish: 2027-06-25}
    Source: Gartner abstract G00329109 (stabilise before benefits), weak; that hypercare is the measure is judgement.
    """
    for outcome in outcomes:
        if outcome.starts is None:
            yield Lacking("outcomes.*.starts", (outcome.id,))
            continue
        named = brought_by(outcome)
        if not named:
            yield Lacking("outcomes.*.delivered_by", (outcome.id,))
            continue
        waits = [*work_done(ctx, named), *stable(ctx, named)]
        if not waits and not all_done(ctx, named):
            yield Lacking("workstreams.*.activities.*.finish", (outcome.id,))
            continue
        last = max(waits, key=lambda one: one.day, default=None)
        starts = outcome.starts.day
        if last is not None and last.day > starts:
            yield Hit(
                message=f"{outcome.name} ({outcome.id}) is to begin on {day(starts)}; {last.words} on {day(last.day)}.",
                fix=f"Agree a `starts` of {outcome.id} after {day(last.day)} with its owner, or bring {last.id} forward.",
                at=(*outcome.path, "starts"),
                targets=(outcome.id,),
                related=(Note(ctx.path_of(last.id), f"Ends on {day(last.day)}."),),
                gap_days=ctx.plan.calendars.default.days_between(starts, last.day),
                impact=starts,
            )


def brought_by(outcome: Outcome) -> list[str]:
    """The workstreams and items that bring an outcome about, those of its capabilities included."""
    return [id for id in dict.fromkeys(enablers(outcome)) if id not in outcome.capabilities]


def all_done(ctx: Context, named: Sequence[str]) -> bool:
    """Whether every item that is named is complete, so that nothing is left to wait for."""
    return all(id in ctx.programme.work and ctx.plan.dates(id).complete for id in named)


def finish(ctx: Context, id: str) -> int | None:
    """The later of the effective and the forecast finish of an item; None where nothing gives it."""
    stated, timing = ctx.plan.finish(id), ctx.plan.forecast.get(id)
    known = [one for one in (stated, timing.finish_day if timing is not None else None) if one is not None]
    return max(known, default=None)


def work_done(ctx: Context, named: Sequence[str]) -> Iterator[Ready]:
    """The items that are named themselves and are still to be finished; go-lives apart."""
    lives = {live.id for live in ctx.plan.go_lives}
    for id in named:
        item = ctx.programme.work.get(id)
        if item is None or id in lives or item.status == "cancelled" or ctx.plan.dates(id).complete:
            continue
        end = finish(ctx, id)
        if end is not None:
            yield Ready(end, id, f"{ctx.title(id)} ends")


def stable(ctx: Context, named: Sequence[str]) -> Iterator[Ready]:
    """The end of hypercare after the earliest enabling go-live; the go-live itself where none is planned."""
    own = [live for live in ctx.plan.go_lives if live.id in named]
    streams = [ctx.plan.go_live_for(id) for id in named if id in ctx.programme.workstreams]
    lives = own or [live for live in streams if live is not None]
    dated = [(when, live) for live in lives if (when := goes(ctx, live)) is not None]
    if not dated:
        return
    when, live = min(dated, key=lambda pair: pair[0])
    care = hypercare(ctx, live)
    section = ctx.programme.readiness.hypercare
    ends = [(end, id) for id in care if (end := finish(ctx, id)) is not None]
    if ends:
        end, id = max(ends)
        if not ctx.plan.dates(id).complete:
            yield Ready(end, id, f"hypercare after {ctx.title(live.id)} ends")
    elif section is not None and section.weeks is not None:
        yield Ready(when + round(section.weeks * 7) - 1, live.id, f"hypercare after {ctx.title(live.id)} ends")
    elif not live.done:
        yield Ready(when, live.id, f"{ctx.title(live.id)} comes")


def goes(ctx: Context, live: GoLive) -> int | None:
    """The day a go-live happens or happened: the later of the stated and the forecast one while it is open."""
    if live.done:
        return ctx.plan.start(live.id)
    timing = ctx.plan.forecast.get(live.id)
    known = [one for one in (live.stated, timing.start_day if timing is not None else None) if one is not None]
    return max(known, default=None)


def hypercare(ctx: Context, live: GoLive) -> list[str]:
    """The hypercare of a go-live: the one its wave names, else what `readiness` names, else those in its scope."""
    wave, section = wave_of(ctx, live.id), ctx.programme.readiness.hypercare
    named = wave.hypercare if wave is not None else section.activity if section is not None else None
    if named is not None:
        return [named] if named in ctx.programme.work else []
    return [item.id for item in ctx.plan.of_kind("hypercare") if ctx.plan.same_scope(item.id, live.id)]
