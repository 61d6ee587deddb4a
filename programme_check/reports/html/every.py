"""All findings as tables: every kind, and of a kind with very many the first in full and the others by name."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from programme_check.findings import Finding
from programme_check.reports.escape import clean
from programme_check.reports.html import views
from programme_check.verdict import ProgrammeReport
from programme_check.words import listing

MOST, OF_ONE, NAMES = 150, 8, 40
"""Findings in full, those of one rule among them, and names of a list."""


class Listed(NamedTuple):
    """A finding in full."""

    item: Finding
    anchor: str
    after: str
    """The rule of the finding that it follows from."""
    same: str
    """Of what else the same is said."""


class Rest(NamedTuple):
    """What else there is of a rule."""

    item: Finding
    number: int
    names: str


def named(item: Finding) -> str:
    """What a finding is about, and where it stands."""
    return f"{item.targets[0] if item.targets else item.rule} (line {item.location.line})"


def places(found: Sequence[Finding]) -> list[str]:
    """What findings are about and where, each place once."""
    return list(dict.fromkeys(map(named, found)))


def findings(one: ProgrammeReport, wanted: frozenset[str]) -> dict[str, Any]:
    """Each finding after what it follows from, the same of many once; `wanted` are anchors that must be there."""
    names = views.anchors(one.findings)
    shown: list[Listed] = []
    rest: dict[str, list[Finding]] = {}
    number: dict[str, int] = {}
    for fix in views.fixes(one):
        group = fix.group
        same = f"The same of {clean(listing(places(group.alike), NAMES), 2000)}." if group.alike else ""
        lines = [Listed(group.headline, names[group.headline.fingerprint], "", same)]
        lines += [Listed(item, names[item.fingerprint], group.headline.rule, "") for item in group.consequences]
        for line in lines:
            rule = line.item.rule
            number[rule] = number.get(rule, 0) + 1
            if line.anchor in wanted or (number[rule] <= OF_ONE and len(shown) < MOST):
                shown.append(line)
            else:
                rest.setdefault(rule, []).append(line.item)
    more = [Rest(same[0], len(same), clean(listing(places(same), NAMES), 2000)) for same in rest.values()]
    return {"listed": shown, "rest": more}
