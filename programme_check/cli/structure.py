"""`programme-check structure`: project or programme, and who ought to lead it."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.one import open_one
from programme_check.cli.options import Ascii, AsOf, Color, File, Output, StdinName, Width
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer

FORMATS = ("text", "json")


def structure(
    file: File,
    *,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to write it.")] = "text",
    as_of: AsOf = None,
    output: Output = None,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: StdinName = None,
) -> Answer:
    """Say whether the work is a project or a programme, and whether its leadership fits.

    It needs no dates: ask while the plan is being made.

    \b
    Examples:
      programme-check structure programme.yaml
      programme-check structure programme.yaml --format json
    """
    form = words.one_of(format, FORMATS, "--format")
    target = None if output in {None, "-"} else output
    refuse_to_overwrite([file], target)
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    found = open_one(file, as_of=as_of, stdin_name=stdin_name)
    from programme_check.checkup.leading import leading
    from programme_check.reports import structure as report

    answer, name = leading(found), found.programme.programme.name
    if form == "json":
        return Answer(report.render_json(found.document.files[0], name, answer), file=target, machine=True)
    return Answer(report.render(name, answer, **shown._asdict()), file=target)
