"""The command line itself: what is there, what is refused, and in which words."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import TROUBLE, environment, run

from programme_check import __version__

COMMANDS = ("check", "explain", "rules", "init", "schema")


def test_version(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, f"programme-check {__version__}\n", "")


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_plain_and_has_an_example(tmp_path: Path, command: str, flag: str) -> None:
    done = run(*([command] if command else []), flag, cwd=tmp_path)
    assert done.status == 0
    assert not done.err
    assert "Usage: programme-check" in done.out
    assert f"programme-check {command or 'check'}" in done.out.split("Examples:")[1]
    assert not any(sign in done.out for sign in "\x1b╭│")


def test_no_command_shows_the_help_and_is_a_wrong_command_line(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.status == 2
    assert "Commands:" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chekc"], "'check'"),
        (["check", "--formt", "json"], "--format"),
        (["check", "--format", "jsno"], "Did you mean json?"),
        (["check", "--format", "sraif"], "Did you mean sarif?"),
        (["check", "--fail-on", "eror"], "Did you mean error?"),
        (["check", "--color", "alway"], "Did you mean always?"),
        (["check", "--width", "12"], "--width"),
        (["check", "--width", "wide"], "--width"),
        (["check", "--select", "PAY01"], "Did you mean PAY001?"),
        (["check", "--ignore", "PAYY"], "Did you mean PAY"),
        (["check", "--select", ""], "names no rule"),
        (["check", "--as-of", "2027-02-30"], "2027-02-30"),
        (["check", "--output"], "--output"),
        (["init", "--type", "hriss"], "Did you mean hris?"),
        (["explain"], "RULE"),
        (["explain", "PAY01"], "Did you mean PAY001?"),
        (["explain", "payroll-cutover-before-parallel-end"], "payroll-cutover-before-parallel-ends?"),
        (["rules", "PAYY"], "Did you mean PAY"),
        (["rules", "--format", "xml"], "text, json"),
        (["schema", "--setting"], "--settings"),
        (["plan.yaml"], "programme-check check plan.yaml"),
        (["check", "plan.yaml", "-o", "plan.yaml"], "Name another file"),
    ],
)
def test_a_wrong_command_line_is_refused_with_what_would_be_right(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    for name in ("programme.yaml", "plan.yaml"):
        (tmp_path / name).write_text(TROUBLE)
    done = run(*arguments, cwd=tmp_path)
    assert done.status == 2
    assert not done.out
    assert words in done.err
    assert len(done.err.splitlines()) <= 2
    assert (tmp_path / "plan.yaml").read_text() == TROUBLE


def test_control_characters_on_the_command_line_stay_inert(tmp_path: Path) -> None:
    done = run("explain", "PAY\x1b[2J\u202e", cwd=tmp_path)
    assert done.status == 2
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err


def test_no_file_and_no_programme_here(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.status == 2
    assert "programme.yaml" in done.err
    assert "programme-check init" in done.err
    (tmp_path / "north.programme.yaml").write_text(TROUBLE)
    assert "programme-check check north.programme.yaml" in run("check", cwd=tmp_path).err


def test_no_file_means_the_programme_here(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    done = run("check", "--format", "json", cwd=tmp_path)
    assert done.status == 1
    assert json.loads(done.out)["programmes"][0]["file"] == "programme.yaml"


def test_the_shell_can_complete(tmp_path: Path) -> None:
    asked = {"_PROGRAMME_CHECK_COMPLETE": "complete_bash", "COMP_WORDS": "programme-check ex", "COMP_CWORD": "1"}
    done = run(cwd=tmp_path, env=asked)
    assert (done.status, done.out.split()) == (0, ["explain"])


def test_the_installed_script_does_the_same(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("programme-check")
    if not script.exists():
        pytest.skip("the package is not installed here; CI runs this")
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    done = subprocess.run([script, "check"], cwd=tmp_path, env=environment(), capture_output=True, check=False)
    same = run("check", cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (same.status, same.out)
