"""One programme: header, verdict, the two questions, dimensions, what to fix first, what could not be judged."""

import re
from collections.abc import Sequence

from programme_check.reports.escape import clean
from programme_check.reports.labels import ABOUT_THE_CHECK, CRITICAL_PATH
from programme_check.reports.several import states, worst_first
from programme_check.reports.terminal.accepted import known, waived
from programme_check.reports.terminal.dimensions import dimensions, pill
from programme_check.reports.terminal.findings import findings
from programme_check.reports.terminal.page import Page, Piece
from programme_check.reports.terminal.palette import COLORS
from programme_check.reports.terminal.path import critical_path
from programme_check.reports.terminal.unjudged import unjudged
from programme_check.verdict import (
    Ahead,
    OutcomeLine,
    ProgrammeReport,
    Report,
    Status,
    colours_nothing,
    leading,
    question,
    tally,
)
from programme_check.verdict.sentences import threatened
from programme_check.words import count, day, listing

QUESTIONS = {
    "outcomes": "Will this combination of projects deliver the business change we committed to?",
    "plan": "Are we delivering on plan?",
}
ROOM = 2
"""Blanks between a pill and the text beside it."""
MOST_OUTCOMES = 6
FORECAST = re.compile(r"((?:(?<=Forecast )|(?<=: by ))\d+ \w+ \d+)")
"""The days in the sentences under the verdict that the eye looks for."""
HOW_TO_READ = (
    "Days are working days unless it says calendar days. Red: an error is open. Amber: a warning is open. "
    "Green: neither. Not set: the file does not hold what is needed."
)


def gutter(one: ProgrammeReport) -> int:
    """Columns that the widest pill beside a text takes with the blanks after it, so that the texts line up."""
    shown = [one.status, *(other.status for other in one.questions.values())]
    return max(len(pill(status)) for status in shown) + ROOM


def beside(page: Page, status: Status, room: int, *paragraphs: Sequence[Piece]) -> None:
    """Paragraphs beside a pill, wrapped to hang clear of it at so many columns."""
    inner = Page(page.width - room, page.palette, ascii=page.ascii)
    for pieces in paragraphs:
        inner.wrap(pieces)
    label = page.safe(pill(status))
    lead = page.palette.paint(label, f"pill-{status.value}") + " " * (room - len(label))
    for line in inner.lines:
        page.lines.append(lead + line)
        lead = " " * room


def programme(page: Page, one: ProgrammeReport, *, show_all: bool, show_source: bool = False) -> None:
    """Everything but the last line."""
    name, file = clean(one.name), clean(one.file)
    room, asked = gutter(one), question(one, lambda name: clean(name, 60))
    page.spread([Piece(name, "bold")], Piece(f"{file}, status {day(one.status_date)}", "grey"))
    page.blank()
    beside(page, one.status, room, [Piece(one.headline, "bold")], stressed(one.forecast), [Piece(asked)])
    for key, other in one.questions.items():
        page.blank()
        page.wrap([Piece(QUESTIONS[key], "bold")])
        told = key == "outcomes" and bool(threatened(one.outcomes))
        answer = f"{threatened(one.outcomes)}." if told else other.answer
        beside(page, other.status, room, [Piece(answer)])
        if key == "outcomes":
            outcomes(page, one.outcomes, room)
    page.blank()
    dimensions(page, one.dimensions)
    findings(page, one.findings, show_all=show_all, source=one.line if show_source else None)
    known(page, one, show_all=show_all)
    if one.path is not None and len(one.path.steps) > 1:
        critical_path(page, one.path, title=path_title(one), every=show_all)
    if one.ahead != Ahead():  # a small plan without it need not load what shows it
        from programme_check.reports.terminal.ahead import ahead

        ahead(page, one)
    unjudged(page, one, show_all=show_all)
    waived(page, one)
    page.blank()
    aside_of_it = f" {ABOUT_THE_CHECK}" if colours_nothing(one.findings) else ""
    page.wrap([Piece(f"{HOW_TO_READ}{aside_of_it}", "grey")])
    if one.changed:
        page.wrap([Piece(f"Changed from the default: {listing(one.changed, 10)}.", "grey")])


def stressed(sentences: Sequence[str]) -> list[Piece]:
    """The sentences under the verdict as running text, the days that it forecasts in bold."""
    pieces = []
    for place, part in enumerate(FORECAST.split(" ".join(sentences))):
        pieces.append(Piece(part, "bold" if place % 2 else ""))
    return pieces


def outcomes(page: Page, lines: Sequence[OutcomeLine], room: int) -> None:
    """Outcome by outcome, the threatened first: by when, and which findings threaten it."""
    room = min(room, page.width // 4)
    for line in sorted(lines, key=lambda line: not line.threatened_by)[:MOST_OUTCOMES]:
        by = f", by {day(line.by)}" if line.by is not None else ""
        said = f"threatened by {listing(line.threatened_by, 5)}" if line.threatened_by else "clear"
        if not line.delivered_by:
            said = "nothing in the plan delivers it"
        inner = [Piece(f"{clean(line.name, 80)}{by}:"), Piece(f" {said}", "" if line.threatened_by else "grey")]
        page.wrap(inner, indent=room, hang=room + 2)
    if len(lines) > MOST_OUTCOMES:
        page.wrap([Piece(f"and {count(len(lines) - MOST_OUTCOMES, 'more outcome')}", "grey")], indent=room, hang=room)


def last_line(page: Page, one: ProgrammeReport, exit_status: int | None, *, faults: int, ruled: bool) -> None:
    """The verdict once more, because a terminal shows the end."""
    if ruled:
        page.blank()
        page.rule("━", COLORS[one.status])
    live = go_live(one)
    left = f" {count(len(one.left_out), 'entry', 'entries')} left out." if one.left_out else ""
    kept = aside(sum(item.baselined for item in one.findings), len(one.waived))
    unfit = f" {faulty(faults)}." if faults else ""
    done = f" Exit {exit_status}." if exit_status is not None else ""
    lead = [] if ruled else [Piece(f"{clean(one.file)}:"), Piece(" ")]
    found = [*lead, Piece(f"{tally(one.findings)}{kept}.", "bold")]
    room = gutter(one) if ruled else len(pill(Status.NOT_SET)) + ROOM
    beside(page, one.status, room, [*found, *live, Piece(f"{unfit}{left}{done}")])


def path_title(one: ProgrammeReport) -> str:
    """What the path leads to: the go-live of the verdict, by name where there are several, or the end of the plan."""
    if leading(one.go_lives) is None or one.path is None:
        return "Critical path to the end of the plan"
    to_come = [live for live in one.go_lives if not live.done]
    return CRITICAL_PATH if len(to_come) == 1 else f"Critical path to {clean(one.path.name, 60)}"


def go_live(one: ProgrammeReport) -> list[Piece]:
    """The go-live that the verdict speaks of: ` Go-live 25 Feb 2027 (+18 days).`; empty where there is none to come."""
    live = leading(one.go_lives)
    if live is None or live.stated is None:
        return []
    if live.slip and live.computed is not None:
        on, late = live.computed, f" (+{count(live.slip, 'day')})."
    else:
        on, late = live.stated, " (no permitted day left)." if live.late_from is not None else "."
    return [Piece(" Go-live "), Piece(day(on), "bold"), Piece(late)]


def aside(known: int, waived: int) -> str:
    """How many of the findings are known, and how many there are beside them: `, 3 of them known, 1 waived`."""
    return (f", {known} of them known" if known else "") + (f", {waived} waived" if waived else "")


def faulty(number: int) -> str:
    """How many problems there are with what was to be checked."""
    return f"{count(number, 'problem')} with the files"


def totals(page: Page, report: Report, exit_status: int, *, ruled: bool) -> None:
    """The line under several files, or under none that could be judged."""
    every = [finding for one in report.programmes for finding in one.findings]
    if not report.programmes:
        page.wrap([Piece(f"Nothing was checked. Exit {exit_status}.", "bold")])
        return
    faults = f", {faulty(len(report.errors))}" if report.errors else ""
    every_one = f"{tally(every)}{aside(report.known, report.waived)}"
    worst = worst_first(report)[0].status
    if ruled:
        page.rule("━", COLORS[worst])
    text = f"{states(report)}: {every_one}{faults}. Exit {exit_status}."
    beside(page, worst, len(pill(Status.NOT_SET)) + ROOM, [Piece(text, "bold")])
