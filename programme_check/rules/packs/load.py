"""Reads packs. A pack that does not load is a fault of the run, never a silent pass."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from programme_check.findings import Problem
from programme_check.rules.families import FAMILIES
from programme_check.rules.rule import Rule
from programme_check.schedule.rows import FIRST_OF_PACKS, Row


class PackError(ValueError):
    """A pack that cannot be used, with its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class Rulebook(NamedTuple):
    """The rules of one run: the program's own, those of plugins and of packs."""

    rules: dict[str, Rule]
    """By id, sorted."""
    rows: tuple[Row, ...]
    """The precedence rows that packs add."""


def rulebook(packs: Iterable[str] = ()) -> Rulebook:
    """All rules, with those of some packs. A pack that is named twice is read once. Raises PackError."""
    from programme_check.rules.registry import catalogue

    rules = dict(catalogue())
    rows: list[Row] = []
    files: dict[str, str] = {}
    for name in packs:
        files.setdefault(os.path.realpath(name), name)
    for name in files.values():
        found, more = load_pack(name, taken=rules, first_row=FIRST_OF_PACKS + len(rows))
        rules |= {rule.id: rule for rule in found}
        rows += more
    return Rulebook(dict(sorted(rules.items())), tuple(rows))


def load_pack(name: str, *, taken: dict[str, Rule], first_row: int = FIRST_OF_PACKS) -> tuple[list[Rule], list[Row]]:
    """The rules of one pack, and the precedence rows that belong to them.

    `taken` are the rules that there are: an id or a name of theirs is refused. Raises PackError.
    """
    import json

    import msgspec

    from programme_check.document import explain, load
    from programme_check.resources import schema_text
    from programme_check.rules.packs.build import rule_of
    from programme_check.rules.packs.format import Pack
    from programme_check.rules.packs.predicates import BadPredicate

    document, problems = load(name)
    if document is None or problems:
        raise PackError(problems)
    try:
        pack = msgspec.convert(document.data, Pack)
    except msgspec.ValidationError as error:
        schema = json.loads(schema_text("pack"))
        explained = explain(document, "", document.data, (), schema=schema)
        raise PackError(explained or [document.problem((), "bad-pack", f"The pack does not fit: {error}.")]) from error
    rules: list[Rule] = []
    rows: list[Row] = []
    names = {rule.name: rule.id for rule in taken.values()}
    for number, written in enumerate(pack.rules):
        path = ("rules", number)
        twin = (
            written.id
            if written.id in taken or any(rule.id == written.id for rule in rules)
            else names.get(written.name)
        )
        if written.id[:3] in FAMILIES:
            problems.append(document.problem((*path, "id"), "taken-family", f"`{written.id[:3]}` is a family of this program's own rules.", "Begin the id with other letters."))  # fmt: skip
        elif twin is not None:
            problems.append(document.problem((*path, "id"), "taken-rule", f"There is a rule {twin} already with the id `{written.id}` or the name `{written.name}`.", "Give this one another."))  # fmt: skip
        else:
            try:
                rule, row = rule_of(written, first_row + len(rows))
            except BadPredicate as bad:
                problems.append(document.problem(path, "bad-rule", f"Rule {written.id}: {bad}."))
                continue
            rules.append(rule)
            names[rule.name] = rule.id
            rows += [row] if row is not None else []
    if problems:
        raise PackError(problems)
    return rules, rows
