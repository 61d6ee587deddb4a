"""The catalogue of rules as one page of Markdown: what ships as `docs/rules.md`.

`python -m programme_check.reports.catalogue_page` writes it into the checkout, and a test compares.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from programme_check.reports.catalogue import HOLD, SECTIONS, level
from programme_check.reports.escape import markdown, visible
from programme_check.reports.markdown import code
from programme_check.rules.families import FAMILIES
from programme_check.rules.limits import described
from programme_check.rules.rule import Rule
from programme_check.words import count

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
PIPE = "\\|"
"""A bar inside a cell of a table."""
HEAD = """# The rules

{number} in {families}, made from the descriptions beside the rules themselves. `programme-check explain RULE`
shows one of them, `programme-check rules --format markdown` this page. Days are working days unless it says calendar
days.

**Level.** An error is a contradiction in the data, or the absence of something without which work cannot safely go on.
What is merely absent climbs a ladder as go-live comes nearer: information more than 180 calendar days before it, a
warning from there, an error in the last 60. **Limits** are what a settings file may change, each with its source.
"""


def rules_markdown(rules: Sequence[Rule]) -> str:
    """Every rule in full, by family."""
    families = list(dict.fromkeys(rule.family for rule in rules))
    parts = [HEAD.format(number=count(len(rules), "rule"), families=count(len(families), "family", "families"))]
    for family in families:
        mine = [rule for rule in rules if rule.family == family]
        name = FAMILIES[family].name if family in FAMILIES else family
        parts.append(f"- [{family}: {name}](#{anchor(f'{family}: {name}')}): {count(len(mine), 'rule')}")
    parts.append("")
    for family in families:
        name = FAMILIES[family].name if family in FAMILIES else family
        parts.append(f"## {family}: {name}\n")
        parts += [one(rule) for rule in rules if rule.family == family]
    return "\n".join(parts)


def anchor(heading: str) -> str:
    """The fragment that a heading gets where Markdown is shown."""
    kept = "".join(character for character in heading.lower() if character.isalnum() or character in " -")
    return kept.replace(" ", "-")


def one(rule: Rule) -> str:
    """One rule in full."""
    prose = escaped if rule.family in FAMILIES else markdown  # a pack's or plugin's words are somebody else's
    lines = [f"### {rule.id} {rule.name}", "", f"{prose(rule.part(''))} *Level: {level(rule)}.*", ""]
    for heading, words in SECTIONS:
        text = rule.part(heading)
        if text:
            lines += [f"**{words}.** {prose(text[0].upper() + text[1:])}", ""]
    if rule.limits is not None:
        lines += ["| Limit | Default | Meaning and source |", "| --- | --- | --- |"]
        for name, value, meaning in described(rule.limits):
            cells = [f"`{name}`", shown(value), prose(meaning)]
            lines.append(f"| {' | '.join(cell.replace('|', PIPE) for cell in cells)} |")
        lines.append("")
    if rule.needs:
        lines += [f"**{HOLD}.** {', '.join(map(code, rule.needs))}", ""]
    for heading, words in (("Wrong", "Reported"), ("Right", "Passes")):
        lines += [f"{words}:", "", *fenced(rule.part(heading)), ""]
    return "\n".join(lines)


def fenced(example: str) -> list[str]:
    """An example between fences longer than any that it holds."""
    lines = [visible(line) for line in example.rstrip().split("\n")]
    fence = "`" * max(3, *(len(found) + 1 for line in lines for found in re.findall("`+", line) or [""]))
    return [f"{fence}yaml", *lines, fence]


def shown(value: object) -> str:
    """A default as people read it."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def escaped(text: str) -> str:
    """Our own prose, with the signs that Markdown would take for its own made plain; what is in backticks stays."""
    parts = text.split("`")
    parts[::2] = [part.replace("*", "\\*").replace("<", "&lt;").replace("_", "\\_") for part in parts[::2]]
    return "`".join(parts)


def write() -> None:
    """Write the page into the checkout."""
    from programme_check.rules.registry import catalogue

    PAGE.write_text(rules_markdown(list(catalogue().values())), encoding="utf-8")


if __name__ == "__main__":
    write()
