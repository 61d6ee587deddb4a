"""A page of text: lines of styled pieces, wrapped by words to a width in cells."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programme_check.reports.escape import ascii_only, visible
from programme_check.reports.terminal.palette import Palette
from programme_check.words import MONTHS

NARROWEST, MEASURE = 40, 104
"""Below the first no line holds a date and its sentence; beyond the second the eye loses its place."""
EMOJI = "\ufe0f"
"""Makes an emoji of two columns of the sign before it, in newer terminals."""
WIDEST_GAP = 2
"""Blanks kept between two pieces; more of them come from the file, not from us."""
MONTH = "|".join(MONTHS)
BOUND = re.compile(
    rf"(?<=\d) (?=(?:{MONTH}|wk)\b|%|days?\.$)|(?<={MONTH}) (?=\d{{4}}\b)|(?<=Exit) (?=\d)"
    r"|(?<=Go-live) (?=[+-])|(?<=\bwk) (?=[+\d])"
)
"""Blanks at which no line breaks: within a date, between a number and what it counts."""
LEAST_WORDS, SHORT = 4, 9
"""Words of a line that can spare one, and columns of a word too short for a line of its own."""
HARD = "\0"
"""Stands for such a blank while lines are made; no text that may be shown holds it."""


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
    if character == EMOJI:
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def chop(word: str, room: int) -> list[str]:
    """A word too long for a line, in parts that fit."""
    if word.isascii() and len(word) <= room:
        return [word]
    parts, part, used = [], "", 0
    for character in word:
        wide = columns(character)
        if part and used + wide > room:
            parts.append(part)
            part, used = "", 0
        part += character
        used += wide
    return [*parts, part]


class Word(NamedTuple):
    """A word in one style, with the blanks before it and the columns it takes."""

    gap: int
    text: str
    style: str
    wide: int


def joined(words: Sequence[Word], indent: int) -> list[Piece]:
    """The words of a line as pieces, one for each run of words in the same style; blanks between runs have none."""
    pieces: list[Piece] = []
    run, style = [" " * indent], ""
    for gap, text, wanted, _ in words:
        if wanted != style:
            blanks = [] if style else run
            if style:
                pieces.append(Piece("".join(run), style))
            pieces.append(Piece("".join([*blanks, " " * gap])))
            run, style = [text], wanted
        else:
            run += (" " * gap, text) if gap != 1 else (" ", text)
    return [*pieces, Piece("".join(run), style)]


def tokens(text: str, style: str, gap: int, room: int) -> tuple[list[Word], int]:
    """The words of a piece, in parts of at most `room` columns, and the blanks it leaves before the next piece."""
    words = BOUND.sub(HARD, text).split()
    if not words:
        return [], min(gap + len(text), WIDEST_GAP)
    before = min(gap + len(text) - len(text.lstrip()), WIDEST_GAP)
    found = []
    for word in words:
        whole = word.replace(HARD, " ")
        for one in [whole] if cells(whole) <= room else whole.split():
            parts = [Word(0, part, style, cells(part)) for part in chop(one, room)]
            found += [parts[0]._replace(gap=before), *parts[1:]]
            before = 1
    return found, min(len(text) - len(text.rstrip()), WIDEST_GAP)


def balance(lines: list[list[Word]], room: int) -> None:
    """Give a word that would stand alone on the last line, but for its full stop, the one before it as company."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < LEAST_WORDS:
        return
    alone, other = lines[-1][0], lines[-2][-1]
    if alone.wide <= SHORT and other.gap and other.style == alone.style and other.wide + SHORT < room // 2:
        lines[-2].pop()
        lines[-1] = [other._replace(gap=0), alone._replace(gap=1)]


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

    def folded(self, text: str, room: int, *, most: int) -> list[str]:
        """The text made safe, on at most so many lines of so many columns; a mark where something was left out."""
        inner = Page(room, Palette(None), ascii=self.ascii)
        inner.wrap([Piece(text)])
        lines = inner.lines or [""]
        if len(lines) > most:
            lines[most - 1 :] = [self.cut(" ".join(lines[most - 1 :]), room)]
        return lines

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self, sign: str = "─", style: str = "grey") -> None:
        """A line across the page."""
        self.lines.append(self.palette.paint(self.safe(sign) * self.width, style))

    def write(self, pieces: Iterable[Piece]) -> None:
        """One line of pieces that are known to fit, without blanks at its end."""
        self.put([Piece(self.safe(piece.text), piece.style) for piece in pieces if piece.text])

    def put(self, kept: list[Piece]) -> None:
        """One line of pieces that are safe already, without blanks at its end."""
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
        words: list[Word] = []
        after = 0
        for piece in pieces:
            found, after = tokens(self.safe(piece.text), piece.style, after, self.width - hang)
            words += found
        lines: list[list[Word]] = [[]]
        used = indent
        for word in words:
            if used + word.gap + word.wide <= self.width:
                lines[-1].append(word)
                used += word.gap + word.wide
                continue
            if lines[-1]:
                lines.append([word._replace(gap=0)])
                used = hang + word.wide
            else:
                gap = max(0, self.width - used - word.wide)
                lines[-1].append(word._replace(gap=gap))
                used += gap + word.wide
        balance(lines, self.width - hang)
        for number, line in enumerate(lines):
            if line:
                self.put(joined(line, hang if number else indent))

    def text(self) -> str:
        """All lines, with a newline at the end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "\n".join(self.lines) + "\n" if self.lines else ""


def page_of(width: int, color: str | None, ascii: bool) -> Page:
    """An empty page for a terminal so many columns wide, within reason."""
    return Page(max(NARROWEST, min(width, MEASURE)), Palette(color), ascii=ascii)
