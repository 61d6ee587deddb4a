"""One file as it was read, and what is wrong with it."""

import re
from typing import Any

from programme_check.document.positions import Mirror, unpack
from programme_check.document.scalars import is_hidden
from programme_check.findings import Path, Problem

LINE_BREAK = re.compile(r"\r\n|\r|\n")
LONGEST_EXCERPT = 240
"""Characters; a caret under a longer line helps nobody."""


class Fault(Exception):
    """Something wrong at a position. It becomes a Problem once the file's name is known."""

    def __init__(self, position: int, code: str, message: str, hint: str = "", *, excerpt: bool = False) -> None:
        super().__init__(message)
        self.position = position
        self.code = code
        self.message = message
        self.hint = hint
        self.excerpt = excerpt


class Source:
    """One file: its bytes, and after reading its data, positions and faults."""

    def __init__(self, name: str, index: int, raw: bytes) -> None:
        self.name = name
        """As people gave it, with forward slashes."""
        self.index = index
        """Which file of the document it is; part of every position."""
        self.raw = raw
        self.data: dict[str, Any] = {}
        self.mirror: Mirror = [0]
        self.soft: list[Path] = []
        self.hidden: list[tuple[int, str]] = []
        self.faults: list[Fault] = []
        self._lines: list[str] | None = None

    def line(self, number: int) -> str:
        """A line of the text, without its end; hidden characters are replaced one for one. Empty when there is none."""
        if self._lines is None:
            self._lines = LINE_BREAK.split(self.raw.decode("utf-8-sig", "replace"))
        text = self._lines[number - 1] if 0 < number <= len(self._lines) else ""
        if text.isprintable():
            return text
        return "".join("�" if is_hidden(each) and each != "\t" else each for each in text)

    def problems(self) -> list[Problem]:
        """What is wrong, in file order."""
        return [self.problem(fault) for fault in sorted(self.faults, key=lambda fault: fault.position)]

    def problem(self, fault: Fault) -> Problem:
        """A fault with its file's name and, where it asks for it, the source line."""
        _, line, column = unpack(fault.position)
        excerpt = self.line(line) if fault.excerpt else ""
        if len(excerpt) > LONGEST_EXCERPT:
            excerpt = ""
        return Problem(self.name, line, column, "", fault.code, fault.message, fault.hint, excerpt)
