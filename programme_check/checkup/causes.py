"""Root causes: which findings are consequences of another, so that one slipped thing gives one headline.

A finding is put under another only where mending the first would mend it too, or would take away what it reports, and
never under one of a milder level: a warning does not hide an error.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from programme_check.findings import Finding

if TYPE_CHECKING:
    from programme_check.model import Programme
    from programme_check.schedule import Plan

Tie = tuple[Finding, Finding]
"""A consequence and what it follows from."""


class Found(NamedTuple):
    """What the rules found, and in what."""

    by_rule: dict[str, list[Finding]]
    """The findings of each rule, in report order."""
    programme: "Programme"
    plan: "Plan"

    def of(self, rule: str) -> list[Finding]:
        """The findings of a rule."""
        return self.by_rule.get(rule, [])

    def about(self, rule: str) -> dict[str, Finding]:
        """The findings of a rule by their first target, without those on the whole programme."""
        return {item.targets[0]: item for item in self.of(rule) if item.targets}

    def conflicts(self) -> list[Finding]:
        """Findings about two items in the wrong order: the first target must move, or the second be done earlier."""
        return [
            item
            for items in self.by_rule.values()
            for item in items
            if item.gap_days and len(item.targets) == 2 and all(id in self.programme.work for id in item.targets)
        ]


def with_causes(findings: Sequence[Finding], programme: "Programme", plan: "Plan") -> list[Finding]:
    """The findings in the same order, each consequence with the fingerprint of its headline in `caused_by`."""
    parents: dict[str, Finding] = {}
    by_rule: dict[str, list[Finding]] = {}
    for item in findings:
        by_rule.setdefault(item.rule, []).append(item)
    for ties in TIES:
        for child, parent in ties(Found(by_rule, programme, plan)):
            fits = parent.severity >= child.severity and child.fingerprint not in parents
            if fits and headline(parent, parents).fingerprint != child.fingerprint:
                parents[child.fingerprint] = parent
    return [
        msgspec.structs.replace(item, caused_by=headline(item, parents).fingerprint)
        if item.fingerprint in parents
        else item
        for item in findings
    ]


def headline(finding: Finding, parents: dict[str, Finding]) -> Finding:
    """What a finding leads back to; itself where it is a consequence of nothing."""
    while finding.fingerprint in parents:
        finding = parents[finding.fingerprint]
    return finding


def weight(finding: Finding) -> tuple[float, ...]:
    """Which of several findings with one cause speaks for all: the worst, then what moves the go-live most, then the
    largest gap."""
    return (finding.severity, finding.effect_days or 0, finding.gap_days or 0)


def one_date_wrong(found: Found) -> Iterator[Tie]:
    """Work whose own dates are impossible (SCH011) breaks the order with what stands before and after it."""
    wrong = found.about("SCH011")
    for item in found.conflicts():
        for id in item.targets:
            if id in wrong:
                yield item, wrong[id]
    for rule in ("SCH012", "SCH009", "SCH010", "SCH017"):
        for item in found.of(rule):
            if item.targets and item.targets[0] in wrong:
                yield item, wrong[item.targets[0]]


def one_delivery_late(found: Found) -> Iterator[Tie]:
    """What a vendor delivers late (VEN001) holds up all that needs the activity which produces it."""
    activity = {
        deliverable.id: deliverable.activity
        for vendor in found.programme.vendors.values()
        for deliverable in vendor.deliverables.values()
    }
    late = {activity[item.targets[0]]: item for item in found.of("VEN001") if item.targets[0] in activity}
    for item in found.conflicts():
        if item.targets[1] in late:
            yield item, late[item.targets[1]]


def one_predecessor_late(found: Found) -> Iterator[Tie]:
    """One piece of work that ends too late for several others: done early enough for one, it is for the rest."""
    waiting: dict[str, list[Finding]] = {}
    for item in found.conflicts():
        waiting.setdefault(item.targets[1], []).append(item)
    for items in waiting.values():
        first = max(items, key=weight)
        for item in items:
            if item is not first:
                yield item, first


def one_blackout(found: Found) -> Iterator[Tie]:
    """A go-live that follows a cutover out of the same blackout moves with it (CUT006)."""
    inside = found.about("CUT006")
    for link in found.plan.links if inside else ():
        if link.pred in inside and link.succ in inside:
            yield inside[link.succ], inside[link.pred]


def date_not_reached(found: Found) -> Iterator[Tie]:
    """A go-live that the plan's logic reaches too late (SCH009, SCH014) for the conflicts on the path to it."""
    unreached = found.about("SCH009")
    for item in found.of("SCH014"):
        if item.targets and item.targets[0] in unreached:
            yield item, unreached[item.targets[0]]
    late = [*found.of("SCH009"), *found.of("SCH014")]
    broken: dict[str, list[Finding]] = {}
    for item in found.conflicts() if late else ():
        broken.setdefault(item.targets[0], []).append(item)
    if not broken:
        return
    for item in late:
        if item.targets and item.targets[0] in found.plan.forecast:
            path = found.plan.forecast.path_to(item.targets[0], past_dates=True)
            on_it = [other for id in path if id != item.targets[0] for other in broken.get(id, ())]
            if on_it:
                yield item, max(on_it, key=weight)


def one_decision(found: Found) -> Iterator[Tie]:
    """Whatever is wrong with a decision that is overdue ends when it is taken."""
    for parent in ("GOV002", "GOV004", "GOV003"):
        about = found.about(parent)
        for rule in ("GOV002", "GOV003", "GOV004", "GOV005"):
            for item in found.of(rule):
                if item.targets and item.targets[0] in about and rule != parent:
                    yield item, about[item.targets[0]]


def one_thing_missing(found: Found) -> Iterator[Tie]:
    """What is not there at all is also not good enough, not rehearsed and not long enough."""
    for parent, children in MISSING.items():
        for cause in found.of(parent):
            for rule in children:
                for item in found.of(rule):
                    if item.targets[:1] == cause.targets[:1] and item is not cause:
                        yield item, cause


MISSING: dict[str, tuple[str, ...]] = {
    "PAY005": ("PAY003", "PAY004"),
    "PAY003": ("PAY004",),
    "VEN002": ("VEN003",),
    "SCH012": ("SCH015",),
}
"""Rules about a thing, and the rules that say less of the same thing: the same pay group without any parallel run, the
same change request without a price, activities that are late (SCH012) and the index that counts them (SCH015)."""


def one_report(found: Found) -> Iterator[Tie]:
    """A status reported too well for a workstream (RSK005) is mended with that of the programme."""
    whole = [item for item in found.of("RSK005") if not item.targets]
    for item in found.of("RSK005"):
        if whole and item is not whole[0]:
            yield item, whole[0]


TIES: tuple[Callable[[Found], Iterator[Tie]], ...] = (
    one_date_wrong,
    one_delivery_late,
    one_predecessor_late,
    one_blackout,
    date_not_reached,
    one_decision,
    one_thing_missing,
    one_report,
)
"""In this order: the first that explains a finding counts."""
