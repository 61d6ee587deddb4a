"""Outcomes: can the benefit be measured, and does anything in the programme deliver it?"""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Outcome, Programme, Workstream
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule


@rule(
    "OUT001",
    "benefit-undefined",
    title="An outcome cannot be measured",
    severity=Severity.WARNING,
    ladder=True,
    about=lambda ctx: [ctx.programme],
)
def benefit_undefined(ctx: Context, programmes: Sequence[Programme]) -> Iterator[Hit | Lacking]:
    """An outcome lacks what it takes to say later whether it was reached.

    What: An outcome has no owner on the client's side, no unit of measure, baseline with its date, target or date by
        which it is due, or no review after the programme closes. A programme without any outcome is reported too.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60.
    Why: A benefit that nobody measured before cannot be claimed after. Without it the programme can finish every task
        and still not show that anything changed.
    Fix: Add `owner`, `measure` with `unit`, `baseline`, `baseline_date`, `target` and `by`, and `review` to the outcome.
    Wrong:
        outcomes:
          fewer-pay-errors: {name: Fewer pay errors, owner: cfo}
    Right:
        outcomes:
          fewer-pay-errors:
            name: Pay errors under 0.5 %
            owner: cfo
            measure: {unit: percent of payslips, baseline: 4.1, baseline_date: 2026-06-30, target: 0.5, by: 2027-12-31}
            review: 2028-03-31
    Source: Guide for effective benefits management (Infrastructure and Projects Authority, 2017, read in summary): a
        benefit must be measurable. Managing Successful Programmes (MSP), benefit profiles.
    """
    outcomes = programmes[0].outcomes
    if not outcomes:
        yield Hit(
            message="The file names no outcome, so nothing says what change the work is to deliver.",
            title="The programme names no outcome",
            fix="Add an `outcomes` section with one entry per change the organisation committed to.",
            at=("programme",),
        )
    for outcome in outcomes.values():
        lacks = undefined(ctx, outcome)
        if lacks:
            yield Hit(
                message=f"Outcome {outcome.name} ({outcome.id}) has no {listing(lacks, 8)}.",
                fix=f"Add the missing fields to `outcomes.{outcome.id}`.",
                at=outcome.path,
                targets=(outcome.id,),
            )


def undefined(ctx: Context, outcome: Outcome) -> list[str]:
    """What an outcome lacks, in words."""
    lacks = []
    owner = ctx.programme.people.get(outcome.owner) if outcome.owner else None
    if not outcome.owner:
        lacks.append("owner")
    elif owner is not None and owner.organisation in ctx.programme.vendors:
        lacks.append("owner in the business (the one named belongs to a vendor)")
    measure = outcome.measure
    for field, words in (
        ("unit", "unit of measure"),
        ("baseline", "baseline"),
        ("baseline_date", "date of the baseline"),
        ("target", "target"),
        ("by", "date by which the target is due"),
    ):
        if measure is None or getattr(measure, field) is None:
            lacks.append(words)
    if outcome.review is None:
        lacks.append("review date")
    return lacks


@rule(
    "OUT002",
    "no-line-of-sight",
    title="Nothing in the plan delivers this outcome",
    severity=Severity.ERROR,
    absent=True,
    about=lambda ctx: [*ctx.programme.outcomes.values(), *ctx.programme.workstreams.values()],
    needs=("outcomes", "workstreams"),
)
def no_line_of_sight(ctx: Context, subjects: Sequence[Outcome | Workstream]) -> Iterator[Hit | Lacking]:
    """An outcome that nothing delivers, or a workstream that delivers no outcome.

    What: An outcome names no workstream, activity or milestone that is not cancelled in `delivered_by`, neither itself nor in one of its
        capabilities; or a workstream is named by no outcome and none of its activities leads to one that is.
    Levels: an error for the outcome, information for the workstream.
    Why: Work that leads to no outcome spends money for nothing the board asked for. An outcome that no work leads to
        will not happen.
    Fix: Name what delivers the outcome in its `delivered_by`, or ask whether the workstream belongs to the programme.
    Wrong:
        outcomes:
          one-payroll: {name: One payroll}
    Right:
        outcomes:
          one-payroll: {name: One payroll, delivered_by: [pay]}
        workstreams:
          pay: {name: Payroll, kind: configuration}
    Source: A founding statement of this tool (connect delivery to business objectives); line of sight in PMI's Standard
        for Program Management and in MSP.
    """
    contributing = contributors(ctx)
    for subject in subjects:
        if isinstance(subject, Outcome):
            if not alive(ctx, subject):
                only = " but cancelled work" if enablers(subject) else ""
                yield Hit(
                    message=f"Outcome {subject.name} ({subject.id}) names nothing{only} that delivers it.",
                    fix=f"Add `delivered_by: [...]` to `outcomes.{subject.id}` with the workstreams or milestones that bring it about.",
                    at=subject.path,
                    targets=(subject.id,),
                )
        elif subject.id not in contributing:
            yield Hit(
                message=f"Workstream {subject.name} ({subject.id}) leads to none of the outcomes in the file.",
                title="Workstream contributes to no outcome",
                fix=f"Name {subject.id} in the `delivered_by` of an outcome, or ask whether the programme needs it.",
                at=subject.path,
                targets=(subject.id,),
                severity=Severity.INFO,
            )


def enablers(outcome: Outcome) -> list[str]:
    """The ids that an outcome, or one of its capabilities, names as delivering it."""
    found = list(outcome.delivered_by)
    for capability in outcome.capabilities.values():
        found += capability.delivered_by
    return found


def alive(ctx: Context, outcome: Outcome) -> list[str]:
    """Those of them that are not cancelled."""
    work = ctx.programme.work
    return [id for id in enablers(outcome) if id not in work or not ctx.plan.dates(id).cancelled]


def contributors(ctx: Context) -> set[str]:
    """Workstreams that an outcome names, directly, by one of their activities, or by what their work leads to."""
    programme = ctx.programme
    named = {id for outcome in programme.outcomes.values() for id in alive(ctx, outcome)}
    before: dict[str, list[str]] = {}
    for link in ctx.plan.links:
        before.setdefault(link.succ, []).append(link.pred)
    streams = named & programme.workstreams.keys()
    queue = [id for id in named if id in programme.work]
    queue += [id for stream in streams for id in programme.workstreams[stream].activities]
    seen = set(queue)
    while queue:
        for pred in before.get(queue.pop(), ()):
            if pred not in seen:
                seen.add(pred)
                queue.append(pred)
    return streams | {programme.activities[id].workstream for id in seen if id in programme.activities}
