"""The findings as CSV, for a spreadsheet: one line each, and no cell that a spreadsheet would take for a formula."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from programme_check.findings import Finding, Location, Problem
from programme_check.reports.escape import visible
from programme_check.reports.json import everything, number
from programme_check.reports.labels import CANNOT_BE_CHECKED
from programme_check.verdict import ProgrammeReport, Report

FORMULA = re.compile("\\s*[=+\\-@\t\r＝＋－＠]")
"""How a text begins that a spreadsheet would work out instead of showing."""
COLUMNS = (
    "programme", "file", "line", "column", "level", "rule", "name", "title", "message", "why", "fix", "targets",
    "dimension", "gap_days", "effect_days", "effect_unknown", "impact_date", "days_of_warning", "state", "caused_by",
    "fingerprint",
)  # fmt: skip
Cell = str | float | None


def render(report: Report) -> str:
    """Problems with the files, then the findings of each programme in report order, waived ones among them."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for problem in report.errors:
        writer.writerow(map(cell, of_problem(problem)))
    for one in report.programmes:
        writer.writerows(map(cell, row) for row in rows(one))
    return stream.getvalue()


def cell(value: Cell) -> str:
    """A value as a cell: a number as it is, a text that begins like a formula after an apostrophe."""
    if value is None or isinstance(value, float | int):
        return "" if value is None else f"{value:g}"
    shown = visible(value)
    return f"'{shown}" if FORMULA.match(value) or FORMULA.match(shown) else shown


def rows(one: ProgrammeReport) -> Iterator[Sequence[Cell]]:
    """The findings of a programme."""
    for item in everything(one):
        yield (
            one.name, *where(item.location), item.severity.word, item.rule, item.name, item.title, item.message,
            item.why, item.fix, " ".join(item.targets), item.dimension, number(item.gap_days), number(item.effect_days),
            item.effect_unknown, item.impact_date, item.days_of_warning, state(item), item.caused_by, item.fingerprint,
        )  # fmt: skip


def where(place: Location) -> tuple[str, int, int]:
    """File, line and column of a place."""
    return place.file, place.line, place.column


def state(item: Finding) -> str:
    """Whether a finding is open, known from the baseline, or waived."""
    return "waived" if item.waived is not None else "known" if item.baselined else "open"


def of_problem(problem: Problem) -> Sequence[Cell]:
    """A problem with a file, which has no programme, no target and no effect."""
    filled: dict[str, Cell] = {
        "file": problem.file, "line": problem.line, "column": problem.column, "level": "error", "rule": problem.code,
        "title": CANNOT_BE_CHECKED, "message": problem.message, "fix": problem.hint,
        "state": "open",
    }  # fmt: skip
    return [filled.get(column) for column in COLUMNS]
