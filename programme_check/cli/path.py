"""`programme-check path`: what decides a date."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.one import open_one
from programme_check.cli.options import Ascii, AsOf, Color, File, Output, StdinName, Width
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, Stop

FORMATS = ("text", "json")


def path(
    file: File,
    first: Annotated[
        str | None,
        typer.Argument(
            metavar="[FROM]",
            help="Id of an activity, milestone, gate or workstream. Alone, it is where the path leads.",
        ),
    ] = None,
    to: Annotated[
        str | None, typer.Argument(metavar="[TO]", help="Where the path leads; each go-live when left out.")
    ] = None,
    *,
    declared_only: Annotated[
        bool,
        typer.Option("--declared-only", help="By the links in the file alone, without those that ought to be there."),
    ] = False,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to write it.")] = "text",
    as_of: AsOf = None,
    output: Output = None,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: StdinName = None,
) -> Answer:
    """Show the chain of work that decides a date, and how much room it has.

    To each go-live and within each workstream, with the work that is nearly as urgent; or between two items or
    workstreams. Links that the nature of the work asks for count in, although nobody declared them.

    \b
    Examples:
      programme-check path programme.yaml
      programme-check path programme.yaml payroll-cutover
      programme-check path programme.yaml mock-load-1 go-live --format json
      programme-check path programme.yaml data testing
    """
    form = words.one_of(format, FORMATS, "--format")
    target = None if output in {None, "-"} else output
    refuse_to_overwrite([file], target)
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    found = open_one(file, as_of=as_of, stdin_name=stdin_name)
    start, end = (first, to) if to is not None else (None, first)
    for id in (start, end):
        known = {**found.programme.workstreams, **found.programme.work}
        if id is not None and id not in known:
            near = words.suggestion(id, known)
            raise Stop(f"`{id}` is not the id of an activity, milestone, gate or workstream in {file}.{near}")
    from programme_check.checkup.paths import answer
    from programme_check.reports import path as report

    reply, name = answer(found, start, end, declared_only=declared_only), found.programme.programme.name
    if form == "json":
        return Answer(report.render_json(found.document.files[0], name, reply), file=target, machine=True)
    return Answer(report.render(name, reply, **shown._asdict()), file=target)
