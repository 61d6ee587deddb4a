"""A simulation at a terminal: the chance first, then the curve, what moves it, and what it rests on."""

from typing import TYPE_CHECKING

from programme_check.reports.escape import clean
from programme_check.reports.labels import BOTH_WAYS, HAS_ALL, NOTHING_TO_SIMULATE, ON_THE_PATH
from programme_check.reports.terminal.delay import header, section
from programme_check.reports.terminal.page import Page, Piece, cells, page_of
from programme_check.reports.whatif import risk as words
from programme_check.reports.whatif.words import named
from programme_check.whatif.risk.results import Driver, RiskResult, Spread
from programme_check.words import chance as likelihood
from programme_check.words import day

if TYPE_CHECKING:
    from programme_check.schedule import Plan

DATE = 12
SHARE = 9
LIKELY = 0.8
"""The chance from which a date is not shown as in danger."""
LEAST = 12
"""Columns of the shortest bars that tell anything."""
NO_BARS = 60
"""Columns below which the tornado has numbers only."""


def render(
    file: str, plan: "Plan", found: RiskResult, *, width: int, color: str | None = None, ascii: bool = False
) -> str:
    """The answer as text."""
    page = page_of(width, color, ascii)
    header(page, file, plan)
    section(page, "Schedule risk", f"{found.runs:,} runs, seed {found.seed}")
    for one in found.go_lives:
        danger = one.chance is not None and one.chance < LIKELY
        page.wrap([Piece(words.verdict(one), "bold red" if danger else "bold")], hang=2)
    if found.end is not None:
        page.wrap([Piece(words.ending(found.end), "bold")], hang=2)
    worst = found.worst
    if worst is None and not found.go_lives:
        page.wrap([Piece(NOTHING_TO_SIMULATE, "bold")])
        return page.text()
    if worst is not None:
        several = len(found.go_lives) > 1
        curve(page, worst, f"{worst.id}, share of runs" if several else "share of runs")
        tornado(page, found, several=several)
    promises(page, found)
    often(page, plan, found)
    section(page, "What this rests on", "")
    for line in words.assumptions(found):
        page.wrap([Piece(line, "grey")], hang=2)
    return page.text()


def curve(page: Page, one: Spread, aside: str) -> None:
    """Bars that grow with the share of runs that are live by each day."""
    rows = words.curve(one)
    if not rows:
        return
    section(page, "Live by" if one.stated is not None or one.never else "Done by", aside)
    note = max(cells(what) for _, _, what in rows) + 2
    beside = page.width >= DATE + SHARE + note + LEAST
    room = min(48, page.width - DATE - SHARE - (note if beside else 0) - 1)
    for on, share, what in rows:
        long = round(share * room)
        page.write(
            [
                Piece(day(on).rjust(DATE - 1) + " "),
                Piece("━" * long, "red" if on == one.stated and share < LIKELY else ""),
                Piece("╌" * (room - long), "grey"),
                Piece(likelihood(share).rjust(SHARE)),
                Piece(f"  {what}" if what and beside else "", "bold"),
            ]
        )
        if what and not beside:
            page.wrap([Piece(what, "bold")], indent=DATE, hang=DATE)


def tornado(page: Page, found: RiskResult, *, several: bool) -> None:
    """What moves the go-live most, to both sides of its average."""
    of = f" {found.drives}" if several and found.drives is not None else ""
    section(page, f"What moves{of or ' it'} most", BOTH_WAYS)
    if not found.drivers:
        page.wrap([Piece("Nothing does by itself.")])
    elif page.width < NO_BARS:
        for one in found.drivers:
            moves = f"{words.signed(one.earlier_days)} {words.signed(one.later_days)}"
            page.spread([Piece(fitting(page, words.label(one), page.width - len(moves) - 3))], Piece(moves))
    else:
        most = max(max(-one.earlier_days, one.later_days) for one in found.drivers)
        for one in found.drivers:
            bar(page, one, most)
    if said := words.bias(found):
        page.wrap([Piece(said, "grey")])


def fitting(page: Page, label: str, room: int) -> str:
    """A name with its id behind it in brackets; where both do not fit, the name alone."""
    name, _, id = label.rpartition(" (")
    return page.cut(name if name and id.endswith(")") and cells(page.safe(label)) > room else label, room)


def bar(page: Page, one: Driver, most: float) -> None:
    """One driver."""
    half = min(14, (page.width - 36) // 4)
    label = fitting(page, words.label(one), page.width - 2 * half - 17)
    left = round(-one.earlier_days / most * half)
    right = round(one.later_days / most * half)
    page.write(
        [
            Piece(label + " " * (page.width - 2 * half - 16 - cells(label))),
            Piece(words.signed(one.earlier_days).rjust(6) + " "),
            Piece(" " * (half - left) + "━" * left, "green"),
            Piece("│", "grey"),
            Piece("━" * right, "red"),
            Piece(" " * (half - right) + words.signed(one.later_days).rjust(7)),
        ]
    )


def promises(page: Page, found: RiskResult) -> None:
    """Other work that has to finish by a day."""
    shown, more = words.promises(found)
    if not shown:
        return
    section(page, "Other commitments", "promised, chance, four in five by")
    for one in shown:
        right = (day(one.stated) if one.stated is not None else "").rjust(DATE)
        right += (likelihood(one.chance) if one.chance is not None else "").rjust(SHARE + 1)
        right += (day(one.p80) if one.p80 is not None else "never").rjust(DATE + 1)
        danger = one.chance is not None and one.chance < LIKELY
        name = named(one.name, one.id)
        room = page.width - len(right) - 2
        page.spread([Piece(fitting(page, name, max(room, 20)))], Piece(right, "red" if danger else ""))
    if more:
        page.wrap([Piece(f"and {more} more; {HAS_ALL}", "grey")])


def often(page: Page, plan: "Plan", found: RiskResult) -> None:
    """The work that most often decides the date."""
    rows = words.often(found, plan)
    if not rows:
        return
    section(page, ON_THE_PATH, "share of runs")
    for name, share in rows:
        page.spread([Piece(fitting(page, clean(name), page.width - SHARE - 2))], Piece(f"{share:.0%}"))
