"""Where the rules are found, and how a user's words select them."""

from collections.abc import Iterable
from functools import cache

from programme_check.rules.families import FAMILIES
from programme_check.rules.plugins import load_plugins
from programme_check.rules.rule import DECLARED, Rule

PACKAGES: tuple[str, ...] = (
    "ai",
    "cutover",
    "data_migration",
    "dependencies",
    "erp",
    "file",
    "governance",
    "leadership",
    "outcomes",
    "payroll",
    "people",
    "plan_logic",
    "raid",
    "resources",
    "testing",
    "vendors",
)
"""One folder per family; each names in MODULES its modules that declare rules."""


def catalogue() -> dict[str, Rule]:
    """All rules by id, sorted."""
    load_families()
    load_plugins()
    return dict(sorted(DECLARED.rules.items()))


@cache
def load_families() -> None:
    """Import every module that declares rules of our own, once."""
    from importlib import import_module

    for package in PACKAGES:
        family = import_module(f"programme_check.rules.{package}")
        for module in family.MODULES:
            import_module(f"programme_check.rules.{package}.{module}")


class UnknownName(ValueError):
    """A word that is neither a rule's id, nor its name, nor a family."""

    def __init__(self, word: str, nearest: str | None) -> None:
        super().__init__(word)
        self.word = word
        self.nearest = nearest


def rule_id(word: str, rules: dict[str, Rule]) -> str | None:
    """The id of the one rule that a word names, by id or name in any case; None when there is no such rule."""
    upper, lower = word.strip().upper(), word.strip().lower()
    if upper in rules:
        return upper
    return next((found.id for found in rules.values() if found.name == lower), None)


def nearest_rule(word: str, rules: dict[str, Rule]) -> str | None:
    """The name or id of a rule that somebody may have meant."""
    from programme_check.document import nearest

    return nearest(word, [found.name for found in rules.values()]) or nearest(word, rules)


def choose(words: Iterable[str], rules: dict[str, Rule]) -> set[str]:
    """The ids that ids, names, families or `all` stand for, in any case.

    Raises UnknownName for a word that stands for nothing.
    """
    by_name = {found.name: found.id for found in rules.values()}
    chosen: set[str] = set()
    for word in words:
        upper, lower = word.strip().upper(), word.strip().lower()
        if upper == "ALL":
            chosen.update(rules)
        elif upper in rules:
            chosen.add(upper)
        elif lower in by_name:
            chosen.add(by_name[lower])
        elif upper in FAMILIES or any(rule.family == upper for rule in rules.values()):
            chosen.update(id for id in rules if id.startswith(upper))
        else:
            from programme_check.document import nearest

            raise UnknownName(word, nearest(upper, [*rules, *FAMILIES]) or nearest(lower, by_name))
    return chosen
