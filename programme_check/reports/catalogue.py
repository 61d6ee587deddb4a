"""The catalogue of rules, and one rule in full, for people and for programs."""

from collections.abc import Sequence
from typing import Any

import msgspec

from programme_check.reports.json import encode
from programme_check.reports.terminal.page import Page, Piece, page_of
from programme_check.reports.terminal.palette import LEVELS
from programme_check.rules.families import FAMILIES
from programme_check.rules.limits import described
from programme_check.rules.rule import Rule
from programme_check.words import count

SECTIONS = (
    ("What", "What it looks for"),
    ("Levels", "Level"),
    ("Why", "Why it matters"),
    ("Fix", "What to do"),
    ("Later", "Not yet"),
    ("Source", "Where it comes from"),
)
HOLD = "What the file has to hold"


def level(rule: Rule) -> str:
    """The level of a rule in a word or two."""
    return "by days to go-live" if rule.ladder else rule.severity.word


def rules_text(rules: Sequence[Rule], *, width: int, color: str | None = None, ascii: bool = False) -> str:
    """The rules of each family, a line each and its name under it. Arguments as for the terminal report."""
    page = page_of(width, color, ascii)
    for family in dict.fromkeys(rule.family for rule in rules):
        page.blank()
        page.wrap([Piece(FAMILIES[family].name if family in FAMILIES else family, "bold")])
        for rule in rules:
            if rule.family == family:
                page.spread(
                    [Piece(f"  {rule.id}  {rule.title}")], Piece(level(rule), LEVELS[rule.severity.word]), hang=10
                )
                page.wrap([Piece(rule.name, "grey")], indent=10, hang=10)
    page.blank()
    page.wrap([Piece(f"{count(len(rules), 'rule')}. One in full: programme-check explain RULE")])
    return page.text()


def rules_json(rules: Sequence[Rule]) -> str:
    """The rules as JSON."""
    return encode({"version": 1, "rules": [brief(rule) for rule in rules]})


def brief(rule: Rule) -> dict[str, Any]:
    """What a list of rules says of each."""
    return {
        "rule": rule.id,
        "name": rule.name,
        "title": rule.title,
        "family": rule.family,
        "severity": rule.severity.word,
        "ladder": rule.ladder,
        "summary": rule.part(""),
    }


def explain_text(rules: Sequence[Rule], *, width: int, color: str | None = None, ascii: bool = False) -> str:
    """Each rule in full. Arguments as for the terminal report."""
    page = page_of(width, color, ascii)
    for number, rule in enumerate(rules):
        if number:
            page.blank()
            page.rule()
        explain(page, rule)
    return page.text()


def explain(page: Page, rule: Rule) -> None:
    """One rule in full."""
    page.spread([Piece(f"{rule.id}  {rule.name}", "bold")], Piece(level(rule), LEVELS[rule.severity.word]))
    page.blank()
    page.wrap([Piece(rule.part(""))])
    for heading, words in SECTIONS:
        text = rule.part(heading)
        if text:
            page.blank()
            page.wrap([Piece(words, "bold")])
            page.wrap([Piece(text[0].upper() + text[1:])], indent=2, hang=2)
        if heading == "Levels" and rule.limits is not None:
            limits(page, rule)
    if rule.needs:
        page.blank()
        page.wrap([Piece(HOLD, "bold")])
        for need in rule.needs:
            page.wrap([Piece(need)], indent=2, hang=4)
    for heading, words in (("Wrong", "An example that it reports"), ("Right", "An example that passes")):
        page.blank()
        page.wrap([Piece(words, "bold")])
        for line in rule.part(heading).splitlines():
            page.lines.append(f"  {page.safe(line)}".rstrip())


def limits(page: Page, rule: Rule) -> None:
    """The numbers a rule goes by, with their sources."""
    page.blank()
    page.wrap([Piece("Limits", "bold")])
    for name, value, meaning in described(rule.limits):
        page.wrap([Piece(f"{name}: {value:g}" if isinstance(value, float) else f"{name}: {value}")], indent=2, hang=4)
        page.wrap([Piece(meaning)], indent=4, hang=4)


def explain_json(rules: Sequence[Rule]) -> str:
    """Each rule in full, as JSON."""
    return encode({"version": 1, "rules": [full(rule) for rule in rules]})


def full(rule: Rule) -> dict[str, Any]:
    """Everything the catalogue holds on a rule."""
    parts = {heading.lower(): rule.part(heading) or None for heading, _ in SECTIONS}
    values = msgspec.structs.asdict(rule.limits) if rule.limits is not None else {}
    meanings = {name: meaning for name, _, meaning in described(rule.limits)}
    return {
        **brief(rule),
        **parts,
        "needs": rule.needs,
        "limits": [{"name": name, "default": value, "meaning": meanings[name]} for name, value in values.items()],
        "wrong": rule.part("Wrong"),
        "right": rule.part("Right"),
    }
