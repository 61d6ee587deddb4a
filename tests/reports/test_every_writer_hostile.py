"""Every writer there is, listed from the program's own tables, with programmes whose every text is hostile.

What is written is read by a second reader, which has to find text and nothing else.
"""

import json
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from hostile_readers import READERS, is_json, is_markdown, is_text
from hostile_support import NAMED, acting, poisoned_pack, poisoned_sample, said
from pack_support import HOSTILE, programme_of, report_on

from programme_check.cli.app import COMMANDS
from programme_check.cli.formats import EXTRAS, FORMATS, rendered
from programme_check.reports import terminal
from programme_check.verdict import Report

SOURCES = {
    "hostile": HOSTILE.read_text("utf-8"),
    **{stem: poisoned_sample(stem, shift) for shift, stem in enumerate(NAMED)},
}
"""The hostile sample, and large ones with every text of theirs made hostile: each text begins with another attack."""
HOW = {"width": 100, "color": None, "ascii": False, "show_all": True, "show_source": True}
ANSWERS = {"text": is_text, "json": is_json, "markdown": is_markdown}
"""The readers of the answers of the other commands."""
QUESTIONS: dict[str, list[list[str]]] = {
    "path": [[], ["GO-LIVE"]],
    "delay": [["GO-LIVE=2w"], ["GO-LIVE=2w", "--hold"]],
    "decisions": [[]],
    "risk": [["--runs", "50"]],
    "repair": [[]],
    "structure": [[]],
}
"""The commands that answer a question about a programme, with what else they are asked of a GO-LIVE."""
ELSEWHERE = {"check", "report", "explain", "rules", "init", "schema"}
"""Commands with a test of their own below; `schema` shows nothing that anybody else has written."""


@cache
def report_of(source: str) -> Report:
    """The report on a source, fit for every format."""
    return report_on(SOURCES[source])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", SOURCES)
def test_no_format_of_a_report_lets_a_text_act(source: str, form: str) -> None:
    report = report_of(source)
    assert not report.errors, "the texts are hostile, the file is sound"
    written = rendered(report, form, 1, HOW)
    assert written
    READERS[form](written)


def test_every_command_is_looked_at() -> None:
    assert {*QUESTIONS, *ELSEWHERE} == {*COMMANDS}
    assert {*READERS} == {*FORMATS}
    for command in QUESTIONS:
        assert {*forms(command)} <= {*ANSWERS}


def forms(command: str) -> tuple[str, ...]:
    """The formats in which a command answers."""
    found: tuple[str, ...] = import_module(f"programme_check.cli.{command}").FORMATS
    return found


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("color", [None, "bold", "standard", "256", "truecolor"])
@pytest.mark.parametrize("ascii", [False, True])
def test_no_width_and_no_colour_lets_a_text_act(width: int, color: str | None, ascii: bool) -> None:
    for source in SOURCES:
        for more in ({}, {"show_all": True, "show_source": True}, {"quiet": True}):
            shown = terminal.render(report_of(source), width=width, color=color, ascii=ascii, exit_status=1, **more)
            is_text(shown)
            assert color is not None or "\x1b" not in shown


@pytest.mark.parametrize(("command", "form"), [(name, form) for name in QUESTIONS for form in forms(name)])
@pytest.mark.parametrize("source", SOURCES)
def test_no_answer_to_another_question_lets_a_text_act(source: str, command: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / "a.programme.yaml"
    file.write_text(SOURCES[source], "utf-8")
    live = report_of(source).programmes[0].go_lives[0].id
    for question in QUESTIONS[command]:
        more = [word.replace("GO-LIVE", live) for word in question]
        answer = said(command, file, *more, "--format", form)
        assert answer.status == 0, answer.err
        assert not answer.err
        ANSWERS[form](answer.text)
        if form == "text":
            for width in ("40", "70", "120"):
                is_text(said(command, file, *more, "--width", width, "--color", "always").text)
                is_text(said(command, file, *more, "--width", width, "--ascii").text)


@pytest.mark.parametrize("command", ["rules", "explain"])
def test_no_rule_of_a_pack_lets_a_text_act(command: str, tmp_path: Path) -> None:
    pack = tmp_path / "a.pack.yaml"
    pack.write_text(poisoned_pack(), "utf-8")
    for form in forms(command):
        answer = said(command, "PMO001", "PMO003", "--pack", pack, "--format", form)
        assert answer.status == 0, answer.err
        ANSWERS[form](answer.text)
    for form, read in (("text", is_text), ("json", is_json)):
        read(said("rules", "test", pack, "--format", form).text)
    plan = tmp_path / "a.programme.yaml"
    plan.write_text(SOURCES["hris-in-trouble"], "utf-8")
    for form in (one for one in FORMATS if one not in EXTRAS):
        READERS[form](said("check", plan, "--pack", pack, "--format", form).out)


@pytest.mark.parametrize("form", ["html", "markdown", *EXTRAS])
def test_the_steering_pack_is_the_same_writer(form: str, tmp_path: Path) -> None:
    file = tmp_path / "a.programme.yaml"
    file.write_text(SOURCES["hostile"], "utf-8")
    answer = said("report", file, "-o", tmp_path / "pack", "--format", form)
    assert (answer.status, answer.err) == (0, b"")
    READERS[form]((tmp_path / "pack").read_bytes())


def test_json_says_the_true_texts() -> None:
    """Escapes keep them from acting; whoever decodes them has what the file holds."""
    written = rendered(report_of("hostile"), "json", 1, HOW)
    (one,) = json.loads(written)["programmes"]
    assert one["name"] == programme_of(SOURCES["hostile"]).name
    assert acting(one["name"])
