"""SARIF 2.1.0: what code scanning of GitHub and other scanners read. One run per programme.

The hash that GitHub works out from the source line is left to the upload, which warns when another differs from its
own; our own fingerprint stands beside it and survives edits of the line.
"""

from collections.abc import Sequence
from typing import Any

from programme_check import __version__
from programme_check.findings import Finding, Location
from programme_check.reports.ci.entries import entries, path_of, plain
from programme_check.reports.json import encode
from programme_check.rules.families import FAMILIES
from programme_check.verdict import ProgrammeReport, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
MOST_RUNS, MOST_RESULTS = 20, 25_000
"""What GitHub takes of one file."""
LONGEST = 1_000
"""Characters of a description of a rule; GitHub takes 1,024."""


def render(report: Report) -> str:
    """The whole log."""
    runs = [run(one) for one in report.programmes[:MOST_RUNS]]
    if report.errors or not runs:
        runs.append(problems(report))
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def run(one: ProgrammeReport) -> dict[str, Any]:
    """One programme."""
    found = [*one.findings, *one.waived][:MOST_RESULTS]
    rules = described(found, one.judged)
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "tool": tool(rules),
        "automationDetails": {"id": f"programme-check/{one.id or path_of(Location(one.file, 1, 1))}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": [result(one, finding, places[finding.rule]) for finding in found],
    }


def tool(rules: list[dict[str, Any]]) -> dict[str, Any]:
    """Who says so."""
    return {
        "driver": {
            "name": "programme-check",
            "semanticVersion": __version__,
            "rules": rules,
        }
    }


def described(found: Sequence[Finding], judged: Sequence[str]) -> list[dict[str, Any]]:
    """The rules of a run: those that judged something and those that reported, from their own descriptions."""
    from programme_check.rules.registry import catalogue

    known = catalogue()
    reported = {finding.rule: finding for finding in found}
    rules = []
    for id in sorted({*judged, *reported}):
        rule = known.get(id)
        finding = reported.get(id)
        if rule is not None:
            title, name, level = rule.title, rule.name, rule.severity.word
            parts = {key: rule.part(key) for key in ("", "What", "Why", "Fix", "Source")}
        elif finding is not None:  # a rule of a pack: what it says of itself stands in its findings
            title, name, level = finding.title, finding.name, finding.severity.word
            parts = {"": finding.title, "What": finding.title, "Why": finding.why, "Fix": finding.fix, "Source": ""}
        else:
            continue
        tags = ["programme-management", FAMILIES[id[:3]].name] if id[:3] in FAMILIES else ["programme-management"]
        rules.append(
            {
                "id": id,
                "name": "".join(part.capitalize() for part in name.split("-")),
                "shortDescription": {"text": f"{title}."},
                "fullDescription": {"text": cut(parts[""] or title)},
                "help": {"text": help_text(parts), "markdown": help_markdown(parts)},
                "defaultConfiguration": {"level": LEVELS[level]},
                "properties": {
                    "tags": tags,
                    "precision": "high",
                    "problem.severity": "recommendation" if level == "info" else level,
                },
            }
        )
    return rules


def cut(text: str) -> str:
    """At most so many characters, with a mark where something was left out."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def help_text(parts: dict[str, str]) -> str:
    """A rule in full, as text."""
    said = [parts["What"], f"Why: {parts['Why']}", f"Fix: {parts['Fix']}"]
    return "\n\n".join([*said, f"Source: {parts['Source']}"] if parts["Source"] else said)


def help_markdown(parts: dict[str, str]) -> str:
    """A rule in full, as Markdown."""
    said = [parts["What"], f"**Why it matters.** {parts['Why']}", f"**What to do.** {parts['Fix']}"]
    return "\n\n".join([*said, f"**Where it comes from.** {parts['Source']}"] if parts["Source"] else said)


def result(one: ProgrammeReport, finding: Finding, rule: int) -> dict[str, Any]:
    """One finding. Places that it speaks of are numbered, and linked from its message."""
    notes = [(where, plain(message)) for where, message in finding.related]
    links = " ".join(f"[{bracketed(message)}]({number})" for number, (_, message) in enumerate(notes, 1))
    said = f"{bracketed(plain(finding.message))} {bracketed(plain(finding.fix))}"
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": LEVELS[finding.severity.word],
        "message": {"text": f"{said} See {links}." if links else said},
        "locations": [{"physicalLocation": physical(finding.location, one.line(finding.location))}],
        "partialFingerprints": {"programmeCheckFinding/v1": finding.fingerprint},
        "properties": {"dimension": finding.dimension or "check"},
    }
    if notes:
        found["relatedLocations"] = [
            {"id": number, "physicalLocation": physical(where, one.line(where)), "message": {"text": message}}
            for number, (where, message) in enumerate(notes, 1)
        ]
    waiver = finding.waived
    if waiver is not None:
        reason = plain(f"{waiver.reason} Approved by {waiver.approved_by} until {waiver.expires}.")
        found["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": reason}]
    return found


def bracketed(text: str) -> str:
    """A text in which no bracket begins a link of SARIF's own kind."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def physical(place: Location, text: str) -> dict[str, Any]:
    """A place, to the end of its line: all four numbers, since GitHub marks nothing without them."""
    end = max(len(text.rstrip()) + 1, place.column + 1)
    return {
        "artifactLocation": {"uri": uri(place), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": max(1, place.line),
            "startColumn": max(1, place.column),
            "endLine": max(1, place.line),
            "endColumn": end,
        },
    }


def uri(place: Location) -> str:
    """The path of a file as a relative reference."""
    from urllib.parse import quote

    return quote(path_of(place), safe="/-._~")


def problems(report: Report) -> dict[str, Any]:
    """The files that cannot be checked, as a run that failed. Without any, an empty run."""
    notes = [
        {
            "level": "error",
            "message": {"text": bracketed(one.message)},
            "descriptor": {"id": one.rule},
            "locations": [{"physicalLocation": physical(one.place, "")}],
        }
        for one in entries(Report(programmes=(), errors=report.errors))
    ]
    invocation: dict[str, Any] = {"executionSuccessful": not notes}
    if notes:
        invocation["toolConfigurationNotifications"] = notes
    return {
        "tool": tool([]),
        "automationDetails": {"id": "programme-check/files/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [],
    }
