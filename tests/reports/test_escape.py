"""What build servers obey in a log is shown and does nothing, wherever it stands and however it came about."""

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_support import FOUND, programme

from programme_check.findings import Location, Problem
from programme_check.reports import terminal
from programme_check.reports.escape import ascii_only, visible
from programme_check.verdict import Report

OBEYED = re.compile(r"^\s*::[a-z]|##(?:vso)?\[", re.IGNORECASE | re.MULTILINE)
"""GitHub Actions looks at the start of a line, blanks aside; Azure Pipelines anywhere in it."""
COMMANDS = [
    "::error file=a,line=1::forged",
    "::set-output name=a::b",
    ":::::warning::x",
    "##vso[task.setvariable variable=a]b",
    "###vso[task.complete result=Succeeded]",
    "##VSO[task.complete]",
    "##[error]forged",
    "x\n::error::after a line break",
    "\uff1a\uff1aerror::full width",
    "\uff03\uff03vso\uff3btask.complete]",
    "\u2a74error::a sign that is two colons and an equals sign",
    "x" * 95 + "::error::where a long word is broken",
]


def report_of(text: str) -> Report:
    """A report with this text at the start of lines."""
    item = msgspec.structs.replace(
        FOUND[0], title=text, message=text, fix=text, location=Location(text, 1, 1), related=()
    )
    one = programme(file=text, name=text, headline=text, findings=(item,), left_out=(text,))
    return Report(programmes=(one,), errors=(Problem(text, 0, 0, "", "code", text, text, text),))


@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("text", COMMANDS)
def test_a_build_server_finds_no_command(text: str, ascii: bool) -> None:
    for width in range(40, 121):
        shown = terminal.render(report_of(text), width=width, ascii=ascii, show_all=True)
        assert not OBEYED.search(shown)


@given(
    text=st.text(st.sampled_from("a:#[vso \n\uff1a\uff03\uff3b\u2a74\u200d"), max_size=40), width=st.integers(40, 60)
)
def test_no_mixture_of_signs_makes_a_command(text: str, width: int) -> None:
    for ascii in (False, True):
        shown = terminal.render(report_of(text), width=width, ascii=ascii)
        assert not OBEYED.search(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\x3a:error\x3a:x"),
        ("##vso[a]", r"\x23#vso[a]"),
        ("##[a]", r"\x23#[a]"),
        ("a :: b, C# and ## 2", "a :: b, C# and ## 2"),
        ("12:30, a:b", "12:30, a:b"),
    ],
)
def test_only_what_would_act_is_changed(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


@given(st.text(st.characters(codec=None)))
def test_every_character_there_is_even_half_a_pair_can_be_written(text: str) -> None:
    once = visible(text)
    once.encode()
    assert visible(once) == once
    assert not OBEYED.search(once)
    assert not OBEYED.search(ascii_only(once))
