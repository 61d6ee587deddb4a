"""Reviewdog's diagnostics (rdjson). Columns count UTF-8 bytes there, and characters in our reports."""

from programme_check.reports.ci.entries import Entry, of_finding, of_problem, path_of
from programme_check.reports.json import encode
from programme_check.verdict import Report


def render(report: Report) -> str:
    """The diagnostics of all files."""
    found = [diagnostic(of_problem(one), "") for one in report.errors]
    for one in report.programmes:
        found += [diagnostic(of_finding(item), one.line(item.location)) for item in one.findings if not item.baselined]
    return encode(
        {
            "source": {"name": "programme-check"},
            "severity": "WARNING",
            "diagnostics": found,
        }
    )


def diagnostic(one: Entry, text: str) -> dict[str, object]:
    """One diagnostic; `text` is its source line, or empty."""
    before = text[: one.place.column - 1]
    column = len(before.encode("utf-8", "surrogatepass")) + 1 if text else one.place.column
    return {
        "message": f"{one.title}. {one.message}",
        "location": {"path": path_of(one.place), "range": {"start": {"line": one.place.line, "column": column}}},
        "severity": one.level.upper(),
        "code": {"value": one.rule},
    }
