"""What to fix first: errors in full, warnings on a line each, information counted."""

from collections.abc import Sequence

from programme_check.findings import Finding, Severity
from programme_check.reports.escape import clean
from programme_check.reports.terminal.page import WIDEST_GAP, Page, Piece
from programme_check.reports.terminal.palette import LEVEL_SIGNS, LEVELS
from programme_check.verdict import tally
from programme_check.words import count

INDENT = 10
"""Columns before the text of a finding: a blank, the sign, the id."""
NARROW = 60
"""Columns under which the text of a finding begins near the edge."""
MOST_FULL = 40
"""Errors in full before the rest gets a line each."""
MOST_LINES = 60
"""Findings on a line each before the rest is counted."""
LONGEST = 1000
"""Characters of a sentence; only a name without end makes a longer one."""


def findings(page: Page, found: Sequence[Finding], *, show_all: bool) -> None:
    """The section with the findings, in report order."""
    page.blank()
    page.spread([Piece("Fix first", "bold")], Piece(tally(found), "grey"))
    page.rule()
    if not found:
        page.wrap([Piece("Nothing was found. That says as much as the rules that could be evaluated.")])
        return
    errors = sum(item.severity is Severity.ERROR for item in found)
    most = len(found) if show_all else min(errors, MOST_FULL)
    full, rest = found[:most], found[most:]
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
    said = "Reasons and remedies for these: add --all" if short else ""
    if hidden:
        infos = sum(item.severity is Severity.INFO for item in rest)
        what = count(infos, "info") if hidden == infos else f"{hidden} findings"
        said = f"{what} not shown. All of them, with reasons: add --all"
    page.wrap([Piece(said, "grey")], indent=indented(page), hang=indented(page))


def lead(item: Finding) -> list[Piece]:
    """Sign and id of a finding."""
    word = item.severity.word
    return [
        Piece(" "),
        Piece(LEVEL_SIGNS[word], LEVELS[word]),
        Piece(" "),
        Piece(item.rule, "bold"),
        Piece(" "),
    ]


def indented(page: Page) -> int:
    """Where the text of a finding begins: under its title, or nearly at the edge of a narrow page."""
    return INDENT if page.width >= NARROW else 2


def place(item: Finding) -> str:
    """`file:line:column`, which editors and terminals turn into a link."""
    where = item.location
    return f"{clean(where.file)}:{where.line}:{where.column}"


def in_full(page: Page, item: Finding, *, show_all: bool) -> None:
    """Title, what and why, where and what to do."""
    word = item.severity.word
    indent = indented(page)
    title, level = [*lead(item), Piece(clean(item.title), "bold")], Piece(word, LEVELS[word])
    if page.taken([*title, level]) + WIDEST_GAP <= page.width:
        page.spread(title, level)
    else:
        page.wrap([*title, Piece("  "), level], hang=indent)
    page.wrap([Piece(clean(item.message, LONGEST)), Piece(f" {item.why}", "grey")], indent=indent, hang=indent)
    spot = Piece(place(item), "link")
    remedy = [Piece("fix", "bold"), Piece(f" {clean(item.fix, LONGEST)}"), Piece(effect(item), "grey")]
    if 2 * page.taken([spot]) <= page.width - indent:
        page.wrap([spot, Piece("  "), *remedy], indent=indent, hang=indent)
    else:
        page.keep(spot, indent)
        page.wrap(remedy, indent=indent, hang=indent)
    if show_all:
        for where, message in item.related:
            page.wrap(
                [
                    Piece("see "),
                    Piece(f"{clean(where.file)}:{where.line}", "link"),
                    Piece(f" {clean(message, LONGEST)}", "grey"),
                ],
                indent=indent,
                hang=indent + 4,
            )


def effect(item: Finding) -> str:
    """What the fix does to the go-live: ` Go-live +15.`; empty where it moves nothing or has no date."""
    if item.effect_days is not None:
        return f" Go-live {item.effect_days:+g}." if item.effect_days else ""
    return f" Effect not known: {clean(item.effect_unknown)}." if item.effect_unknown else ""


def one_line(page: Page, item: Finding) -> None:
    """Title and, where there is room, the first target at the left; the place at the right."""
    at = Piece(f"{clean(item.location.file)}:{item.location.line}", "link")
    title = [*lead(item), Piece(clean(item.title))]
    target = [Piece(f"  {clean(item.targets[0], 60)}", "grey")] if item.targets else []
    named = [*title, *target]
    fits = page.taken([*named, at]) + 2 <= page.width or page.taken([*title, at]) + 2 > page.width
    page.spread(named if fits else title, at, hang=indented(page))
