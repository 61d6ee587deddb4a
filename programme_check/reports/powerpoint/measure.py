"""How much room a text takes on a slide. Nothing measures it for us, so it is taken to be rather too wide."""

from programme_check.reports.escape import clean
from programme_check.reports.html.axis import spread

PIXELS = 11.0
"""The size of type for which `spread` tells the width."""
LEADING = 1.2
"""The height of a line in sizes of its type."""


def wide(text: str, size: float) -> float:
    """About how wide a text is, in points."""
    return spread(text) / PIXELS * size


def lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes that is broken between words, and within one that is wider than the room."""
    count, used = 1, 0.0
    for word in text.split(" "):
        need = wide(word, size)
        if used and used + wide(" ", size) + need > width:
            count, used = count + 1, 0.0
        used += need + (wide(" ", size) if used else 0)
        while used > width:
            count, used = count + 1, used - width
    return count


def fitted(text: str, size: float, width: float, most: int = 1) -> str:
    """A text as it may be shown in so many lines, cut where it is longer."""
    shown = clean(text, 2000)
    if lines(shown, size, width) <= most:
        return shown
    low, high = 0, len(shown)
    while low < high:  # the longest beginning that fits with the sign of what is left out
        middle = (low + high + 1) // 2
        if lines(shown[:middle].rstrip() + "…", size, width) <= most:
            low = middle
        else:
            high = middle - 1
    return shown[:low].rstrip() + "…"


def shrunk(text: str, size: float, least: float, width: float) -> float:
    """The largest size, in half points down to the least, at which a text fits one line."""
    while size > least and wide(text, size) > width:
        size -= 0.5
    return size


def high(*parts: tuple[str, float, float]) -> float:
    """The height of paragraphs, each a text with its size and the width it has."""
    return sum(lines(text, size, width) * size * LEADING for text, size, width in parts)
