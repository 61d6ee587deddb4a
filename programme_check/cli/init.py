"""`programme-check init`: a new programme file that is worth editing, and the schema beside it for the editor."""

import os
from pathlib import Path
from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.status import Answer, CannotWrite, Stop

KINDS = ("hris", "erp", "ai", "general")
SCHEMA_NAME = "programme.schema.json"


def init(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="The file to write, or a folder for it.")
    ] = "programme.yaml",
    type: Annotated[
        str, typer.Option("--type", metavar="hris|erp|ai|general", help="What the programme delivers.")
    ] = "general",
) -> Answer:
    """Write a new programme file to edit. Never overwrites one.

    Beside it goes programme.schema.json, with which an editor completes keys and marks mistakes while you type.

    \b
    Examples:
      programme-check init --type hris
      programme-check init --type ai assistants.programme.yaml
    """
    kind = words.one_of(type, KINDS, "--type")
    from programme_check.resources import schema_text, template_text

    target = Path(file) / "programme.yaml" if Path(file).is_dir() else Path(file)
    if os.path.lexists(target):
        raise Stop(f"{target} is there already, and is left as it is. Name another file: `programme-check init FILE`.")
    schema = target.with_name(SCHEMA_NAME)
    kept = os.path.lexists(schema)
    create(target, template_text(kind).replace("{schema}", f"./{SCHEMA_NAME}"))
    if not kept:
        create(schema, schema_text("programme"))
    return Answer(next_steps(target, schema, kept))


def create(target: Path, text: str) -> None:
    """Write a file that must not be there yet. Raises CannotWrite."""
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as fault:
        raise CannotWrite(str(target), fault) from fault


def next_steps(target: Path, schema: Path, kept: bool) -> str:
    """What was written, and what to do with it."""
    from programme_check.reports.escape import visible

    check = "programme-check check" if str(target) == "programme.yaml" else f"programme-check check {target}"
    beside = "was there already and is kept" if kept else "written beside it, so that your editor knows the format"
    return visible(f"{target} written. It is an invented programme that fits the format.") + (
        f"\n{visible(str(schema))} {beside}."
        "\n\nNext:"
        "\n  1. Put your own workstreams, dates and people in the place of the invented ones."
        f"\n  2. {visible(check)}"
        "\n  3. programme-check explain RULE     for each rule it names, if you want to know more\n"
    )
