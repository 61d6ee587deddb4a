"""The first slide: the one-page steering report, in the order of every other report."""

from collections.abc import Sequence

from programme_check import __version__
from programme_check.reports.escape import clean
from programme_check.reports.html.axis import short
from programme_check.reports.html.front import ON_PAPER, ask, first
from programme_check.reports.html.parts import line
from programme_check.reports.html.views import behind, decisions, figures, left_out, milestones, moved
from programme_check.reports.labels import (
    COLUMNS,
    LEVEL_STATUS,
    NEED_PASSED,
    NO_DECISION,
    NO_OTHER,
    NOTHING_FOUND,
    SECTIONS,
    large,
)
from programme_check.reports.office import BAD, GREY, INK
from programme_check.reports.powerpoint.canvas import MARGIN, WIDTH, Box, Canvas, Paragraph, Run
from programme_check.reports.powerpoint.measure import fitted, shrunk
from programme_check.reports.powerpoint.measure import lines as measured
from programme_check.reports.terminal.dimensions import ORDER, note
from programme_check.reports.terminal.programme import HOW_TO_READ, QUESTIONS
from programme_check.verdict import ProgrammeReport, tally
from programme_check.verdict.pack import Item, Pack
from programme_check.words import day

RIGHT = WIDTH - MARGIN
ROOM = RIGHT - MARGIN
GUTTER = 28.0
HALF = (ROOM - GUTTER) / 2
FIGURE = 96.0
MOST_MILESTONES, LEAST_COLUMNS = 6, 4
TOP = {"title": 16.0, "verdict": 73.0, "asked": 128.0, "dims": 179.0, "front": 241.0, "stones": 449.0, "foot": 521.0}
"""Where the bands of the page begin, in points. What a band holds is cut to its height."""
PILL, TITLE = 64.0, 90.0
"""How wide the state of a thing and the title of a section are."""
FRONT, TALLEST = 181.0, 58.0
"""Points: what there is for decisions and fixes, and the most that a decision takes."""


def steering(page: Canvas, one: ProgrammeReport, pack: Pack) -> None:
    """The whole slide."""
    title(page, one, pack)
    verdict(page, one, pack)
    asked(page, one)
    dimensions(page, one)
    decide(page, one, pack)
    fix(page, one, pack)
    stones(page, one, pack)
    foot = f"programme-check {__version__}. {clean(one.file)}, status {day(one.status_date)}. {tally(one.findings)}. "
    shown = fitted(foot + HOW_TO_READ.split(" Red:", maxsplit=1)[0], 7.5, ROOM)
    page.text("Source", Box(MARGIN, TOP["foot"], ROOM, 11), [[Run(shown, 7.5, color=GREY)]])


def title(page: Canvas, one: ProgrammeReport, pack: Pack) -> None:
    """What the programme is, for whom, as of when, who answers for it."""
    name = f"{clean(one.organisation)}: {clean(one.name)}" if one.organisation else clean(one.name)
    size = shrunk(name, 24, 16, ROOM)
    people = [f"Sponsor {clean(pack.sponsor, 60)}"] if pack.sponsor else []
    people += [f"{pack.manager_role.capitalize()} {clean(pack.manager, 60)}"] if pack.manager else []
    status = ". ".join([f"Status {day(one.status_date)}", *people]) + "."
    below = [text for text in (clean(pack.objective, 300), status) if text]
    lines: list[Paragraph] = [[Run(fitted(name, size, ROOM), size, True)]]
    lines += [[Run(fitted(text, 10, ROOM), 10, color=GREY)] for text in below]
    page.title(Box(MARGIN, TOP["title"], ROOM, TOP["verdict"] - TOP["title"] - 4), lines)


def verdict(page: Canvas, one: ProgrammeReport, pack: Pack) -> None:
    """The state, the sentence, the forecast, and up to four figures."""
    top, found = TOP["verdict"], figures(one, pack)
    page.pill("Verdict", Box(MARGIN, top, 96, 30), one.status, size=15)
    left = MARGIN + 108
    width = ROOM - 108 - FIGURE * len(found) - (12 if found else 0)
    size = shrunk(one.headline, 17, 12, width)
    said = " ".join(text for text in (*one.forecast, left_out(one)) if text)
    head = fitted(one.headline, size, width, 2 if size == 12 else 1)
    lines = [[Run(head, size, True)], [Run(fitted(said, 10, width, 2), 10, color=GREY)]]
    page.text("Verdict sentence", Box(left, top, width, 58), lines)
    for number, figure in enumerate(found):
        box = Box(RIGHT - FIGURE * (len(found) - number), top, FIGURE - 6, 58)
        size = shrunk(figure.value, 13, 8, box.width)
        color = BAD if figure.bad else INK
        page.text(figure.label, box, [
            [Run(fitted(figure.label, 8.5, box.width), 8.5, color=GREY)],
            [Run(fitted(figure.value, size, box.width), size, True, color)],
            [Run(fitted(figure.below, 8.5, box.width, 2), 8.5, color=GREY)],
        ])  # fmt: skip


def rule(page: Canvas, name: str, left: float, top: float, width: float) -> None:
    """The line above a section."""
    page.line(f"{name} rule", (left, top), (left + width, top), INK, 1.25)


def asked(page: Canvas, one: ProgrammeReport) -> None:
    """The two questions with their answers."""
    rule(page, "Questions", MARGIN, TOP["asked"], ROOM)
    for number, (key, question) in enumerate(one.questions.items()):
        left, top = MARGIN + number * (HALF + GUTTER), TOP["asked"] + 7
        width = HALF - PILL - 8
        page.pill(QUESTIONS[key], Box(left, top, PILL, 16), question.status)
        lines = [
            [Run(fitted(QUESTIONS[key], 9, width), 9, True)],
            [Run(fitted(question.answer, 8.5, width, 3), 8.5, color=GREY)],
        ]
        page.text(f"{key} answer", Box(left + PILL + 8, top, width, 43), lines)


def dimensions(page: Canvas, one: ProgrammeReport) -> None:
    """The status of each dimension, the worst first."""
    rule(page, "Dimensions", MARGIN, TOP["dims"], ROOM)
    ranked = sorted(one.dimensions, key=lambda dimension: ORDER.index(dimension.status))
    columns = 5
    wide = ROOM / columns
    for number, found in enumerate(ranked):
        left, top = MARGIN + number % columns * wide, TOP["dims"] + 7 + number // columns * 27
        page.pill(found.label, Box(left, top, PILL, 16), found.status)
        width = wide - PILL - 12
        lines = [
            [Run(fitted(found.label, 10, width), 10, True)],
            [Run(fitted(note(found), 8.5, width), 8.5, color=GREY)],
        ]
        page.text(f"{found.label} note", Box(left + PILL + 6, top - 2, width, 25), lines)


def head(page: Canvas, section: str, left: float, width: float) -> float:
    """The title of a section; gives back where its lines begin."""
    text, top = SECTIONS[section][0], TOP["stones" if section == "stones" else "front"]
    rule(page, text, left, top, width)
    page.text(text, Box(left, top + 5, TITLE, 16), [[Run(text, 12, True)]])
    return top + 25


def beside(page: Canvas, section: str, left: float, width: float, side: str) -> None:
    """What stands beside the title of a section at the top of the front."""
    title, text = SECTIONS[section]
    page.text(f"{title} aside", Box(left, TOP["front"] + 8, width, 12), [[Run(text, 8, color=GREY)]], side)


def decide(page: Canvas, one: ProgrammeReport, pack: Pack) -> None:
    """What to decide now, and the days that waiting loses."""
    found, question = decisions(one, pack), ask(one, pack)
    top = head(page, "decide", MARGIN, HALF)
    if question is not None:
        text = fitted(question.question, 11, HALF - 10, 2)
        tall = 13.5 * measured(text, 11, HALF - 10) + 13
        put = [[Run(text, 11, True)]]
        put.append([Run(fitted(question.answer, 8.5, HALF - 10), 8.5, color=GREY)])
        page.shape("box", "Question edge", Box(MARGIN, top, 3, tall - 1), BAD)
        page.text("Question", Box(MARGIN + 10, top, HALF - 10, tall), put)
        top += tall + 10
    if not found:
        said = large(one.file) if one.ahead.left_to_commands else NO_OTHER if question is not None else NO_DECISION
        page.text("No decision", Box(MARGIN, top, HALF, 14), [[Run(said, 10, color=GREY)]])
        return
    cells = (54.0, 34.0, 34.0, 34.0, 66.0)
    lefts = [MARGIN + HALF - sum(cells[number:]) for number in range(len(cells))]
    for name, left, width in zip(COLUMNS["decide"][1:], lefts, cells, strict=True):
        page.text(f"column {name}", Box(left, TOP["front"] + 8, width, 12), [[Run(name, 8, color=GREY)]], "right")
    wide = HALF - sum(cells) - 6
    beside(page, "decide", MARGIN + TITLE, wide + 6 - TITLE, "left")
    high = min(TALLEST, (FRONT + TOP["front"] + 25 - top) / len(found))
    for decision in found:
        waiting = decision.waiting
        title = fitted(waiting.title, 10, wide, 2)
        rows = max(1, int((high - 2 - 12 * measured(title, 10, wide)) / 10.2))
        said_of = f"{NEED_PASSED} {behind(decision)}" if decision.overdue else behind(decision)
        lines: list[Paragraph] = [[Run(title, 10, True)]]
        lines.append([Run(fitted(said_of, 8.5, wide, rows), 8.5, color=GREY)])
        page.text(waiting.id, Box(MARGIN, top, wide, high - 2), lines)
        need = short(waiting.needed_by, one.status_date) if waiting.needed_by is not None else "not known"
        shown = [(need, decision.overdue), *decision.lost, (decision.cost, False)]
        for (text, bad), name, left, width in zip(shown, COLUMNS["decide"][1:], lefts, cells, strict=True):
            run = Run(text, shrunk(text, 10, 6.5, width), bad, BAD if bad else GREY)
            page.text(f"{waiting.id} {name}", Box(left, top, width, 14), [[run]], "right")
        top += high


def fix(page: Canvas, one: ProgrammeReport, pack: Pack) -> None:
    """What to fix first, with what each fix does to the go-live."""
    left, found = MARGIN + HALF + GUTTER, first(one, pack)[:ON_PAPER]
    top = head(page, "fix", left, HALF)
    if not found:
        page.text("Nothing found", Box(left, top, HALF, 28), [[Run(NOTHING_FOUND, 10, color=GREY)]])
        return
    wide = HALF - PILL - 8 - 62
    beside(page, "fix", left + HALF - 110, 110, "right")
    for number, chosen in enumerate(found):
        item = chosen.fix.group.headline
        name = f"{item.rule} {number + 1}"
        page.pill(name, Box(left, top, PILL, 16), LEVEL_STATUS[item.severity.word], item.severity.word.capitalize())
        at = f"{item.rule}, {line(item.location, one.file)}. {chosen.more}"
        lines: list[Paragraph] = [[Run(fitted(item.title, 10, wide), 10, True)]]
        lines.append(coded(fitted(item.fix, 8.5, wide, 2, code=True), 8.5))
        lines.append([Run(fitted(at, 7.5, wide), 7.5, color=GREY)])
        page.text(f"{name} fix", Box(left + PILL + 8, top, wide, 44), lines)
        run = Run(chosen.fix.effect, 10, chosen.fix.late, BAD if chosen.fix.late else GREY)
        page.text(f"{name} effect", Box(left + HALF - 58, top, 58, 14), [[run]], "right")
        top += 45


def coded(text: str, size: float) -> Sequence[Run]:
    """A sentence with what stands between backticks in the look of code."""
    return [
        Run(part, size if number % 2 == 0 else size - 0.5, color=GREY, font="Consolas" if number % 2 else None)
        for number, part in enumerate(text.split("`"))
        if part
    ]


def stones(page: Canvas, one: ProgrammeReport, pack: Pack) -> None:
    """The next milestones: planned, forecast, by how much they moved."""
    found = milestones(one, pack)[:MOST_MILESTONES]
    if not found:
        return
    top = head(page, "stones", MARGIN, ROOM)
    wide = ROOM / max(LEAST_COLUMNS, len(found))
    for number, item in enumerate(found):
        left, width = MARGIN + number * wide, wide - 10
        state, text = moved(item, one)
        lines: list[Paragraph] = [[Run(fitted(item.name, 9.5, width), 9.5, True)], when(item, one.status_date)]
        page.text(f"{item.id} milestone", Box(left, top - 2, width, 26), lines)
        page.pill(item.id, Box(left, top + 25, 74, 15), state, text, 8.5)


def when(item: Item, as_of: int) -> Sequence[Run]:
    """The day it was planned for where that differs, and the forecast."""
    day_now = Run(short(item.finish, as_of), 9, color=GREY)
    if not item.later or item.planned_finish is None:
        return [day_now]
    return [Run(f"{short(item.planned_finish, as_of)} to ", 9, color=GREY), day_now._replace(color=INK)]
