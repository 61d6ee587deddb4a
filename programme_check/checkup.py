"""The one use case: files and options in, a Report out. Prints nothing, exits nowhere, reads no clock."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from programme_check.findings import Finding, Path, Problem, Severity
from programme_check.verdict import (
    Dated,
    GoLiveLine,
    OutcomeLine,
    ProgrammeReport,
    Question,
    Report,
    Status,
    dimensions,
    headline,
    outcomes_answer,
    overall,
    worst,
)
from programme_check.words import listing

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.rules.engine import Outcome
    from programme_check.rules.rule import Rule
    from programme_check.schedule import Plan


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller wants judged."""

    select: tuple[str, ...] = ()
    """Rule ids, names or families to run; all when empty."""
    ignore: tuple[str, ...] = ()
    """Rule ids, names or families to leave out."""
    as_of: str | None = None
    """Judge as of this day (ISO) instead of the file's status date."""


class BadDate(ValueError):
    """`as_of` is not a day of the calendar."""


def chosen_rules(options: Options) -> "list[Rule]":
    """The rules to run. Raises UnknownName for a word in `select` or `ignore` that stands for nothing."""
    from programme_check.rules.registry import catalogue, choose

    rules = catalogue()
    wanted = choose(options.select, rules) if options.select else set(rules)
    wanted -= choose(options.ignore, rules)
    return [rule for id, rule in rules.items() if id in wanted]


def check(
    arguments: Sequence[str], options: Options, *, stdin: bytes | None = None, stdin_name: str | None = None
) -> Report:
    """Check programme files.

    `arguments` are files, folders or `-` for `stdin`. A file that cannot be read becomes a problem of the report and
    the others are still checked. Raises UnknownName for an unknown rule and BadDate for an impossible `as_of`.
    """
    from programme_check.document import find_programmes, load

    rules = chosen_rules(options)
    unreported = [rule for rule in chosen_rules(Options(ignore=options.ignore)) if rule not in rules]
    as_of = ordinal(options.as_of)
    names, problems = find_programmes(arguments)
    programmes = []
    for name in names:
        document, faults = load(name, stdin=stdin, stdin_name=stdin_name) if name == "-" else load(name)
        problems += faults
        if document is not None:
            report, faults = check_document(document, rules, as_of, unreported)
            problems += faults
            if report is not None:
                programmes.append(report)
    return Report(programmes=tuple(programmes), errors=tuple(problems))


def ordinal(text: str | None) -> int | None:
    """The day an ISO date names, as a proleptic ordinal."""
    import datetime

    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        raise BadDate(text) from None


def check_document(
    document: "Document", rules: "Iterable[Rule]", as_of: int | None = None, unreported: "Iterable[Rule]" = ()
) -> tuple[ProgrammeReport | None, list[Problem]]:
    """Judge one document that has been read: the part of `check` between reading and reporting."""
    from programme_check.model import build
    from programme_check.rules.context import Context
    from programme_check.rules.engine import run
    from programme_check.schedule import Plan
    from programme_check.settings import Settings

    programme, problems = build(document)
    if programme is None:
        return None, problems
    settings = Settings()
    plan = Plan(programme, settings, as_of=as_of)
    outcome = run(Context(document, programme, plan, settings), rules, unreported)
    return assemble(document, programme, plan, outcome), problems


def assemble(document: "Document", programme: "Programme", plan: "Plan", outcome: "Outcome") -> ProgrammeReport:
    """Everything a report says, from what the rules found."""
    findings = outcome.findings
    table = dimensions(findings, outcome.judged)
    by_key = {row.key: row.status for row in table}
    lines = outcome_lines(programme, findings)
    lives = tuple(
        GoLiveLine(id=live.id, name=programme.work[live.id].name or live.id, stated=live.stated, done=live.done)
        for live in sorted(plan.go_lives, key=lambda live: live.id)
    )
    outcomes = worst(status for key, status in by_key.items() if key not in {"schedule", "resources"})
    if outcomes is Status.GREEN and not lines:
        outcomes = Status.NOT_SET  # nothing says what the work is to deliver, so nothing shows that it will
    on_plan, answer = plan_question(programme, plan, by_key["schedule"], by_key["resources"], findings)
    return ProgrammeReport(
        file=document.files[0],
        name=programme.programme.name,
        status_date=plan.as_of,
        status=overall(outcomes, on_plan, bool(lives)),
        headline=headline(lives, findings, plan.as_of),
        questions={
            "outcomes": Question(outcomes, outcomes_answer(outcomes, lines)),
            "plan": Question(on_plan, answer),
        },
        outcomes=lines,
        dimensions=table,
        findings=tuple(findings),
        unjudged=tuple(outcome.unjudged),
        go_lives=lives,
        dates=planned(programme, plan),
        left_out=tuple(left_out(path) for path in programme.left_out),
        changed=(),
        crashed=outcome.crashed,
    )


def left_out(path: Path) -> str:
    """A part that does not fit the schema, in words: `activity cutover`."""
    singular = {"activities": "activity", "data_objects": "data object", "people": "person", "roles": "role"}
    section = next((str(part) for part in reversed(path[:-1]) if isinstance(part, str)), "field")
    word = singular.get(section, section.removesuffix("s").replace("_", " "))
    return f"{word} {path[-1]}" if len(path) > 1 else str(path[-1])


def outcome_lines(programme: "Programme", findings: Sequence[Finding]) -> tuple[OutcomeLine, ...]:
    """Outcome by outcome: delivered by what, by when, threatened by which open error or warning."""
    touching: dict[str, list[str]] = {}
    for finding in findings:
        if finding.severity > Severity.INFO:
            for target in finding.targets:
                touching.setdefault(target, []).append(finding.rule)
    lines = []
    for _, outcome in sorted(programme.outcomes.items()):
        enablers = [*outcome.delivered_by]
        for capability in outcome.capabilities.values():
            enablers += capability.delivered_by
        parts = {outcome.id, *enablers}
        for enabler in enablers:
            stream = programme.workstreams.get(enabler)
            parts.update(stream.activities if stream is not None else ())
        threats = sorted({rule for part in parts for rule in touching.get(part, ())})
        by = outcome.measure.by.day if outcome.measure and outcome.measure.by else None
        lines.append(
            OutcomeLine(
                id=outcome.id,
                name=outcome.name or outcome.id,
                by=by,
                delivered_by=tuple(dict.fromkeys(enablers)),
                threatened_by=tuple(threats),
            )
        )
    return tuple(lines)


def plan_question(
    programme: "Programme", plan: "Plan", schedule: Status, resources: Status, findings: Sequence[Finding]
) -> tuple[Status, str]:
    """The second question: schedule, resources, budget, gates."""
    reasons = []
    statuses = [schedule, resources]
    budgets = [(stream.name or stream.id, stream.budget) for _, stream in sorted(programme.workstreams.items())]
    budgets.append(("the programme", programme.programme.budget))
    over = [
        name
        for name, budget in budgets
        if budget and budget.approved is not None and (budget.forecast or budget.spent or 0) > budget.approved
    ]
    if over:
        statuses.append(Status.AMBER)
        reasons.append(f"forecast cost is above the approved budget for {listing(over, 3)}")
    elif any(budget and budget.approved is not None for _, budget in budgets):
        statuses.append(Status.GREEN)
    failed = [gate.name or gate.id for _, gate in sorted(programme.gates.items()) if gate.status == "failed"]
    late = [
        gate.name or gate.id
        for _, gate in sorted(programme.gates.items())
        if gate.status in {None, "planned"} and gate.passed_on is None and gate.date and gate.date.day < plan.as_of
    ]
    if failed:
        statuses.append(Status.RED)
        reasons.append(f"{listing(failed, 3)} failed")
    if late:
        statuses.append(Status.AMBER)
        reasons.append(f"{listing(late, 3)} should have been decided before the status date")
    elif programme.gates and not failed:
        statuses.append(Status.GREEN)
    for label, status in (("schedule", schedule), ("resources", resources)):
        if status in {Status.RED, Status.AMBER}:
            rules = sorted({f.rule for f in findings if f.dimension == label and f.severity > Severity.INFO})
            reasons.insert(0, f"{label} findings are open ({listing(rules, 4)})")
    status = worst(statuses)
    if status is Status.NOT_SET:
        return status, "Cannot say yet: the file holds no dates, budget or gates to judge."
    if not reasons:
        return status, "Yes, as far as the file shows: schedule, budget and gates hold nothing against it."
    text = "; ".join(reasons)
    return status, f"{text[0].upper()}{text[1:]}."


def planned(programme: "Programme", plan: "Plan") -> dict[str, Dated]:
    """Start and finish of every activity and gate, as instants."""
    dates = {}
    for id in sorted(programme.work):
        found = plan.dates(id)
        dates[id] = Dated(instant(found.start_at), instant(found.finish_at))
    return dates


def instant(minutes: int | None) -> str | None:
    """A minute count since day 0 of the proleptic calendar as `2027-03-22T09:00`."""
    import datetime

    if minutes is None:
        return None
    day, minute = divmod(minutes, 1440)
    return f"{datetime.date.fromordinal(day).isoformat()}T{minute // 60:02}:{minute % 60:02}"
