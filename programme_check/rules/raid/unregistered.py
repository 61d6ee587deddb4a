"""Risks and issues: errors in the plan that no entry of the register speaks of."""

import datetime
from collections.abc import Iterator, Sequence

from programme_check.findings import Finding, Hit, Lacking, Severity
from programme_check.model import Issue, Risk
from programme_check.rules.context import Context, count, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared.earlier import errors_before

MOST = 8
"""Errors that the message names before it counts the rest."""


def register(ctx: Context) -> list[Risk | Issue]:
    """The open risks and issues."""
    entries: list[Risk | Issue] = [*ctx.programme.risks.values(), *ctx.programme.issues.values()]
    return [entry for entry in entries if entry.status == "open"]


def errors(ctx: Context) -> list[Finding]:
    """The errors that are open and about the programme, not about the check itself."""
    return [finding for finding in ctx.findings if finding.severity is Severity.ERROR and finding.dimension]


@rule(
    "RSK004",
    "structural-gap-not-in-register",
    title="Errors are on no register",
    severity=Severity.WARNING,
    absent=True,
    about=lambda ctx: [ctx.programme] if ctx.programme.has("risks") or ctx.programme.has("issues") else [],
    needs=("risks", "issues"),
    second=True,
)
def structural_gap_not_in_register(ctx: Context, subjects: Sequence[object]) -> Iterator[Hit | Lacking]:
    """Errors in the plan that no open risk or issue speaks of: one finding for all of them.

    What: There is an error among the findings, and no open risk or issue names in its `refs` the rule (id or name), the
        finding's fingerprint or one of the ids the finding is about, nor, for a risk, one of these ids under `affects`.
        What a waiver covers does not count; a file with neither risks nor issues is not judged. Where an earlier
        revision is named to compare with, an error that it did not have is given until the next revision.
    Why: The risks that hurt a programme sit between its workstreams, and nobody owns the register of what is between. What
        the plan itself shows to be wrong is no longer only a risk.
    Fix: Mend the errors, or enter them in the register with an owner and an action.
    Wrong:
        risks: {late-leavers: {title: Leavers come late, status: open, owner: dana}}
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
              report: {name: Report, kind: report_build, start: 2027-02-22, finish: 2027-03-05, depends_on: [build]}
    Right:
        risks: {late-report: {title: Reports are late, status: open, owner: dana, refs: [SCH003]}}
        workstreams:
          pay:
            name: Payroll
            kind: configuration
            activities:
              build: {name: Build, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
              report: {name: Report, kind: report_build, start: 2027-02-22, finish: 2027-03-05, depends_on: [build]}
    Source: A founding statement of this tool (protect against risks that are on no register yet). The grace of one
        revision is judgement.
    """
    spoken = references(ctx)
    open_ones = errors(ctx)
    silent = [
        finding
        for finding in open_ones
        if spoken.isdisjoint({finding.rule, finding.name, finding.fingerprint, *finding.targets})
    ]
    then = errors_before(ctx, {finding.rule for finding in silent})
    due = [finding for finding in silent if then is None or finding.fingerprint in then]
    if due:
        yield unregistered(ctx, due, len(open_ones), len(silent) - len(due))


def references(ctx: Context) -> set[str]:
    """All that open risks and issues speak of: rules, findings, ids."""
    spoken: set[str] = set()
    for entry in register(ctx):
        spoken.update(entry.refs)
        if isinstance(entry, Risk):
            spoken.update(entry.affects)
    return spoken


def unregistered(ctx: Context, silent: Sequence[Finding], every: int, new: int) -> Hit:
    """The errors without an entry, and the text of an entry for the first of them; `new`: further ones, with time left."""
    named = [" ".join([finding.rule, *finding.targets[:1]]) for finding in silent]
    finding, first = silent[0], silent[0].targets[:1]
    id = "-".join([finding.rule.lower(), *first])
    title = finding.title.replace('"', "'")
    today = datetime.date.fromordinal(ctx.as_of).isoformat()
    later = f"; {new} more without an entry {'is' if new == 1 else 'are'} new since the earlier revision" if new else ""
    fields = [f'title: "{title}"', "status: open", "severity: high", f"owner: {owner_of(ctx, *first)}"]
    fields += [f"raised: {today}", f"refs: [{', '.join([finding.rule, *first])}]"]
    return Hit(
        message=f"{len(silent)} of {count(every, 'error')} {'is' if len(silent) == 1 else 'are'} in no open risk or issue: "
        f"{listing(named, MOST)}{later}.",
        fix=f"Mend them, or add an entry for each under `issues`, such as `{id}: {{{', '.join(fields)}}}`.",
        at=("issues",) if ctx.programme.has("issues") else ("risks",),
    )


def owner_of(ctx: Context, id: str = "") -> str:
    """Who answers for what a finding is first about: its owner, else the lead of its workstream, else left open."""
    item = ctx.programme.activities.get(id)
    stream = ctx.programme.workstreams.get(item.workstream if item is not None else id)
    return (item.owner if item is not None else None) or (stream.lead if stream is not None else None) or "…"
