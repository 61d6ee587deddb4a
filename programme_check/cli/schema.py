"""`programme-check schema`: the contract of the programme file, for editors and other tools."""

from typing import Annotated

import typer

from programme_check.cli.status import Answer, Stop


def schema(
    settings: Annotated[bool, typer.Option("--settings", help="The schema of the settings file instead.")] = False,
    pack: Annotated[bool, typer.Option("--pack", help="The schema of a pack of rules instead.")] = False,
) -> Answer:
    """Print the JSON Schema of the programme file.

    \b
    Examples:
      programme-check schema > programme.schema.json
      programme-check schema --settings
      programme-check schema --pack
    """
    from programme_check.resources import schema_text

    if settings and pack:
        raise Stop("Name one of --settings and --pack.")
    return Answer(schema_text("settings" if settings else "pack" if pack else "programme"), machine=True)
