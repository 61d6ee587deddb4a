"""Annotations of GitHub Actions: workflow commands on standard output, the worst first.

GitHub shows ten of each level per step and drops the rest in silence, so that the tenth says how many there are.
"""

from programme_check.reports.ci.entries import Entry, entries, path_of
from programme_check.verdict import Report
from programme_check.words import count

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
MOST = 10
"""Annotations of one level that a step may have."""


def render(report: Report) -> str:
    """The annotations, a line each."""
    found = [one for one in entries(report) if not one.baselined]
    lines = []
    for level, command in COMMANDS.items():
        same = [one for one in found if one.level == level]
        shown = same if len(same) <= MOST else same[: MOST - 1]
        lines += [annotation(command, one) for one in shown]
        if len(same) > len(shown):
            more = count(len(same) - len(shown), level)
            lines.append(f"::{command} title=programme-check::{more} more in the report.\n")
    return "".join(lines)


def annotation(command: str, one: Entry) -> str:
    """One workflow command."""
    place = one.place
    properties = {
        "file": path_of(place),
        "line": str(place.line),
        "endLine": str(place.line),
        "col": str(place.column),
        "title": f"{one.rule} {one.title}",
    }
    said = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{command} {said}::{escape(one.message)}\n"


def escape(text: str) -> str:
    """A text that cannot end the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A text that cannot end the property either."""
    return escape(text).replace(":", "%3A").replace(",", "%2C")
