"""Cutover: what a go/no-go decides by, and who decides."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from programme_check.findings import Hit, Lacking, Severity
from programme_check.model import Activity, Gate, GateCriterion
from programme_check.rules.context import Context, listing
from programme_check.rules.rule import rule
from programme_check.rules.shared import order
from programme_check.rules.shared.business import standing

if TYPE_CHECKING:
    from programme_check.schedule import RowMatch

AREAS = ("programme", "system", "workforce", "operational")
"""The sides of readiness of the GSA playbook."""
PROOFS = frozenset({"performance_testing", "security_testing"})
COVERED = frozenset({"performance", "security"})
"""What a test of another kind `covers` when it proves the same."""


def ahead(ctx: Context) -> list[Gate]:
    """The go/no-go gates that have not been passed; the preliminary ones may judge less."""
    gates = (gate for gate in ctx.programme.gates.values() if gate.kind == "go_no_go")
    return [gate for gate in gates if not ctx.plan.dates(gate.id).complete]


def late(ctx: Context) -> "list[RowMatch]":
    """Pairs of a performance or security test and the go/no-go, still ahead, that it is to inform."""
    return [match for match in ctx.plan.row_matches(27) if not ctx.plan.dates(match.succ).complete]


@rule(
    "CUT003",
    "go-no-go-criteria-weak",
    title="A go/no-go has too little to decide by",
    severity=Severity.WARNING,
    ladder=True,
    about=lambda ctx: [*ahead(ctx), *late(ctx)],
    needs=("gates.* with kind: go_no_go",),
)
def go_no_go_criteria_weak(ctx: Context, subjects: "Sequence[Gate | RowMatch]") -> Iterator[Hit | Lacking]:
    """A go/no-go lacks criteria, or they leave room for interpretation, or nobody from the business decides.

    What: A gate of kind go_no_go that is still ahead has no criterion in one of the areas programme, system, workforce and
        operational; or a criterion without measure, threshold or owner; or no performance or security test among the
        evidence of its criteria; or no approver, or one who belongs to a vendor, to the technology function, or holds only
        roles that deliver the change. Where only a forum is named, its chair counts. A performance or security test in the
        same scope ends after the go/no-go.
    Levels: information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; a test that
        ends after the go/no-go is a warning.
    Why: On the night, vague criteria lose against the money already spent.
    Fix: Give each area a criterion that is either met or not: measure, threshold, owner and evidence.
    Wrong:
        gates:
          final:
            name: Go/no-go
            kind: go_no_go
            date: 2027-04-26
            approver: dana
            criteria: {cases: {area: system, text: Testing went well}}
    Right:
        people: {dana: {name: Dana Ortiz, organisation: client, function: finance}}
        workstreams:
          test:
            name: Test
            kind: testing
            activities: {load-test: {name: Performance test, kind: performance_testing, start: 2027-03-01, finish: 2027-03-12}}
        gates:
          final:
            name: Go/no-go
            kind: go_no_go
            date: 2027-04-26
            approver: dana
            criteria:
              money: {area: programme, text: Within budget, measure: percent over budget, threshold: "<= 5", owner: dana}
              speed: {area: system, text: Fast enough, measure: hours per pay run, threshold: "<= 3", owner: dana, evidence: [load-test]}
              people: {area: workforce, text: Groups are ready, measure: readiness score, threshold: ">= 3.5", owner: dana}
              rota: {area: operational, text: Support rota filled, measure: percent of shifts, threshold: "= 100", owner: dana}
    Source: GSA Modernization and Migration Management Playbook 4.5 for the four areas, and 3.5; a vendor's page on the
        decision to turn back (weak). Which functions are not the business is judgement.
    """
    for match in late(ctx):
        if not match.holds:
            title = "A performance or security test ends too late"
            yield order.conflict(ctx, match, title=title, absent=False)
    for gate in subjects:
        if isinstance(gate, Gate):
            yield from weak(ctx, gate)


def weak(ctx: Context, gate: Gate) -> Iterator[Hit | Lacking]:
    """What one go/no-go lacks."""
    criteria = list(gate.criteria.values())
    faults, fixes = [], []
    uncovered, unclear = areas(criteria)
    if unclear:
        yield Lacking("gates.*.criteria.*.area", (gate.id,))
    if uncovered:
        first = uncovered[0]
        faults.append(f"no criterion of {listing(uncovered)} readiness")
        fixes.append(
            f"add a criterion for each such as `{first}-ready: {{area: {first}, text: ..., measure: ..., "
            'threshold: "= 0", owner: ..., evidence: [...]}`'
        )
    if criteria and not any(proves(ctx, id) for criterion in criteria for id in criterion.evidence):
        faults.append("no performance or security test among its evidence")
        fixes.append("name such a test under `evidence` of a criterion")
    fault, field = approver(ctx, gate)
    if fault:
        faults.append(fault)
        fixes.append("name somebody from the business as `approver`")
    if field:
        yield Lacking(field, (gate.id,))
    loose = vague(ctx, criteria)
    if loose:
        faults.append(f"criteria that are not complete: {listing(loose, 3)}")
        fixes.append("give every criterion `measure`, `threshold` and `owner`")
    if faults:
        yield Hit(
            message=f"{ctx.title(gate.id)} has {listing(faults)}.",
            fix=f"In gate {gate.id}, {listing(fixes)}.",
            at=(*gate.path, "criteria") if criteria else gate.path,
            targets=(gate.id,),
            impact=ctx.plan.finish(gate.id),
        )


def areas(criteria: Sequence[GateCriterion]) -> tuple[list[str], bool]:
    """The sides of readiness without a criterion; and whether criteria without an area may be about all of them."""
    named = {criterion.area for criterion in criteria}
    uncovered = [area for area in AREAS if area not in named]
    unplaced = sum(criterion.area is None for criterion in criteria)
    if uncovered and unplaced >= len(uncovered):
        return [], True
    return uncovered, False


def vague(ctx: Context, criteria: Sequence[GateCriterion]) -> list[str]:
    """The criteria that are not binary, with what each lacks."""
    found = []
    for criterion in criteria:
        lacks = []
        if criterion.measure is None:
            lacks.append("measure")
        if criterion.threshold is None:
            lacks.append("threshold")
        work = [ctx.programme.activities.get(id) for id in criterion.evidence]
        if criterion.owner is None and not any(activity is not None and activity.owner for activity in work):
            lacks.append("owner")
        if lacks:
            found.append(f"{criterion.id} ({listing(lacks)})")
    return found


def proves(ctx: Context, id: str) -> bool:
    """Whether an activity is a test of performance or security, or covers either."""
    activity = ctx.programme.activities.get(id)
    return (
        isinstance(activity, Activity)
        and activity.status != "cancelled"
        and (activity.kind in PROOFS or not COVERED.isdisjoint(activity.covers))
    )


def approver(ctx: Context, gate: Gate) -> tuple[str, str]:
    """What is wrong with who decides, or else the field without which that cannot be told; empty for neither."""
    forum = ctx.programme.forums.get(gate.forum or "")
    person = gate.approver or (forum.chair if forum is not None else None)
    if person is None:
        return ("", "forums.*.chair") if forum is not None else ("nobody who approves it", "")
    found = standing(ctx, person)
    if found.against:
        return f"an approver who {found.against} ({person})", ""
    return "", "" if found.known else "people.*.function"
