"""The machine-readable report. Its shape is a contract, stable under `"version": 1`."""

import datetime
from typing import Any

import msgspec

from programme_check import __version__
from programme_check.findings import Finding, Location, Severity, order
from programme_check.reports.escape import json_inert
from programme_check.verdict import GoLiveLine, ProgrammeReport, Report


def render(report: Report) -> bytes:
    """The whole report as JSON in UTF-8, two blanks of indentation, with a newline at the end."""
    levels = {level.word: report.count(level) for level in sorted(Severity, reverse=True)}
    body = {
        "version": 1,
        "tool": {"name": "programme-check", "version": __version__},
        "programmes": [programme(one) for one in report.programmes],
        "errors": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "pointer": problem.pointer,
                "code": problem.code,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in report.errors
        ],
        "summary": {**levels, "waived": report.waived},
    }
    if report.baseline is not None:
        body["baseline"] = {
            "file": report.baseline.file,
            "known": report.known,
            "gone": sum(len(one.gone or ()) for one in report.programmes),
            "expired": report.baseline.expired_on is not None,
            "written": report.baseline.text is not None,
            "added": report.baseline.added,
            "removed": report.baseline.removed,
        }
    return encoded(body)


def encode(body: Any) -> str:
    """Plain data as JSON text, two blanks of indentation, with a newline at the end."""
    return encoded(body).decode()


def encoded(body: Any) -> bytes:
    """The same as UTF-8: a large report is as text twice as large as the file it becomes."""
    try:
        return json_inert(msgspec.json.format(msgspec.json.encode(body), indent=2)) + b"\n"
    except UnicodeEncodeError:  # half of a surrogate pair, which no encoding has: an escape can still name it
        import json

        return json_inert((json.dumps(msgspec.to_builtins(body), indent=2) + "\n").encode())


def programme(one: ProgrammeReport) -> dict[str, Any]:
    """One programme."""
    return {
        "file": one.file,
        "name": one.name,
        "status_date": iso(one.status_date),
        "status": one.status.value,
        "headline": one.headline,
        "forecast": one.forecast,
        "questions": {
            key: {"status": question.status.value, "answer": question.answer} for key, question in one.questions.items()
        },
        "outcomes": [
            {
                "id": line.id,
                "name": line.name,
                "by": iso(line.by),
                "delivered_by": line.delivered_by,
                "threatened_by": line.threatened_by,
            }
            for line in one.outcomes
        ],
        "dimensions": {dimension.key: dimension.status.value for dimension in one.dimensions},
        "findings": [finding(item) for item in everything(one)],
        "not_evaluated": [{"rule": item.rule, "needs": item.needs} for item in one.unjudged],
        **({"no_longer_found": one.gone} if one.gone is not None else {}),
        "left_out": one.left_out,
        "changed": one.changed,
        "schedule": {
            "go_live": [go_live(live) for live in one.go_lives],
            "critical_path": [step.id for step in one.path.steps] if one.path is not None else [],
            "activities": one.dates,
        },
        **ahead(one),
    }


def ahead(one: ProgrammeReport) -> dict[str, Any]:
    """What to decide next and which slip would hurt most, in the shapes of the commands; null where left out."""
    from programme_check.reports.whatif import json as whatif

    found = one.ahead
    return {
        "decide_next": None if found.left_to_commands else whatif.decisions(found.decisions),
        "chain_reaction": whatif.delay(found.chain) if found.chain is not None else None,
    }


def go_live(live: GoLiveLine) -> dict[str, Any]:
    """One go-live: `computed` counts the missing links in, `as_drawn` does not."""
    return {
        "id": live.id,
        "planned": iso(live.stated),
        "computed": iso(live.computed),
        "as_drawn": iso(live.as_drawn),
        "window": iso(live.window),
        "float_days": live.spare,
        "critical_path": live.path,
        **({"chance": live.chance, "p80": iso(live.p80)} if live.chance is not None else {}),
    }


def everything(one: ProgrammeReport) -> list[Finding]:
    """The open findings, and the waived ones in their places among them."""
    return sorted([*one.findings, *one.waived], key=order) if one.waived else list(one.findings)


def finding(item: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": item.rule,
        "name": item.name,
        "severity": item.severity.word,
        "title": item.title,
        "message": item.message,
        "targets": item.targets,
        "fix": item.fix,
        "why": item.why,
        "dimension": item.dimension,
        "location": place(item.location),
        "related": [{**place(where), "message": message} for where, message in item.related],
        "gap_days": number(item.gap_days),
        "impact_date": item.impact_date,
        "days_of_warning": item.days_of_warning,
        "effect_days": number(item.effect_days),
        "effect_unknown": item.effect_unknown,
        "fingerprint": item.fingerprint,
        "caused_by": item.caused_by,
        "waived": item.waived._asdict() if item.waived is not None else None,
        "baselined": item.baselined,
    }


def place(where: Location) -> dict[str, Any]:
    """A location."""
    return {"file": where.file, "line": where.line, "column": where.column, "pointer": where.pointer}


def number(value: float | None) -> float | None:
    """A number of days, without a fraction where it has none: `4`, not `4.0`."""
    return int(value) if value is not None and value == int(value) else value


def iso(day: int | None) -> str | None:
    """A day as `2027-03-22`."""
    return datetime.date.fromordinal(day).isoformat() if day is not None else None
