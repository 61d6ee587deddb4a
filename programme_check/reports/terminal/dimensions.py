"""The status table: one line per dimension, the worst first, in as many columns as fit."""

from collections.abc import Sequence

from programme_check.reports.terminal.page import Page, Piece
from programme_check.reports.terminal.palette import SIGNS, WORDS
from programme_check.verdict import Dimension, Status
from programme_check.words import count

TWO_COLUMNS, FOUR_COLUMNS = 60, 96
"""Widths from which the table stands in two columns, and in four with the note on a second line."""
GAP = 2
"""Blanks between two columns, at the least."""
MOST_GAP = 6
"""And at the most, of four."""
ORDER = (Status.RED, Status.AMBER, Status.GREEN, Status.NOT_SET)


def pill(status: Status) -> str:
    """A status as sign and word, with a blank on either side for the colour behind it."""
    return f" {SIGNS[status]} {WORDS[status]} "


def note(dimension: Dimension) -> str:
    """What stands behind the status of a dimension, in at most twelve characters up to 999 findings."""
    if dimension.note:
        return dimension.note
    if dimension.errors:
        return count(dimension.errors, "error")
    if dimension.warnings:
        return count(dimension.warnings, "warning")
    if dimension.status is Status.NOT_SET:
        return "no data"
    return count(dimension.infos, "info") if dimension.infos else "clear"


def dimensions(page: Page, found: Sequence[Dimension]) -> None:
    """The whole table, filled column by column."""
    ranked = sorted(found, key=lambda dimension: ORDER.index(dimension.status))
    if not ranked:
        return
    rows, upright = layout(page.width, ranked)
    columns = [ranked[first : first + rows] for first in range(0, len(ranked), rows)]
    widths = [widest(column, upright=upright) for column in columns]
    if not upright:
        widths = [max(widths)] * len(columns)
    most = MOST_GAP if upright else max(GAP, page.width // 2 - widths[0])
    gap = min(most, (page.width - sum(widths)) // max(1, len(columns) - 1))
    for row in range(rows):
        upper: list[Piece] = []
        lower: list[Piece] = []
        for column, width in zip(columns, widths, strict=True):
            if row >= len(column):
                continue
            one, pills = column[row], pill_width(column)
            labels = max(len(other.label) for other in column)
            upper += [Piece(pill(one.status).ljust(pills), f"pill-{one.status.value}"), Piece(" ")]
            if upright:
                upper.append(Piece(one.label.ljust(width - pills - 1 + gap), "bold"))
                lower.append(Piece((" " * (pills + 1) + note(one)).ljust(width + gap), "grey"))
            else:
                upper.append(Piece(f"{one.label.ljust(labels)} ", "bold"))
                upper.append(Piece(note(one).ljust(width - pills - labels - 2 + gap), "grey"))
        page.write(upper)
        if lower:
            page.write(lower)
            page.blank()


def pill_width(column: Sequence[Dimension]) -> int:
    """Columns of the pills that stand under one another: all the same, and those of `AMBER` at the least."""
    return max(len(pill(Status.AMBER)), *(len(pill(one.status)) for one in column))


def widest(column: Sequence[Dimension], *, upright: bool) -> int:
    """Columns that the entries of one column take: pill and label, with the note beside them unless `upright`."""
    labels, notes = max(len(one.label) for one in column), max(len(note(one)) for one in column)
    return pill_width(column) + 1 + (max(labels, notes) if upright else labels + 1 + notes)


def layout(width: int, ranked: Sequence[Dimension]) -> tuple[int, bool]:
    """How many rows, and whether notes stand under the labels: four columns where they fit, else two, else one."""
    for columns, least, upright in ((4, FOUR_COLUMNS, True), (2, TWO_COLUMNS, False)):
        rows = -(-len(ranked) // columns)
        parts = [ranked[first : first + rows] for first in range(0, len(ranked), rows)]
        each = [widest(part, upright=upright) for part in parts]
        taken = sum(each) if upright else len(parts) * max(each)
        if width >= least and taken + GAP * (len(parts) - 1) <= width:
            return rows, upright
    return len(ranked), False
