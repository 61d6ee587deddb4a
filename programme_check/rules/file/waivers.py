"""Waivers that no longer hold, never held, or cover nothing."""

from collections.abc import Iterator, Sequence

from programme_check.findings import Finding, Hit, Lacking, Severity
from programme_check.model.spaces import HOMES, Names
from programme_check.rules.context import Context, day, listing
from programme_check.rules.registry import nearest_rule
from programme_check.rules.rule import Limits, rule
from programme_check.rules.waivers import Entry, can_be_waived, entries, expired, in_force, lacks, subject

SAYS = {"reason": "reason", "approved_by": "approver (`approved_by`)", "expires": "last day (`expires`)"}
MOST = 4
"""Ids that a fix offers."""


class WaiverLimits(Limits, frozen=True):
    """How long something may be accepted."""

    longest_days: int = 180
    """Calendar days from the status date to the last day of a waiver. Judgement."""


def named(entry: Entry) -> str:
    """How a message speaks of a waiver: `The waiver of PAY003 for monthly-paid`."""
    target = f" for {entry.waiver.target}" if entry.waiver.target is not None else " for the whole programme"
    return f"The waiver of {entry.rule or entry.waiver.rule}{target}"


def whose(entry: Entry) -> tuple[str, ...]:
    """What a finding about a waiver is about."""
    target = entry.waiver.target
    rule = entry.rule or entry.waiver.rule
    return (target, rule) if target is not None else (rule,)


def known_targets(ctx: Context) -> tuple[Names, set[str]]:
    """The ids of the file, and what findings are about beside them."""
    return Names(ctx.document.data), {target for finding in ctx.findings for target in finding.targets}


def is_known(target: str, known: tuple[Names, set[str]]) -> bool:
    """Whether a waiver's target is an id of the file, or something that a finding is about."""
    return target in known[1] or bool(known[0].kinds_of(target))


def sound(ctx: Context) -> list[Entry]:
    """The waivers that CHK002 has nothing against, as far as they take effect."""
    known = known_targets(ctx) if ctx.programme.waivers else None
    return [
        entry
        for entry in entries(ctx)
        if entry.complete and known and (entry.waiver.target is None or is_known(entry.waiver.target, known))
    ]


def of_the_rule(ctx: Context, entry: Entry) -> list[Finding]:
    """What the rule of a waiver found, covered or not."""
    return [finding for finding in ctx.findings if finding.rule == entry.rule]


@rule(
    "CHK001",
    "waiver-expired",
    title="A waiver has expired",
    severity=Severity.WARNING,
    about=lambda ctx: [entry for entry in sound(ctx) if expired(entry.waiver, ctx.as_of)],
    last=True,
)
def waiver_expired(ctx: Context, subjects: Sequence[Entry]) -> Iterator[Hit | Lacking]:
    """The last day of a waiver has passed on the status date, so it covers nothing any more.

    What: `expires` of a waiver lies before the status date.
    Levels: A warning while what it covered is still found, whose own level counts again; information where it is not found
        any more, or where another waiver covers it.
    Why: It was accepted until a day, and that day has come. Somebody has to decide again.
    Fix: Mend what it covered, or have it accepted until another day.
    Wrong:
        programme: {reported_status: green}
        workstreams: {w: {name: Work, kind: configuration, activities: {a: {name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01}}}}
        waivers: [{rule: SCH011, target: a, reason: Known, approved_by: dana, expires: 2027-01-14}]
    Right:
        programme: {reported_status: green}
        workstreams: {w: {name: Work, kind: configuration, activities: {a: {name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01}}}}
        waivers: [{rule: SCH011, target: a, reason: Known, approved_by: dana, expires: 2027-01-15}]
    Source: The habit of scanners for vulnerabilities (Snyk, OSV-Scanner), whose exceptions end on a day; strong.
    """
    found = {subject(finding): finding for finding in ctx.findings}
    renewed = in_force(ctx)
    for entry in subjects:
        waiver = entry.waiver
        fix = "Delete it from `waivers`."
        if entry.covers in renewed:
            now = "another waiver covers the same"
        elif entry.covers in found:
            now = "what it covered counts again"
            fix = f"Mend what {entry.rule} reports, or have it accepted again with another `expires`."
        elif entry.rule in ctx.heard:
            now = f"{entry.rule} does not find it any more"
        else:
            now = f"whether {entry.rule} would still find it was not judged"
            fix = "Have it accepted again with another `expires`, or delete it from `waivers`."
        until = f" on {day(waiver.expires.day)}" if waiver.expires is not None else ""
        yield Hit(
            message=f"{named(entry)}, approved by {waiver.approved_by}, expired{until}; {now}.",
            fix=fix,
            at=("waivers", entry.place, "expires"),
            targets=whose(entry),
            severity=Severity.INFO if fix.startswith("Delete") else Severity.WARNING,
        )


@rule(
    "CHK002",
    "waiver-invalid",
    title="A waiver covers nothing as it stands",
    severity=Severity.WARNING,
    about=entries,
    limits=WaiverLimits,
    last=True,
)
def waiver_invalid(ctx: Context, subjects: Sequence[Entry]) -> Iterator[Hit | Lacking]:
    """A waiver does not say why, who or until when, or names a rule or an id that is not there.

    What: `reason`, `approved_by` or `expires` is missing; `rule` is neither the id nor the name of a rule, or names one
        about the check itself (CHK), which cannot be waived; `target` is no id of the file. Such a waiver covers nothing.
        One that lasts for more than 180 calendar days from the status date covers what it says, and is reported too.
    Levels: A warning; information on one that only lasts long.
    Why: A waiver is a decision somebody answers for. Without a reason, a name and a day it is only a way not to look.
    Fix: Say what is missing, or delete the waiver.
    Wrong:
        workstreams: {w: {name: Work, kind: configuration, activities: {a: {name: A, kind: configuration}}}}
        waivers: [{rule: invalid-dates, target: a, approved_by: dana, expires: 2027-03-31}]
    Right:
        workstreams: {w: {name: Work, kind: configuration, activities: {a: {name: A, kind: configuration}}}}
        waivers: [{rule: invalid-dates, target: a, reason: Known, approved_by: dana, expires: 2027-03-31}]
    Source: The form in which scanners keep exceptions (Snyk, OSV-Scanner): reason and last day; strong. 180 days: judgement.
    """
    known = known_targets(ctx)
    for entry in subjects:
        wrong, fixes, at = faults(ctx, entry, known)
        if wrong:
            yield Hit(
                message=f"{named(entry)} {listing(wrong)}, so it covers nothing.",
                fix=" ".join(fixes),
                at=("waivers", entry.place, *at),
                targets=whose(entry),
            )
            continue
        longest = ctx.limits(WaiverLimits).longest_days
        expires = entry.waiver.expires
        if expires is not None and expires.day - ctx.as_of > longest:
            yield Hit(
                title="A waiver lasts for long",
                message=f"{named(entry)} holds until {day(expires.day)}, {expires.day - ctx.as_of} calendar days from "
                f"the status date; {longest} are the most before somebody looks again.",
                fix="Have it accepted until an earlier day in `expires`.",
                at=("waivers", entry.place, "expires"),
                targets=whose(entry),
                severity=Severity.INFO,
            )


def faults(ctx: Context, entry: Entry, known: tuple[Names, set[str]]) -> tuple[list[str], list[str], tuple[str, ...]]:
    """What is wrong with a waiver, what to do about each, and the key of the first where it is there."""
    waiver = entry.waiver
    wrong, fixes = [], []
    at: tuple[str, ...] = ()
    if entry.rule is None:
        near = nearest_rule(waiver.rule, ctx.known)
        wrong.append("names a rule that does not exist")
        fixes.append(f"Write `rule: {near}`." if near else "Name one rule; `programme-check rules` lists them all.")
        at = ("rule",)
    elif not can_be_waived(entry.rule):
        wrong.append("is of a rule about the check itself, which cannot be waived")
        fixes.append("Mend what the rule reports, and delete the waiver.")
        at = ("rule",)
    if waiver.target is not None and not is_known(waiver.target, known):
        wrong.append("names an id that the file does not have")
        fixes.append(remedy(ctx, entry, known[0]))
        at = at or ("target",)
    missing = lacks(waiver)
    if missing:
        wrong.append(f"has no {listing([SAYS[key] for key in missing])}")
        fixes.append(f"Add {listing([f'`{key}`' for key in missing])} to it.")
    return wrong, fixes, at


def remedy(ctx: Context, entry: Entry, names: Names) -> str:
    """Which id a waiver with an unknown target may mean."""
    from programme_check.document import nearest

    word = entry.waiver.target or ""
    found = [finding.targets[0] for finding in of_the_rule(ctx, entry) if finding.targets]
    near = nearest(word, found) or nearest(word, [id for home in HOMES for id in names.ids(home) or ()])
    if near:
        return f"Write `target: {near}`."
    return "Write the id that the finding is about, or delete the waiver."


@rule(
    "CHK003",
    "waiver-unused",
    title="A waiver covers no finding",
    severity=Severity.INFO,
    about=lambda ctx: [
        entry for entry in sound(ctx) if entry.rule in ctx.heard and not expired(entry.waiver, ctx.as_of)
    ],
    last=True,
)
def waiver_unused(ctx: Context, subjects: Sequence[Entry]) -> Iterator[Hit | Lacking]:
    """A waiver is in force, its rule has been judged, and there is nothing for it to cover.

    What: No finding of the rule has the waiver's `target` as its first target; or the waiver has no `target`, and the rule
        finds nothing about the programme as a whole.
    Why: What was accepted has been mended, or the waiver names the wrong thing. Left there, it would hide the next such finding.
    Fix: Delete it, or name the id that the finding is about.
    Wrong:
        workstreams: {w: {name: Work, kind: configuration, activities: {a: {name: A, kind: configuration, start: 2027-02-01, finish: 2027-02-05}}}}
        waivers: [{rule: SCH011, target: a, reason: Known, approved_by: dana, expires: 2027-03-31}]
    Right:
        workstreams: {w: {name: Work, kind: configuration, activities: {a: {name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01}}}}
        waivers: [{rule: SCH011, target: a, reason: Known, approved_by: dana, expires: 2027-03-31}]
    Source: The habit of compilers and linters, which report suppressions without effect; strong.
    """
    found = {subject(finding) for finding in ctx.findings}
    for entry in subjects:
        if entry.covers in found:
            continue
        mine = of_the_rule(ctx, entry)
        firsts = sorted({finding.targets[0] for finding in mine if finding.targets})
        naming = sorted({f.targets[0] for f in mine if entry.waiver.target in f.targets})
        fix = "Delete it from `waivers`."
        said = f"but {entry.rule} finds nothing of the kind"
        if entry.waiver.target is None and firsts:
            said = f"but without a `target` it covers none of the findings about {listing(firsts, MOST)}"
            fix = f"Write a waiver with `target: {firsts[0]}` for each id that is meant, or delete it."
        elif naming:
            said = f"but the finding that names it is first about {listing(naming, MOST)}"
            fix = f"Write `target: {naming[0]}` if that is meant, or delete it."
        yield Hit(
            message=f"{named(entry)} is in force, {said}.",
            fix=fix,
            at=("waivers", entry.place),
            targets=whose(entry),
        )
