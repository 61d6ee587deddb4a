"""A Mermaid chart: names from a file may neither end a line of it nor begin a command."""

import datetime
import re
from collections.abc import Iterator, Sequence

from programme_check.reports.escape import clean
from programme_check.verdict import Step

SPECIAL = re.compile(r"[:#;,\"`<>%{}|\\]")
COMMANDS = frozenset(
    {
        "gantt", "title", "section", "click", "call", "href", "dateformat", "axisformat", "tickinterval", "excludes",
        "includes", "todaymarker", "weekday", "weekend", "inclusiveenddates", "topaxis", "acctitle", "accdescr", "vert",
    }
)  # fmt: skip
"""Words with which a line of a chart would mean something else than a name."""
LONGEST = 60


def label(text: str, without: str) -> str:
    """A name as a chart may hold it; `without` where nothing of it is left."""
    shown = " ".join(SPECIAL.sub(" ", clean(text)).split())[:LONGEST].strip(" -.")
    if not shown:
        return without
    return f"Step {shown}" if shown.split()[0].lower() in COMMANDS else shown


def gantt(steps: Sequence[Step], stated: int | None) -> Iterator[str]:
    """The lines of a chart of these steps. Its today is nobody's clock: there is no such line."""
    yield "gantt"
    yield "  dateFormat YYYY-MM-DD"
    yield "  axisFormat %d %b"
    yield "  todayMarker off"
    stream = None
    for number, step in enumerate(steps, 1):
        if step.workstream != stream:
            stream = step.workstream
            yield f"  section {label(stream, 'Gates')}"
        name, first = label(step.name, f"Step {number}"), iso(step.start)
        if step.milestone:
            yield f"  {name} :milestone, crit, s{number}, {first}, 0d"
        else:
            yield f"  {name} :crit, s{number}, {first}, {iso(step.finish + 1)}"
    if stated is not None:
        yield "  section Stated"
        yield f"  Stated go-live :milestone, stated, {iso(stated)}, 0d"


def iso(day: int) -> str:
    """A day as `2027-03-22`."""
    return datetime.date.fromordinal(day).isoformat()
