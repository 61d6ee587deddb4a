"""Several programmes in one report: the worst first, and the state of all."""

from programme_check.reports.labels import WORDS
from programme_check.verdict import ProgrammeReport, Report, Status
from programme_check.words import count, listing

WORST = (Status.RED, Status.AMBER, Status.NOT_SET, Status.GREEN)
"""From the worst to the best, as in the output `verdict` of the action; one that nobody can judge is no sound one."""


def worst_first(report: Report) -> list[ProgrammeReport]:
    """The programmes by their status."""
    return sorted(report.programmes, key=lambda one: (WORST.index(one.status), one.file))


def states(report: Report) -> str:
    """How many programmes there are, and of which status: `3 programmes, 1 red and 2 amber`."""
    number = {status: sum(one.status is status for one in report.programmes) for status in WORST}
    said = listing([f"{number[status]} {WORDS[status].lower()}" for status in WORST if number[status]], len(WORST))
    return f"{count(len(report.programmes), 'programme')}, {said}"
