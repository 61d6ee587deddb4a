"""The formats of the report of a check, by name, and the further reports that one run can write."""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.status import Stop

if TYPE_CHECKING:
    from programme_check.verdict import Report

MODULES = {
    "json": "programme_check.reports.json",
    "sarif": "programme_check.reports.ci.sarif",
    "junit": "programme_check.reports.ci.junit",
    "github": "programme_check.reports.ci.github",
    "gitlab": "programme_check.reports.ci.gitlab",
    "azure": "programme_check.reports.ci.azure",
    "rdjson": "programme_check.reports.ci.rdjson",
    "concise": "programme_check.reports.ci.concise",
    "markdown": "programme_check.reports.markdown",
    "csv": "programme_check.reports.csv",
}
"""Where the `render` of each format stands, beside the text of a terminal."""
PACK = "html"
"""The steering pack, which asks more of a check than the other formats, and is about one programme."""
FORMATS = ("text", *MODULES, PACK)
MACHINE = frozenset({*MODULES, PACK})
"""Written as UTF-8 whatever the terminal's encoding is."""


def rendered(report: "Report", form: str, status: int, how: dict[str, Any]) -> str:
    """The report in one format; `how` is for the text only."""
    if form == "text":
        from programme_check.reports import terminal

        return terminal.render(report, exit_status=status, **how)
    if form == PACK:
        from programme_check.reports import html

        if len(report.programmes) != 1 or report.errors:
            raise Stop("A steering pack is about one programme that can be checked. Write it for each: --format html.")
        return html.render(report.programmes[0])
    text: str = import_module(MODULES[form]).render(report)
    return text


def further(asked: list[str], names: list[str], target: str | None) -> list[tuple[str, str]]:
    """The further reports, as format and file; `-` is standard output. Raises Stop for what cannot be written."""
    found: list[tuple[str, str]] = []
    taken = {os.path.realpath(target)} if target is not None else set()
    for text in asked:
        form, equals, name = text.partition("=")
        if not equals or not name:
            raise Stop(f"--report {text} names no file. Write it like --report sarif=findings.sarif.")
        kind = words.one_of(form, FORMATS, "--report")
        if name != "-":
            refuse_to_overwrite(names, name)
            if os.path.realpath(name) in taken:
                raise Stop(f"Two reports would be written to {name}. Give each a file of its own.")
            taken.add(os.path.realpath(name))
        found.append((kind, name))
    return found
