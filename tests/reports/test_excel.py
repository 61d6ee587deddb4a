"""The workbook, as a second reader finds it: every sheet, real days, texts that stay texts, the same bytes."""

import datetime
import io
import time
from functools import cache
from typing import Any

import msgspec
import openpyxl
import pytest
from office_support import EVERY, LANGUAGES, SMALLEST, TROUBLE, sound
from pack_support import HOSTILE, programme_of
from report_support import programme

from programme_check.findings import Waived
from programme_check.reports.excel import NoPack, render
from programme_check.reports.excel.sheet import Book, Sheet, on, tall
from programme_check.reports.labels import NO_DATE, NO_DECISION, NOTHING_FOUND, large
from programme_check.verdict import Ahead

SHEETS = ["Summary", "Findings", "Dates", "Decisions", "RAID"]
LONGEST = 5.0
"""Seconds of a workbook on 2,000 activities."""


@cache
def file_of(name: str) -> bytes:
    """The workbook of a programme by its short name."""
    return render(programme_of(EVERY[name]))


def read(data: bytes) -> Any:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def column(sheet: Any, head: str) -> list[Any]:
    """The cells under a heading."""
    number = [cell.value for cell in sheet[1]].index(head) + 1
    return [sheet.cell(row, number) for row in range(2, sheet.max_row + 1)]


def texts(book: Any) -> list[str]:
    """All texts of a workbook."""
    return [cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize("name", EVERY)
def test_every_workbook_is_sound_and_holds_no_formula_and_no_link(name: str) -> None:
    sound(file_of(name))
    book = read(file_of(name))
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert not sheet._hyperlinks
        assert not sheet._comments if hasattr(sheet, "_comments") else True
        cells = [cell for row in sheet for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert all(4 <= dimension.width <= 110 for dimension in sheet.column_dimensions.values())
        assert all(5 <= (row.height or 15) <= 409 for row in sheet.row_dimensions.values())
    assert not book.defined_names
    assert all(len(text) < 32_767 for text in texts(book))


@pytest.mark.parametrize("name", ["hris-in-trouble.programme", "2000"])
def test_the_tables_have_a_header_a_filter_and_wrapped_texts(name: str) -> None:
    book = read(file_of(name))
    for title in SHEETS[1:]:
        sheet = book[title]
        assert all(cell.value and cell.font.bold for cell in sheet[1])
        if sheet.max_row > 2:
            assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
    assert all(cell.alignment.wrap_text for cell in column(book["Findings"], "What"))


def test_days_are_days_and_numbers_are_numbers() -> None:
    book, one = read(file_of("hris-in-trouble.programme")), programme_of(TROUBLE)
    assert one.pack is not None
    dates = book["Dates"]
    by_id = {item.id: item for item in one.pack.items}
    rows = zip(
        column(dates, "Id"), column(dates, "Start"), column(dates, "Finish"), column(dates, "Moved"), strict=True
    )
    seen = 0
    for id, start, finish, moved in rows:
        item = by_id[id.value]
        assert (start.is_date, finish.is_date) == (True, True)
        assert start.value == datetime.datetime.combine(on(item.start) or datetime.date.max, datetime.time())
        assert moved.value == (item.later if item.planned_finish is not None else None)
        seen += 1
    assert seen == len(one.pack.items)
    assert all(cell.is_date for cell in column(book["Decisions"], "Need by"))
    assert all(cell.is_date for cell in column(book["RAID"], "Due") if cell.value is not None)
    assert {cell.data_type for cell in column(book["Findings"], "Line")} == {"n"}
    days = [cell.value for row in book["Summary"] for cell in row if cell.is_date]
    assert datetime.datetime.fromordinal(one.status_date) in days
    assert datetime.datetime.fromordinal(one.go_lives[0].stated or 1) in days


def test_the_workbook_says_what_the_check_says() -> None:
    book, one = read(file_of("hris-in-trouble.programme")), programme_of(TROUBLE)
    said = {cell.value for row in book["Summary"] for cell in row}
    assert {one.headline, *one.forecast, *(question.answer for question in one.questions.values())} <= said
    assert [cell.value for cell in column(book["Findings"], "Rule")] == [item.rule for item in one.findings]
    assert [cell.value for cell in column(book["Findings"], "What")] == [item.message for item in one.findings]
    level = column(book["Findings"], "Level")[0]
    assert level.value == "■ Error"
    assert level.fill.fgColor.rgb == "FFA8200D"
    assert level.font.color.rgb == "FFFFFFFF"
    assert book["Decisions"].max_row == 1 + len(one.ahead.decisions)


def test_hostile_names_stay_names() -> None:
    found = texts(read(file_of(HOSTILE.stem)))
    assert any("\\x1b[2J" in text for text in found)
    assert any("<script>alert(1)</script>" in text for text in found)
    acting = {sign for text in found for sign in text if ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 or sign == "\u202e"}
    assert not acting
    assert not [text for text in found if text.startswith("_x")]


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", "http://example.invalid/", "_x0041_", "4.50"]
)
def test_a_text_is_a_text_whatever_it_looks_like(name: str) -> None:
    one = msgspec.structs.replace(programme_of(TROUBLE), name=name)
    cell = read(render(one))["Summary"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)
    assert bool(cell.quotePrefix) == (name[0] in "=@+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_be_read(language: str) -> None:
    name, book = LANGUAGES[language], read(file_of(language))
    assert book["Summary"]["A1"].value == name
    assert [cell.value for cell in column(book["Dates"], "Item")] == [f"{name} a", f"{name} g"]
    assert book["Decisions"]["A2"].value == f"{name} d?"
    assert column(book["RAID"], "What")[0].value == f"{name} r"


def test_where_there_is_nothing_it_says_so() -> None:
    book = read(file_of("nothing"))
    assert book["Dates"]["A2"].value == NO_DATE
    assert book["Decisions"]["A2"].value == NO_DECISION
    assert "open risk" in book["RAID"]["A2"].value
    smallest = programme_of(SMALLEST)
    assert read(render(msgspec.structs.replace(smallest, findings=())))["Findings"]["A2"].value == NOTHING_FOUND
    vast = msgspec.structs.replace(smallest, ahead=Ahead(left_to_commands=True))
    assert read(render(vast))["Decisions"]["A2"].value == large(smallest.file)


def test_waived_findings_stay_visible() -> None:
    one = programme_of(TROUBLE)
    waived = msgspec.structs.replace(one.findings[0], waived=Waived("Agreed with audit", "dana", "2027-03-31"))
    sheet = read(render(msgspec.structs.replace(one, findings=one.findings[1:], waived=(waived,))))["Findings"]
    assert sheet.max_row == 1 + len(one.findings)
    place = [cell.value for cell in column(sheet, "State")].index("waived")
    assert column(sheet, "Accepted")[place].value == "Agreed with audit. Approved by dana until 31 Mar 2027."


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(programme_of(TROUBLE)) == render(programme_of(TROUBLE))
    made = read(file_of("hris-in-trouble.programme")).properties
    assert made.created == datetime.datetime.fromordinal(programme_of(TROUBLE).status_date)
    assert made.modified == made.created


def test_a_large_plan_does_not_take_long() -> None:
    one = programme_of(EVERY["2000"])
    began = time.process_time()
    data = render(one)
    assert time.process_time() - began < LONGEST
    assert len(data) < 1_000_000
    assert one.pack is not None
    assert read(data)["Dates"].max_row == 1 + len(one.pack.items)


def test_a_report_without_a_pack_is_refused() -> None:
    with pytest.raises(NoPack):
        render(programme())


def test_rows_are_as_high_as_their_texts() -> None:
    assert tall("short", 40) == 1
    assert tall("a word or two " * 12, 40) in {4, 5}
    assert tall("x" * 200, 40) >= 5
    assert tall("給与" * 40, 40) >= 4
    assert tall(12, 40) == tall(None, 40) == 1


def test_a_day_that_excel_does_not_know_is_a_text() -> None:
    import xlsxwriter

    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    sheet = Sheet(Book(made), "Days", (20, 20))
    sheet.line(on(datetime.date(1899, 3, 1).toordinal()), on(datetime.date(2027, 3, 1).toordinal()))
    made.close()
    cells = read(stream.getvalue())["Days"]
    assert cells["A1"].value == "1899-03-01"
    assert cells["B1"].value == datetime.datetime.fromordinal(datetime.date(2027, 3, 1).toordinal())
