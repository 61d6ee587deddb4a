"""The formats of the report of a check, by name, and the further reports that one run can write."""

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from programme_check.cli import words
from programme_check.cli.files import OWN_FILE, refuse_to_overwrite
from programme_check.cli.status import Stop

if TYPE_CHECKING:
    from programme_check.verdict import ProgrammeReport, Report

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
PACKS = {
    "html": "programme_check.reports.html",
    "excel": "programme_check.reports.excel",
    "pptx": "programme_check.reports.powerpoint",
}
"""The same for steering packs, which ask more of a check than the other formats and are about one programme each."""
EXTRAS = {"excel": ("Excel", "xlsxwriter"), "pptx": ("PowerPoint", "pptx")}
"""The packs that are no text: what people call them, and the library that writes them, which is no part of an ordinary
installation. The extra has the name of the format."""
ALSO = {"xlsx": "excel", "powerpoint": "pptx"}
"""Other words for the same."""
FORMATS = ("text", *MODULES, *PACKS)
MACHINE = frozenset({*MODULES, *PACKS})
"""Written as UTF-8 whatever the terminal's encoding is."""
LINES = frozenset({"text", "github", "azure", "concise"})
"""What is read line by line, so that another report may stand before or behind it. The others are whole documents."""


def named(word: str, choices: Sequence[str], option: str) -> str:
    """The format that a word means. Raises BadParameter."""
    return words.one_of(ALSO.get(word.lower(), word), choices, option)


def ready(forms: Iterable[str], shown: Iterable[str] = ()) -> None:
    """Whether these formats can be written, and `shown` to standard output: better said before a check than after it.

    Raises Stop.
    """
    for form in forms:
        if form in EXTRAS:
            name, library = EXTRAS[form]
            try:
                import_module(library)
            except ImportError as missing:
                raise Stop(
                    f"{name} needs an extra. In the folder of programme-check: pip install '.[{form}]'"
                ) from missing
    stream = sys.__stdout__
    for form in shown:
        if form in EXTRAS and stream is not None and stream.isatty():
            raise Stop(f"A terminal cannot show {EXTRAS[form][0]}. Name a file for it: --output FILE.")


ONE_EACH = "A steering pack is about one programme that can be checked. Write it for each: --format {form}."


def suits_pack(report: "Report") -> bool:
    """Whether a steering pack can be written of a check."""
    return len(report.programmes) == 1 and not report.errors


def rendered(report: "Report", form: str, status: int, how: dict[str, Any]) -> str | bytes:
    """The report in one format; `how` is for the text only."""
    if form == "text":
        from programme_check.reports import terminal

        return terminal.render(report, exit_status=status, **how)
    if form in PACKS:
        if not suits_pack(report):
            raise Stop(ONE_EACH.format(form=form))
        return pack_of(report.programmes[0], form)
    text: str | bytes = import_module(MODULES[form]).render(report)
    return text


def pack_of(one: "ProgrammeReport", form: str) -> str | bytes:
    """The steering pack of a programme in one format."""
    pack: str | bytes = import_module(PACKS[form]).render(one)
    return pack


def further(
    asked: list[str], names: list[str], main: tuple[str, str | None], baseline: str | None = None
) -> list[tuple[str, str]]:
    """The further reports, as format and file; `-` is standard output. Raises Stop for what cannot be written.

    `main` is the format and file of the report that is written anyway, and None stands for standard output.
    """
    found: list[tuple[str, str]] = []
    taken = {os.path.realpath(name) for name in (main[1], baseline) if name is not None}
    for text in asked:
        form, equals, name = text.partition("=")
        if not equals or not name:
            raise Stop(f"--report {text} names no file. Write it like --report sarif=findings.sarif.")
        kind = named(form, FORMATS, "--report")
        if name != "-":
            refuse_to_overwrite(names, name, f"--report {form}")
            if baseline is not None and os.path.realpath(name) == os.path.realpath(baseline):
                raise Stop(f"--report and --baseline both name {name}. {OWN_FILE}")
            if os.path.realpath(name) in taken:
                raise Stop(f"Two reports would be written to {name}. Give each a file of its own.")
            taken.add(os.path.realpath(name))
        found.append((kind, name))
    shown = [*(kind for kind, name in found if name == "-"), *([main[0]] if main[1] is None else [])]
    whole = next((kind for kind in shown if kind not in LINES), None)
    if whole is not None and len(shown) > 1:
        raise Stop(
            f"Standard output would hold {' and '.join(shown)} one behind the other: nothing reads {whole} like that."
            " Give one of them a file: --output FILE, or --report FORMAT=FILE."
        )
    return found
