"""How much room a text takes on a slide. Nothing measures it for us, so it is taken to be a little too wide."""

import unicodedata

from programme_check.reports.escape import clean

WIDTHS = {
    **dict.fromkeys("ijlI.,;:'!|’·", 0.27),
    **dict.fromkeys(' ftr-()[]{}/\\"`“”', 0.36),
    **dict.fromkeys("mwMW@%—…", 0.89),
}
"""Parts of the size of type that a character takes in Calibri or the like."""
SMALL, CAPITAL, WIDE, OTHER = 0.53, 0.62, 1.02, 0.62
"""The same for small letters and digits, for capitals, for characters of East Asia, for what is left."""
CODE = 0.66
"""The same for every character of code, whatever font an office program has for it."""


def wide(text: str, size: float) -> float:
    """About how wide a text is, in points; bold ones too."""
    return size * sum(WIDTHS.get(sign) or across(sign) for sign in text)


def across(sign: str) -> float:
    """The part of the size of type that a character takes which is not in the table."""
    if sign.isascii():
        return CAPITAL if sign.isupper() else SMALL
    if unicodedata.combining(sign):
        return 0.0
    return WIDE if unicodedata.east_asian_width(sign) in "WF" else OTHER


def parts(text: str, size: float, *, code: bool) -> list[tuple[float, float]]:
    """How wide each word is, and the blank before it; with `code` what stands between backticks, not shown, is code."""
    blank, inside = wide(" ", size), False
    if not code:
        return [(blank, wide(word, size)) for word in text.split(" ")]
    made = []
    for word in text.split(" "):
        before, need = CODE * size if inside else blank, 0.0
        for number, part in enumerate(word.split("`")):
            inside ^= number > 0
            need += CODE * size * len(part) if inside else wide(part, size)
        made.append((before, need))
    return made


def lines(text: str, size: float, width: float, *, code: bool = False) -> int:
    """How many lines a text takes that is broken between words, and within one that is wider than the room."""
    count, used = 1, 0.0
    for blank, need in parts(text, size, code=code):
        if used and used + blank + need > width:
            count, used = count + 1, 0.0
        used += need + (blank if used else 0)
        while used > width:
            count, used = count + 1, used - width
    return count


def fitted(text: str, size: float, width: float, most: int = 1, *, code: bool = False) -> str:
    """A text as it may be shown in so many lines, cut where it is longer."""
    shown = clean(text, 2000)
    if lines(shown, size, width, code=code) <= most:
        return shown
    low, high = 0, len(shown)
    while low < high:  # the longest beginning that fits with the sign of what is left out
        middle = (low + high + 1) // 2
        if lines(shown[:middle].rstrip() + "…", size, width, code=code) <= most:
            low = middle
        else:
            high = middle - 1
    return shown[:low].rstrip(" `{[(,") + "…"


def shrunk(text: str, size: float, least: float, width: float) -> float:
    """The largest size, in half points down to the least, at which a text fits one line."""
    while size > least and wide(text, size) > width:
        size -= 0.5
    return size
