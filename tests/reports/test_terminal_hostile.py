"""Text from a file can hold anything and may do nothing: not to a terminal, a log, a line's width."""

import re
import unicodedata

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_support import FOUND, programme

from programme_check.findings import Location, Problem
from programme_check.reports import terminal
from programme_check.reports.escape import ascii_only, clean, visible
from programme_check.reports.terminal.page import cells
from programme_check.verdict import OutcomeLine, Question, Report, Status

OURS = re.compile(r"\x1b\[(?:0|[0-9]+(?:;[0-9]+)*)m")
JOINERS = {"\u200c", "\u200d"}
HOSTILE = [
    "\x1b[2J\x1b]8;;http://example.invalid\x07link",
    "[red]here[/oops] [link=x]y[/link]",
    ":100: :smiley:",
    "two\nlines\r\x85\u2028\u2029end",
    "::error file=a,line=1::forged",
    "##vso[task.complete]",
    "\u202egnissim\u2066x\u2069",
    "\x9b31m\x9d0;title\x9c\x00\x7f",
    "\ud800 half of a pair",
    "e\u0301 " + "\u0301" * 40,
    "全角の名前" * 30,
    "👩\u200d💻 नमस्ते \ufeff\u00ad\U000e0041",
    "\t tab",
    "",
    "   ",
    "x" * 5000,
]


def report_of(text: str) -> Report:
    """A report that holds this text wherever a file has a say."""
    item = msgspec.structs.replace(
        FOUND[0],
        title=text, message=text, fix=text, targets=(text,), location=Location(text, 1, 1, text),
        related=((Location(text, 2, 2, ""), text),),
    )  # fmt: skip
    warning = msgspec.structs.replace(FOUND[2], title=text, targets=(text,), location=Location(text, 1, 1, text))
    one = programme(
        file=text,
        name=text,
        headline=text,
        questions={"outcomes": Question(Status.RED, text), "plan": Question(Status.AMBER, text)},
        outcomes=(OutcomeLine(id=text, name=text, by=1, delivered_by=(text,), threatened_by=(text,)),),
        findings=(item, warning),
        left_out=(text,),
        changed=(text,),
    )
    problem = Problem(text, 3, 4, "", "code", text, text, text)
    return Report(programmes=(one, one), errors=(problem,))


def acting(text: str) -> set[str]:
    """The characters that do something rather than show."""
    kinds = {"Cc", "Cs", "Zl", "Zp", "Cf"}
    return {sign for sign in text if unicodedata.category(sign) in kinds and sign not in JOINERS | {"\n"}}


def judge(text: str, *, width: int, color: str | None, ascii: bool, show_all: bool) -> None:
    """Hold a report of this text against what no report may do."""
    shown = terminal.render(report_of(text), width=width, color=color, ascii=ascii, show_all=show_all)
    plain = OURS.sub("", shown)
    assert not acting(plain)
    assert color is not None or plain == shown
    assert not ascii or plain.isascii()
    for line in plain.split("\n"):
        assert cells(line) <= max(width, 40), line
        assert not line.endswith(" ")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_hostile_names_are_shown_and_do_nothing(text: str, width: int) -> None:
    for color in (None, "standard", "truecolor"):
        for ascii in (False, True):
            judge(text, width=width, color=color, ascii=ascii, show_all=True)


@given(
    text=st.text(max_size=300),
    width=st.integers(40, 200),
    color=st.sampled_from([None, "standard", "256", "truecolor"]),
    ascii=st.booleans(),
    show_all=st.booleans(),
)
@example(text=" \x1f\x1f\ufb1d\U00010000", width=40, color=None, ascii=True, show_all=False)
def test_no_text_at_all_gets_out_of_hand(text: str, width: int, color: str | None, ascii: bool, show_all: bool) -> None:
    judge(text, width=width, color=color, ascii=ascii, show_all=show_all)


@given(st.text())
def test_the_sanitiser_has_nothing_left_to_do_the_second_time(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert not acting(once)
    assert "\n" not in once
    assert ascii_only(once).isascii()
    assert len(clean(text)) <= 200


def test_markup_of_other_tools_is_only_text() -> None:
    shown = terminal.render(report_of("[red]x[/] :100: [link=a]b"), width=100)
    assert "[red]x[/] :100: [link=a]b" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2J", r"a\x1b[2J"),
        ("\u202ea", r"\u202ea"),
        ("\U000e0041", r"\U000e0041"),
        ("e\u0301", "é"),
        ("one\ntwo", r"one\x0atwo"),
        ("a\u200db", "a\u200db"),
        ("plain", "plain"),
    ],
)
def test_hidden_characters_become_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("Zoë — café …", "Zoe - cafe ..."), ("■▲●○", "X!o-"), ("日", r"\u65e5"), ("plain", "plain")]
)
def test_ascii_stands_in_for_what_cannot_be_shown(text: str, shown: str) -> None:
    assert ascii_only(text) == shown


@pytest.mark.parametrize(
    ("text", "wide"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("a\u200db", 2), ("नि", 2), ("\u2764\ufe0f", 2)]
)
def test_columns_are_counted_as_terminals_do(text: str, wide: int) -> None:
    assert cells(text) == wide
