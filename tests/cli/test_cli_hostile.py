"""Names that try to act: nothing that is written may do more than show them."""

import json
import os
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from cli_support import COMMAND, DATA, TROUBLE, environment, run

HOSTILE = DATA / "hostile.programme.yaml"
HARMLESS = {"\u200c", "\u200d"}
"""Joiners, which some scripts and emoji need."""


def acting(text: str) -> set[str]:
    """The characters that a terminal or a reader would act on rather than show."""
    kinds = {"Cc", "Cs", "Zl", "Zp", "Cf"}
    return {sign for sign in text if unicodedata.category(sign) in kinds and sign not in HARMLESS | {"\n"}}


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("options", [[], ["--all"], ["--quiet"], ["--all", "--ascii"]], ids=" ".join)
def test_the_terminal_report_shows_and_does_nothing(tmp_path: Path, width: str, options: list[str]) -> None:
    done = run("check", HOSTILE, "--width", width, *options, cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert not acting(done.out)
    assert not [line for line in done.out.splitlines() if line.startswith(("::", "##vso"))]


def test_colour_codes_are_ours_only(tmp_path: Path) -> None:
    done = run("check", HOSTILE, "--all", "--color", "always", cwd=tmp_path)
    assert not acting(re.sub(r"\x1b\[[0-9;]*m", "", done.out))
    assert "\x1b[2J" not in done.out


def test_markup_and_emoji_codes_stay_text(tmp_path: Path) -> None:
    done = run("check", HOSTILE, "--all", "--width", "200", cwd=tmp_path)
    assert "[red]here[/oops] :100: <script>" in done.out
    assert "\\x1b[2J" in done.out


def test_hidden_characters_are_a_finding(tmp_path: Path) -> None:
    report = json.loads(run("check", HOSTILE, "--format", "json", cwd=tmp_path).out)
    hidden = [finding for finding in report["programmes"][0]["findings"] if finding["rule"] == "CHK004"]
    assert {"error"} == {finding["severity"] for finding in hidden}
    assert report["errors"] == []


def test_json_keeps_the_true_text(tmp_path: Path) -> None:
    done = run("check", HOSTILE, "--format", "json", cwd=tmp_path)
    assert not [sign for sign in done.out if sign < " " and sign != "\n"]
    name = json.loads(done.out)["programmes"][0]["name"]
    assert name.startswith("\x1b[2J")
    assert name.endswith(":100: <script>alert(1)</script>")


@pytest.mark.parametrize("name", ["\x1b[2J.yaml", "[red]x[/].yaml", ":100:.yaml", "a\n::error::b.yaml", "\u202ex.yaml"])
def test_file_names_are_hostile_too(tmp_path: Path, name: str) -> None:
    try:
        (tmp_path / name).write_text(TROUBLE)
    except OSError:
        pytest.skip("no such names in this file system")
    for file in (name, f"missing-{name}"):
        shown = run("check", file, cwd=tmp_path)
        assert shown.status == (1 if file == name else 2)
        assert not acting(shown.said)
        assert not [line for line in shown.said.splitlines() if line.startswith("::")]
    assert run("check", name, "-o", f"no/{name}.txt", cwd=tmp_path).status == 3


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    try:
        Path(os.fsdecode(raw)).write_text(TROUBLE)
    except OSError:
        pytest.skip("no such names in this file system")
    for options in ([], ["--format", "json"]):
        command = [*COMMAND, "check", os.fsdecode(b"caf\xe9.yaml"), *options]
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"Traceback" not in done.stdout
    assert json.loads(done.stdout)["programmes"]


def test_a_programme_that_says_nothing_wrong_does_not_hide_its_verdict(tmp_path: Path) -> None:
    lines = [line for line in run("check", HOSTILE, cwd=tmp_path).out.splitlines() if line.strip()]
    assert "RED" in lines[-1]
