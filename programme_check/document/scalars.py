"""YAML 1.2 core schema scalars, each distinct text resolved once, and text made safe to show."""

import re
from typing import Any

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
WORDS: dict[str, Any] = dict.fromkeys(NULLS) | {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
MAY_BE_NUMBER = frozenset("0123456789+-.")
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
# The core schema also reads 007 as the number 7; people who write it mean an identifier.
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
JOINERS = "\u200c\u200d"


class Merge:
    """The plain key `<<`: the mapping takes in the keys of another."""

    def __str__(self) -> str:
        return "<<"


MERGE = Merge()


def resolve(text: str, digits: int) -> Any:
    """The value of a plain scalar. Text, infinities and numbers beyond `digits` digits stay text."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in MAY_BE_NUMBER or len(text) > digits:
        return text
    if INTEGER.fullmatch(text):
        return int(text)
    if FLOAT.fullmatch(text):
        number = float(text)
        return text if number in (float("inf"), float("-inf")) else number
    if OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    return text


def is_hidden(character: str) -> bool:
    """Whether a character changes what is seen without being seen: controls, overrides, zero widths."""
    import unicodedata

    if character in JOINERS:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    """Text with every hidden character written as an escape, such as `\\x1b` or `\\u202e`."""
    if text.isprintable():
        return text
    return "".join(escape(character) if is_hidden(character) else character for character in text)


def escape(character: str) -> str:
    """A character as its code: `\\x1b`, `\\u202e`, `\\U000e0001`."""
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def shorten(text: str, most: int = 60) -> str:
    """Text made visible on one line of at most `most` characters."""
    text = visible(text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"


class Scalars:
    """Memos from scalar text to value, and what was met on the way."""

    def __init__(self, digits: int) -> None:
        self.soft: set[str] = set()
        """Keys that begin with `x-` or `!`."""
        self.hidden: set[str] = set()
        """Texts with hidden characters in them; a value may have line breaks and tabs."""
        self.plain: dict[str, Any] = Plain(self, digits)
        self.quoted: dict[str, str] = Quoted(self)
        self.keys: dict[str, Any] = PlainKeys(self)
        self.quoted_keys: dict[str, str] = QuotedKeys(self)

    def look(self, text: str, allowed: str = "\n\t") -> str:
        """Note a text with hidden characters; the text itself comes back."""
        if not text.isprintable() and any(is_hidden(each) and each not in allowed for each in text):
            self.hidden.add(text)
        return text

    def look_at_key(self, text: str) -> str:
        """Note a key that is soft or has hidden characters; the key itself comes back."""
        if text.startswith(("x-", "!")):
            self.soft.add(text)
        return self.look(text, "")


class Memo(dict[str, Any]):
    """A dictionary that works out what it lacks, once."""

    def __init__(self, scalars: Scalars) -> None:
        self.scalars = scalars


class Plain(Memo):
    """Values without quotes."""

    def __init__(self, scalars: Scalars, digits: int) -> None:
        super().__init__(scalars)
        self.digits = digits

    def __missing__(self, text: str) -> Any:
        value = self[text] = resolve(self.scalars.look(text), self.digits)
        return value


class Quoted(Memo):
    """Values in quotes, or in a block: always text."""

    def __missing__(self, text: str) -> str:
        self[text] = self.scalars.look(text)
        return text


class PlainKeys(Memo):
    """Keys without quotes: their text, whatever it looks like; None for an empty key, MERGE for `<<`."""

    def __missing__(self, text: str) -> Any:
        key: Any = self.scalars.look_at_key(text)
        key = self[text] = None if text in NULLS else MERGE if text == "<<" else key
        return key


class QuotedKeys(Memo):
    """Keys in quotes: always text."""

    def __missing__(self, text: str) -> str:
        self[text] = self.scalars.look_at_key(text)
        return text
