"""Governance: gates that were passed although they were not reached."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Condition, Gate, GateCriterion
from programme_check.rules.context import Context, count, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared.business import standing
from programme_check.rules.shared.permits import permitting
from programme_check.rules.shared.thresholds import reached


@rule(
    "GOV007",
    "gate-passed-with-open-criteria",
    title="A gate was passed with criteria still open",
    severity=Severity.ERROR,
    about=lambda ctx: list(ctx.programme.gates.values()),
    needs=("gates",),
)
def gate_passed_with_open_criteria(ctx: Context, gates: Sequence[Gate]) -> Iterator[Hit | Lacking]:
    """A gate counts as passed while a mandatory criterion is not met, or nobody knows whether it is.

    What: A gate of status passed or conditional has a criterion that is mandatory and not met: `met` is no or unknown, or
        its `value` misses its `threshold`. Accepted where each such criterion has a condition (of the same id, or else one
        that bears no criterion's id) with an owner, a due day and somebody from the business who accepted the risk; or
        where a decision that was made names the gate under `blocks` and GOV007 under `permits`.
    Why: Phoenix in Canada and the ledger of Birmingham went live against red flags that were known and that nobody had
        accepted by name.
    Fix: Record under `conditions` who accepts the risk until when, or take the pass back.
    Wrong:
        gates:
          build:
            name: Build complete
            kind: stage
            date: 2027-01-08
            status: passed
            passed_on: 2027-01-08
            criteria: {frozen: {text: Configuration frozen, mandatory: yes, met: no}}
    Right:
        gates:
          build:
            name: Build complete
            kind: stage
            date: 2027-01-08
            status: conditional
            passed_on: 2027-01-08
            criteria: {frozen: {text: Configuration frozen, mandatory: yes, met: no}}
            conditions: {frozen: {text: Freeze the last two items, owner: omar, due: 2027-01-29, risk_accepted_by: dana}}
    Source: OAG Canada, 2018 Spring Report 1; Grant Thornton on Birmingham City Council, 2025 (through press); GSA
        Modernization and Migration Management Playbook 4.5, step 6. That none may be open is judgement.
    """
    for gate in gates:
        if not ctx.plan.dates(gate.id).complete or permitted(ctx, gate):
            continue
        unsaid = [criterion for criterion in gate.criteria.values() if state(criterion) and criterion.mandatory is None]
        if unsaid:
            yield Lacking("gates.*.criteria.*.mandatory", (gate.id,))
        mandatory = [criterion for criterion in gate.criteria.values() if criterion.mandatory]
        if any(criterion.met is None and reached(criterion) is None for criterion in mandatory):
            yield Lacking("gates.*.criteria.*.met", (gate.id,))
        unaccepted = without_condition(ctx, gate, [criterion for criterion in mandatory if state(criterion)])
        if unaccepted:
            yield hit(ctx, gate, unaccepted)


def state(criterion: GateCriterion) -> str:
    """Why a criterion is open, in words; empty where it is met, and where the file does not say."""
    arrived = reached(criterion)
    if arrived is False:
        return f"{criterion.value} where {criterion.threshold} is asked for"
    if criterion.met == "no":
        return "not met"
    return "unknown" if criterion.met == "unknown" and arrived is None else ""


def without_condition(ctx: Context, gate: Gate, opened: Sequence[GateCriterion]) -> list[GateCriterion]:
    """The open criteria that no condition stands in for."""
    sound = {id for id, condition in gate.conditions.items() if not lacks(ctx, condition)}
    spare = len(sound - set(gate.criteria))
    left = [criterion for criterion in opened if criterion.id not in sound]
    return [] if len(left) <= spare else left


def lacks(ctx: Context, condition: Condition) -> list[str]:
    """What a condition lacks to stand in for a criterion."""
    found = [words for words, value in (("owner", condition.owner), ("due day", condition.due)) if value is None]
    if condition.risk_accepted_by is None:
        found.append("anybody who accepted the risk")
    elif standing(ctx, condition.risk_accepted_by).against:
        found.append("anybody from the business who accepted the risk")
    return found


def permitted(ctx: Context, gate: Gate) -> bool:
    """Whether a decision that was made lets the gate pass like this."""
    return any(gate.id in decision.blocks for decision in permitting(ctx, "GOV007", "gate-passed-with-open-criteria"))


def hit(ctx: Context, gate: Gate, opened: Sequence[GateCriterion]) -> Hit:
    """The hit for a gate that was passed like this."""
    passed = ctx.plan.dates(gate.id).actual_finish
    when = f" on {day(passed)}" if passed is not None else ""
    words = [f"{criterion.text or criterion.id} ({state(criterion)})" for criterion in opened]
    message = f"{ctx.title(gate.id)} was passed{when} with {count(len(opened), 'mandatory criterion', 'mandatory criteria')} open: {listing(words, 3)}."
    short = [
        f"{id} lacks {listing(found)}" for id, condition in gate.conditions.items() if (found := lacks(ctx, condition))
    ]
    message += f" Of its conditions, {listing(short, 3)}." if short else ""
    first, live = opened[0].id, ctx.plan.go_live_for(gate.id)
    return Hit(
        message=message,
        fix=f"Add to `conditions` of {gate.id}: `{first}: {{text: ..., owner: ..., due: ..., risk_accepted_by: ...}}`, or set its `status` back to planned.",
        at=(*opened[0].path, "met"),
        targets=(gate.id,),
        impact=live.stated if live is not None else None,
    )
