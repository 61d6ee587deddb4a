"""Plans to repair, from a few lines of YAML, and what becomes of the text."""

import re

from programme_check.checkup.opened import Opened
from programme_check.checkup.options import Options
from programme_check.checkup.repairing import repaired
from programme_check.checkup.run import check_document, chosen_rules
from programme_check.document import read
from programme_check.document.edit import edited
from programme_check.findings import Finding
from programme_check.model import build
from programme_check.schedule import Plan
from programme_check.settings import Settings
from programme_check.whatif.repair import Move, Repair

CURABLE = {"SCH003", "SCH011", "DEP001", "PAY001", "PAY002", "TST001", "TST002", "CUT006"}


def text_of(lines: str, *, head: str = "", rest: str = "", status: str = "2027-01-04", types: str = "general") -> str:
    """A programme of one workstream with these activities, a YAML line each."""
    body = "".join(f"      {line.strip()}\n" for line in lines.strip().splitlines())
    return (
        f"schema_version: 1\nprogramme: {{name: Example, types: [{types}], status_date: {status}{head}}}\n{rest}"
        f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{body}"
    )


def opened(text: str | bytes) -> Opened:
    """A programme that can be asked."""
    document, problems = read(text.encode() if isinstance(text, str) else text, "plan.yaml")
    assert document is not None, problems
    programme, faults = build(document)
    assert programme is not None
    assert not faults, faults
    return Opened(document, programme, Plan(programme, Settings()), Settings())


def ask(text: str) -> Repair:
    """The repair of a programme file."""
    return repaired(opened(text))


def moves(text: str) -> dict[str, tuple[str, str]]:
    """The new start and finish of what moves, by id."""
    return {one.id: (one.start[1], one.finish[1]) for one in ask(text).moves}


def left(text: str) -> dict[str, tuple[tuple[str, ...], float | None]]:
    """What stays contradicted: rules and days missing, by id."""
    return {one.id: (one.because, one.missing_days) for one in ask(text).unresolved}


def written(text: str | bytes, moved: "list[Move] | tuple[Move, ...] | None" = None) -> bytes:
    """The text with the moves in it: all of them, or some."""
    found = opened(text)
    chosen = repaired(found).moves if moved is None else moved
    files = edited(found.document, {edit.path: edit.after for one in chosen for edit in one.edits})
    raw = text.encode() if isinstance(text, str) else text
    return files.get(0, raw)


def findings(text: str | bytes) -> list[Finding]:
    """What a check finds."""
    report, problems = check_document(opened(text).document, chosen_rules(Options()))
    assert report is not None, problems
    return list(report.findings)


def blind(text: str | bytes) -> str:
    """A text with the digits of all dates hidden, to compare everything else."""
    plain = text.decode() if isinstance(text, bytes) else text
    return re.sub(r"\d{4}-\d\d-\d\d", "DATE", plain)
