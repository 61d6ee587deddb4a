"""The line of the file under a finding: the mark stands under the place, whatever the line holds."""

from pathlib import Path

import pytest

from programme_check.checkup import Options, check
from programme_check.reports import terminal
from programme_check.reports.terminal.page import cells, page_of
from programme_check.reports.terminal.source import caret


def drawn(text: str, column: int, *, width: int = 80, line: int = 7, ascii: bool = False) -> tuple[str, str]:
    """The line and the one with the mark, as a page shows them."""
    page = page_of(width, None, ascii)
    caret(page, line, column, text, indent=10)
    shown, mark = page.text().splitlines()
    return shown, mark


def under(shown: str, mark: str) -> str:
    """What begins in the column of the mark."""
    at, kept = cells(mark[: mark.index("^")]), 0
    while cells(shown[:kept]) < at:
        kept += 1
    assert cells(shown[:kept]) == at, "the mark stands in the middle of a character"
    return shown[kept:]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("      start: 2027-03-22", "2027"),
        ("cut: {name: 給与切替の準備, start: 2027-03-22}", "2027"),
        ("cut: {name: 👩‍💻 नमस्ते, start: 2027-03-22}", "2027"),
        ("cut: {name: Ca\u0301diz, start: 2027-03-22}", "2027"),
        ("cut:\t{name: x,\tstart: 2027-03-22}", "2027"),
        ("cut: {name: \u202ex\x1b[2J, start: 2027-03-22}", "2027"),
        (f"cut: {{name: {'x' * 300}, start: 2027-03-22, note: {'y' * 300}}}", "2027"),
        (f"cut: {{name: {'給' * 300}, start: 2027-03-22, note: {'与' * 300}}}", "2027"),
        ("cut: {name: " + "e\u0301" * 300 + ", start: 2027-03-22}", "2027"),
        ("2027-03-22", "2027"),
    ],
    ids=range(10),
)
@pytest.mark.parametrize("width", [40, 80, 104])
@pytest.mark.parametrize("ascii", [False, True])
def test_the_mark_stands_under_the_place(text: str, word: str, width: int, ascii: bool) -> None:
    shown, mark = drawn(text, text.index(word) + 1, width=width, ascii=ascii)
    assert under(shown, mark).startswith(word)
    assert cells(shown) <= width
    assert cells(mark) <= width
    assert not ascii or (shown + mark).isascii()
    assert "\x1b" not in shown
    assert "\t" not in shown


def test_a_long_line_shows_what_is_around_the_place() -> None:
    shown, _ = drawn(f"{'before ' * 40}HERE {'after ' * 40}", 281)
    assert "│ …" in shown
    assert " before HERE after " in shown
    assert shown.endswith("…")


def test_a_place_at_the_end_or_beyond_it_is_still_marked() -> None:
    assert drawn("name:", 6)[1].endswith("│      ^")
    assert drawn("name:", 60)[1].endswith("│      ^")


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_an_empty_line_is_not_shown(text: str) -> None:
    page = page_of(80, None, False)
    caret(page, 7, 1, text, indent=10)
    assert not page.text()


def test_a_line_of_a_megabyte_takes_no_time_to_speak_of() -> None:
    text = "x" * 1_000_000
    assert cells(drawn(text, 999_990)[0]) <= 80


def test_an_included_file_shows_its_own_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "programme.yaml").write_text(
        "schema_version: 1\nprogramme: {name: Two files, status_date: 2027-01-11}\ninclude: [more.yaml]\n"
    )
    (tmp_path / "more.yaml").write_text(
        "# one line\n# and another\nworkstreams:\n  one:\n    name: One\n    kind: configuration\n    activities:\n"
        "      a: {name: A, kind: configuration, start: 2027-02-01, duration: 5d, depends_on: [b]}\n"
        "      b: {name: B, kind: configuration, start: 2027-03-01, duration: 5d}\n"
    )
    report = check(["programme.yaml"], Options(select=("SCH003",)))
    shown = terminal.render(report, width=100, show_source=True).splitlines()
    at = next(number for number, line in enumerate(shown) if line.endswith("^"))
    (found,) = report.programmes[0].findings
    assert (found.location.file, found.location.line) == ("more.yaml", 8)
    assert shown[at - 1].startswith("          8 │ a: {name: A, ")
    assert under(shown[at - 1], shown[at]).startswith("b]" if found.location.column > 20 else "a:")
