"""What can be shown where the text goes: its width, its colours, its signs."""

import os
import sys
from typing import NamedTuple, TextIO

from programme_check.cli import words

WHEN = ("auto", "always", "never")
NARROWEST = 40
"""Below this no line holds a date and its sentence; narrower terminals get this width."""
WIDEST = 120
"""Lines longer than this are hard to follow with the eye, however wide the terminal is."""
PIPED = 100
SIGNS = "■▲●○◆━─╌╎╵├└│—–…·×→≥≤’“”"
"""Every sign the reports use beside letters; where the output cannot hold them, ASCII stands in for all."""


class Screen(NamedTuple):
    """How text has to be written for where it goes."""

    width: int
    color: str | None
    """`standard` (16 colours), `256`, `truecolor`, `bold` for weight without colour, or None for plain text."""
    ascii: bool


def screen(*, width: int | None = None, color: str = "auto", ascii: bool = False, to_file: bool = False) -> Screen:
    """What the options, the environment and the terminal together allow. Raises BadParameter for a wrong `color`."""
    stream = None if to_file else sys.__stdout__
    terminal = stream is not None and stream.isatty()
    return Screen(
        width=width or columns(stream if terminal else None),
        color=colors(words.one_of(color, WHEN, "--color"), terminal),
        ascii=ascii or (terminal and dumb()) or not holds_signs(stream),
    )


def columns(terminal: TextIO | None) -> int:
    """COLUMNS, else the terminal's width within reason, else the width for text that goes elsewhere."""
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted[:5]) > 0:
        return max(NARROWEST, min(int(wanted[:5]), 1000))
    if terminal is None:
        return PIPED
    try:
        found = os.get_terminal_size(terminal.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return max(NARROWEST, min(found, WIDEST)) if found else PIPED


def dumb() -> bool:
    """Whether the terminal says that it can do nothing but print."""
    return os.environ.get("TERM") in {"dumb", "unknown"}


def colors(when: str, terminal: bool) -> str | None:
    """How many colours to use: the option wins, then NO_COLOR, FORCE_COLOR, and whether it is a terminal.

    NO_COLOR leaves a terminal its bold; plain text is what `never` and everything but a terminal get.
    """
    if when == "never":
        return None
    if when == "auto":
        if os.environ.get("NO_COLOR"):
            return "bold" if terminal and not dumb() and understands_colors() else None
        forced = os.environ.get("FORCE_COLOR", "")
        if forced.lower() in {"0", "false"}:
            return None
        if not forced and not (terminal and not dumb() and understands_colors()):
            return None
    return depth()


def understands_colors() -> bool:
    """Old Windows consoles show colour codes as text; those that do not say so in the environment."""
    signs = ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON")
    return os.name != "nt" or any(os.environ.get(name) for name in signs)


def depth() -> str:
    """How many colours the terminal has, by what it says of itself."""
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or os.environ.get("WT_SESSION"):
        return "truecolor"
    term = os.environ.get("TERM", "")
    if term.endswith(("-direct", "-truecolor")):
        return "truecolor"
    return "256" if "256color" in term or term.startswith("xterm-kitty") else "standard"


def holds_signs(stream: TextIO | None) -> bool:
    """Whether the encoding of the output has our signs; Windows' cp1252 and plain ASCII have not."""
    if stream is None:
        return True
    try:
        SIGNS.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
