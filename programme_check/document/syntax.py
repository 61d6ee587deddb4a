"""What libyaml complains of, in words for people who do not know YAML's grammar."""

import re
from typing import Any

from programme_check.document.encoding import refuse_characters
from programme_check.document.positions import pack
from programme_check.document.sayings import ALIGN, QUOTE, SAYINGS
from programme_check.document.source import Fault, Source

TAB = "a tab indents this line; YAML needs spaces"
UNREADABLE = "this is not readable as YAML"
TAB_HINT = "Replace the tab by spaces; most editors can do this for the whole file."
COLON = 'Put quotes around text that holds a colon: `name: "Phase 1: build"`.'


def explain_syntax(source: Source, error: Any) -> Fault:
    """The fault that stands for an error of libyaml's."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        # libyaml stops at a character; where it stands is found in the text.
        refuse_characters(source)
        return source.faults.pop() if source.faults else Fault(pack(source.index, 1, 1), "syntax", UNREADABLE)
    began = getattr(error, "context_mark", None) or mark
    problem, context = str(error.problem), str(error.context)
    tab = find_tab(source, problem, mark, began)
    if tab is not None:
        return tab
    line, column = mark.line + 1, mark.column + 1
    if "tag" in problem or "tag" in context or "'!'" in problem:
        message = "text begins with `!` here, which marks a tag; tags are not used in this file"
        return fault(source, (line, column), "tag", message, QUOTE)
    if "mapping values are not allowed" in problem:
        return second_colon(source, line, column)
    for saying in SAYINGS:
        if saying.original in problem or saying.original in context:
            if saying.at_beginning:
                line, column = began.line + 1, began.column + 1
            character = source.line(line)[column - 1 : column]
            message = saying.message.replace("{character}", character).replace("{line}", str(began.line + 1))
            return fault(source, (line, column), "syntax", message, saying.hint)
    return fault(source, (line, column), "syntax", UNREADABLE, ALIGN)


def fault(source: Source, place: tuple[int, int], code: str, message: str, hint: str) -> Fault:
    """A fault that shows the source line. A file that ends too early is shown at its last line with text."""
    line, column = place
    while line > 1 and not source.line(line).strip():
        line -= 1
        column = len(source.line(line)) + 1
    return Fault(pack(source.index, line, column), code, message, hint, excerpt=True)


def find_tab(source: Source, problem: str, mark: Any, began: Any) -> Fault | None:
    """The fault for a tab among the blanks that begin a line, if that is what libyaml stumbled over."""
    if "tab" not in problem and "cannot start any token" not in problem and "expected" not in problem:
        return None
    for line in (mark.line + 1, began.line + 1):
        blanks = re.match(r"[ \t]*", source.line(line))
        if blanks and "\t" in blanks.group():
            return fault(source, (line, blanks.group().index("\t") + 1), "tab-indentation", TAB, TAB_HINT)
    return None


def second_colon(source: Source, line: int, column: int) -> Fault:
    """A colon where none may stand: inside a text, or on a line that is indented too far."""
    before = source.line(line)[: column - 1]
    if re.search(r":\s", before):
        message = "a second colon followed by a space stands on this line"
        return fault(source, (line, column), "syntax", message, COLON)
    message = "this line does not fit the one above it, which is a finished `key: value` or lacks its colon"
    return fault(source, (line, column), "syntax", message, ALIGN)
