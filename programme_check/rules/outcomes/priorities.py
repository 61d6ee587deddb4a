"""Outcomes: what the board gives up last, and how far the programme may move without asking."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.held import OWNERS, holders

if TYPE_CHECKING:
    from programme_check.model.plan import Header

BOARDS = frozenset({"sponsoring_group", "steering", "programme_board", "project_board"})


class RankLimits(Limits, frozen=True):
    """How much has to be ranked."""

    ranked: int = 4
    """How many of scope, date, cost, data quality, user readiness and compliance the ranking names. Judgement."""


@rule(
    "OUT004",
    "trade-off-priorities-missing",
    title="Nothing says what gives way first",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [ctx.programme.programme] if len(ctx.programme.workstreams) != 1 else [],
    limits=RankLimits,
)
def trade_off_priorities_missing(ctx: Context, subjects: "Sequence[Header]") -> Iterator[Hit | Lacking]:
    """The board has not ranked what matters most, or has not said how far the programme may move without it.

    What: `priorities` ranks fewer than 4 of scope, date, cost, data_quality, user_readiness and compliance; or
        `tolerances` names neither days nor cost; or a ranking names nobody in `priorities_approved` who approved it; or
        whoever did is neither the senior responsible owner or sponsor nor on the board, where the file says who is. A
        file with a single workstream is left alone: there is nothing to trade between.
    Why: When not everything can be kept, somebody gives up something. Without a ranking agreed in calm it is whoever is
        asked last, under pressure.
    Fix: Ask the board once for a ranking and for tolerances, and write down who approved it and when.
    Wrong:
        programme: {priorities: [date, cost]}
    Right:
        programme:
          priorities: [compliance, user_readiness, data_quality, date, scope, cost]
          priorities_approved: {by: dana, on: 2026-10-06}
          tolerances: {date: 10d, cost: 5}
    Source: A founding statement of this tool (data quality against training against the date); tolerances in PRINCE2 and
        MSP. A ranking of four is judgement.
    """
    limit = ctx.limits(RankLimits).ranked
    for header in subjects:
        ranked = len(dict.fromkeys(header.priorities))
        lacks, keys = [], []
        if not ranked:
            lacks.append("ranks nothing in `priorities`")
            keys.append("`priorities`")
        elif ranked < limit:
            lacks.append(f"ranks {ranked} of 6 in `priorities`, and {count(limit, 'is', 'are')} expected")
            keys.append("`priorities`")
        if ranked:
            fault = not_approved(ctx, header)
            if fault:
                lacks.append(fault)
                keys.append("`priorities_approved`")
        tolerances = header.tolerances
        if tolerances is None or (tolerances.date is None and tolerances.cost is None):
            lacks.append("names no `tolerances`")
            keys.append("`tolerances`")
        if lacks:
            yield Hit(
                message=f"{header.name} {listing(lacks)}.",
                fix=f"Ask the board for what is missing, and complete {listing(keys)} under `programme`.",
                at=("programme", "priorities") if ranked else ("programme",),
            )


def not_approved(ctx: Context, header: "Header") -> str:
    """What is wrong with the approval of a ranking, as the end of a sentence; empty when nothing is."""
    who = header.priorities_approved.by if header.priorities_approved is not None else None
    if who is None:
        return "does not say in `priorities_approved` who approved the ranking"
    entitled = {role.holder for role in holders(ctx, *OWNERS)}
    for forum in ctx.programme.forums.values():
        if forum.kind in BOARDS:
            entitled.update(one for one in (forum.chair, *forum.members) if one is not None)
    if entitled and who not in entitled:
        return f"has its ranking approved by {who}, who is neither senior responsible owner nor on the board"
    return ""
