"""The hash by which GitHub's code scanning knows a line again: of its first hundred characters and what follows them.

GitHub works it out itself when a log is uploaded and warns of one that differs, so that it has to be the same to the
last bit: a polynomial over UTF-16 units modulo 2**64, blanks left out, every line end as one, and a counter behind it.
"""

import re
import sys
from array import array

WINDOW, FACTOR, MASK = 100, 37, 2**64 - 1
END_OF_FILE = "\uffff"
"""Stands behind the last character, with as many zeros as a window has places."""


def line_hashes(text: str) -> list[str]:
    """A hash for each line of the text, such as `a7f2ff13bc495cf2:1`; the number tells lines apart that hash alike."""
    dense = re.sub("[ \t]", "", re.sub("\r\n?", "\n", text)) + END_OF_FILE
    units = array("H", dense.encode(f"utf-16-{sys.byteorder[0]}e", "surrogatepass"))
    sums = [0]
    for unit in units:
        sums.append((sums[-1] * FACTOR + unit) & MASK)
    drop = pow(FACTOR, WINDOW, MASK + 1)
    starts = [0, *(place + 1 for place, unit in enumerate(units) if unit == ord("\n"))]
    found, seen = [], dict[int, int]()
    for start in starts:
        short = max(0, start + WINDOW - len(units))
        ended = sums[min(start + WINDOW, len(units))] * pow(FACTOR, short, MASK + 1)
        value = (ended - sums[start] * drop) & MASK
        seen[value] = seen.get(value, 0) + 1
        found.append(f"{value:x}:{seen[value]}")
    return found
