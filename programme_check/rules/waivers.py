"""Waivers against findings: what somebody has accepted, with a reason and until a day, is not open.

A waiver covers no more than its writer meant. With a `target` it covers the findings of one rule whose first target,
the one to act on, is that id. Without one it covers what the rule finds about the programme as a whole, and nothing
that the rule says of a single entity.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from programme_check.findings import Finding, Waived
from programme_check.model import Waiver
from programme_check.rules.registry import rule_id

if TYPE_CHECKING:
    from programme_check.rules.context import Context

Covered = tuple[str, str | None]
"""A rule's id, and the first target of its findings; None for the programme as a whole."""


class Entry(NamedTuple):
    """One waiver of the file, read closely."""

    place: int
    """Its place in the list."""
    waiver: Waiver
    rule: str | None
    """The id of its rule; None where there is no such rule."""

    @property
    def covers(self) -> Covered:
        """What it covers as long as it is in force."""
        return self.rule or self.waiver.rule, self.waiver.target

    @property
    def complete(self) -> bool:
        """Whether it says why, who and until when, of a rule that can be waived."""
        return self.rule is not None and can_be_waived(self.rule) and not lacks(self.waiver)


def lacks(waiver: Waiver) -> list[str]:
    """What a waiver does not say, as keys of the file."""
    return [
        key
        for key, value in (("reason", waiver.reason), ("approved_by", waiver.approved_by), ("expires", waiver.expires))
        if value is None or (isinstance(value, str) and not value.strip())
    ]


def can_be_waived(rule: str) -> bool:
    """Whether findings of a rule can be accepted; what the check says of itself and of waivers cannot."""
    return not rule.startswith("CHK")


def entries(ctx: "Context") -> list[Entry]:
    """The waivers of the file, in file order."""
    return [Entry(place, waiver, rule_id(waiver.rule, ctx.known)) for place, waiver in enumerate(ctx.programme.waivers)]


def expired(waiver: Waiver, as_of: int) -> bool:
    """Whether the last day on which it holds has passed on the status date."""
    return waiver.expires is not None and waiver.expires.day < as_of


def in_force(ctx: "Context") -> dict[Covered, Entry]:
    """The waivers that are complete and have not expired, by what they cover; of several the one that lasts longest."""
    found: dict[Covered, Entry] = {}
    for entry in entries(ctx):
        if not entry.complete or expired(entry.waiver, ctx.as_of):
            continue
        known = found.get(entry.covers)
        if known is None or last_day(entry) > last_day(known):
            found[entry.covers] = entry
    return found


def last_day(entry: Entry) -> int:
    """The last day on which a waiver holds, as an ordinal."""
    return entry.waiver.expires.day if entry.waiver.expires is not None else 0


def subject(finding: Finding) -> Covered:
    """What a waiver has to cover for the finding to be waived."""
    return finding.rule, finding.targets[0] if finding.targets else None


def waive(findings: Iterable[Finding], waivers: dict[Covered, Entry]) -> tuple[list[Finding], list[Finding]]:
    """The open findings and the waived ones, each in the order given."""
    open_ones, waived = [], []
    for finding in findings:
        entry = waivers.get(subject(finding)) if waivers else None
        if entry is None:
            open_ones.append(finding)
            continue
        said = entry.waiver
        until = said.expires.date.isoformat() if said.expires is not None else ""
        note = Waived(said.reason or "", said.approved_by or "", until)
        waived.append(msgspec.structs.replace(finding, waived=note))
    return open_ones, waived
