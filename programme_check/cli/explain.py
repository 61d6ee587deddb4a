"""`programme-check explain`: one rule in full."""

from typing import Annotated

import typer

from programme_check.cli import words
from programme_check.cli.options import Packs
from programme_check.cli.screen import screen
from programme_check.cli.status import Answer, Stop

FORMATS = ("text", "json")


def explain(
    rule: Annotated[list[str], typer.Argument(metavar="RULE...", help="Ids or names of rules, such as PAY001.")],
    pack: Packs = None,
    format: Annotated[str, typer.Option("--format", metavar="text|json", help="How to write it.")] = "text",
    width: Annotated[
        int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Columns of the text.")
    ] = None,
) -> Answer:
    """Explain a rule and the reasons for it.

    What it looks for, why it matters, what to do, an example that fails and one that passes, and its source.

    \b
    Examples:
      programme-check explain PAY001
      programme-check explain payroll-cutover-before-parallel-ends
    """
    form = words.one_of(format, FORMATS, "--format")
    from programme_check.reports import catalogue
    from programme_check.rules.registry import UnknownName, choose

    known = words.known_rules(pack or ())
    try:
        chosen = [known[id] for word in rule for id in sorted(choose([word], known))]
    except UnknownName as unknown:
        raise Stop(words.unknown_rule(unknown.word, unknown.nearest)) from unknown
    found = list(dict.fromkeys(chosen))
    if form == "json":
        return Answer(catalogue.explain_json(found), machine=True)
    return Answer(catalogue.explain_text(found, width=screen(width=width).width))
