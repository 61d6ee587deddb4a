"""Share metrics: one finding for the plan from 20 of a population on, else one piece of information per offender."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from programme_check.findings import Hit, Note, Path, Severity

if TYPE_CHECKING:
    from programme_check.rules.context import Context


class Offender(NamedTuple):
    """One of those that a share counts."""

    path: Path
    targets: tuple[str, ...]
    words: str
    """What is said of it, as a sentence."""
    fix: str


def judged(ctx: "Context", population: int) -> bool:
    """Whether a population is large enough for a share to say anything."""
    return population >= ctx.settings.min_population


def one_by_one(offenders: Sequence[Offender], absent: bool | None = None) -> Iterator[Hit]:
    """Each offender of a small population as information."""
    for offender in offenders:
        yield Hit(
            message=offender.words,
            fix=offender.fix,
            at=offender.path,
            targets=offender.targets,
            severity=Severity.INFO,
            absent=absent,
        )


MOST_NOTES = 200
"""Offenders that one finding lists. Nobody mends more before the next check, and ten thousand would fill a report.
Judgement."""


def notes(offenders: Sequence[Offender]) -> tuple[Note, ...]:
    """The first offenders in the order of their ids, as further places of one finding."""
    told = sorted(offenders, key=lambda one: one.targets)[:MOST_NOTES]
    return tuple(Note(one.path, one.words) for one in told)


def percent(part: int, whole: int) -> str:
    """A share as people write it: `7 %`; one decimal where a whole number would hide which side of a limit it is on."""
    share = 100 * part / whole
    return f"{share:.0f} %" if share == round(share) or share >= 10 else f"{share:.1f} %"
