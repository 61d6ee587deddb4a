"""Testing: a test can fail, because its criteria carry numbers and stay where they are."""

from collections.abc import Iterable, Iterator, Sequence

from programme_check.findings import Hit, Lacking, Path, Severity
from programme_check.model import Activity, Criterion, Gate
from programme_check.rules.context import Context, day, listing
from programme_check.rules.rule import rule
from programme_check.rules.testing.exit import tests
from programme_check.rules.testing.goalposts import Since


@rule(
    "TST004",
    "test-criteria-missing-or-moved",
    title="A test has no criteria with a number",
    severity=Severity.WARNING,
    ladder=True,
    about=tests,
    needs=("workstreams.*.activities.* with a kind of test, such as integration_testing or uat",),
)
def test_criteria_missing_or_moved(ctx: Context, subjects: Sequence[Activity]) -> Iterator[Hit | Lacking]:
    """A test has no entry and exit criteria with a number, or they were made easier once it had started.

    What: (a) An unfinished test has no entry criterion or no exit criterion with a number in its threshold or text. For the
        exit a gate counts that waits for the test or names it as evidence, for the entry one that the test waits for.
        (b) With an earlier revision to compare (`--against`): after the test had started, one of its exit criteria, or a
        gate's criterion that rests on it, was taken out, lost its threshold, asks for less or is no longer mandatory; or a
        severity means something else. Accepted with a decision that was made: one that permits TST004 and blocks the test
        or gate, or one in `exceptions` of the test that was not made in the earlier revision.
    Levels: (a) information more than 180 days before go-live, a warning from 180 to 60 days, an error inside 60; (b) an
        error, a warning where the test started between the two revisions.
    Why: Criteria that can be moved will be met. The board of Queensland Health's payroll redefined severity 1 and 2 so that
        the exit criteria would pass.
    Fix: Give the test criteria with numbers; restore what was loosened, or record who accepted the risk.
    Wrong:
        workstreams:
          test: {name: Test, kind: testing, activities: {uat: {name: Acceptance test, kind: uat, start: 2027-03-01, finish: 2027-03-19}}}
    Right:
        workstreams:
          test:
            name: Test
            kind: testing
            activities:
              uat:
                name: Acceptance test
                kind: uat
                start: 2027-03-01
                finish: 2027-03-19
                entry_criteria: {sit: {text: Integration cases passed, threshold: ">= 95"}}
                exit_criteria: {pass: {text: Cases passed, threshold: ">= 98"}}
    Source: Queensland Auditor-General, Report 7 for 2010 (through press); GSA Modernization and Migration Management Playbook
        4.18. That nothing may be loosened is judgement.
    """
    entries, exits = gates_of(ctx)
    since = Since(ctx, ctx.against) if ctx.against is not None else None
    for test in subjects:
        over = ctx.plan.dates(test.id).complete
        lacks = [] if over else missing(test, entries.get(test.id, ()), exits.get(test.id, ()))
        moved = since.of_test(test) if since is not None else []
        if since is not None and moved:
            at = (*test.path, "exit_criteria" if test.exit_criteria else "severity_definitions")
            yield moved_hit(since, test.id, moved, at=at, sure=since.all_after_start(test.id), lacks=lacks)
        elif lacks:
            yield missing_hit(ctx, test, lacks)
    if since is not None:
        yield from moved_gates(ctx, since, subjects)


def gates_of(ctx: Context) -> tuple[dict[str, list[Gate]], dict[str, list[Gate]]]:
    """The gates that each test waits for, and those that wait for it or name it as evidence."""
    entries: dict[str, list[Gate]] = {}
    exits: dict[str, list[Gate]] = {}
    gates = ctx.programme.gates
    for link in ctx.plan.links:
        if link.pred in gates:
            entries.setdefault(link.succ, []).append(gates[link.pred])
        if link.succ in gates:
            exits.setdefault(link.pred, []).append(gates[link.succ])
    for gate in gates.values():
        for criterion in gate.criteria.values():
            for id in criterion.evidence:
                exits.setdefault(id, []).append(gate)
    return entries, exits


def numbered(criteria: Iterable[Criterion]) -> bool:
    """Whether one of these criteria carries a number."""
    return any(character.isdigit() for one in criteria for character in f"{one.threshold} {one.text}")


def missing(test: Activity, entries: Iterable[Gate], exits: Iterable[Gate]) -> list[str]:
    """What a test lacks, as objects of `has`."""
    lacks = []
    for word, own, gates in (("entry", test.entry_criteria, entries), ("exit", test.exit_criteria, exits)):
        if not numbered(own.values()) and not any(numbered(gate.criteria.values()) for gate in gates):
            lacks.append(f"no number in its {word} criteria" if own else f"no {word} criteria")
    return lacks


def missing_hit(ctx: Context, test: Activity, lacks: Sequence[str]) -> Hit:
    """The hit for a test that has nothing to be measured by."""
    word = "exit" if any("exit" in words for words in lacks) else "entry"
    return Hit(
        message=f"{ctx.title(test.id)} has {listing(lacks)}.",
        fix=f'Add to {test.id}, with the numbers you agree on: `{word}_criteria: {{pass: {{text: Cases passed, threshold: ">= 95"}}}}`.',
        at=test.path,
        targets=(test.id,),
        impact=ctx.plan.start(test.id),
    )


def moved_gates(ctx: Context, since: Since, subjects: Sequence[Activity]) -> Iterator[Hit]:
    """The gates whose criteria on a test that has started became easier."""
    running = {test.id for test in subjects if since.started(test.id)}
    sure = {id for id in running if since.all_after_start(id)}
    for gate in ctx.programme.gates.values():
        moved = since.of_gate(gate, running)
        if moved:
            at = (*gate.path, "criteria")
            yield moved_hit(since, gate.id, moved, at=at, sure=bool(since.of_gate(gate, sure)))


def moved_hit(since: Since, id: str, moved: Sequence[str], *, at: Path, sure: bool, lacks: Sequence[str] = ()) -> Hit:
    """The hit for criteria that became easier; `sure` when that was certainly after testing had started."""
    when = "after testing had started" if sure else "in the time in which testing started"
    more = f" It has {listing(lacks)}." if lacks else ""
    return Hit(
        title="Test criteria were loosened after the start",
        message=f"Since the revision of {day(since.earlier.as_of)}, {when}, what {since.ctx.title(id)} asks for became easier: "
        f"{listing(moved, 4)}.{more}",
        fix=f"Restore it, or record the decision that accepts the risk, with `status: made`, `permits: [TST004]` and `blocks: [{id}]`.",
        at=at,
        targets=(id,),
        severity=Severity.ERROR if sure else Severity.WARNING,
        absent=False,
    )
