"""The answer of `structure`: project or programme, what shows it, and who ought to lead it."""

from typing import Any

from programme_check.checkup.leading import Leading
from programme_check.reports.escape import clean
from programme_check.reports.json import encode
from programme_check.reports.terminal.page import Piece, page_of
from programme_check.words import count

SAYS = {
    "project": "This is a project: one piece of work with an agreed scope.",
    "programme": "This is a programme: interdependent projects that deliver one change together.",
    "borderline": "This is neither clearly a project nor clearly a programme.",
}


def render(name: str, found: Leading, *, width: int, color: str | None = None, ascii: bool = False) -> str:
    """The answer as text. Arguments as for the terminal report."""
    page = page_of(width, color, ascii)
    page.spread([Piece(clean(name), "bold")], Piece(found.verdict, "bold"))
    page.blank()
    page.wrap([Piece(SAYS[found.verdict], "bold")])
    page.blank()
    page.wrap([Piece("What shows it", "bold")])
    for signal in found.signals:
        mark = Piece("yes ", "bold") if signal.present else Piece("no  ", "grey")
        page.wrap([mark, Piece(clean(signal.says, 1000))], indent=2, hang=6)
    if found.tips:
        page.blank()
        page.wrap([Piece("It becomes clear when", "bold")])
        for tip in found.tips:
            page.wrap([Piece(tip)], indent=2, hang=4)
    page.blank()
    page.wrap([Piece("Who leads it", "bold")])
    page.wrap([Piece(clean(found.why, 1000))], indent=2, hang=2)
    if found.missing:
        page.blank()
        page.wrap([Piece(f"What is missing ({count(len(found.missing), 'thing')})", "bold")])
        for text in found.missing:
            page.wrap([Piece(clean(text, 1000))], indent=2, hang=4)
    return page.text()


def render_json(file: str, name: str, found: Leading) -> str:
    """The answer as JSON."""
    body: dict[str, Any] = {
        "version": 1,
        "programme": name,
        "file": file,
        "verdict": found.verdict,
        "signals": {signal.key: signal.present for signal in found.signals},
        "led_by": found.led_by,
        "fits": found.fits,
        "why": found.why,
        "tips": found.tips,
        "missing": found.missing,
    }
    return encode(body)
