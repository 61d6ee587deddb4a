"""What to fix first: errors in full, warnings on a line each, information counted."""

from collections.abc import Sequence

from programme_check.findings import Finding, Severity
from programme_check.reports.escape import clean
from programme_check.reports.groups import ALIKE, Group, groups
from programme_check.reports.labels import IN_BASELINE, NO_MORE
from programme_check.reports.terminal.lines import about, as_one, branches, indented, lead, lines, piles
from programme_check.reports.terminal.page import WIDEST_GAP, Page, Piece
from programme_check.reports.terminal.palette import LEVEL_SIGNS, LEVELS
from programme_check.reports.terminal.source import Source, caret
from programme_check.verdict import tally
from programme_check.words import count, listing

MOST_FULL = 20
"""Errors in full before the rest gets a line each."""
FEW, FIRST = 3, 2
"""So many errors of one rule are all told in full; of more only the first, and the others are named."""
MOST_LINES = 30
"""Findings on a line each before the rest is counted."""
MOST_ALIKE = 6
"""Other things a finding is said of, before the rest is counted."""
NUMBERS = 8
"""Columns that line and column of a place take, more or less."""
HEAVY = {**LEVELS, "error": "bold red"}
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
        page.wrap([Piece(f"Nothing{new} was found. {NO_MORE}")])
        return
    grouped = groups(found, fold=not show_all)
    if show_all:
        for number, group in enumerate(grouped):
            if number:
                page.blank()
            in_full(page, group, show_all=True, source=source)
        return
    in_short(page, found, grouped, source)


def in_short(page: Page, found: Sequence[Finding], grouped: Sequence[Group], source: Source | None) -> None:
    """What matters of them: errors in full up to a number, warnings on a line each, the rest counted."""
    told = folded = 0
    short: list[Group] = []
    for pile in piles(grouped):
        level = pile[0].headline.severity
        if level is Severity.ERROR and told < MOST_FULL:
            first = pile if len(pile) <= FEW else pile[:FIRST]
            for place, group in enumerate(first):
                if told:
                    page.blank()
                said_before = place > 0 and group.headline.why == first[place - 1].headline.why
                in_full(page, group, source=source, with_why=not said_before)
                told += 1
            folded += more_like_it(page, pile[len(first) :])
        elif level is not Severity.INFO:
            short += [as_one(pile)] if len(pile) >= ALIKE else pile
    if told and short:
        page.blank()
    if not told and not short:
        page.wrap([Piece(f"No error and no warning was found. {NO_MORE}")])
    lines(page, short[:MOST_LINES])
    infos = sum(item.severity is Severity.INFO for item in found)
    unseen = sum(map(len, short[MOST_LINES:])) + infos
    said = "Reasons and remedies for these: add --all" if short or folded else ""
    if unseen:
        what = count(infos, "info") if unseen == infos else f"{unseen} findings"
        said = f"{what} not shown. All of them, with reasons: add --all"
    indent = indented(page) if told or short else 0
    page.wrap([Piece(said, "grey")], indent=indent, hang=indent)


def more_like_it(page: Page, pile: Sequence[Group]) -> int:
    """One sentence on the errors of a rule that come after those in full; how many there are."""
    if not pile:
        return 0
    follow = sum(len(group.consequences) for group in pile)
    others = [f"{about(group.headline)} (line {group.headline.location.line})" for group in pile]
    with_them = f", and {count(follow, 'finding')} with them" if follow else ""
    said = f" {len(pile)} more{with_them}: {clean(listing(others, MOST_ALIKE), LONGEST)}."
    indent = indented(page)
    page.blank()
    word = pile[0].headline.severity.word
    sign = [Piece(" "), Piece(LEVEL_SIGNS[word], LEVELS[word]), Piece(" ")]
    page.wrap([*sign, Piece(pile[0].headline.rule, "bold"), Piece(said)], hang=indent)
    return len(pile)


def place(item: Finding) -> str:
    """`file:line:column`, which editors and terminals turn into a link."""
    where = item.location
    return f"{clean(where.file)}:{where.line}:{where.column}"


def in_full(page: Page, group: Group, *, source: Source | None, show_all: bool = False, with_why: bool = True) -> None:
    """Title, what and why, where and what to do; then what follows from it, and what else it is said of."""
    whole(page, group.headline, show_all=show_all, source=source, with_why=with_why)
    indent = indented(page)
    if group.alike:
        others = [f"{about(item)} (line {item.location.line})" for item in group.alike]
        said = f"The same of {clean(listing(others, MOST_ALIKE), LONGEST)}."
        page.wrap([Piece(said)], indent=indent, hang=indent)
    if group.consequences and show_all:
        for item in group.consequences:
            page.blank()
            whole(page, item, show_all=True, source=source, after=group.headline)
        return
    if group.consequences:
        branches(page, group)


def whole(
    page: Page,
    item: Finding,
    *,
    show_all: bool,
    source: Source | None = None,
    after: Finding | None = None,
    with_why: bool = True,
) -> None:
    """One finding with everything it says; `after` names the headline that it follows from."""
    word = item.severity.word
    indent = indented(page)
    title, level = [*lead(item), Piece(clean(item.title), "bold")], Piece(word, HEAVY[word])
    if page.taken([*title, level]) + WIDEST_GAP <= page.width:
        page.spread(title, level)
    else:
        page.wrap([*title, Piece("  "), level], hang=indent)
    said = [Piece(clean(item.message, LONGEST)), Piece(f" {item.why}" if with_why else "", "grey")]
    if after is not None:
        said.append(Piece(f" Follows from {after.rule} above.", "grey"))
    if item.baselined:
        said.append(Piece(f" {IN_BASELINE}", "grey"))
    page.wrap(said, indent=indent, hang=indent)
    if source is not None:
        caret(page, item.location.line, item.location.column, source(item.location), indent=indent)
    spot = Piece(place(item), "link")
    remedy = [Piece("fix", "bold"), Piece(f" {clean(item.fix, LONGEST)}"), Piece(effect(item), "grey")]
    if 2 * (page.taken([Piece(clean(item.location.file))]) + NUMBERS) <= page.width - indent:
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
    """What the fix does to the go-live: ` Go-live +15 days.`; empty where it moves nothing or has no date."""
    if item.effect_days is not None:
        days = "day" if abs(item.effect_days) == 1 else "days"
        return f" Go-live {item.effect_days:+g} {days}." if item.effect_days else ""
    return f" Effect not known: {clean(item.effect_unknown)}." if item.effect_unknown else ""
