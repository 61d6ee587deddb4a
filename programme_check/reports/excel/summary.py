"""The first sheet: the verdict with what it rests on, and how to read the others."""

from programme_check import __version__
from programme_check.reports.excel.sheet import Book, Pill, Said, Sheet, on
from programme_check.reports.html.views import figures, left_out, steps, unjudged
from programme_check.reports.labels import (
    CHANGED,
    COLUMNS,
    FACTS,
    MEANING,
    SAME_REPORT,
    SECTIONS,
    THREE_DATES,
    WORDS,
)
from programme_check.reports.terminal.dimensions import ORDER, note
from programme_check.reports.terminal.path import near, room
from programme_check.reports.terminal.programme import HOW_TO_READ, QUESTIONS, path_title
from programme_check.verdict import ProgrammeReport, leading, tally
from programme_check.verdict.pack import Pack
from programme_check.words import listing

WIDTHS = (42, 17, 100)
"""Characters of the columns: what it is, its state or day, what there is to say."""


def summary(book: Book, one: ProgrammeReport, pack: Pack) -> None:
    """The whole sheet."""
    page = Sheet(book, "Summary", WIDTHS)
    page.line(Said(one.name, "title"), height=28)
    page.freeze(1)
    for said in (one.organisation, pack.objective):
        if said:
            page.line(Said(said, "note"))
    page.line()
    verdict(page, one, pack)
    head(page, "Status by dimension")
    for dimension in sorted(one.dimensions, key=lambda dimension: ORDER.index(dimension.status)):
        page.line(Said(dimension.label, "bold"), Pill(dimension.status, WORDS[dimension.status]), note(dimension))
    page.line(None, None, f"{tally(one.findings)}.")
    path(page, one, pack)
    reading(page, one)


def head(page: Sheet, *titles: str) -> None:
    """A heading across the sheet."""
    page.line()
    page.line(*(Said(title or " ", "head") for title in (*titles, "", "")[: len(WIDTHS)]), height=20)


def verdict(page: Sheet, one: ProgrammeReport, pack: Pack) -> None:
    """The verdict with its figures, the two questions, who answers for the programme."""
    page.line(Said("Verdict", "bold"), Pill(one.status, WORDS[one.status]), Said(one.headline, "bold"))
    for said in (*one.forecast, left_out(one)):
        if said:
            page.line(None, None, said)
    for key, question in one.questions.items():
        page.line(Said(QUESTIONS[key], "bold"), Pill(question.status, WORDS[question.status]), question.answer)
    page.line()
    live = leading(one.go_lives)
    days = [on(live.stated), on(live.computed)] if live is not None else []
    for number, figure in enumerate(figures(one, pack)):  # the stated day and the forecast come first
        value = (days[number] if number < len(days) else None) or figure.value
        page.line(Said(figure.label, "bold"), Said(value, "bad" if figure.bad else ""), figure.below)
    page.line(Said(FACTS["status_date"], "bold"), on(one.status_date))
    for label, name in ((FACTS["sponsor"], pack.sponsor), (pack.manager_role.capitalize(), pack.manager)):
        if name:
            page.line(Said(label, "bold"), None, name)
    page.line(Said(FACTS["source"], "bold"), None, one.file)


def path(page: Sheet, one: ProgrammeReport, pack: Pack) -> None:
    """The critical path, step by step, each with the day it ends by forecast."""
    found = steps(one, pack)
    if one.path is None or not found:
        return
    head(page, path_title(one), "", room(one.path))
    for line in found:
        owner = line.item.owner if line.item is not None else line.step.workstream
        page.line(Said(line.step.name, ""), on(line.item.finish if line.item is not None else line.step.finish), owner)
    for said in (one.path.begins, near(one.path.near) if one.path.near else ""):
        if said:
            page.line(None, None, Said(said, "grey"))


def reading(page: Sheet, one: ProgrammeReport) -> None:
    """How to read the workbook, and what could not be judged."""
    head(page, SECTIONS["read"][0])
    for status, meaning in MEANING.items():
        page.line(None, Pill(status, WORDS[status]), meaning)
    changed = f"{CHANGED} {listing(one.changed, 10)}." if one.changed else ""
    for said in (HOW_TO_READ.split(" Red:")[0], THREE_DATES, changed):
        if said:
            page.line(None, None, said)
    fields = unjudged(one)
    if fields:
        add, judged = COLUMNS["unjudged"]
        head(page, add, "", judged)
        for field, rules in fields:
            page.line(field, None, listing(rules, 12))
    page.line()
    page.line(None, None, Said(f"programme-check {__version__}. {SAME_REPORT}", "grey"))
