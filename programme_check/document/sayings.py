"""What libyaml says about a file, and what that means to somebody who does not know YAML's grammar."""

from typing import NamedTuple

ALIGN = "Lines that belong together start in the same column; text in quotes ends at the closing quote."
QUOTE = "Put quotes around the whole text."


class Saying(NamedTuple):
    """One complaint of libyaml's."""

    original: str
    """Words that its message contains."""
    message: str
    """Ours; `{character}` is the one at the position, `{line}` the line where the list or mapping began."""
    hint: str
    at_beginning: bool = False
    """Whether the place where the text, list or mapping began says more than the place where it went wrong."""


SAYINGS = (
    Saying(
        "block sequence entries are not allowed",
        "a list item (`- `) cannot stand here",
        "Start it on a line of its own.",
    ),
    Saying(
        "mapping keys are not allowed",
        "a key cannot stand here",
        ALIGN,
    ),
    Saying(
        "could not find expected ':'",
        "this line is no `key: value`: the colon is missing",
        "Write `key: value`.",
        at_beginning=True,
    ),
    Saying(
        "found character that cannot start any token",
        "a value cannot begin with `{character}`",
        QUOTE,
    ),
    Saying(
        "found unexpected end of stream",
        "the text that begins here with a quote has no closing quote",
        "Add the closing quote.",
        at_beginning=True,
    ),
    Saying(
        "found unexpected document indicator",
        "the text that begins here with a quote has no closing quote",
        "Add the closing quote.",
        at_beginning=True,
    ),
    Saying(
        "found unknown escape character",
        "a backslash and this letter mean nothing here",
        "In double quotes write `\\\\` for a backslash, or use single quotes.",
    ),
    Saying(
        "did not find expected hexdecimal number",
        "a number in base 16 is expected after this backslash",
        "In double quotes write `\\\\` for a backslash.",
    ),
    Saying(
        "found invalid Unicode character escape code",
        "this escape is no character",
        "Write the character itself.",
    ),
    Saying(
        "did not find expected alphabetic or numeric character",
        "`{character}` cannot begin a text: it makes or follows a link inside the file",
        QUOTE,
        at_beginning=True,
    ),
    Saying(
        "found an indentation indicator",
        "`0` cannot follow `|` or `>`",
        "Start the text on the next line, or put quotes around it.",
        at_beginning=True,
    ),
    Saying(
        "found unexpected ':'",
        "a colon cannot stand here, in a list or a mapping on one line",
        "Write a blank after the colon of a key, and quotes around text that begins with a colon.",
    ),
    Saying(
        "did not find expected comment or line break",
        "nothing may follow `|` or `>` on this line",
        "Start the text on the next line, or put quotes around it.",
        at_beginning=True,
    ),
    Saying(
        "did not find expected ',' or ']'",
        "the list that begins on line {line} with `[` is not closed before this",
        "Add `]`, or a comma between two items.",
    ),
    Saying(
        "did not find expected ',' or '}'",
        "the mapping that begins on line {line} with `{` is not closed before this",
        "Add `}`, or a comma between two entries.",
    ),
    Saying(
        "did not find expected '-' indicator",
        "this line does not belong to the list above it",
        "Start it with `- `, or indent it like the lines it belongs to.",
    ),
    Saying(
        "did not find expected node content",
        "a value is expected here",
        "Write a value, or put quotes around text that begins with a bracket, a brace or a comma.",
    ),
    Saying(
        "did not find expected key",
        "this does not fit what stands before it",
        ALIGN,
    ),
    Saying(
        "did not find expected <document start>",
        "nothing may follow the line `...`, which ends the file",
        "Remove that line.",
    ),
    Saying(
        "directive",
        "a line that begins with `%` cannot stand here",
        QUOTE,
    ),
    Saying(
        "incompatible YAML document",
        "this version of YAML is not known",
        "Remove the line that begins with `%YAML`.",
    ),
)
