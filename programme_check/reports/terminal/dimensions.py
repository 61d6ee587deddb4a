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
    pills = max((len(pill(one.status)) for one in ranked), default=0)
    labels = max((len(one.label) for one in ranked), default=0)
    notes = max((len(note(one)) for one in ranked), default=0)
    columns = fitting(page.width, pills + 1 + labels, pills + 1 + labels + 1 + notes)
    rows = -(-len(ranked) // columns)
    wide = page.width // columns
    for row in range(rows):
        upper: list[Piece] = []
        lower: list[Piece] = []
        for one in ranked[row::rows]:
            upper += [Piece(pill(one.status).ljust(pills), f"pill-{one.status.value}"), Piece(" ")]
            if columns == 4:
                upper.append(Piece(one.label.ljust(wide - pills - 1), "bold"))
                lower.append(Piece((" " * (pills + 1) + note(one)).ljust(wide), "grey"))
            else:
                upper.append(Piece(f"{one.label.ljust(labels)} ", "bold"))
                upper.append(Piece(note(one).ljust(wide - pills - labels - 2), "grey"))
        page.write(upper)
        if lower:
            page.write(lower)
            page.blank()


def fitting(width: int, upright: int, flat: int) -> int:
    """How many columns fit: four of the upright kind, two of the flat, or one."""
    if width >= FOUR_COLUMNS and 4 * upright <= width:
        return 4
    return 2 if width >= TWO_COLUMNS and 2 * (flat + GAP) <= width + GAP else 1
