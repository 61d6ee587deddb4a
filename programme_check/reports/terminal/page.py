"""A page of text: lines of styled pieces, wrapped by words to a width in cells."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from programme_check.reports.escape import ascii_only, visible
from programme_check.reports.terminal.palette import Palette


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    style: str = ""


def cells(text: str) -> int:
    """How many columns a text takes: wide East Asian characters two, combining ones none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    none = sum(bool(unicodedata.combining(character)) or character in "\u200c\u200d\ufe0f" for character in text)
    return len(text) + wide - none


def cut(text: str, room: int) -> str:
    """The text in at most so many columns, with a mark where something was left out."""
    if cells(text) <= room:
        return text
    kept = ""
    for character in text:
        if cells(kept + character) > room - 1:
            break
        kept += character
    return kept.rstrip() + "…" if room > 0 else ""


def chop(word: str, room: int) -> list[str]:
    """A word too long for a line, in parts that fit."""
    parts, part = [], ""
    for character in word:
        if part and cells(part) + cells(character) > room:
            parts.append(part)
            part = ""
        part += character
    return [*parts, part]


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

    def blank(self) -> None:
        """An empty line, never two in a row."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def rule(self, sign: str = "─", style: str = "grey") -> None:
        """A line across the page."""
        self.lines.append(self.palette.paint(self.safe(sign) * self.width, style))

    def write(self, pieces: Sequence[Piece]) -> None:
        """One line of pieces that are known to fit."""
        painted = [self.palette.paint(piece.text, piece.style) for piece in pieces if piece.text]
        self.lines.append("".join(painted).rstrip() if not self.palette.depth else "".join(painted))

    def spread(self, left: Sequence[Piece], right: Piece, hang: int = 2) -> None:
        """A line with something at the right edge; where the two do not fit, on a line of its own at `hang`."""
        left = [Piece(self.safe(piece.text), piece.style) for piece in left]
        right = Piece(self.safe(right.text), right.style)
        used = sum(cells(piece.text) for piece in left)
        gap = self.width - used - cells(right.text)
        if gap >= 2:
            self.write([*left, Piece(" " * gap), right])
            return
        self.wrap(left, hang=hang)
        self.wrap([right], indent=hang, hang=hang)

    def wrap(self, pieces: Iterable[Piece], *, indent: int = 0, hang: int = 0) -> None:
        """Pieces as running text, the first line at `indent` columns, the others at `hang`."""
        line: list[Piece] = [Piece(" " * indent)] if indent else []
        used, empty, glue = indent, True, False
        for piece in pieces:
            text = self.safe(piece.text)
            if text.startswith(" ") and empty:
                lead = text[: len(text) - len(text.lstrip(" "))]
                line.append(Piece(lead))
                used += len(lead)
            glue = glue and not text.startswith(" ")
            for number, word in enumerate(text.split()):
                joined = glue and number == 0
                for part in chop(word, self.width - hang) if cells(word) > self.width - hang else [word]:
                    space = 0 if empty or joined else 1
                    if not empty and used + space + cells(part) > self.width:
                        self.write(line)
                        line, used, space = [Piece(" " * hang)] if hang else [], hang, 0
                    line.append(Piece(" " * space))
                    line.append(Piece(part, piece.style))
                    used += space + cells(part)
                    empty, joined = False, False
            glue = not text.endswith(" ") and bool(text)
        if not empty:
            self.write(line)

    def text(self) -> str:
        """All lines, with a newline at the end."""
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return "\n".join(self.lines) + "\n" if self.lines else ""
