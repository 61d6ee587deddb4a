"""`not_applicable` of an activity names rules as people do, by id or by name; rules go by ids."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from programme_check.document import Document
from programme_check.findings import Problem
from programme_check.rules.registry import catalogue, nearest_rule, rule_id
from programme_check.rules.rule import Rule

if TYPE_CHECKING:
    from programme_check.model import Programme


def name_rules(programme: "Programme", document: Document, rules: Iterable[Rule] = ()) -> list[Problem]:
    """Put the id of the rule where the file has its name. What names no rule is a problem, and exempts from nothing.

    `rules`: those that may be named beside the catalogue.
    """
    known: dict[str, Rule] = {}
    problems = []
    for activity in programme.activities.values():
        if not any(entry.rule is not None for entry in activity.not_applicable):
            continue
        known = known or {**catalogue(), **{rule.id: rule for rule in rules}}
        kept = []
        for place, entry in enumerate(activity.not_applicable):
            id = rule_id(entry.rule, known) if entry.rule is not None else None
            if id is None and entry.rule is not None:
                problems.append(unknown(entry.rule, known, document, (*activity.path, "not_applicable", place, "rule")))
            else:
                kept.append(msgspec.structs.replace(entry, rule=id))
        msgspec.structs.force_setattr(activity, "not_applicable", tuple(kept))
    return problems


def unknown(word: str, rules: dict[str, Rule], document: Document, path: tuple[str | int, ...]) -> Problem:
    """The problem with a word that is no rule."""
    near = nearest_rule(word, rules)
    hint = f"Did you mean `{near}`?" if near else "`programme-check rules` lists the rules there are."
    return document.problem(path, "unknown-rule", f"there is no rule `{word}`", hint, of="value")


def in_file_order(problems: list[Problem], document: Document) -> list[Problem]:
    """Problems with one document, by where they stand in its files."""
    places = {name: place for place, name in enumerate(document.files)}
    return sorted(problems, key=lambda problem: (places.get(problem.file, len(places)), problem.line, problem.column))
