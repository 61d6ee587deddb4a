"""Words typed on the command line: checked against what there is, with the nearest where they are mistyped."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer

from programme_check.cli.status import Stop

if TYPE_CHECKING:
    from programme_check.findings import Problem
    from programme_check.rules.rule import Rule


def one_of(word: str, choices: Sequence[str], option: str) -> str:
    """The choice that a word means, in any case. Raises BadParameter that names the choices and the nearest."""
    if word.lower() in choices:
        return word.lower()
    raise typer.BadParameter(
        f"`{word}` is not one of {', '.join(choices)}.{suggestion(word.lower(), choices)}", param_hint=option
    )


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """` Did you mean error?`, with a blank before it; empty when nothing comes near."""
    from programme_check.document import nearest

    return did_you_mean(nearest(word, list(candidates)))


def did_you_mean(word: str | None) -> str:
    """The question, with a blank before it; empty without a word."""
    return f" Did you mean {word}?" if word else ""


def split(values: Sequence[str], option: str) -> tuple[str, ...]:
    """The words of a repeatable option that also takes commas: `PAY,TST001`.

    Raises BadParameter for a value without a word in it, which in a script is an unset variable.
    """
    words: list[str] = []
    for value in values:
        found = [word.strip() for word in value.split(",") if word.strip()]
        if not found:
            raise typer.BadParameter("names no rule.", param_hint=option)
        words += found
    return tuple(words)


def date(text: str | None, option: str) -> str | None:
    """A day as it was typed. Raises Stop for one that is not in the calendar."""
    from programme_check.checkup.options import BadDate, ordinal

    try:
        ordinal(text)
    except BadDate as bad:
        raise Stop(f"`{text}` is no day of the calendar. Write {option} like 2027-03-22.") from bad
    return text


def known_rules(packs: Sequence[str]) -> "dict[str, Rule]":
    """All rules, with those of plugins, of some packs and of the packs that the settings of this folder name.

    Raises Stop for a pack that does not load, PluginError for a plugin.
    """
    from pathlib import Path

    from programme_check.checkup.judging import packs_for
    from programme_check.rules.packs import PackError, rulebook

    named, faults = packs_for(Path.cwd())
    if faults:
        raise Stop(problems(faults))
    try:
        return rulebook([*named, *packs]).rules
    except PackError as error:
        raise Stop(problems(error.problems)) from error


def problems(found: "Iterable[Problem]") -> str:
    """Problems with a file, a line each, with the place first."""
    return "\n".join(
        f"{one.file}:{one.line}:{one.column} {one.message.rstrip('.')}.{f' {one.hint}' if one.hint else ''}"
        for one in found
    )


def unknown_rule(word: str, nearest: str | None) -> str:
    """The message for a word that is no rule."""
    return (
        f"`{word}` is not the id or name of a rule, nor a family of rules.{did_you_mean(nearest)}"
        " `programme-check rules` lists them all."
    )
