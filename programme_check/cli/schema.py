"""`programme-check schema`: the contract of the programme file, for editors and other tools."""

from typing import Annotated

import typer

from programme_check.cli.status import Answer


def schema(
    settings: Annotated[bool, typer.Option("--settings", help="The schema of the settings file instead.")] = False,
) -> Answer:
    """Print the JSON Schema of the programme file.

    \b
    Examples:
      programme-check schema > programme.schema.json
      programme-check schema --settings
    """
    from programme_check.resources import schema_text

    return Answer(schema_text("settings" if settings else "programme"), machine=True)
