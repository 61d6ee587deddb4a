"""What could not be judged, by the field that would change that: a thin file is never called healthy."""

from programme_check.reports.escape import clean
from programme_check.reports.labels import UNJUDGED
from programme_check.reports.terminal.page import Page, Piece
from programme_check.verdict import ProgrammeReport
from programme_check.words import count, listing

MOST = 8
"""Lines shown unless everything is asked for."""
MOST_ALIKE = 3
"""Fields that unlock the same rules, before the rest is counted."""


def unjudged(page: Page, one: ProgrammeReport, *, show_all: bool) -> None:
    """The section on rules that were not evaluated and entries that were left out."""
    if not one.unjudged and not one.left_out:
        return
    page.blank()
    rules = len({item.rule for item in one.unjudged})
    page.spread([Piece(UNJUDGED, "bold")], Piece(f"{count(rules, 'rule')} waiting for data", "grey"))
    page.rule()
    if one.left_out:
        named = listing([clean(text, 60) for text in one.left_out], 6)
        page.wrap([Piece("Left out, because it does not fit the schema: "), Piece(f"{named}.")], indent=1, hang=1)
    fields: dict[str, list[str]] = {}
    for item in one.unjudged:
        for field in item.needs:
            fields.setdefault(field, []).append(item.rule)
    alike: dict[tuple[str, ...], list[str]] = {}
    for field in sorted(fields):
        alike.setdefault(tuple(fields[field]), []).append(field)
    ranked = sorted(alike.items(), key=lambda pair: (-len(pair[0]), pair[1]))
    shown = ranked if show_all else ranked[:MOST]
    for names, needs in shown:
        listed = listing([clean(need) for need in needs], len(needs) if show_all else MOST_ALIKE)
        page.wrap([Piece(f"{listed}:", "bold"), Piece(f" for {listing(names, 12)}")], indent=1, hang=3)
    more = sum(len(needs) for _, needs in ranked[len(shown) :])
    if more:
        page.wrap([Piece(f"and {count(more, 'more field')}: add --all", "grey")], indent=1, hang=1)
    page.wrap(
        [Piece("Add these to the file to have them judged; see programme-check explain RULE.", "grey")],
        indent=1,
        hang=1,
    )
