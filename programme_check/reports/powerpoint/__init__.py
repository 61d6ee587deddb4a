"""The report of a programme as two slides that can be edited: steering report, plan. Needs the extra `pptx`."""

from programme_check.reports.html import NoPack
from programme_check.verdict import ProgrammeReport


def render(one: ProgrammeReport) -> bytes:
    """The presentation on one programme. Raises NoPack, and ImportError where python-pptx is not installed."""
    from programme_check.reports.powerpoint.deck import deck

    if one.pack is None:
        raise NoPack(one.file)
    return deck(one, one.pack)


__all__ = ["NoPack", "render"]
