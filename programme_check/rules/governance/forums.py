"""Governance: can a forum decide, and often enough?"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Forum
from programme_check.rules.context import Context, count, listing
from programme_check.rules.governance.steering import STEERING
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import OWNERS, holders


class ForumLimits(Limits, frozen=True):
    """How large a forum may be, and how seldom it may meet."""

    members: int = 9
    """Voting members. Judgement; practitioners advise five to eight (weak sources)."""
    days: int = 31
    """Calendar days between meetings. A weak source (monthly)."""
    near_days: int = 14
    """Calendar days between meetings when go-live is near. Judgement."""
    near: int = 90
    """Calendar days before go-live from which it is near. Judgement."""


def deciding(ctx: Context) -> list[Forum]:
    """The forums that decide something: all but those of kind other that no decision, gate or change request names."""
    programme = ctx.programme
    asked = {
        item.forum
        for section in (programme.decisions, programme.gates, programme.change_requests)
        for item in section.values()
    }
    return [forum for id, forum in programme.forums.items() if forum.kind != "other" or forum.decides or id in asked]


@rule(
    "GOV006",
    "forum-badly-constituted",
    title="A forum cannot decide as it is set up",
    severity=Severity.WARNING,
    about=deciding,
    needs=("forums",),
    limits=ForumLimits,
)
def forum_badly_constituted(ctx: Context, forums: Sequence[Forum]) -> Iterator[Hit | Lacking]:
    """A forum lacks what it needs to decide, is too large, or meets too seldom.

    What: A forum has no chair, no `decision_rights` in money and in days, no quorum, no cadence (and fewer than two
        meetings to come), or nobody to escalate to; or it has more than nine voting members; or more than 31 calendar
        days lie between its meetings, or more than 14 from 90 days before go-live on. A sponsoring group has nobody
        above it and keeps its own rhythm near go-live; nor does a forum need anybody above it that the accountable
        owner chairs. A forum of kind other is judged if something is put to it for decision.
    Levels: a warning; what a steering forum (steering, programme_board) lacks is information more than 180 days before
        go-live, a warning from 180 to 60 days, an error inside 60.
    Why: Authority that has to leave the room to be used is not authority. Each question then takes one round more.
    Fix: Write the forum's charter: chair, quorum, rights in money and days, cadence, and where it escalates to.
    Wrong:
        forums: {design: {name: Design authority, kind: design_authority, members: [dana, omar]}}
    Right:
        forums:
          steering: {name: Steering group, kind: sponsoring_group, chair: omar, members: [omar], quorum: 1, cadence: 4w, decision_rights: {money: 900000, days: 90}}
          design: {name: Design authority, kind: design_authority, chair: dana, members: [dana, omar], quorum: 2, cadence: 2w, decision_rights: {money: 20000, days: 5}, escalates_to: steering}
    Source: Practitioner pages on the size (five to eight) and rhythm (monthly, oftener near cutover) of committees (weak);
        Managing Successful Programmes (MSP) for who belongs on a board. Nine members and 14 days are judgement.
    """
    limits = ctx.limits(ForumLimits)
    owners = {held.holder for held in holders(ctx, *OWNERS)}
    left = ctx.days_to_go_live()
    done = bool(ctx.plan.go_lives) and all(live.done for live in ctx.plan.go_lives)
    near = left is not None and left <= limits.near and not done
    for forum in forums:
        lacks = lacking(ctx, forum, owners)
        votes = {who for who in (*forum.members, forum.chair) if who is not None} - set(forum.non_voting)
        if not forum.members:
            yield Lacking("forums.*.members", (forum.id,))
        faults = []
        if len(votes) > limits.members:
            chair = ", the chair among them" if forum.chair in votes and forum.chair not in forum.members else ""
            faults.append(f"has {len(votes)} voting members{chair}, which is more than {limits.members}")
        faults += too_seldom(ctx, forum, limits, near=near)
        if lacks or faults:
            steering = forum.kind in STEERING and bool(lacks)
            level = ctx.ladder() if steering else Severity.WARNING
            yield badly_set_up(forum, lacks, faults, max(level, Severity.WARNING) if faults else level)


def lacking(ctx: Context, forum: Forum, owners: set[str]) -> list[str]:
    """What a forum does not have, in words."""
    rights = forum.decision_rights
    lacks = [words for field, words in (("chair", "chair"), ("quorum", "quorum")) if not getattr(forum, field)]
    if rights is None or (rights.money is None and rights.days is None):
        lacks.append("decision rights (money, days)")
    elif rights.money is None or rights.days is None:
        lacks.append(f"decision rights in {'money' if rights.money is None else 'days'}")
    if forum.cadence is None and len(coming(ctx, forum)) < 2:
        lacks.append("cadence")
    if not forum.escalates_to and forum.kind != "sponsoring_group" and forum.chair not in owners:
        lacks.append("forum above it")
    return lacks


def coming(ctx: Context, forum: Forum) -> list[int]:
    """The days of the meetings still to be held, in order."""
    return sorted(
        {meeting.date.day for meeting in forum.meetings if not meeting.held and meeting.date.day >= ctx.as_of}
    )


def too_seldom(ctx: Context, forum: Forum, limits: ForumLimits, *, near: bool) -> list[str]:
    """That a forum meets too seldom, by its cadence; near go-live by its calendar where meetings are planned there."""
    planned = coming(ctx, forum)
    widest = max((after - before for before, after in pairwise(planned)), default=None)
    usual = interval(ctx, forum) if forum.cadence is not None else widest
    if usual is not None and usual > limits.days:
        return [f"meets every {count(usual, 'calendar day')}, and {limits.days} is the most"]
    # A board may meet oftener near go-live than its charter says: then its calendar counts.
    actual = min((days for days in (usual, widest) if days is not None), default=None)
    if near and forum.kind != "sponsoring_group" and actual is not None and actual > limits.near_days:
        return [
            f"meets every {count(actual, 'calendar day')}, and {limits.near_days} is the most within "
            f"{limits.near} days of go-live"
        ]
    return []


def interval(ctx: Context, forum: Forum) -> int | None:
    """Calendar days between meetings by the cadence, holidays apart: a working week counts as seven days."""
    span = forum.cadence
    if span is None:
        return None
    if span.unit == "m":
        return math.floor(span.amount * 31)
    if span.unit == "cd":
        return math.ceil(span.amount)
    calendar = ctx.plan.calendars.default
    return math.ceil(ctx.working_days(span) * 7 / calendar.days_per_week)


def badly_set_up(forum: Forum, lacks: Sequence[str], faults: Sequence[str], level: Severity) -> Hit:
    """What is said of such a forum: what it lacks, then what is wrong with it."""
    clauses = ([f"has no {listing(lacks, 6).replace(' and ', ' and no ')}"] if lacks else []) + list(faults)
    fixes = []
    if lacks:
        fixes.append(f"Add what is missing to `forums.{forum.id}`.")
    if faults:
        fixes.append(f"Change `members`, `non_voting` or `cadence` of {forum.id}.")
    return Hit(
        message=f"{forum.name} ({forum.id}) {'; it '.join(clauses)}.",
        fix=" ".join(fixes),
        at=forum.path,
        targets=(forum.id,),
        severity=level,
        absent=not faults,
    )
