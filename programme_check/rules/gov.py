"""Governance: decisions that are late, put off, without a meeting that could take them, or not framed."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Decision, Forum
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import Limits, rule


def open_decisions(ctx: Context) -> list[Decision]:
    """Decisions that are still to be made: open or deferred."""
    return [decision for decision in ctx.programme.decisions.values() if decision.status in {"open", "deferred"}]


@rule(
    "GOV002",
    "decision-overdue",
    title="A decision is overdue",
    severity=Severity.WARNING,
    about=open_decisions,
    needs=("decisions",),
)
def decision_overdue(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """A decision is still open after the day it was needed.

    What: An open or deferred decision has a `needed_by` before the status date.
    Why: The plan is already paying for it: what it blocks either waits, or goes on without knowing.
    Fix: Take the decision, escalate it, or move `needed_by` with the work it blocks.
    Later: With the scheduling engine, a decision without `needed_by` is judged by the dates of what it blocks, and the
        level rises to error where it blocks work with five working days of float or less.
    Wrong:
        decisions: {d-scope: {title: Union agreements in first release, needed_by: 2027-01-08}}
    Right:
        decisions: {d-scope: {title: Union agreements in first release, needed_by: 2027-01-29}}
    Source: A founding statement of this tool; practitioner accounts of decision latency (a weak source). No grace period
        is judgement.
    """
    for decision in decisions:
        needed = decision.needed_by
        if needed is None:
            yield Lacking("decisions.*.needed_by", (decision.id,))
        elif needed.day < ctx.as_of:
            late = count(ctx.as_of - needed.day, "calendar day")
            blocks = f"; it blocks {listing(decision.blocks, 4)}" if decision.blocks else ""
            yield Hit(
                message=f"{decision.title} ({decision.id}) was needed by {day(needed.day)}, {late} ago, and is still open{blocks}.",
                fix=f"Take it to {decision.forum or 'a forum with authority'} now, then set `status`, `decided_on` and `outcome`.",
                at=(*decision.path, "needed_by"),
                targets=(decision.id,),
                impact=needed.day,
            )


class DeferralLimits(Limits, frozen=True):
    """How long a decision may stay open."""

    deferrals: int = 2
    """Times it may be put off. Judgement."""
    days: int = 60
    """Calendar days it may be open. Founding statement: a decision deferred for two months."""


@rule(
    "GOV003",
    "decision-deferred-repeatedly",
    title="A decision keeps being put off",
    severity=Severity.WARNING,
    about=open_decisions,
    needs=("decisions",),
    limits=DeferralLimits,
)
def decision_deferred_repeatedly(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """A decision has been open for too long, or has been put off too often.

    What: An open or deferred decision was raised more than 60 calendar days ago, or has been deferred more than twice.
    Why: Each week of waiting narrows the options and moves the work behind it. Nobody notices the week in which the
        cheap option was lost.
    Fix: Set a day by which it is decided, and a `default` that applies if it is not.
    Later: With the cost of waiting, the level rises to error where waiting compounds or runs into a cliff.
    Wrong:
        decisions: {d-scope: {title: Union agreements in first release, status: deferred, raised: 2026-11-02}}
    Right:
        decisions: {d-scope: {title: Union agreements in first release, status: open, raised: 2026-12-07}}
    Source: A founding statement of this tool (a scope decision deferred for two months). The number of deferrals is
        judgement.
    """
    limits = ctx.limits(DeferralLimits)
    for decision in decisions:
        if decision.raised is None and not decision.deferrals:
            yield Lacking("decisions.*.raised", (decision.id,))
            continue
        age = ctx.as_of - decision.raised.day if decision.raised is not None else 0
        reasons = []
        if age > limits.days and decision.raised is not None:
            reasons.append(f"has been open for {count(age, 'calendar day')}, since {day(decision.raised.day)}")
        if len(decision.deferrals) > limits.deferrals:
            last = max(deferral.on.day for deferral in decision.deferrals)
            reasons.append(f"has been deferred {count(len(decision.deferrals), 'time')}, last on {day(last)}")
        if reasons:
            yield Hit(
                message=f"{decision.title} ({decision.id}) {' and '.join(reasons)}.",
                fix=f"Agree in {decision.forum or 'the forum'} the day it is decided, and add a `default` for the case that it is not.",
                at=decision.path,
                targets=(decision.id,),
                impact=decision.needed_by.day if decision.needed_by is not None else None,
            )


class MeetingLimits(Limits, frozen=True):
    """When a missing meeting becomes an error."""

    near: int = 14
    """Calendar days before the decision is needed from which it is an error. Judgement."""
    pre_read: int = 2
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
        forum, or of one above it where its largest option exceeds what the forum may decide.
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
        if decision.needed_by is None:
            yield Lacking("decisions.*.needed_by", (decision.id,))
        elif forum is None:
            yield Lacking("decisions.*.forum", (decision.id,))
        else:
            yield from meeting_in_time(ctx, decision, forum, decision.needed_by.day)


def meeting_in_time(ctx: Context, decision: Decision, forum: Forum, needed: int) -> Iterator[Hit | Lacking]:
    """Whether a meeting of a forum with authority lies before the decision is needed."""
    limits = ctx.limits(MeetingLimits)
    entitled = with_authority(ctx, decision, forum)
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
    lead = entitled.pre_read
    earliest = ctx.as_of + limits.pre_read if lead is None else ctx.later(ctx.as_of, lead)
    coming = sorted(meeting.date.day for meeting in entitled.meetings if not meeting.held and meeting.date.day >= earliest)
    if coming and coming[0] <= needed:
        return
    above = f" (its largest option exceeds what {forum.name} may decide)" if entitled is not forum else ""
    following = f"; the next is on {day(coming[0])}" if coming else "; none is planned after that"
    near = needed - ctx.as_of <= limits.near
    yield Hit(
        message=f"{decision.title} ({decision.id}) is needed by {day(needed)}, and no meeting of {entitled.name}{above} "
        f"can take it by then{following}.",
        fix=f"Call an extraordinary meeting of {entitled.id} by {day(needed)}, decide in writing, or delegate the decision.",
        at=(*decision.path, "needed_by"),
        targets=(decision.id, entitled.id),
        impact=needed,
        severity=Severity.ERROR if near else Severity.WARNING,
    )


def with_authority(ctx: Context, decision: Decision, forum: Forum) -> Forum | None:
    """The forum itself, or the first above it, that may decide the largest option; None when none may."""
    cost = max((option.cost or 0 for option in decision.options.values()), default=0)
    days = max((option.days or 0 for option in decision.options.values()), default=0)
    seen: set[str] = set()
    found: Forum | None = forum
    while found is not None and found.id not in seen:
        rights = found.decision_rights
        if rights is None or ((rights.money is None or cost <= rights.money) and (rights.days is None or days <= rights.days)):
            return found
        seen.add(found.id)
        found = ctx.programme.forums.get(found.escalates_to) if found.escalates_to else None
    return None


OPEN_FIELDS = (
    ("owner", "owner"),
    ("forum", "forum"),
    ("recommendation", "recommendation"),
    ("needed_by", "day it is needed by"),
    ("blocks", "list of what it blocks"),
)
MADE_FIELDS = (("decided_on", "date"), ("outcome", "outcome"), ("decided_by", "decider"))


@rule(
    "GOV005",
    "decision-record-incomplete",
    title="A decision is not framed so it can be taken",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [decision for decision in ctx.programme.decisions.values() if decision.status != "withdrawn"],
    needs=("decisions",),
)
def decision_record_incomplete(ctx: Context, decisions: Sequence[Decision]) -> Iterator[Hit | Lacking]:
    """The record of a decision lacks what a forum needs to take it, or to stand by it.

    What: An open decision lacks owner, forum, two or more options, recommendation, the day it is needed by or what it
        blocks; a decision that was made lacks its date, its outcome or who made it.
    Why: Committees put off what is not framed, and argue again about what is not recorded.
    Fix: Fill in the fields that the finding names.
    Wrong:
        decisions: {d-scope: {title: Union agreements in first release}}
    Right:
        decisions: {d-scope: {title: Union agreements in first release, status: made, decided_on: 2027-01-12, outcome: defer, decided_by: steering}}
        forums: {steering: {name: Steering committee, kind: steering}}
    Source: Practitioner pages on decision logs (weak); that all fields are needed is judgement.
    """
    for decision in decisions:
        fields = MADE_FIELDS if decision.status == "made" else OPEN_FIELDS
        lacks = [words for field, words in fields if not getattr(decision, field)]
        if decision.status != "made" and len(decision.options) < 2:
            lacks.insert(0, "two options to choose from")
        if lacks:
            state = "is made and" if decision.status == "made" else f"is {decision.status} and"
            yield Hit(
                title="The record of a decision is incomplete" if decision.status == "made" else None,
                message=f"{decision.title} ({decision.id}) {state} has no {listing(lacks, 6)}.",
                fix=f"Add the missing fields to `decisions.{decision.id}`.",
                at=decision.path,
                targets=(decision.id,),
            )
