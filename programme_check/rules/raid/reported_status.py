"""Risks and issues: what a programme says of itself beside what its file shows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Finding, Hit, Lacking, Note, Severity
from programme_check.model import Activity, Workstream
from programme_check.rules.context import Context, count, listing
from programme_check.rules.plan_logic.baselines import baselined, due, work
from programme_check.rules.rule import Limits, rule
from programme_check.rules.shared.floats import total_float
from programme_check.rules.shared.shares import judged

if TYPE_CHECKING:
    from programme_check.model.plan import Header


class StatusLimits(Limits, frozen=True):
    """What green may hide."""

    errors: int = 1
    """Errors from which on green is not what the file shows. Judgement."""
    index: float = 0.95
    """Smallest baseline execution index (BEI) of work that is green. DCMA check 14."""


def green(ctx: Context) -> "list[Header | Workstream]":
    """The programme and the workstreams that report green."""
    found: list[Header | Workstream] = [ctx.programme.programme, *ctx.programme.workstreams.values()]
    return [one for one in found if one.reported_status == "green"]


@rule(
    "RSK005",
    "green-status-with-errors",
    title="Reported green, and the file shows otherwise",
    severity=Severity.WARNING,
    about=green,
    needs=("programme.reported_status", "workstreams.*.reported_status"),
    limits=StatusLimits,
    second=True,
)
def green_status_with_errors(ctx: Context, subjects: "Sequence[Header | Workstream]") -> Iterator[Hit | Lacking]:
    """The programme or a workstream reports green and has errors, negative float or too little done.

    What: `reported_status` is green, and there is an error among the findings; or unfinished work has a negative
        total float of a working day or more; or the baseline execution index is below 0.95 where 20 activities or more
        were due. A finding belongs to the workstream of the item it is first about; the programme owns all of them. What
        a waiver covers does not count.
    Why: A board that is told green does not act. The news then comes when acting is no longer possible.
    Fix: Show both side by side, and agree which is right.
    Wrong:
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            reported_status: green
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-02-22, depends_on: [build]}
    Right:
        programme: {size: small}
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            reported_status: green
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-19}
              live: {name: Live, kind: go_live, milestone: true, start: 2027-02-22, depends_on: [build]}
    Source: The audit of Birmingham City Council's Oracle programme (over-optimistic reports upward), strong; accounts of
        watermelon reporting, weak. One error is judgement.
    """
    limits = ctx.limits(StatusLimits)
    serious = [finding for finding in ctx.findings if finding.severity is Severity.ERROR and finding.dimension]
    errors = [(finding, owner(ctx, finding)) for finding in serious]
    parts, due_parts = by_stream(ctx, work(ctx)), by_stream(ctx, baselined(ctx))
    for subject in subjects:
        stream = subject if isinstance(subject, Workstream) else None
        mine = [finding for finding, whose in errors if stream is None or whose == stream.id]
        reasons = []
        if len(mine) >= limits.errors:
            rules = sorted({finding.rule for finding in mine})
            reasons.append(f"{count(len(mine), 'error')} ({listing(rules, 4)})")
        key = stream.id if stream is not None else None
        late = late_work(ctx, parts[key])
        if late:
            room, id = late[0]
            reasons.append(
                f"{count(len(late), 'item')} with negative float, {ctx.title(id)} with {room:g} working days"
            )
        index = execution(ctx, parts[key], due_parts[key])
        if index is not None and index < limits.index:
            reasons.append(f"a baseline execution index of {index:.2f}")
        if reasons:
            what = f"{stream.name} ({stream.id})" if stream is not None else ctx.programme.programme.name
            yield Hit(
                message=f"{what} reports green; the file shows {listing(reasons)}.",
                fix="Show both side by side in the next report, and set `reported_status` to what is agreed.",
                at=(*stream.path, "reported_status") if stream is not None else ("programme", "reported_status"),
                targets=(stream.id,) if stream is not None else (),
                related=tuple(
                    Note(ctx.path_of(finding.targets[0]), f"{finding.rule}: {finding.title}.")
                    for finding in mine[:5]
                    if finding.targets and ctx.path_of(finding.targets[0])
                ),
            )


def owner(ctx: Context, finding: Finding) -> str | None:
    """The workstream that a finding is first about; None where it is about something that belongs to none."""
    first = finding.targets[0] if finding.targets else None
    if first in ctx.programme.activities:
        return ctx.programme.activities[str(first)].workstream
    return first if first in ctx.programme.workstreams else None


def by_stream(ctx: Context, items: list[Activity]) -> dict[str | None, list[Activity]]:
    """Activities by workstream; all of them under None, for the programme."""
    found: dict[str | None, list[Activity]] = {id: [] for id in ctx.programme.workstreams}
    for item in items:
        found[item.workstream].append(item)
    return found | {None: items}


def late_work(ctx: Context, items: Sequence[Activity]) -> list[tuple[float, str]]:
    """Unfinished ones of these activities with negative total float, the worst first.

    Less than a day is what a share of progress rounds to, not a date that is missed.
    """
    found = [(total_float(ctx, item.id), item.id) for item in items]
    return sorted((room, id) for room, id in found if room is not None and room <= -1)


def execution(ctx: Context, items: Sequence[Activity], agreed: Sequence[Activity]) -> float | None:
    """Of these activities those complete for each one due in the baseline; None where too few were due to say."""
    expected = sum(due(ctx, item) for item in agreed)
    if not expected or not judged(ctx, expected):
        return None
    return sum(ctx.plan.dates(item.id).complete for item in items) / expected
