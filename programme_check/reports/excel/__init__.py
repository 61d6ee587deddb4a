"""The report of a programme as a workbook: Summary, Findings, Dates, Decisions, RAID. Needs the extra `excel`."""

from programme_check.reports.html import NoPack
from programme_check.verdict import ProgrammeReport


def render(one: ProgrammeReport) -> bytes:
    """The workbook of one programme. Raises NoPack, and ImportError where XlsxWriter is not installed."""
    from programme_check.reports.excel.workbook import workbook

    if one.pack is None:
        raise NoPack(one.file)
    return workbook(one, one.pack)


__all__ = ["NoPack", "render"]
