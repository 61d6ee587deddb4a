"""The time ahead, in a report: what to decide next, and what one slip would set off."""

from programme_check.reports.escape import clean
from programme_check.reports.terminal.decisions import heads
from programme_check.reports.terminal.decisions import line as decision_line
from programme_check.reports.terminal.delay import NO_BARS, NUMBER, WIDE, Row, branches, line, section
from programme_check.reports.terminal.page import Page, Piece
from programme_check.reports.whatif import words
from programme_check.verdict import ProgrammeReport
from programme_check.words import count

MOST_DECISIONS, MOST_ROWS = 3, 10
"""Decisions a committee takes in one meeting, and steps of a chain that a reader follows (reports.md)."""
WEEKS = (1, 2, 4)


def ahead(page: Page, one: ProgrammeReport) -> None:
    """Both sections, where there is something to say."""
    found = one.ahead
    if found.left_to_commands:
        section(page, "Decide next", "")
        page.wrap([Piece("This plan is large: ask `programme-check decisions` and `programme-check delay`.", "grey")])
        return
    if found.decisions:
        section(page, "Decide next", "days lost on go-live if it waits")
        heads(page, WEEKS)
        for decision in found.decisions[:MOST_DECISIONS]:
            decision_line(page, decision, WEEKS)
            who = " ".join(part for part in (decision.forum, f"({decision.owner})" if decision.owner else "") if part)
            if who:
                page.wrap([Piece(clean(who), "grey")], indent=2, hang=4)
        more = len(found.decisions) - MOST_DECISIONS
        if more > 0:
            page.wrap([Piece(f"{count(more, 'decision')} more: programme-check decisions", "grey")], indent=2, hang=4)
    chain(page, one)


def chain(page: Page, one: ProgrammeReport) -> None:
    """The slip with the worst yield: what moves, what float takes up, and what holding the date would squeeze."""
    found, held = one.ahead.chain, one.ahead.held
    if found is None or not found.effects:
        return
    section(page, f"If {clean(one.ahead.slip_name, 60)} ends 2 weeks late", "days each step moves")
    steps = [effect for effect in found.effects if effect.order < 3]
    most = max(effect.slip_days + effect.absorbed_days for effect in steps)
    bar = 0 if page.width < NO_BARS else min(16, page.width // 6)
    left = page.width - NUMBER - (bar + 1 if bar else 0)
    left = min(left, 52) if page.width >= WIDE else left
    ends = {live.id for live in found.go_lives}
    rows = list(branches(steps))
    shown = chosen(rows, ends)
    for row in shown:
        line(page, row, left, bar, most, bold=row.effect.id in ends)
    if len(rows) > len(shown):
        rest = count(len(rows) - len(shown), "step")
        page.wrap([Piece(f"{rest} more: programme-check delay FILE {clean(str(one.ahead.slip_of))}=2w", "grey")])
    if held is not None and (said := words.held_instead(found, held)):
        page.wrap([Piece(said)])


def chosen(rows: list[Row], ends: set[str]) -> list[Row]:
    """At most so many rows, the go-lives among them."""
    if len(rows) <= MOST_ROWS:
        return rows
    kept = [number for number, row in enumerate(rows) if row.effect.id in ends][:MOST_ROWS]
    others = [number for number in range(len(rows)) if number not in kept][: MOST_ROWS - len(kept)]
    return [rows[number] for number in sorted([*kept, *others])]
