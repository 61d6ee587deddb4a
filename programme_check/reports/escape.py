"""What makes text from a programme file safe to show: hidden characters become visible, whatever they would have done.

A plan file can hold anything, and its names reach terminals, logs and documents. Nothing of it may act there.
"""

import re
import unicodedata
from functools import cache

HIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co"})
"""Unicode categories that have no shape of their own, or change that of others."""
JOINERS = frozenset("\u200c\u200d")
"""Zero width joiners, which some scripts and emoji need."""
COMMAND = re.compile(r":(?=:[a-z])|#(?=#(?:vso)?\[)", re.IGNORECASE)
"""Where a command to GitHub Actions (`::error`) or Azure Pipelines (`##vso[`, `##[`) begins. Both read whole logs."""
JSON_HIDDEN = re.compile(
    rb"\x7f|\xc2[\x80-\x9f\xad]|\xd8\x9c|\xe2\x80[\x8b\x8e\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xef\xbf[\xb9-\xbb]"
    rb"|\xf3\xa0[\x80-\x81][\x80-\xbf]|#(?=#(?:[vV][sS][oO])?\[)"
)
"""The same in UTF-8: control characters beyond those that every encoder escapes, what turns or hides the text around
it, and the beginning of a command. All stand within strings, where an escape means the same."""
PLAIN = {
    "■": "X",
    "▲": "!",
    "●": "o",
    "○": "-",
    "◆": "*",
    "━": "=",
    "─": "-",
    "╌": ".",
    "╎": ":",
    "╵": "'",
    "│": "|",
    "├": "|",
    "└": "`",
    "–": "-",
    "—": "-",
    "…": "...",
    "·": "-",
    "×": "x",
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "’": "'",
    "“": '"',
    "”": '"',
}
"""What stands for our own signs where only ASCII can be shown."""


def visible(text: str) -> str:
    """The text on one line, with every hidden character drawn as its escape: `\\x1b`, `\\u202e`.

    What a build server would take for a command (`::error`, `##vso[`) begins with an escape too.
    """
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    if not composed.isprintable():
        composed = "".join(character if shows(character) else drawn(character) for character in composed)
    return disarmed(composed)


def disarmed(text: str) -> str:
    """The text without commands to build servers, which obey them wherever a line of a log holds one."""
    if "::" not in text and "##" not in text:
        return text
    return COMMAND.sub(lambda found: drawn(found.group()), text)


def shows(character: str) -> bool:
    """Whether a character has a shape and leaves the others alone."""
    return character in JOINERS or unicodedata.category(character) not in HIDDEN


def drawn(character: str) -> str:
    """A hidden character as people write it."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def clean(text: str, most: int = 200) -> str:
    """A name as it may be shown: visible, on one line, at most so many characters."""
    shown = visible(text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def ascii_only(text: str) -> str:
    """The text in ASCII: our own signs by their stand-ins, letters without their accents, the rest as escapes."""
    if text.isascii():
        return text
    swapped = "".join(PLAIN.get(character, character) for character in text)
    if swapped.isascii():
        return swapped
    # full-width colons and hashes become plain ones here, so that a command can arise anew
    return disarmed("".join(character if ord(character) < 128 else bare(character) for character in swapped))


def json_inert(data: bytes) -> bytes:
    """JSON with escapes for what would act on a terminal or a build server that shows it; whoever decodes it gets the
    same texts."""
    return JSON_HIDDEN.sub(json_escape, data)


def json_escape(found: re.Match[bytes]) -> bytes:
    """A character as JSON escapes it, one beyond the first 65,536 as the two halves of its pair."""
    units = found.group().decode().encode("utf-16-be")
    return b"".join(b"\\u" + units[at : at + 2].hex().encode() for at in range(0, len(units), 2))


MARKED = re.compile(r"[\\`*_\[\]#|~!]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
ADDRESS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
"""Where Markdown takes a text for an address and makes a link of it."""
REFERENCE = re.compile(r"@|[#!~&](?=\w)|GH-(?=\d)|:(?=[\w+-]+:)", re.IGNORECASE)
"""Where GitHub and GitLab begin a mention, a reference to an issue or an emoji. They look for these in what they show,
where no escape is left: only a space without width between sign and name keeps them apart."""
SEVERED = "&#8203;"


def markdown(text: str) -> str:
    """The text as Markdown that shows it and does nothing else: no markup, no links, no mentions, no references."""
    return SEVERED.join(map(inert_markdown, severed(visible(text))))


def severed(text: str) -> list[str]:
    """The pieces of a text between which a space without width has to stand."""
    ends = [found.end() for found in REFERENCE.finditer(text)]
    return [text[begin:end] for begin, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def inert_markdown(text: str) -> str:
    """A piece of text with its markup escaped and its addresses broken."""
    shown = MARKED.sub(lambda found: "\\" + found.group(), text)
    inert = "".join(ENTITIES.get(character, character) for character in shown)
    return ADDRESS.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found.group()), inert)


def bare(character: str) -> str:
    """The ASCII letter under an accent, else the escape of the character."""
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return base or drawn(character)


@cache
def forbidden() -> re.Pattern[str]:
    """The characters that XML 1.0 forbids; a pattern of that width takes longer to compile than to use."""
    return re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text without the characters that XML 1.0 forbids, which no escape can name."""
    return forbidden().sub("\ufffd", text)
