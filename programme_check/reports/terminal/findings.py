"""What to fix first: errors in full, warnings on a line each, information counted."""

from collections.abc import Sequence

from programme_check.findings import Finding, Severity
from programme_check.reports.escape import clean
from programme_check.reports.terminal.page import Page, Piece
from programme_check.reports.terminal.palette import LEVEL_SIGNS, LEVELS
from programme_check.verdict import tally

INDENT = 10
"""Columns before the text of a finding: a blank, the sign, the id."""
MOST_FULL = 40
"""Errors in full before the rest gets a line each."""
MOST_LINES = 60
"""Findings on a line each before the rest is counted."""


def findings(page: Page, found: Sequence[Finding], *, show_all: bool) -> None:
    """The section with the findings, in report order."""
    page.blank()
    page.spread([Piece("Fix first", "bold")], Piece(tally(found), "grey"))
    page.rule()
    if not found:
        page.wrap([Piece("Nothing was found. That says as much as the rules that could be evaluated.")])
        return
    full = list(found) if show_all else [item for item in found if item.severity is Severity.ERROR][:MOST_FULL]
    shown = {item.fingerprint for item in full}
    rest = [item for item in found if item.fingerprint not in shown]
    short = [item for item in rest if item.severity is not Severity.INFO]
    for number, item in enumerate(full):
        if number:
            page.blank()
        in_full(page, item, show_all=show_all)
    if full and short:
        page.blank()
    for item in short[:MOST_LINES]:
        one_line(page, item)
    hidden = len(rest) - min(len(short), MOST_LINES)
    if hidden:
        infos = sum(item.severity is Severity.INFO for item in rest)
        what = f"{infos} info{'s' if infos != 1 else ''}" if hidden == infos else f"{hidden} findings"
        page.wrap(
            [Piece(f"{what} not shown. All of them, with reasons: add --all", "grey")], indent=INDENT, hang=INDENT
        )
    elif short:
        page.wrap([Piece("Reasons and remedies for these: add --all", "grey")], indent=INDENT, hang=INDENT)


def lead(page: Page, item: Finding) -> list[Piece]:
    """Sign and id of a finding."""
    word = item.severity.word
    return [
        Piece(" "),
        Piece(page.safe(LEVEL_SIGNS[word]), LEVELS[word]),
        Piece(" "),
        Piece(item.rule, "bold"),
        Piece(" "),
    ]


def place(item: Finding) -> str:
    """`file:line:column`, which editors and terminals turn into a link."""
    where = item.location
    return f"{clean(where.file)}:{where.line}:{where.column}"


def in_full(page: Page, item: Finding, *, show_all: bool) -> None:
    """Title, what and why, where and what to do."""
    word = item.severity.word
    page.spread([*lead(page, item), Piece(clean(item.title), "bold")], Piece(word, LEVELS[word]))
    indent = INDENT if page.width >= 60 else 2
    page.wrap([Piece(item.message), Piece(f" {item.why}", "grey")], indent=indent, hang=indent)
    page.wrap(
        [Piece(place(item), "link"), Piece("  "), Piece("fix", "bold"), Piece(f" {item.fix}")],
        indent=indent,
        hang=indent,
    )
    if show_all:
        for where, message in item.related:
            page.wrap(
                [Piece("see "), Piece(f"{clean(where.file)}:{where.line}", "link"), Piece(f" {message}", "grey")],
                indent=indent,
                hang=indent + 4,
            )


def one_line(page: Page, item: Finding) -> None:
    """Title and first target at the left, the place at the right."""
    at = f"{clean(item.location.file)}:{item.location.line}"
    pieces = [*lead(page, item), Piece(clean(item.title))]
    if item.targets:
        pieces.append(Piece(f"  {clean(item.targets[0], 60)}", "grey"))
    page.spread(pieces, Piece(at, "link"), hang=INDENT if page.width >= 60 else 2)
