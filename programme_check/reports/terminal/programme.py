"""One programme: header, verdict, the two questions, dimensions, what to fix first, what could not be judged."""

from collections.abc import Sequence

from programme_check.reports.escape import clean
from programme_check.reports.terminal.findings import findings
from programme_check.reports.terminal.page import Page, Piece, cells, cut
from programme_check.reports.terminal.palette import COLORS, SIGNS, WORDS
from programme_check.reports.terminal.unjudged import unjudged
from programme_check.verdict import Dimension, OutcomeLine, ProgrammeReport, Report, Status, tally
from programme_check.words import count, day, listing

QUESTIONS = {
    "outcomes": "Will this combination of projects deliver the business change we committed to?",
    "plan": "Are we delivering on plan?",
}
PILL = 12
"""Columns a pill takes with the blank after it, so that texts beside pills line up."""
CELL = PILL - 1
"""The same in the table of dimensions, where every column counts."""
ONE_COLUMN, FOUR_COLUMNS = 76, 96
"""Widths below which dimensions stand in one column, and from which in four."""
ORDER = (Status.RED, Status.AMBER, Status.GREEN, Status.NOT_SET)
MOST_OUTCOMES = 6
HOW_TO_READ = (
    "Days are working days unless it says calendar days. Red: an error is open. Amber: a warning is open. "
    "Green: neither. Not set: the file does not hold what is needed."
)


def pill(page: Page, status: Status, columns: int = PILL) -> list[Piece]:
    """A status as sign, word and colour, padded to a column of its own."""
    text = f" {page.safe(SIGNS[status])} {WORDS[status]} "
    return [Piece(text, f"pill-{status.value}"), Piece(" " * (columns - cells(text)))]


def beside(page: Page, status: Status, pieces: Sequence[Piece]) -> None:
    """Text beside a pill, wrapped to hang clear of it."""
    inner = Page(page.width - PILL, page.palette, ascii=page.ascii)
    inner.wrap(pieces)
    label = pill(page, status)
    for number, line in enumerate(inner.lines):
        lead = "".join(page.palette.paint(piece.text, piece.style) for piece in label) if not number else " " * PILL
        page.lines.append(lead + line)


def programme(page: Page, one: ProgrammeReport, *, show_all: bool) -> None:
    """Everything but the last line."""
    name, file = clean(one.name), clean(one.file)
    page.spread([Piece(name, "bold")], Piece(f"{file}, status {day(one.status_date)}", "grey"))
    page.blank()
    beside(page, one.status, [Piece(one.headline, "bold")])
    page.blank()
    for key, question in one.questions.items():
        page.wrap([Piece(QUESTIONS[key], "bold")])
        beside(page, question.status, [Piece(question.answer)])
        if key == "outcomes":
            outcomes(page, one.outcomes)
    page.blank()
    dimensions(page, one.dimensions)
    findings(page, one.findings, show_all=show_all)
    unjudged(page, one, show_all=show_all)
    page.blank()
    page.wrap([Piece(HOW_TO_READ, "grey")])
    if one.changed:
        page.wrap([Piece(f"Changed from the default: {listing(one.changed, 10)}.", "grey")])


def outcomes(page: Page, lines: Sequence[OutcomeLine]) -> None:
    """Outcome by outcome: by when, and which findings threaten it."""
    for line in lines[:MOST_OUTCOMES]:
        by = f", by {day(line.by)}" if line.by is not None else ""
        said = f"threatened by {listing(line.threatened_by, 6)}" if line.threatened_by else "no open finding"
        if not line.delivered_by:
            said = "nothing in the plan delivers it"
        inner = [Piece(f"{clean(line.name, 80)}{by}:"), Piece(f" {said}", "" if line.threatened_by else "grey")]
        page.wrap(inner, indent=min(PILL, page.width // 4), hang=min(PILL, page.width // 4) + 2)
    if len(lines) > MOST_OUTCOMES:
        page.wrap([Piece(f"and {len(lines) - MOST_OUTCOMES} more outcomes", "grey")], indent=PILL, hang=PILL)


def note(dimension: Dimension) -> str:
    """What stands behind the status of a dimension, in at most twelve characters or so."""
    if dimension.errors:
        return count(dimension.errors, "error")
    if dimension.warnings:
        return count(dimension.warnings, "warning")
    if dimension.status is Status.NOT_SET:
        return "no data"
    return count(dimension.infos, "info") if dimension.infos else "clear"


def dimensions(page: Page, found: Sequence[Dimension]) -> None:
    """The status table: the worst first, column by column; the note on a second line where there is room for four."""
    ranked = sorted(found, key=lambda dimension: ORDER.index(dimension.status))
    columns = 1 if page.width < ONE_COLUMN else 2 if page.width < FOUR_COLUMNS else 4
    rows = -(-len(ranked) // columns)
    wide = page.width // columns
    for row in range(rows):
        picked = ranked[row::rows]
        upper: list[Piece] = []
        lower: list[Piece] = []
        for dimension in picked:
            label = cut(dimension.label, wide - CELL)
            shown = note(dimension)
            upper += pill(page, dimension.status, CELL)
            if columns == 4:
                upper.append(Piece(label.ljust(wide - CELL), "bold"))
                lower.append(Piece(" " * CELL + shown.ljust(wide - CELL), "grey"))
            else:
                upper.append(Piece(label.ljust(16), "bold"))
                upper.append(Piece(shown.ljust(max(0, wide - CELL - 16)), "grey"))
        page.write(trimmed(upper))
        if lower:
            page.write(trimmed(lower))


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the blanks at the end of the line."""
    return [*pieces[:-1], Piece(pieces[-1].text.rstrip(), pieces[-1].style)]


def last_line(page: Page, one: ProgrammeReport, exit_status: int | None, *, ruled: bool) -> None:
    """The verdict once more, because a terminal shows the end."""
    if ruled:
        page.rule("━", COLORS[one.status])
    stated = [live.stated for live in one.go_lives if not live.done and live.stated is not None]
    live = f" Go-live {day(min(stated))}." if stated else ""
    left = f" {count(len(one.left_out), 'entry', 'entries')} left out." if one.left_out else ""
    done = f" Exit {exit_status}." if exit_status is not None else ""
    lead = [] if ruled else [Piece(f"{clean(one.file)}:"), Piece(" ")]
    beside(page, one.status, [*lead, Piece(f"{tally(one.findings)}."), Piece(f"{live}{left}{done}")])


def totals(page: Page, report: Report, exit_status: int) -> None:
    """The line under several files, or under none that could be judged."""
    every = [finding for one in report.programmes for finding in one.findings]
    if not report.programmes:
        page.wrap([Piece(f"Nothing was checked. Exit {exit_status}.", "bold")])
        return
    faults = f", {count(len(report.errors), 'problem')} with the files" if report.errors else ""
    text = f"{count(len(report.programmes), 'programme')}: {tally(every)}{faults}. Exit {exit_status}."
    page.wrap([Piece(text, "bold")])
