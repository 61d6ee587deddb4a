"""What the formats have in common: findings and file problems as one list of entries, the worst first."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from programme_check.findings import Finding, Location, Problem, Severity
from programme_check.reports.escape import visible
from programme_check.reports.labels import CANNOT_BE_CHECKED
from programme_check.verdict import Report

WHOLE = re.compile("/|[A-Za-z]:/")
"""How a path begins that does not depend on a folder."""


class Entry(NamedTuple):
    """One thing to show at one place."""

    level: str
    """`error`, `warning` or `info`; a problem with a file is an error."""
    rule: str
    """The rule's id, or the code of the problem, such as `unknown-key`."""
    title: str
    message: str
    """What is wrong and what to do, on one line."""
    place: Location
    fingerprint: str
    """Stable over edits of the file for a finding; its place for a problem."""
    waived: bool = False
    baselined: bool = False


def entries(report: Report, *, waived: bool = False) -> Iterator[Entry]:
    """Problems with the files, then the findings of each programme in report order; `waived` ones only when asked."""
    for problem in report.errors:
        yield of_problem(problem)
    for one in report.programmes:
        for finding in one.findings:
            yield of_finding(finding)
        for finding in one.waived if waived else ():
            yield of_finding(finding)._replace(waived=True)


def of_finding(finding: Finding) -> Entry:
    """A finding as an entry."""
    return Entry(
        level=finding.severity.word,
        rule=finding.rule,
        title=plain(finding.title),
        message=plain(f"{finding.message} {finding.fix}"),
        place=finding.location,
        fingerprint=finding.fingerprint,
        baselined=finding.baselined,
    )


def of_problem(problem: Problem) -> Entry:
    """A problem with a file as an entry."""
    import hashlib

    said = problem.message.rstrip(".") + "."
    key = "\0".join([problem.file, problem.code, problem.pointer, problem.message])
    return Entry(
        level=Severity.ERROR.word,
        rule=problem.code,
        title=CANNOT_BE_CHECKED,
        message=plain(f"{said} {problem.hint}".strip()),
        place=Location(problem.file, max(1, problem.line), max(1, problem.column), problem.pointer),
        fingerprint=hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32],
    )


def plain(text: str) -> str:
    """A text on one line, with what is hidden in it made visible."""
    return " ".join(visible(text).split())


def path_of(place: Location) -> str:
    """The file of a place for a tool: forward slashes, no leading `./`, from this folder where it lies below it.

    Build servers check a repository out into a folder of their own, and know its files by the paths from there.
    """
    name = posixpath.normpath(visible(place.file).replace("\\", "/"))
    return name.removeprefix(here()) if WHOLE.match(name) else name


def here() -> str:
    """The path of this folder, as files below it begin; empty when the folder is gone."""
    try:
        return Path.cwd().as_posix().rstrip("/") + "/"
    except OSError:
        return ""
