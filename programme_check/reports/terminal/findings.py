"""What to fix first: errors in full, warnings on a line each, information counted."""

from collections.abc import Callable, Sequence

from programme_check.findings import Finding, Location, Severity
from programme_check.reports.escape import clean
from programme_check.reports.groups import Group, groups
from programme_check.reports.terminal.page import WIDEST_GAP, Page, Piece, cells
from programme_check.reports.terminal.palette import LEVEL_SIGNS, LEVELS
from programme_check.verdict import tally
from programme_check.words import count, listing

INDENT = 10
"""Columns before the text of a finding: a blank, the sign, the id."""
NARROW = 60
"""Columns under which the text of a finding begins near the edge."""
MOST_FULL = 40
"""Errors in full before the rest gets a line each."""
MOST_LINES = 60
"""Findings on a line each before the rest is counted."""
MOST_ALIKE = 6
"""Other things a finding is said of, before the rest is counted."""
LEAST_SOURCE = 20
"""Columns under which a source line says nothing."""
Source = Callable[[Location], str]
LONGEST = 1000
"""Characters of a sentence; only a name without end makes a longer one."""


def findings(page: Page, found: Sequence[Finding], *, show_all: bool, source: Source | None = None) -> None:
    """The section with the findings, in report order. `source` gives the line of a place, where lines are wanted."""
    known = sum(item.baselined for item in found)
    found = found if show_all else [item for item in found if not item.baselined]
    page.blank()
    page.spread([Piece("Fix first", "bold")], Piece(tally(found), "grey"))
    page.rule()
    if not found:
        new = " new" if known else ""
        page.wrap([Piece(f"Nothing{new} was found. That says as much as the rules that could be evaluated.")])
        return
    grouped = groups(found, fold=not show_all)
    errors = sum(group.headline.severity is Severity.ERROR for group in grouped)
    most = len(grouped) if show_all else min(errors, MOST_FULL)
    full, rest = grouped[:most], grouped[most:]
    short = [group for group in rest if group.headline.severity is not Severity.INFO]
    for number, group in enumerate(full):
        if number:
            page.blank()
        in_full(page, group, show_all=show_all, source=source)
    if full and short:
        page.blank()
    for group in short[:MOST_LINES]:
        one_line(page, group)
    unseen = [group for group in rest if group not in short[:MOST_LINES]]
    said = "Reasons and remedies for these: add --all" if short else ""
    if unseen:
        infos = all(group.headline.severity is Severity.INFO for group in unseen)
        hidden = sum(map(len, unseen))
        what = count(hidden, "info") if infos else f"{hidden} findings"
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


def in_full(page: Page, group: Group, *, show_all: bool, source: Source | None) -> None:
    """Title, what and why, where and what to do; then what follows from it, and what else it is said of."""
    whole(page, group.headline, show_all=show_all, source=source)
    indent = indented(page)
    if group.alike:
        others = [
            f"{item.targets[0] if item.targets else item.rule} (line {item.location.line})" for item in group.alike
        ]
        said = f"The same of {clean(listing(others, MOST_ALIKE), LONGEST)}."
        page.wrap([Piece(said)], indent=indent, hang=indent)
    if group.consequences and show_all:
        for item in group.consequences:
            page.blank()
            whole(page, item, show_all=True, source=source, after=group.headline)
        return
    if group.consequences:
        page.wrap([Piece("and with it", "grey")], indent=indent, hang=indent)
    for item in group.consequences[:MOST_LINES]:
        branch(page, item, group.headline)


def caret(page: Page, item: Finding, text: str) -> None:
    """The line of the file with a mark under the place, as much of it as fits."""
    column = item.location.column
    number = str(item.location.line)
    indent = indented(page)
    room = page.width - indent - len(number) - 3
    if not text.strip() or room < LEAST_SOURCE:
        return
    lead = len(text) - len(text.lstrip())
    start = min(lead, column - 1)
    if column - 1 - start > room // 2:
        start = column - 1 - room // 2
    page.write(
        [Piece(" " * indent), Piece(f"{number} │ ", "grey"), Piece(page.cut(text[start:].replace("\t", " "), room))]
    )
    before = cells(page.safe(text[start : column - 1]))
    page.write([Piece(" " * (indent + len(number))), Piece(" │ ", "grey"), Piece(" " * before), Piece("^", "bold")])


def branch(page: Page, item: Finding, headline: Finding) -> None:
    """A consequence, on one line under its headline; its place by line alone where it stands in the same file."""
    where, word, indent = item.location, item.severity.word, indented(page)
    same = where.file == headline.location.file
    at = Piece(f"line {where.line}" if same else f"{clean(where.file)}:{where.line}", "link")
    title = [
        Piece("└ "), Piece(LEVEL_SIGNS[word], LEVELS[word]), Piece(f" {item.rule} "), Piece(clean(item.title)),
    ]  # fmt: skip
    target = [Piece(f"  {clean(item.targets[0], 60)}", "grey")] if item.targets else []
    for tail in (target, []):
        gap = page.width - indent - page.taken([*title, *tail, at])
        if gap >= WIDEST_GAP:
            page.write([Piece(" " * indent), *title, *tail, Piece(" " * gap), at])
            return
    page.wrap([*title, Piece("  "), at], indent=indent, hang=indent + 4)


def whole(
    page: Page, item: Finding, *, show_all: bool, source: Source | None = None, after: Finding | None = None
) -> None:
    """One finding with everything it says; `after` names the headline that it follows from."""
    word = item.severity.word
    indent = indented(page)
    title, level = [*lead(item), Piece(clean(item.title), "bold")], Piece(word, LEVELS[word])
    if page.taken([*title, level]) + WIDEST_GAP <= page.width:
        page.spread(title, level)
    else:
        page.wrap([*title, Piece("  "), level], hang=indent)
    said = [Piece(clean(item.message, LONGEST)), Piece(f" {item.why}", "grey")]
    if after is not None:
        said.append(Piece(f" Follows from {after.rule} above.", "grey"))
    if item.baselined:
        said.append(Piece(" Known: it is in the baseline.", "grey"))
    page.wrap(said, indent=indent, hang=indent)
    if source is not None:
        caret(page, item, source(item.location))
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


def one_line(page: Page, group: Group) -> None:
    """Title and, where there is room, what it is about at the left; the place at the right."""
    item = group.headline
    at = Piece(f"{clean(item.location.file)}:{item.location.line}", "link")
    title = [*lead(item), Piece(clean(item.title))]
    more = [Piece(f"  and {count(len(group.consequences), 'more')} with it", "grey")] if group.consequences else []
    choices = [[Piece(f"  {clean(listing(group.targets, 3), 60)}", "grey"), *more] if group.targets else more, more, []]
    named = next((tail for tail in choices if page.taken([*title, *tail, at]) + WIDEST_GAP <= page.width), choices[0])
    page.spread([*title, *named], at, hang=indented(page))
