"""A page of text: lines of styled pieces, wrapped by words to a width in cells."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programme_check.reports.escape import ascii_only, visible
from programme_check.reports.terminal.palette import Palette

NARROWEST, MEASURE = 40, 104
"""Below the first no line holds a date and its sentence; beyond the second the eye loses its place."""
WIDEST_GAP = 2
"""Blanks kept between two pieces; more of them come from the file, not from us."""


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    style: str = ""


def cells(text: str) -> int:
    """How many columns a text takes: wide East Asian characters two, combining ones and joiners none."""
    if text.isascii():
        return len(text)
    return sum(map(columns, text))


def columns(character: str) -> int:
    """How many columns one visible character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def chop(word: str, room: int) -> list[str]:
    """A word too long for a line, in parts that fit."""
    parts, part, used = [], "", 0
    for character in word:
        wide = columns(character)
        if part and used + wide > room:
            parts.append(part)
            part, used = "", 0
        part += character
        used += wide
    return [*parts, part]


def add(line: list[Piece], gap: int, word: str, style: str) -> None:
    """Put a word at the end of a line, together with what stands there in the same style."""
    last = line[-1] if line else Piece("")
    if line and last.style == style:
        line[-1] = Piece(f"{last.text}{' ' * gap}{word}", style)
    elif gap and style:
        add(line, 0, " " * gap, "")
        line.append(Piece(word, style))
    else:
        line.append(Piece(f"{' ' * gap}{word}", style))


def tokens(text: str, style: str, gap: int) -> tuple[list[tuple[int, str, str]], int]:
    """The words of a piece with the blanks before each, and the blanks it leaves before the next piece."""
    words = text.split()
    if not words:
        return [], min(gap + len(text), WIDEST_GAP)
    lead = min(gap + len(text) - len(text.lstrip()), WIDEST_GAP)
    found = [(lead, words[0], style)]
    found += [(1, word, style) for word in words[1:]]
    return found, min(len(text) - len(text.rstrip()), WIDEST_GAP)


class Page:
    """Collects lines. All text passes the sanitiser here, so that no writer can forget it."""

    def __init__(self, width: int, palette: Palette, *, ascii: bool) -> None:
        self.width = width
        self.palette = palette
        self.ascii = ascii
        self.lines: list[str] = []

    def safe(self, text: str) -> str:
        """Text that can do nothing but be read, in the signs that the output has."""
        shown = visible(text)
        return ascii_only(shown) if self.ascii else shown

    def cut(self, text: str, room: int) -> str:
        """The text made safe, in at most so many columns, with a mark where something was left out."""
        shown = self.safe(text)
        if cells(shown) <= room:
            return shown
        mark = self.safe("…")
        return chop(shown, room - len(mark))[0].rstrip() + mark

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self, sign: str = "─", style: str = "grey") -> None:
        """A line across the page."""
        self.lines.append(self.palette.paint(self.safe(sign) * self.width, style))

    def write(self, pieces: Iterable[Piece]) -> None:
        """One line of pieces that are known to fit, without blanks at its end."""
        kept = [Piece(self.safe(piece.text), piece.style) for piece in pieces if piece.text]
        while kept and not kept[-1].text.strip():
            kept.pop()
        if kept:
            kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].style)
        self.lines.append("".join([self.palette.paint(piece.text, piece.style) for piece in kept]))

    def spread(self, left: Sequence[Piece], right: Piece, hang: int = 2) -> None:
        """A line with something at the right edge; where the two do not fit, on a line of its own at `hang`."""
        gap = self.width - self.taken([*left, right])
        if gap >= WIDEST_GAP:
            self.write([*left, Piece(" " * gap), right])
            return
        self.wrap(left, hang=hang)
        self.keep(right, hang)

    def taken(self, pieces: Sequence[Piece]) -> int:
        """The columns that pieces take side by side."""
        return sum(cells(self.safe(piece.text)) for piece in pieces)

    def keep(self, piece: Piece, indent: int) -> None:
        """A piece on lines of its own, moved left rather than broken where that helps: a path should stay a link."""
        start = indent if indent + self.taken([piece]) <= self.width else min(indent, 2)
        self.wrap([piece], indent=start, hang=start)

    def wrap(self, pieces: Iterable[Piece], *, indent: int = 0, hang: int = 0) -> None:
        """Pieces as running text, the first line at `indent` columns, the others at `hang`."""
        words: list[tuple[int, str, str]] = []
        after = 0
        for piece in pieces:
            found, after = tokens(self.safe(piece.text), piece.style, after)
            words += found
        line = [Piece(" " * indent)]
        used, empty, room = indent, True, self.width - hang
        for gap, word, style in words:
            wide = cells(word)
            for number, part in enumerate([word] if wide <= room else chop(word, room)):
                before, wide = (0 if number else gap), cells(part)
                if not empty and used + before + wide > self.width:
                    self.write(line)
                    line, used, before = [Piece(" " * hang)], hang, 0
                elif empty:
                    before = max(0, min(before, self.width - used - wide))
                add(line, before, part, style)
                used += before + wide
                empty = False
        if not empty:
            self.write(line)

    def text(self) -> str:
        """All lines, with a newline at the end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "\n".join(self.lines) + "\n" if self.lines else ""


def page_of(width: int, color: str | None, ascii: bool) -> Page:
    """An empty page for a terminal so many columns wide, within reason."""
    return Page(max(NARROWEST, min(width, MEASURE)), Palette(color), ascii=ascii)
