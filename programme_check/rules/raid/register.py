"""Risks, issues and assumptions: is the register looked at, and does somebody act when something grows old?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Assumption, Issue, Risk
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.raid.responses import ExposureLimits
from programme_check.rules.rule import Limits, rule

Entry = Risk | Issue | Assumption


class ReviewLimits(Limits, frozen=True):
    """How long an entry may go without being looked at."""

    days: int = 30
    """Calendar days. Judgement; a weak source calls a weekly review the least, another 90 days the typical failure."""
    high: int = 14
    """Calendar days where the exposure or the severity is high. Judgement."""


class AgeLimits(Limits, frozen=True):
    """How old an issue may grow."""

    days: int = 21
    """Calendar days after which an open issue has to be escalated. A weak source (practitioners: three weeks)."""


def open_entries(ctx: Context) -> list[Entry]:
    """The open risks, issues and assumptions."""
    programme = ctx.programme
    entries: list[Entry] = [*programme.risks.values(), *programme.issues.values(), *programme.assumptions.values()]
    return [entry for entry in entries if entry.status == "open"]


def called(entry: Entry) -> str:
    """How a message begins that speaks of an entry: `Risk Net pay does not match (r-4)`."""
    return f"{type(entry).__name__} {entry.title} ({entry.id})"


@rule(
    "RSK002",
    "raid-item-stale",
    title="An entry of the register is out of date",
    severity=Severity.WARNING,
    about=open_entries,
    needs=("risks", "issues", "assumptions"),
    limits=ReviewLimits,
)
def raid_item_stale(ctx: Context, entries: Sequence[Entry]) -> Iterator[Hit | Lacking]:
    """An open risk, issue or assumption that nobody has looked at for a while, or that time has overtaken.

    What: An open entry was last reviewed more than 30 calendar days before the status date; 14 for a risk of high exposure
        (probability 50 percent or more and impact high) and an issue of high severity. Without a review the day it was
        raised counts. Or an assumption that is not validated has no `validate_by`, or its day has passed; or the
        `trigger_date` of a risk has passed.
    Why: A register that nobody opens is a ceremony. What it says was true once.
    Fix: Go through the oldest entries first; close what is over, and enter `reviewed` for the rest.
    Wrong:
        risks: {net-pay: {title: Net pay does not match, status: open, reviewed: 2026-11-02}}
    Right:
        risks: {net-pay: {title: Net pay does not match, status: open, reviewed: 2027-01-08}}
    Source: Practitioner guidance on registers (weekly review the least, 90 days untouched the typical failure), weak; 30 and
        14 days are judgement.
    """
    for entry in entries:
        faults = overtaken(ctx, entry)
        seen = last_seen(entry)
        if seen is None:
            yield Lacking(f"{entry.path[0]}.*.reviewed", (entry.id,))
        else:
            limits = ctx.limits(ReviewLimits)
            limit = limits.high if high(ctx, entry) else limits.days
            if ctx.as_of - seen > limit:
                how = "was last reviewed" if entry.reviewed is not None else "was raised and never reviewed,"
                faults.insert(0, f"{how} {count(ctx.as_of - seen, 'calendar day')} ago ({limit} are allowed)")
        if faults:
            yield Hit(
                message=f"{called(entry)} {listing(faults)}.",
                fix=f"Review {entry.id} with its owner: close it, or bring its dates and `reviewed` up to date.",
                at=(*entry.path, field(ctx, entry)),
                targets=(entry.id,),
            )


def field(ctx: Context, entry: Entry) -> str:
    """The field that time has overtaken; the day of the review where that alone is old."""
    if not overtaken(ctx, entry):
        return "reviewed"
    return "trigger_date" if isinstance(entry, Risk) else "validate_by"


def last_seen(entry: Entry) -> int | None:
    """The day an entry was last looked at, else the day it was raised."""
    moment = entry.reviewed or (entry.raised if not isinstance(entry, Assumption) else None)
    return moment.day if moment is not None else None


def high(ctx: Context, entry: Entry) -> bool:
    """Whether an entry is one of those that matter most."""
    if isinstance(entry, Risk):
        probable = (entry.probability or 0) >= ctx.limits(ExposureLimits).probability
        return probable and entry.impact == "high"
    return isinstance(entry, Issue) and entry.severity == "high"


def overtaken(ctx: Context, entry: Entry) -> list[str]:
    """What time has overtaken, as ends of a sentence."""
    if isinstance(entry, Risk) and entry.trigger_date is not None and entry.trigger_date.day < ctx.as_of:
        return [f"is open, and its trigger date {day(entry.trigger_date.day)} has passed"]
    if isinstance(entry, Assumption) and entry.validated_on is None:
        if entry.validate_by is None:
            return ["has no `validate_by`"]
        if entry.validate_by.day < ctx.as_of:
            return [f"had to be validated by {day(entry.validate_by.day)}, and is not"]
    return []


@rule(
    "RSK003",
    "issue-ageing",
    title="An issue grows old without escalation",
    severity=Severity.WARNING,
    about=lambda ctx: [issue for issue in ctx.programme.issues.values() if issue.status == "open"],
    needs=("issues",),
    limits=AgeLimits,
)
def issue_ageing(ctx: Context, issues: Sequence[Issue]) -> Iterator[Hit | Lacking]:
    """An issue stays open and nobody takes it further up, or the day it had to be solved by has passed.

    What: An open issue was raised more than 21 calendar days before the status date and names nobody in `escalated_to`; or
        its `due` lies before the status date. An issue that was `reviewed` in the last 21 days and has a `due` still to come
        is not one that grows old in silence.
    Levels: a warning; an error where its severity is high.
    Why: Issues grow old in silence. Each week takes options away, and the board hears of it when none is left.
    Fix: Take it to whoever can decide, and enter `escalated_to`; agree a new `due`.
    Wrong:
        issues: {tax-codes: {title: Leavers without tax code, status: open, raised: 2026-12-01}}
    Right:
        issues: {tax-codes: {title: Leavers without tax code, status: open, raised: 2026-12-01, escalated_to: steering, due: 2027-01-29}}
    Source: Practitioner guidance on registers (three weeks without movement), a weak source. What counts as movement is
        judgement.
    """
    limit = ctx.limits(AgeLimits).days
    for issue in issues:
        faults = []
        if issue.raised is None and issue.escalated_to is None:
            yield Lacking("issues.*.raised", (issue.id,))
        elif issue.raised is not None and issue.escalated_to is None and quiet(ctx, issue) > limit:
            faults.append(
                f"has been open for {count(ctx.as_of - issue.raised.day, 'calendar day')} and is not escalated"
            )
        if issue.due is not None and issue.due.day < ctx.as_of:
            faults.append(f"was due on {day(issue.due.day)}")
        if faults:
            yield Hit(
                message=f"{called(issue)} {listing(faults)}.",
                fix=f"Take {issue.id} to whoever can decide and enter `escalated_to`, and agree a `due` that is still to come.",
                at=issue.path,
                targets=(issue.id,),
                severity=Severity.ERROR if issue.severity == "high" else Severity.WARNING,
                impact=issue.due.day if issue.due is not None else None,
            )


def quiet(ctx: Context, issue: Issue) -> int:
    """Calendar days since an issue last moved: since it was raised, or reviewed where a day to solve it by lies ahead."""
    last = issue.raised.day if issue.raised is not None else ctx.as_of
    if issue.reviewed is not None and issue.due is not None and issue.due.day >= ctx.as_of:
        last = max(last, min(issue.reviewed.day, ctx.as_of))
    return ctx.as_of - last
