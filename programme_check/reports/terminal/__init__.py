"""The report for people at a terminal: verdict first and last, one column, nothing said by colour alone."""

from programme_check.reports.terminal.accepted import baseline
from programme_check.reports.terminal.page import page_of
from programme_check.reports.terminal.problems import problems
from programme_check.reports.terminal.programme import last_line, programme, totals
from programme_check.verdict import Report


def render(
    report: Report,
    *,
    width: int,
    color: str | None = None,
    ascii: bool = False,
    show_all: bool = False,
    show_source: bool = False,
    quiet: bool = False,
    exit_status: int = 0,
) -> str:
    """The report as text.

    `width` counts columns; `color` is `standard` (16), `256`, `truecolor` or None; `ascii` keeps to ASCII signs;
    `show_all` gives every finding in full, `show_source` the line of the file with each; `quiet` keeps to the last line
    of each programme.
    """
    page = page_of(width, color, ascii)
    single = len(report.programmes) == 1
    if report.errors:
        problems(page, report.errors)
    faults = len(report.errors) if single else 0
    page.blank()
    for one in report.programmes:
        if not quiet:
            page.blank()
            programme(page, one, show_all=show_all, show_source=show_source)
        if single and not quiet:
            baseline(page, report.baseline)
        last_line(page, one, exit_status if single else None, faults=faults, ruled=not quiet)
    if not single:
        page.blank()
        baseline(page, report.baseline)
        totals(page, report, exit_status, ruled=not quiet)
    return page.text()


__all__ = ["render"]
