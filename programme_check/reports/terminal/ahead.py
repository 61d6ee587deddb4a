"""The time ahead, in a report: what to decide next, and what one slip would set off."""

from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.reports.labels import WAITS, large, large_chain
from programme_check.reports.terminal.decisions import TABLE, free_though_late, table
from programme_check.reports.terminal.delay import WIDE, Row, branches, draw, section
from programme_check.reports.terminal.page import Page, Piece
from programme_check.reports.whatif import words
from programme_check.verdict import ProgrammeReport, leading
from programme_check.words import count

if TYPE_CHECKING:
    from programme_check.whatif import Waiting

MOST_DECISIONS, MOST_ROWS = 3, 10
"""Decisions a committee takes in one meeting, and steps of a chain that a reader follows (reports.md)."""
WEEKS = (1, 2, 4)


def ahead(page: Page, one: ProgrammeReport) -> None:
    """Both sections, where there is something to say."""
    found = one.ahead
    if found.left_to_commands:
        section(page, "Decide next", "")
        page.wrap([Piece(f"{large(one.file)}.", "grey")])
    if found.decisions:
        section(page, "Decide next", WAITS)
        table(
            page,
            found.decisions[:MOST_DECISIONS],
            WEEKS,
            one.status_date,
            below=lambda waiting: [*who(waiting), *late(waiting, one.status_date)],
            free=page.width >= WIDE or page.width < TABLE,
        )
        more = len(found.decisions) - MOST_DECISIONS
        if more > 0:
            said = f"{count(more, 'more decision')}: programme-check decisions {clean(one.file)}"
            page.wrap([Piece(said, "grey")], indent=1, hang=3)
    chain(page, one)


def who(one: "Waiting") -> list[str]:
    """Who takes a decision, in which forum."""
    said = " ".join(part for part in (one.forum, f"({one.owner})" if one.owner else "") if part)
    return [said] if said else []


def late(one: "Waiting", as_of: int) -> list[str]:
    """Why waiting for an overdue decision loses no days yet."""
    said = free_though_late(one, as_of)
    return [f"{said}."] if said else []


def chain(page: Page, one: ProgrammeReport) -> None:
    """The slip with the worst yield: what moves, what float takes up, and what holding the date would squeeze."""
    found, held = one.ahead.chain, one.ahead.held
    if one.ahead.chain_left_to_command:
        section(page, "If work ends late", "")
        page.wrap([Piece(f"{large_chain(one.file)}.", "grey")])
    if found is None or not found.effects:
        return
    section(page, f"If {clean(one.ahead.slip_name, 60)} ends 2 weeks late", "days each step moves")
    ends = {live.id for live in found.go_lives}
    rows = list(branches([effect for effect in found.effects if effect.order < 3]))
    shown = chosen(rows, ends)
    gap = next((place for place, row in enumerate(shown) if row is not rows[place]), len(shown))
    rest = len(rows) - len(shown)
    command = f"programme-check delay {clean(one.file)} {clean(str(one.ahead.slip_of))}=2w"
    if rest:  # what comes after the steps left out hangs on none of those above
        shown[gap:] = [row._replace(branch="└ ") for row in shown[gap:]]
    draw(page, shown, ends, gap=gap, missing=f"… {count(rest, 'more step')}: {command}" if rest else "")
    live = leading(one.go_lives)
    for moved in found.go_lives:  # absorbed, as the slip is, or it would stand in the rows above
        if live is not None and moved.id == live.id and not moved.slip_days:
            page.wrap([Piece(words.go_live(found, moved))], indent=1, hang=1)
    if held is not None and (said := words.held_instead(found, held)):
        page.wrap([Piece(said)], indent=1, hang=1)


def chosen(rows: list[Row], ends: set[str]) -> list[Row]:
    """At most so many rows, the go-lives among them."""
    if len(rows) <= MOST_ROWS:
        return list(rows)
    kept = [number for number, row in enumerate(rows) if row.effect.id in ends][:MOST_ROWS]
    others = [number for number in range(len(rows)) if number not in kept][: MOST_ROWS - len(kept)]
    return [rows[number] for number in sorted([*kept, *others])]
