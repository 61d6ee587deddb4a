"""Governance: does the steering committee decide, or is it told?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Note, Severity
from programme_check.model import Decision, Forum, Meeting
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule

STEERING = frozenset({"steering", "programme_board"})


class SteeringLimits(Limits, frozen=True):
    """What shows that a forum decides."""

    meetings: int = 3
    """The last meetings that are looked at. Judgement."""
    decisions: float = 1
    """Decisions for each meeting. Judgement; practitioners expect two or three (weak source)."""
    share: float = 50
    """Percent of the items that are for decision. Judgement."""


@rule(
    "GOV001",
    "steering-briefed-not-deciding",
    title="The steering committee is briefed, not asked",
    severity=Severity.WARNING,
    about=lambda ctx: [forum for forum in ctx.programme.forums.values() if forum.kind in STEERING],
    needs=("forums.* with kind: steering", "forums.*.meetings"),
    limits=SteeringLimits,
)
def steering_briefed_not_deciding(ctx: Context, forums: Sequence[Forum]) -> Iterator[Hit | Lacking]:
    """The last meetings of a steering forum made fewer decisions than they held, or were mostly for information.

    What: Over the last three meetings held by a forum of kind steering or programme_board, fewer than one decision was
        made for each meeting, and at one that made none a decision of this forum was open; or fewer than half of the
        items were for decision or escalated. Decisions count by `decided` of the meeting, or by `decided_on` and
        `decided_by` between the first and the last of the three.
    Why: A committee that receives briefings leaves the decisions to whoever is nearest to the work. It is there to make
        them.
    Fix: Put the open decisions first on the agenda, with options and a recommendation, and send the briefing out before.
    Wrong:
        forums:
          steering:
            name: Steering committee
            kind: steering
            meetings:
              - {date: 2026-11-17, held: true, items: {decision: 0, information: 7}}
              - {date: 2026-12-15, held: true, items: {decision: 1, information: 6}}
              - {date: 2027-01-12, held: true, items: {decision: 1, information: 8}}
    Right:
        forums:
          steering:
            name: Steering committee
            kind: steering
            meetings:
              - {date: 2026-11-17, held: true, items: {decision: 2, information: 1}}
              - {date: 2026-12-15, held: true, items: {decision: 1, information: 1}}
              - {date: 2027-01-12, held: true, items: {decision: 1, information: 1}}
    Source: A founding statement of this tool (a steering committee makes decisions rather than receiving briefings);
        practitioner pages on decision density (weak). The numbers are judgement.
    """
    limits = ctx.limits(SteeringLimits)
    last = max(1, limits.meetings)
    for forum in forums:
        held = [meeting for meeting in forum.meetings if meeting.held and meeting.date.day <= ctx.as_of]
        held = sorted(held, key=lambda meeting: meeting.date.day)[-last:]
        if len(held) < last:
            yield Lacking("forums.*.meetings", (forum.id,))
            continue
        if any(meeting.items is None for meeting in held):
            yield Lacking("forums.*.meetings.*.items")
        reasons = [*few_decisions(ctx, forum, held, limits), *mostly_told(held, limits)]
        if reasons:
            yield briefed(ctx, forum, held, reasons)


def briefed(ctx: Context, forum: Forum, held: Sequence[Meeting], reasons: Sequence[str]) -> Hit:
    """What is said of such a forum, with the decisions its next meeting can take."""
    waiting = [
        one for one in ctx.programme.decisions.values() if belongs(one, forum) and one.status in {"open", "deferred"}
    ]
    waiting.sort(key=lambda one: (one.needed_by is None, one.needed_by.day if one.needed_by else 0, one.id))
    coming = min((one.date.day for one in forum.meetings if not one.held and one.date.day >= ctx.as_of), default=None)
    where = f"of the meeting on {day(coming)}" if coming is not None else "of the next meeting"
    first = f": {listing([one.id for one in waiting])}" if waiting else ", with options and a recommendation"
    last = day(held[-1].date.day)
    span = f"from {day(held[0].date.day)} to {last}" if len(held) > 1 else f"on {last}"
    which = f"{len(held)} meetings" if len(held) > 1 else "meeting"
    return Hit(
        message=f"In the last {which} of {forum.name} ({forum.id}), {span}, {' and '.join(reasons)}.",
        fix=f"Put the open decisions first on the agenda {where}{first}.",
        at=(*forum.path, "meetings"),
        targets=(forum.id,),
        related=tuple(Note(one.path, f"{one.title} is still open") for one in waiting[:20]),
        impact=coming,
    )


def few_decisions(ctx: Context, forum: Forum, held: Sequence[Meeting], limits: SteeringLimits) -> Iterator[str]:
    """That too few decisions were made, while there was one to make."""
    mine = [decision for decision in ctx.programme.decisions.values() if belongs(decision, forum)]
    made_at = [set(meeting.decided) for meeting in held]
    days = [meeting.date.day for meeting in held]
    made = set().union(*made_at)
    for decision in mine:
        when = decision.decided_on.day if decision.decided_on is not None else None
        if when is not None and days[0] <= when <= days[-1]:
            made.add(decision.id)
    decided_on = {decision.decided_on.day for decision in mine if decision.decided_on is not None}
    idle = [one for one, decided in zip(days, made_at, strict=True) if not decided and one not in decided_on]
    missed = [decision for decision in mine if any(open_on(decision, one) for one in idle)]
    if missed and len(made) < limits.decisions * len(held):
        least = f"{listing(sorted(decision.id for decision in missed))} {'was' if len(missed) == 1 else 'were'} open"
        yield f"{count(len(made), 'decision')} {'was' if len(made) == 1 else 'were'} made while {least}"


def belongs(decision: Decision, forum: Forum) -> bool:
    """Whether a decision is the forum's to make, or made by it."""
    return forum.id in (decision.forum, decision.decided_by) and decision.status != "withdrawn"


def open_on(decision: Decision, one: int) -> bool:
    """Whether a decision had come up by a day, and was not made before or on it. One of unknown age was not."""
    raised, made = decision.raised, decision.decided_on
    if raised is None or raised.day > one or (made is None and decision.status == "made"):
        return False
    return made is None or made.day > one


def mostly_told(held: Sequence[Meeting], limits: SteeringLimits) -> Iterator[str]:
    """That too small a part of the items was for decision."""
    agendas = [meeting.items for meeting in held if meeting.items is not None]
    asked = sum((items.decision or 0) + (items.escalation or 0) for items in agendas)
    number = asked + sum(items.information or 0 for items in agendas)
    if 100 * asked < limits.share * number:
        yield f"{asked} of {count(number, 'item')} ({100 * asked / number:.0f} %) {'was' if asked == 1 else 'were'} for decision"
