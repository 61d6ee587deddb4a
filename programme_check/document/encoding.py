"""What can be told from the bytes alone: size, encoding, and characters that no text file should hold."""

import codecs
import re

from programme_check.document.positions import Limits, pack
from programme_check.document.scalars import escape
from programme_check.document.source import LINE_BREAK, Fault, Source

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
ASTRAY = tuple(character.encode() for character in "\x85\u2028\u2029\ufeff")
"""What libyaml counts as a line end or drops, and editors do not: positions would go astray."""
TAG_DIRECTIVE = re.compile(rb"(?:[ \t]*(?:#[^\r\n]*|%(?!TAG)[^\r\n]*)?[\r\n])*%TAG")
"""Refused before libyaml sees it, which compares each of them with all the others."""
SAVE = "Open it in your editor and save it with the encoding UTF-8."


def refuse_bytes(source: Source, limits: Limits) -> bool:
    """Whether the bytes are refused; the reason is then among the source's faults."""
    raw = source.raw
    first = pack(source.index, 1, 1)
    if len(raw) > limits.size:
        message = f"the file is larger than {limits.size // (1024 * 1024)} MB, the most that is read"
        source.faults.append(Fault(first, "too-large", message, "Split it with `include`."))
    elif raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or is_wide(raw):
        source.faults.append(Fault(first, "not-utf8", "not UTF-8 but UTF-16; save as UTF-8", SAVE))
    else:
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            message = f"not UTF-8: byte 0x{raw[error.start]:02x}; save the file as UTF-8"
            at = position(source, raw[: error.start].decode())
            source.faults.append(Fault(at, "not-utf8", message, SAVE))
    after_mark = raw.removeprefix(codecs.BOM_UTF8)
    if not source.faults and any(each in after_mark for each in ASTRAY):
        refuse_characters(source)
    directive = None if source.faults else TAG_DIRECTIVE.match(after_mark)
    if directive:
        at = position(source, after_mark[: directive.end() - 4].decode())
        hint = "Remove the line, and the tags it is for."
        source.faults.append(Fault(at, "tag", "`%TAG` prepares for tags; tags are not used in this file", hint))
    return bool(source.faults)


def is_wide(raw: bytes) -> bool:
    """Whether every other byte is zero at the beginning, as in UTF-16 without a mark."""
    zeros = [byte == 0 for byte in raw[:4]]
    return zeros in ([False, True, False, True], [True, False, True, False])


def refuse_characters(source: Source) -> bool:
    """Note the first control character or odd line break; False when there is none."""
    text = source.raw.decode("utf-8-sig")
    found = FORBIDDEN.search(text)
    if found is None:
        return False
    character = found.group()
    kind = (
        "a character that most editors do not show" if character in "\x85\u2028\u2029\ufeff" else "a control character"
    )
    message = f"{kind} (`{escape(character)}`) stands here; a programme file is plain text"
    at = position(source, text[: found.start()])
    source.faults.append(Fault(at, "control-character", message, "Delete it; editors can search for it by its code."))
    return True


def position(source: Source, before: str) -> int:
    """The position after a piece of text from the beginning of the file."""
    before = before.removeprefix("\ufeff")
    lines = LINE_BREAK.split(before)
    return pack(source.index, len(lines), len(lines[-1]) + 1)
