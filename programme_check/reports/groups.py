"""Findings as people read them: what moves the go-live most first, each headline with what follows from it."""

from collections.abc import Iterable, Sequence

import msgspec

from programme_check.findings import FIRST, Finding, Severity

ALIKE = 3
"""So many findings of one rule with one title and level make one line. Judgement."""


class Group(msgspec.Struct, frozen=True):
    """One thing to act on."""

    headline: Finding
    consequences: tuple[Finding, ...] = ()
    """What follows from it, in report order."""
    alike: tuple[Finding, ...] = ()
    """Other findings that say the same of other things."""

    @property
    def targets(self) -> list[str]:
        """What the headline and its like are about, each once: the first target of every finding."""
        found = [item.targets[0] for item in (self.headline, *self.alike) if item.targets]
        return list(dict.fromkeys(found))

    def __len__(self) -> int:
        return 1 + len(self.consequences) + len(self.alike)


def urgency(finding: Finding) -> tuple[int, bool, int, int, float]:
    """Sort key of headlines: level and kind as in report order, then what the fix does to the go-live, most first.

    What nobody can put in days comes after days to win and before fixes that move nothing. Report order does the rest.
    """
    days = finding.effect_days
    place = 1 if days is None else 0 if days > 0 else 2
    return -finding.severity, finding.absent, FIRST.get(finding.rule, 9), place, -max(days or 0, 0)


def groups(findings: Sequence[Finding], *, fold: bool = True) -> list[Group]:
    """The findings in the order in which people read them, each in one group. `fold` puts what is alike together.

    A contradiction at the level of an error always stands alone: each has dates and days of its own.
    """
    there = {item.fingerprint for item in findings}
    follows: dict[str, list[Finding]] = {}
    first: dict[tuple[str, str, Severity], list[Finding]] = {}
    heads = []
    for item in findings:
        if item.caused_by in there and item.caused_by != item.fingerprint:
            follows.setdefault(str(item.caused_by), []).append(item)
        else:
            heads.append(item)
    heads.sort(key=urgency)
    for item in heads:
        first.setdefault(kind(item), []).append(item)
    made: list[Group] = []
    folded: set[str] = set()
    for item in heads:
        if item.fingerprint in folded:
            continue
        same = [other for other in first[kind(item)] if other.fingerprint not in follows]
        like: Iterable[Finding] = ()
        if fold and len(same) >= ALIKE and item is same[0] and (item.absent or item.severity < Severity.ERROR):
            like = same[1:]
            folded.update(other.fingerprint for other in same)
        made.append(Group(item, tuple(follows.get(item.fingerprint, ())), tuple(like)))
    return made


def kind(finding: Finding) -> tuple[str, str, Severity]:
    """What findings that are alike have in common."""
    return finding.rule, finding.title, finding.severity
