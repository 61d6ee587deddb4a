"""The workbook: what each sheet holds, in the words of the other reports."""

import io
from collections.abc import Iterator, Sequence

from programme_check.findings import Finding
from programme_check.reports.csv import state
from programme_check.reports.escape import clean
from programme_check.reports.excel.sheet import Book, Cell, Column, Pill, Said, Sheet, on
from programme_check.reports.excel.summary import summary
from programme_check.reports.json import everything, number
from programme_check.reports.labels import COLUMNS, LEVEL_STATUS, NO_DATE, NO_DECISION, NOTHING_FOUND, large
from programme_check.reports.office import made_on, settled
from programme_check.reports.terminal.accepted import said as waiver
from programme_check.reports.terminal.decisions import CLASSES
from programme_check.rules.families import DIMENSIONS
from programme_check.verdict import ProgrammeReport
from programme_check.verdict.pack import Item, Pack
from programme_check.whatif import Waiting
from programme_check.whatif.decisions import LISTED
from programme_check.words import listing

TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
NO_ENTRY = "The file holds no open risk, issue, assumption or dependency on others."


def workbook(one: ProgrammeReport, pack: Pack) -> bytes:
    """The whole file."""
    import xlsxwriter

    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, TEXT_ONLY)
    made.set_properties({"title": clean(one.name), "comments": "programme-check", "created": made_on(one.status_date)})
    book = Book(made)
    summary(book, one, pack)
    findings(book, one)
    dates(book, pack)
    decisions(book, one, pack)
    registers(book, one, pack)
    made.close()
    return settled(stream.getvalue())


def sheet(book: Book, name: str, columns: Sequence[Column]) -> Sheet:
    """A sheet for one table."""
    return Sheet(book, name, [column.width for column in columns])


def findings(book: Book, one: ProgrammeReport) -> None:
    """Every finding, waived and known ones too."""
    columns = [
        Column("Level", 12), Column("Rule", 10), Column("Finding", 30), Column("What", 52), Column("Why", 42),
        Column("Fix", 46), Column("Go-live, days", 13), Column("Dimension", 15), Column("About", 28),
        Column("File", 28), Column("Line", 8), Column("Hurts from", 13), Column("Days of warning", 12),
        Column("State", 10), Column("Accepted", 34), Column("Follows from", 12),
    ]  # fmt: skip
    found = everything(one)
    rules = {item.fingerprint: item.rule for item in found}
    rows = (finding(item, rules, one.status_date) for item in found)
    sheet(book, "Findings", columns).table(columns, rows, NOTHING_FOUND, printed=7)


def finding(item: Finding, rules: dict[str, str], as_of: int) -> Sequence[Cell]:
    """One finding as a row."""
    unknown = f"not known: {item.effect_unknown}" if item.effect_unknown else None
    effect = number(item.effect_days) if item.effect_days is not None else unknown
    late = "bad" if item.effect_days is not None and item.effect_days > 0 else ""
    level = LEVEL_STATUS[item.severity.word]
    return (
        Pill(level, item.severity.word.capitalize()), item.rule, Said(item.title, "bold"), item.message, item.why,
        item.fix, Said(effect, late), DIMENSIONS.get(item.dimension, item.dimension), listing(item.targets, 20),
        item.location.file, item.location.line, day_of(item.impact_date), item.days_of_warning, state(item),
        waiver(item, as_of), rules.get(item.caused_by or "", ""),
    )  # fmt: skip


def day_of(iso: str | None) -> Cell:
    """A day that a finding names, as a date."""
    import datetime

    return datetime.date.fromisoformat(iso) if iso is not None else None


def dates(book: Book, pack: Pack) -> None:
    """Every activity, milestone and gate at its planned and forecast dates."""
    name, stream, owner, start, finish, planned, moved, room = COLUMNS["dates"]
    columns = [
        Column(name, 44), Column("Id", 24), Column(stream, 26), Column(owner, 24), Column("Kind", 11),
        Column(start, 13), Column(finish, 13), Column(f"{planned} start", 13), Column(f"{planned} finish", 13),
        Column(moved, 9), Column(room, 9), Column("Critical", 9), Column("Done %", 9),
    ]  # fmt: skip
    lanes = {lane.id: lane.name for lane in pack.lanes}
    ordered = sorted(pack.items, key=lambda item: (item.start, item.finish, item.id))
    rows = (dated(item, lanes.get(item.lane, "")) for item in ordered)
    sheet(book, "Dates", columns).table(columns, rows, NO_DATE)


def dated(item: Item, lane: str) -> Sequence[Cell]:
    """One item as a row."""
    kind = "go-live" if item.go_live else "milestone" if item.milestone else "work"
    moved = Said(item.later, "bad" if item.later > 0 else "") if item.planned_finish is not None else None
    room = round(item.room, 1) if item.room is not None else None
    return (
        Said(item.name, "bold" if item.go_live else ""), Said(item.id, "grey"), lane, item.owner, kind, on(item.start),
        on(item.finish), on(item.planned_start), on(item.planned_finish), moved,
        Said("done", "grey") if item.complete else room, Said("yes", "bad") if item.critical else "no",
        round(100 * item.done),
    )  # fmt: skip


def decisions(book: Book, one: ProgrammeReport, pack: Pack) -> None:
    """Every open decision, the one needed first at the top."""
    title, need, *_, cost = COLUMNS["decide"]
    money = f"{cost}, {clean(pack.currency, 12)}" if pack.currency else cost
    columns = [
        Column(title, 50), Column("Id", 20), Column("Forum", 24), Column("Owner", 24), Column(need, 13),
        Column("Free until", 13), *(Column(f"+{weeks} wk", 9) for weeks in LISTED), Column(money, 16),
        Column("Waiting", 40), Column("Deferred", 10), Column("Recommended", 44),
    ]  # fmt: skip
    rows = (decision(waiting, one, pack) for waiting in one.ahead.decisions)
    sheet(book, "Decisions", columns).table(
        columns, rows, large(one.file) if one.ahead.left_to_commands else NO_DECISION, 12
    )


def decision(waiting: Waiting, one: ProgrammeReport, pack: Pack) -> Sequence[Cell]:
    """One decision as a row."""
    choice = pack.choices.get(waiting.id)
    overdue = waiting.needed_by is not None and waiting.needed_by < one.status_date
    forum, owner = (choice.forum, choice.owner) if choice is not None else (waiting.forum, waiting.owner)
    return (
        Said(waiting.title, "bold"), Said(waiting.id, "grey"), forum, owner,
        Said(on(waiting.needed_by) or "not known", "bad" if overdue else ""),
        "not known" if waiting.kind == "unknown" else on(waiting.free_until) or "always",
        *lost(waiting), cost_of(waiting), CLASSES[waiting.kind], choice.deferrals if choice is not None else None,
        choice.recommendation if choice is not None else None,
    )  # fmt: skip


def lost(waiting: Waiting) -> Iterator[Cell]:
    """Days lost after some weeks."""
    for weeks in LISTED:
        slip = waiting.at(weeks).slip_days
        yield Said("never" if slip is None else round(slip, 1), "bad" if slip is None or slip > 0 else "")


def cost_of(waiting: Waiting) -> Cell:
    """What two weeks cost."""
    money = waiting.at(2).cost
    return round(money) if money is not None else "not known"


def registers(book: Book, one: ProgrammeReport, pack: Pack) -> None:
    """Every open risk, issue, assumption and dependency, the most serious first."""
    entry, what, likely, impact, response, owner, due = COLUMNS["raid"]
    columns = [
        Column(entry, 13), Column("Id", 20), Column(what, 60), Column(likely, 12), Column(impact, 12),
        Column(response, 50), Column(owner, 24), Column(due, 13),
    ]  # fmt: skip
    rows = (
        (line.kind, Said(line.id, "grey"), Said(line.title, "bold"), line.likelihood, line.impact, line.response,
         line.owner, Said(on(line.due), "bad" if line.due is not None and line.due < one.status_date else ""))
        for line in pack.registers
    )  # fmt: skip
    sheet(book, "RAID", columns).table(columns, rows, NO_ENTRY)
