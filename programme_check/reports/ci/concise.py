"""One line per finding, `path:line:column: level: Title [RULE] message`, for editors and problem matchers."""

from programme_check.reports.ci.entries import Entry, entries, path_of
from programme_check.verdict import Report


def render(report: Report) -> str:
    """The report, a line each; nothing when there is nothing to say."""
    return "".join(line(one) for one in entries(report))


def line(one: Entry) -> str:
    """One entry."""
    place = f"{path_of(one.place)}:{one.place.line}:{one.place.column}"
    return f"{place}: {one.level}: {one.title} [{one.rule}] {one.message}\n"
