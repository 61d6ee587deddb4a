"""Everything a report says of one programme, put together."""

from typing import TYPE_CHECKING

from programme_check.checkup.ahead import ahead
from programme_check.checkup.dates import dated
from programme_check.checkup.forecast import go_live_lines, path_line, with_chances
from programme_check.checkup.on_plan import plan_question
from programme_check.checkup.outcomes import outcome_lines
from programme_check.findings import Path
from programme_check.verdict import (
    ProgrammeReport,
    Question,
    Status,
    dimensions,
    forecast_lines,
    forecast_status,
    headline,
    outcomes_answer,
    overall,
    short_note,
    worst,
)

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.model import Programme
    from programme_check.rules.engine import Outcome
    from programme_check.schedule import Plan
    from programme_check.settings import Settings


def assemble(
    document: "Document",
    programme: "Programme",
    plan: "Plan",
    outcome: "Outcome",
    settings: "Settings",
) -> ProgrammeReport:
    """Everything a report says, from what the rules found."""
    findings = outcome.findings
    lives = with_chances(plan, settings, go_live_lines(plan))
    state, note = forecast_status(lives, plan.tolerance), short_note(lives, plan.tolerance)
    table = dimensions(findings, outcome.judged, state, note, missing=max((live.missing for live in lives), default=0))
    by_key = {row.key: row.status for row in table}
    lines = outcome_lines(programme, findings)
    outcomes = worst(status for key, status in by_key.items() if key not in {"schedule", "resources"})
    if outcomes is Status.GREEN and not lines:
        outcomes = Status.NOT_SET  # nothing says what the work is to deliver, so nothing shows that it will
    on_plan, answer = plan_question(programme, plan, by_key["schedule"], by_key["resources"], findings, lives=lives)
    status = overall(outcomes, on_plan, bool(lives))
    to_come = ahead(plan, settings, lives)
    return ProgrammeReport(
        file=document.files[0],
        name=programme.programme.name,
        status_date=plan.as_of,
        status=status,
        headline=headline(lives, findings, plan.as_of, plan.tolerance, status=status, decisions=to_come.decisions),
        forecast=forecast_lines(lives),
        questions={
            "outcomes": Question(outcomes, outcomes_answer(outcomes, lines)),
            "plan": Question(on_plan, answer),
        },
        outcomes=lines,
        dimensions=table,
        findings=tuple(findings),
        unjudged=tuple(outcome.unjudged),
        go_lives=lives,
        dates=dated(programme, plan),
        path=path_line(plan, lives),
        ahead=to_come,
        left_out=tuple(left_out(path) for path in programme.left_out),
        changed=(),
        fail_on=settings.fail_on,
        organisation=settings.report.organisation or "",
        crashed=outcome.crashed,
        waived=tuple(outcome.waived),
        judged=tuple(sorted(outcome.judged)),
        document=document,
        id=programme.programme.id,
    )


def left_out(path: Path) -> str:
    """A part that does not fit the schema, in words: `activity cutover`."""
    singular = {"activities": "activity", "data_objects": "data object", "people": "person", "roles": "role"}
    section = next((str(part) for part in reversed(path[:-1]) if isinstance(part, str)), "field")
    word = singular.get(section, section.removesuffix("s").replace("_", " "))
    return f"{word} {path[-1]}" if len(path) > 1 else str(path[-1])
