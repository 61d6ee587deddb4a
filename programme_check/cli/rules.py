"""`programme-check rules`: the catalogue."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, Stop

FORMATS = ("text", "json")


def rules(
    families: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FAMILY]...", help="Families, ids or names, such as PAY. All when left out."),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to write it.")] = "text",
    width: Annotated[
        int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Columns of the text.")
    ] = None,
) -> Answer:
    """List the rules: id, name, level and what each one looks for.

    \b
    Examples:
      programme-check rules
      programme-check rules PAY AIG
      programme-check rules --format json
    """
    form = words.one_of(format, FORMATS, "--format")
    from programme_check.reports import catalogue
    from programme_check.rules.registry import UnknownName, choose
    from programme_check.rules.registry import catalogue as all_rules

    known = all_rules()
    try:
        chosen = choose(families, known) if families else set(known)
    except UnknownName as unknown:
        raise Stop(words.unknown_rule(unknown.word, unknown.nearest)) from unknown
    listed = [rule for id, rule in known.items() if id in chosen]
    if form == "json":
        return Answer(catalogue.rules_json(listed), machine=True)
    return Answer(catalogue.rules_text(listed, width=screen(width=width).width))
