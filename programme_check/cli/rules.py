"""`programme-check rules`: the catalogue."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.options import Packs
from programme_check.cli.rule_tests import run_tests
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, Stop

FORMATS = ("text", "json", "markdown")


def rules(
    families: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FAMILY]... | test PACK...",
            help="Families, ids or names, such as PAY; all when left out. Or the word test and packs of rules.",
        ),
    ] = None,
    pack: Packs = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json|markdown", help="How to write it.")] = "text",
    width: Annotated[
        int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Columns of the text.")
    ] = None,
) -> Answer:
    """List the rules: id, name, level and what each one looks for.

    `rules test PACK` runs the examples in a pack of rules and says which of them do not do what they should.

    \b
    Examples:
      programme-check rules
      programme-check rules PAY AIG
      programme-check rules --format json
      programme-check rules test our-pmo.pack.yaml
    """
    form = words.one_of(format, FORMATS, "--format")
    if families and families[0].lower() == "test":
        return run_tests([*families[1:], *(pack or ())], form)
    from programme_check.reports import catalogue
    from programme_check.rules.registry import UnknownName, choose

    known = words.known_rules(pack or ())
    try:
        chosen = choose(families, known) if families else set(known)
    except UnknownName as unknown:
        raise Stop(words.unknown_rule(unknown.word, unknown.nearest)) from unknown
    listed = [rule for id, rule in known.items() if id in chosen]
    if form == "json":
        return Answer(catalogue.rules_json(listed), machine=True)
    if form == "markdown":
        from programme_check.reports.catalogue_page import rules_markdown

        return Answer(rules_markdown(listed), machine=True)
    return Answer(catalogue.rules_text(listed, width=screen(width=width).width))
