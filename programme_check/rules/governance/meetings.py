"""Governance: is there a meeting that can take the decision in time?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Decision, Forum
from programme_check.rules.context import Context, day
from programme_check.rules.governance.decisions import open_decisions
from programme_check.rules.rule import Limits, rule
from programme_check.schedule.deciding import PRE_READ, coming_meetings, computed_need, with_authority


class MeetingLimits(Limits, frozen=True):
    """When a missing meeting becomes an error."""

    near: int = 14
    """Calendar days before the decision is needed from which it is an error. Judgement."""
    pre_read: int = PRE_READ
    """Calendar days that papers need before a meeting, where the forum does not say. A weak source (48 hours)."""


@rule(
    "GOV004",
    "no-forum-before-needed-by",
    title="No meeting can take the decision in time",
    severity=Severity.WARNING,
    about=lambda ctx: [d for d in open_decisions(ctx) if d.needed_by is None or d.needed_by.day >= ctx.as_of],
    needs=("decisions",),
    limits=MeetingLimits,
)
def no_forum_before_needed_by(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """By the calendar alone, the decision cannot be taken in time.

    What: Between the status date (plus the time papers need) and `needed_by`, no meeting is scheduled of the decision's
        forum, or of one above it where its largest option exceeds what the forum may decide. Without a `needed_by` the day
        is worked out from the work it blocks that has not begun: the earliest of their late starts less the `lead_time`.
    Levels: a warning; an error when the decision is needed within 14 calendar days.
    Why: A decision that no meeting can take in time is late already, whatever its preparation. Only the calendar knows.
    Fix: Call an extraordinary meeting, decide in writing, or delegate.
    Wrong:
        forums: {steering: {name: Steering committee, kind: steering, meetings: [{date: 2027-01-12, held: true}, {date: 2027-02-09}]}}
        decisions: {d-scope: {title: Union agreements, needed_by: 2027-02-05, forum: steering}}
    Right:
        forums: {steering: {name: Steering committee, kind: steering, meetings: [{date: 2027-01-12, held: true}, {date: 2027-02-09}]}}
        decisions: {d-scope: {title: Union agreements, needed_by: 2027-02-12, forum: steering}}
    Source: A founding statement of this tool (the client's decision cadence); papers 48 hours before, from one
        practitioner's page (weak).
    """
    for decision in decisions:
        forum = ctx.programme.forums.get(decision.forum) if decision.forum else None
        needed, first = decision.needed_by.day if decision.needed_by is not None else None, None
        if needed is None:
            needed, first = computed_need(ctx.plan, decision)
        if needed is None:
            yield Lacking("decisions.*.needed_by", (decision.id,))
        elif needed < ctx.as_of:
            continue  # overdue, which is GOV002's to say
        elif forum is None:
            yield Lacking("decisions.*.forum", (decision.id,))
        else:
            yield from meeting_in_time(ctx, decision, forum, needed, first)


def meeting_in_time(
    ctx: Context, decision: Decision, forum: Forum, needed: int, first: str | None = None
) -> Iterator[Hit | Lacking]:
    """Whether a meeting of a forum with authority lies before the decision is needed: by `first`, where work says so."""
    limits = ctx.limits(MeetingLimits)
    entitled = with_authority(ctx.programme, decision, forum)
    if entitled is None:
        yield Hit(
            title="No forum is entitled to take the decision",
            message=f"The largest option of {decision.title} ({decision.id}) exceeds what {forum.name} may decide, and no forum above it may.",
            fix=f"Name in `escalates_to` of {forum.id} a forum with the `decision_rights`, or bring the options within them.",
            at=(*decision.path, "forum"),
            targets=(decision.id,),
            impact=needed,
        )
        return
    if not entitled.meetings:
        yield Lacking("forums.*.meetings", (decision.id,))
        return
    coming = coming_meetings(ctx.plan, entitled, limits.pre_read)
    if coming and coming[0] <= needed:
        return
    above = f" (its largest option exceeds what {forum.name} may decide)" if entitled is not forum else ""
    following = f"; the next is on {day(coming[0])}" if coming else "; none is planned after that"
    why = f" for {ctx.title(first)} to start in time" if first is not None else ""
    near = needed - ctx.as_of <= limits.near
    yield Hit(
        message=f"{decision.title} ({decision.id}) is needed by {day(needed)}{why}, and no meeting of {entitled.name}{above} "
        f"can take it by then{following}.",
        fix=f"Call an extraordinary meeting of {entitled.id} by {day(needed)}, decide in writing, or delegate the decision.",
        at=(*decision.path, "needed_by"),
        targets=(decision.id, entitled.id),
        impact=needed,
        severity=Severity.ERROR if near else Severity.WARNING,
    )
