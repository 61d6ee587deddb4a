"""The sentences that open every report."""

from collections.abc import Sequence

from programme_check.findings import Finding, Severity
from programme_check.verdict.report import GoLiveLine, OutcomeLine
from programme_check.verdict.status import Status
from programme_check.words import count, day, listing


def headline(go_lives: Sequence[GoLiveLine], findings: Sequence[Finding], as_of: int) -> str:
    """The verdict sentence: does the stated go-live stand against what the file itself says?"""
    open_ones = [live for live in go_lives if not live.done]
    dated = sorted((live.stated, live) for live in open_ones if live.stated is not None)
    if not go_lives:
        return "Cannot judge go-live: no milestone is marked as go-live."
    if not open_ones:
        last = max((live.stated for live in go_lives if live.stated is not None), default=None)
        return f"Live since {day(last)}." if last is not None else "Live."
    if not dated:
        return "Cannot judge go-live: the go-live has no date."
    stated, _ = dated[0]
    when = f"Go-live on {day(stated)}"
    more = (
        f" ({len(open_ones) - 1} more go-lives follow.)"
        if len(open_ones) > 2
        else (" (1 more follows.)" if len(open_ones) == 2 else "")
    )
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    if stated < as_of:
        return f"{when} has passed, and the file does not say that it happened.{more}"
    if errors:
        return f"{when} holds on paper, but {count(errors, 'error is', 'errors are')} open.{more}"
    if warnings:
        return f"{when} holds on paper, with {count(warnings, 'warning')} open.{more}"
    return f"{when} holds: nothing in the file contradicts it.{more}"


def outcomes_answer(status: Status, lines: Sequence[OutcomeLine]) -> str:
    """The answer to the first question."""
    if not lines:
        return "Cannot say: the file names no outcome, so nothing shows what change the work is to deliver."
    threatened = [line for line in lines if line.threatened_by]
    if threatened:
        names = listing([line.name for line in threatened], 3)
        return f"{len(threatened)} of {count(len(lines), 'outcome')} threatened: {names}."
    if status is Status.GREEN:
        return f"Yes, as far as the file shows: {count(len(lines), 'outcome')}, none threatened by an open finding."
    if status is Status.NOT_SET:
        return "Cannot say yet: the file does not hold what is needed to judge."
    return f"No finding names one of the {count(len(lines), 'outcome')}, but findings on the whole programme are open."
