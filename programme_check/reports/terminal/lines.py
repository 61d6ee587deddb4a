"""Findings on a line each, and how many alike make one line."""

from collections.abc import Sequence

from programme_check.findings import Finding, Severity
from programme_check.reports.escape import clean
from programme_check.reports.groups import Group, kind
from programme_check.reports.terminal.page import WIDEST_GAP, Page, Piece
from programme_check.reports.terminal.palette import LEVEL_SIGNS, LEVELS
from programme_check.words import listing

INDENT = 10
"""Columns before the text of a finding: a blank, the sign, the id."""
NARROW = 60
"""Columns under which the text of a finding begins near the edge."""
MANY = 3
"""So many groups of one rule stay in report order."""
MOST_BRANCHES = 6
"""What follows from a finding, on a line each, before the rest is counted."""


def piles(grouped: Sequence[Group]) -> list[list[Group]]:
    """The groups by rule, title and level in report order; of many, those first that cost the go-live most."""
    found: dict[tuple[str, str, Severity], list[Group]] = {}
    for group in grouped:
        found.setdefault(kind(group.headline), []).append(group)
    for pile in found.values():
        if len(pile) > MANY:
            pile.sort(key=lambda group: (-(group.headline.effect_days or 0), -(group.headline.gap_days or 0)))
    return list(found.values())


def as_one(pile: Sequence[Group]) -> Group:
    """Groups that are alike as one, for a line that names the first of them."""
    alike = [item for group in pile for item in (group.headline, *group.alike)][1:]
    return Group(pile[0].headline, tuple(item for group in pile for item in group.consequences), tuple(alike))


def about(item: Finding) -> str:
    """What a finding is about, in a word."""
    return item.targets[0] if item.targets else item.rule


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


def lines(page: Page, short: Sequence[Group]) -> None:
    """Findings on a line each. Where a path does not fit beside a title, all are shown by their lines alone."""
    fits = all(page.taken([*titled(group), at(group.headline)]) + WIDEST_GAP <= page.width for group in short)
    for group in short:
        one_line(page, group, at(group.headline, of="" if fits else short[0].headline.location.file))


def titled(group: Group) -> list[Piece]:
    """Sign, id and title."""
    return [*lead(group.headline), Piece(clean(group.headline.title))]


def one_line(page: Page, group: Group, place: Piece) -> None:
    """Title and, where there is room, what it is about at the left; the place at the right."""
    title, targets = titled(group), [clean(text, 40) for text in group.targets]
    more = f"  and {len(group.consequences)} more with it" if group.consequences else ""
    tails = [f"  {listing(targets, most)}{more}" for most in (3, 2, 1) if targets]
    if targets:
        tails.append(f"  {targets[0]}" if len(targets) == 1 else "")
    room = page.width - page.taken([*title, place]) - WIDEST_GAP
    tail = next((text for text in [*tails, more] if page.taken([Piece(text)]) <= room), "")
    page.spread([*title, Piece(tail, "grey")], place, hang=indented(page))


def branches(page: Page, group: Group) -> None:
    """What follows from a headline, on a line each; places by line alone where they stand in the same file."""
    indent = indented(page)
    page.wrap([Piece("and with it", "grey")], indent=indent, hang=indent)
    shown = [(item, follows(item)) for item in group.consequences[:MOST_BRANCHES]]
    file = group.headline.location.file
    room = page.width - indent - WIDEST_GAP
    fits = all(page.taken([*title, at(item, of=file)]) <= room for item, title in shown)
    for item, title in shown:
        there = at(item, of=file, brief=not fits)
        target = [Piece(f"  {clean(item.targets[0], 60)}", "grey")] if item.targets else []
        tail = target if page.taken([*title, *target, there]) <= room else []
        gap = page.width - indent - page.taken([*title, *tail, there])
        if gap >= WIDEST_GAP:
            page.write([Piece(" " * indent), *title, *tail, Piece(" " * gap), there])
        else:
            page.wrap([*title, Piece("  "), there], indent=indent, hang=indent + 4)
    if len(group.consequences) > len(shown):
        more = f"and {len(group.consequences) - len(shown)} more"
        page.wrap([Piece(more, "grey")], indent=indent + 2, hang=indent + 2)


def follows(item: Finding) -> list[Piece]:
    """Sign, id and title of a consequence."""
    word = item.severity.word
    return [Piece("└ "), Piece(LEVEL_SIGNS[word], LEVELS[word]), Piece(f" {item.rule} "), Piece(clean(item.title))]


def at(item: Finding, *, of: str = "", brief: bool = False) -> Piece:
    """The place of a finding as `file:line`; in the file `of` as `line 7`, or `:7` where it has to be brief."""
    where = item.location
    if where.file != of:
        return Piece(f"{clean(where.file)}:{where.line}", "link")
    return Piece(f":{where.line}" if brief else f"line {where.line}", "link")
