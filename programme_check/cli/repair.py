"""`programme-check repair`: the smallest set of date moves that makes the plan consistent."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from programme_check.cli import out, words
from programme_check.cli.files import refuse_to_overwrite
from programme_check.cli.one import open_one
from programme_check.cli.options import AnswerFormat, Ascii, AsOf, Color, File, Output, StdinName, Width
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, CannotWrite, Stop

if TYPE_CHECKING:
    from programme_check.document import Document
    from programme_check.whatif.repair import Repair

FORMATS = ("text", "json", "markdown")


def repair(
    file: File,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Put the new dates into the file, and change nothing else in it.")
    ] = False,
    format: AnswerFormat = "text",
    as_of: AsOf = None,
    output: Output = None,
    color: Color = "auto",
    width: Width = None,
    ascii: Ascii = False,
    stdin_name: StdinName = None,
) -> Answer:
    """Say which dates have to move, and as little as possible, so that none contradicts another.

    Links, orders of work, windows and blackouts are kept. What is finished, promised or dictated stays.

    \b
    Examples:
      programme-check repair programme.yaml
      programme-check repair programme.yaml --write
    """
    form = words.one_of(format, FORMATS, "--format")
    if write and file == "-":
        raise Stop("--write changes a file, and standard input is none. Name the file.")
    target = None if output in {None, "-"} else output
    refuse_to_overwrite([file], target)
    shown = screen(width=width, color=color, ascii=ascii, to_file=target is not None)
    found = open_one(file, as_of=as_of, stdin_name=stdin_name)
    from programme_check.checkup.repairing import repaired
    from programme_check.reports.whatif import repair as report

    answer, name, plan = repaired(found), found.document.files[0], found.plan
    files = written(found.document, answer) if write else []
    if form == "json":
        from programme_check.reports.whatif import json

        title = plan.programme.programme.name
        return Answer(json.answer(name, title, report.body(answer)), file=target, machine=True)
    said = told(answer, files) if write else ""
    if form == "markdown":
        return Answer(report.as_markdown(name, plan, answer, said), file=target, machine=True)
    from programme_check.reports.terminal import repair as page

    return Answer(page.render(name, plan, answer, written=said, **shown._asdict()), file=target)


def told(answer: "Repair", files: list[str]) -> str:
    """What was written, in a sentence."""
    if not files:
        return "Nothing was written."
    dates = sum(len(one.edits) for one in answer.moves)
    return f"Written: {dates} {'date' if dates == 1 else 'dates'} in {' and '.join(files)}."


def written(document: "Document", answer: "Repair") -> list[str]:
    """Put the new dates into the files they stand in; the names of the files that changed.

    Raises Stop, with nothing written, where a date cannot be changed alone or a file has changed since it was read, and
    CannotWrite.
    """
    from programme_check.document.edit import CannotEdit, edited

    changes = {edit.path: edit.after for move in answer.moves for edit in move.edits}
    try:
        files = edited(document, changes)
    except CannotEdit as cannot:
        raise Stop(f"Nothing was written. {cannot}") from cannot
    targets = {number: Path(os.path.realpath(document.files[number])) for number in files}
    for number, target in targets.items():
        try:
            same = target.read_bytes() == document.sources[number].raw
        except OSError as fault:
            raise CannotWrite(document.files[number], fault) from fault
        if not same:
            raise Stop(f"Nothing was written. {document.files[number]} has changed since it was read; try again.")
    try:
        new = [out.Content(targets[number], raw, targets[number].stat().st_mode) for number, raw in files.items()]
        out.replace(new)
    except OSError as fault:
        about = {str(target): document.files[number] for number, target in targets.items()}
        raise CannotWrite(about.get(str(fault.filename2 or fault.filename), document.files[0]), fault) from fault
    return [document.files[number] for number in files]
