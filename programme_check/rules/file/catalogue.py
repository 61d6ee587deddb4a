"""The baseline a plan is held against, where other rules wrote it."""

from collections.abc import Iterator, Sequence

from programme_check import __version__
from programme_check.findings import Hit, Lacking, Location, Severity
from programme_check.rules.context import Context, WrittenBy, count, listing
from programme_check.rules.rule import rule

MOST = 6
"""Rules that a message names."""


@rule(
    "CHK007",
    "catalogue-changed",
    title="The baseline was written with other rules",
    severity=Severity.INFO,
    about=lambda ctx: [ctx.written_by] if ctx.written_by is not None else [],
)
def catalogue_changed(ctx: Context, subjects: Sequence[WrittenBy]) -> Iterator[Hit | Lacking]:
    """The baseline was written by another version of the program, or with other rules than there are now.

    What: The version or the rules that `--baseline` names as its own are not those of this run.
    Why: A finding may then be new because the rules are, though nothing in the plan has changed.
    Fix: Look through the new findings, and write the baseline again with `--update-baseline`.
    Wrong:
        {}
    Right:
        {}
    Source: Comparing results across revisions of a rule set needs the rule set to be named; judgement.
    """
    now = frozenset(ctx.known)
    for then in subjects:
        new, gone = sorted(now - then.rules), sorted(then.rules - now)
        if not new and not gone and then.version == __version__:
            continue
        parts = [f"it lacks {count(len(new), 'rule')} ({listing(new, MOST)})"] if new else []
        if gone:
            parts.append(f"it has {count(len(gone), 'rule')} that are no more ({listing(gone, MOST)})")
        change = "; ".join(parts) or "the rules have the same ids"
        yield Hit(
            message=f"{then.file} was written by version {then.version}, and this is {__version__}: {change}.",
            fix="Look through the new findings, then write it again with `--update-baseline`.",
            at=(),
            place=Location(then.file, 1, 1),
        )
