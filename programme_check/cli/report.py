"""`programme-check report`: the steering pack."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite, standard_input
from programme_check.cli.formats import PACKS, named, pack_of, ready
from programme_check.cli.options import AsOf, File, ReportStdinName
from programme_check.cli.status import FAULT, OK, Answer, Stop

ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".xlsx": "excel", ".pptx": "pptx",
}  # fmt: skip
FORMATS = (*PACKS, "markdown")


def report(
    file: File,
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write it: pack.html, pack.md, pack.xlsx, pack.pptx, or - for standard output.",
        ),
    ],
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help="What to write; by the file's ending if absent."),
    ] = None,
    as_of: AsOf = None,
    stdin_name: ReportStdinName = None,
) -> Answer:
    """Write the steering pack of a programme: one file for a browser, a printer or a mail, or Markdown for a wiki.

    Excel and PowerPoint (two slides that can be edited) need an extra. In the folder of programme-check:
    pip install '.[all]'.

    \b
    Examples:
      programme-check report programme.yaml -o pack.html
      programme-check report programme.yaml -o pack.pptx
      programme-check report programme.yaml -o - --format markdown
    """
    target = None if output == "-" else output
    refuse_to_overwrite([file], target)
    form = form_of(output, format)
    ready([form], [form] if target is None else [])
    from programme_check.checkup import Options, check

    day = words.date(as_of, "--as-of")
    options = Options(as_of=day, pack=form in PACKS)
    found = check([file], options, stdin=standard_input([file]), stdin_name=stdin_name)
    if found.errors:  # a pack from half a file would mislead those who decide by it
        raise Stop(words.problems(list(found.errors)))
    if len(found.programmes) != 1:
        raise Stop(f"{file} holds {len(found.programmes)} programmes. A pack is about one; name its file.")
    status = FAULT if found.programmes[0].crashed else OK
    if form in PACKS:
        return Answer(pack_of(found.programmes[0], form), status, target, machine=True)
    from programme_check.reports import markdown

    return Answer(markdown.render(found), status, target, machine=True)


def form_of(output: str, format: str | None) -> str:
    """What to write: as asked for, else by the ending of the file. Raises Stop."""
    from pathlib import Path

    if format is not None:
        return named(format, FORMATS, "--format")
    ending = Path(output).suffix.lower()
    if ending in ENDINGS:
        return ENDINGS[ending]
    if output == "-":
        raise Stop("For standard output say what to write: --format html, markdown, excel or pptx.")
    raise Stop(f"--output {output} does not say what to write. Name it like pack.html, or add --format.")
