"""SARIF 2.1.0: what code scanning of GitHub and other scanners read. One run per programme.

GitHub knows an alert again by the hash of its line, so that it closes and opens anew when the line is edited; our own
fingerprint stands beside it and survives that.
"""

import itertools
from collections.abc import Sequence
from typing import Any

from programme_check import __version__
from programme_check.findings import Finding, Location
from programme_check.reports.ci.entries import WHOLE, entries, path_of, plain
from programme_check.reports.ci.line_hash import line_hashes
from programme_check.reports.json import encode
from programme_check.rules.families import FAMILIES
from programme_check.verdict import ProgrammeReport, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
MOST_RUNS, MOST_RESULTS = 20, 25_000
"""What GitHub takes of one file, and of one run."""
OTHERS, FILES = "others", "files"
"""Categories of the run that several programmes share, and of the one on files that cannot be checked."""
LONGEST, LONGEST_NAME = 1_000, 255
"""Characters of a description and of the name of a rule; GitHub takes 1,024 and 255."""
HOME = "urn:programme-check"
"""What the tool is, as its schemas say it: the project names no page of the web that it could not vouch for."""


def render(report: Report) -> str:
    """The whole log. Programmes beyond the runs that GitHub takes share the last one."""
    room = MOST_RUNS - bool(report.errors)
    many = len(report.programmes) > room
    own = report.programmes[: room - 1] if many else report.programmes
    taken = {OTHERS, FILES}
    runs = [run([one], category(one, taken)) for one in own]
    if many:
        runs.append(run(report.programmes[room - 1 :], OTHERS))
    if report.errors or not runs:
        runs.append(problems(report))
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def category(one: ProgrammeReport, taken: set[str]) -> str:
    """What GitHub files a programme under: its id, or its path where it has none or another one bears the same.

    GitHub refuses a log in which two runs have one category.
    """
    path = path_of(Location(one.file, 1, 1))
    further = (f"{path}-{number}" for number in itertools.count(2))
    name = next(name for name in itertools.chain((one.id, path), further) if name and name not in taken)
    taken.add(name)
    return name


def run(programmes: Sequence[ProgrammeReport], category: str) -> dict[str, Any]:
    """One programme, or several that share a run."""
    every = [(one, finding) for one in programmes for finding in (*one.findings, *one.waived)]
    shown = every[:MOST_RESULTS]
    rules = described([finding for _, finding in shown], sorted({rule for one in programmes for rule in one.judged}))
    places = {rule["id"]: number for number, rule in enumerate(rules)}
    hashes: dict[str, list[str]] = {}
    results = []
    for one, finding in shown:
        found = result(one, finding, places[finding.rule])
        if hashed := line_hash(one, finding.location, hashes):
            found["partialFingerprints"]["primaryLocationLineHash"] = hashed
        results.append(found)
    said: dict[str, Any] = {
        "tool": tool(rules),
        "automationDetails": {"id": f"programme-check/{category}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    if left := len(every) - len(shown):
        told = f"{left} more findings are left out: GitHub takes {MOST_RESULTS:,} of a run."
        note = {"level": "warning", "message": {"text": told}}
        said["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": [note]}]
    return said


def line_hash(one: ProgrammeReport, place: Location, known: dict[str, list[str]]) -> str:
    """GitHub's hash of the line of a place; `known` holds those of each file. Empty where there is no such line."""
    if place.file not in known:
        document = one.document
        there = document is not None and place.file in document.files
        raw = document.sources[document.files.index(place.file)].raw if document is not None and there else None
        known[place.file] = line_hashes(raw.decode("utf-8", "replace")) if raw is not None else []
    found = known[place.file]
    return found[place.line - 1] if 0 < place.line <= len(found) else ""


def tool(rules: list[dict[str, Any]]) -> dict[str, Any]:
    """Who says so."""
    return {
        "driver": {
            "name": "programme-check",
            "informationUri": HOME,
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
                "name": "".join(part.capitalize() for part in name.split("-"))[:LONGEST_NAME],
                "shortDescription": {"text": cut(f"{title}.")},
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
        "artifactLocation": artifact(place),
        "region": {
            "startLine": max(1, place.line),
            "startColumn": max(1, place.column),
            "endLine": max(1, place.line),
            "endColumn": end,
        },
    }


def artifact(place: Location) -> dict[str, Any]:
    """A file: by its path below the root of the repository, or by its whole path where it lies elsewhere."""
    from urllib.parse import quote

    path = path_of(place)
    if not WHOLE.match(path):
        return {"uri": quote(path, safe="/-._~"), "uriBaseId": "%SRCROOT%"}
    return {"uri": f"file://{'' if path.startswith('/') else '/'}{quote(path, safe='/-._~:')}"}


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
        "automationDetails": {"id": f"programme-check/{FILES}/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [],
    }
