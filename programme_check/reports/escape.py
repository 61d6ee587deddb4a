"""What makes text from a programme file safe to show: hidden characters become visible, whatever they would have done.

A plan file can hold anything, and its names reach terminals, logs and documents. Nothing of it may act there.
"""

import unicodedata

HIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co"})
"""Unicode categories that have no shape of their own, or change that of others."""
JOINERS = frozenset("\u200c\u200d")
"""Zero width joiners, which some scripts and emoji need."""
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
    """The text on one line, with every hidden character drawn as its escape: `\\x1b`, `\\u202e`."""
    if text.isprintable():
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    composed = unicodedata.normalize("NFC", text)
    return "".join(character if shows(character) else drawn(character) for character in composed)


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
    return "".join(character if ord(character) < 128 else bare(character) for character in swapped)


def bare(character: str) -> str:
    """The ASCII letter under an accent, else the escape of the character."""
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return base or drawn(character)
