"""Resources: more decisions than the next meetings have room for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Decision, Forum
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.governance.decisions import open_decisions
from programme_check.rules.rule import Limits, rule
from programme_check.schedule.deciding import computed_need, with_authority
from programme_check.schedule.spans import lagged_day

NEVER = 10**9
"""A day after all others: that of a meeting of which nothing is known."""


class AttentionLimits(Limits, frozen=True):
    """How much a meeting can decide."""

    slots: int = 6
    """Decisions that fit into one meeting, where the forum does not say. A weak source (five to ten minutes each)."""


class Due(NamedTuple):
    """A decision and the last day on which it can be taken, a proleptic ordinal."""

    needed: int
    decision: Decision


@rule(
    "RES004",
    "executive-attention-overload",
    title="More decisions are due than a meeting can take",
    severity=Severity.WARNING,
    about=lambda ctx: [decision for decision in open_decisions(ctx) if decision.forum in ctx.programme.forums],
    needs=("decisions.*.forum",),
    limits=AttentionLimits,
)
def executive_attention_overload(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """More open decisions have to be taken at the next meetings of a forum than there is room for.

    What: Open and deferred decisions that cannot wait for the meeting after the next are more than the forum's `slots`
        (6 where it does not say); or those that cannot wait for a later meeting are more than the slots of all meetings
        up to then. A decision counts for the forum that is entitled to it by its `decision_rights`, and can wait as
        long as `needed_by`, or as long as the work it blocks can. After the last planned meeting the next is expected
        by `cadence`.
    Why: The attention of those who decide is a resource that the workstreams compete for. What does not fit into the
        meeting is put off, and nobody chose which.
    Fix: Delegate what a forum below may decide, add a meeting, and put those first whose waiting costs most.
    Wrong:
        forums: {steering: {name: Steering committee, kind: steering, slots: 1, cadence: 4w, meetings: [{date: 2027-01-19}, {date: 2027-02-16}]}}
        decisions:
          d-scope: {title: Union agreements, needed_by: 2027-01-29, forum: steering}
          d-freeze: {title: Length of the freeze, needed_by: 2027-02-05, forum: steering}
    Right:
        forums: {steering: {name: Steering committee, kind: steering, slots: 1, cadence: 4w, meetings: [{date: 2027-01-19}, {date: 2027-02-16}]}}
        decisions:
          d-scope: {title: Union agreements, needed_by: 2027-01-29, forum: steering}
          d-freeze: {title: Length of the freeze, needed_by: 2027-02-19, forum: steering}
    Source: A founding statement of this tool (trade-offs when projects compete for executive attention); six decisions
        in an hour, from one practitioner's page (weak).
    """
    waiting: dict[str, list[Due]] = defaultdict(list)
    forums = ctx.programme.forums
    for decision in decisions:
        named = forums[str(decision.forum)]
        forum = with_authority(ctx.programme, decision, named) or named
        needed = decision.needed_by.day if decision.needed_by is not None else computed_need(ctx.plan, decision)[0]
        if not coming(ctx, forum):
            yield Lacking("forums.*.meetings", (decision.id,))
        elif needed is None:
            yield Lacking("decisions.*.needed_by", (decision.id,))
        else:
            waiting[forum.id].append(Due(needed, decision))
    for id, due in sorted(waiting.items()):
        yield from overloaded(ctx, forums[id], sorted(due, key=lambda one: (one.needed, one.decision.id)))


def coming(ctx: Context, forum: Forum) -> list[int]:
    """The days of the meetings still to be held, in order."""
    return sorted(
        {meeting.date.day for meeting in forum.meetings if not meeting.held and meeting.date.day >= ctx.as_of}
    )


def overloaded(ctx: Context, forum: Forum, due: Sequence[Due]) -> Iterator[Hit]:
    """The first meeting up to which a forum has more to decide than it has room for."""
    slots = forum.slots if forum.slots is not None else ctx.limits(AttentionLimits).slots
    meetings, days = coming(ctx, forum), [one.needed for one in due]
    after = lagged_day(ctx.plan.calendars.default, meetings[-1], forum.cadence) if forum.cadence else NEVER
    for held, (meeting, following) in enumerate(zip(meetings, [*meetings[1:], after], strict=True), 1):
        # Where nobody knows of a later meeting, only what is needed by the day of this one is sure to be its business.
        last = meeting if following == NEVER else following - 1
        number = bisect_right(days, last)
        if number > slots * held:
            pressing = due[:number]
            room = count(slots * held, "decision")
            where = f"at its meeting on {day(meeting)}" if held == 1 else f"at its {held} meetings up to {day(meeting)}"
            wait = f"; the meeting after it is expected on {day(following)}" if following != NEVER else ""
            yield Hit(
                message=f"{count(len(pressing), 'open decision')} have to be taken by {forum.name} ({forum.id}) {where}{wait}. "
                f"There is room for {room}: {listing([one.decision.id for one in pressing], 8)}.",
                fix=f"Delegate {count(len(pressing) - slots * held, 'decision')} to a forum below, or add a meeting to "
                f"`forums.{forum.id}.meetings` by {day(min(max(one.needed, ctx.as_of) for one in pressing[slots * held :]))}.",
                at=(*forum.path, "meetings"),
                targets=(forum.id,),
                related=tuple(
                    Note((*one.decision.path, "needed_by"), f"{one.decision.title} is needed by {day(one.needed)}")
                    for one in pressing[:20]
                ),
                impact=meeting,
            )
            return
