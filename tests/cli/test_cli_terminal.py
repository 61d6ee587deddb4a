"""Colour, width and signs: what the terminal, the environment and the options make of the report."""

import os
import re
import struct
import sys
import unicodedata
from pathlib import Path

import pytest
from cli_support import COMMAND, TROUBLE, TROUBLE_LINE, environment, run

ESCAPE = "\x1b"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a programme in trouble."""
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    return tmp_path


def on_terminal(folder: Path, *arguments: str, columns: int = 80, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run the program on a terminal of its own, so many columns wide; the exit status and what appears there."""
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals here")
    import fcntl
    import pty
    import termios

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        env = environment({"TERM": "xterm-256color", **(env or {})})
        os.execve(COMMAND[0], [*COMMAND, *arguments], env)  # noqa: S606 - the child of the terminal
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.decode()


def cells(line: str) -> int:
    """How many columns a line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def test_a_terminal_gets_colour_and_its_width(folder: Path) -> None:
    status, shown = on_terminal(folder, "check", columns=72)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert status == 1
    assert ESCAPE in shown
    assert ESCAPE not in plain, "nothing but colours: no cursor codes, no links"
    assert max(cells(line) for line in plain.splitlines()) <= 72


def test_how_many_colours(folder: Path) -> None:
    full = on_terminal(folder, "check", env={"COLORTERM": "truecolor"})[1]
    many = on_terminal(folder, "check")[1]
    few = on_terminal(folder, "check", env={"TERM": "xterm"})[1]
    assert "38;2;" in full
    assert "38;2;" in on_terminal(folder, "check", env={"TERM": "xterm-direct"})[1]
    assert "38;5;" in many
    assert "38;2;" not in many
    assert "38;" not in few
    assert ESCAPE in few


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_a_terminal_that_wants_no_colour(folder: Path, env: dict[str, str]) -> None:
    codes = set(re.findall(r"\x1b[^m]*m", on_terminal(folder, "check", env=env)[1]))
    assert codes == ({"\x1b[1m", "\x1b[0m"} if "NO_COLOR" in env else set()), "weight is no colour"
    assert ESCAPE not in on_terminal(folder, "check", "--color", "never")[1]
    assert ESCAPE in on_terminal(folder, "check", "--color", "always", env=env)[1]


def test_a_dumb_terminal_gets_ascii(folder: Path) -> None:
    assert on_terminal(folder, "check", env={"TERM": "dumb"})[1].isascii()


def test_a_pipe_has_no_colour_unless_forced(folder: Path) -> None:
    plain = run("check", cwd=folder)
    assert ESCAPE not in plain.out
    assert ESCAPE not in run("check", cwd=folder, env={"TERM": "xterm-256color", "COLORTERM": "truecolor"}).out
    assert ESCAPE not in run("check", cwd=folder, env={"FORCE_COLOR": "0"}).out
    for forced in (run("check", cwd=folder, env={"FORCE_COLOR": "1"}), run("check", "--color", "always", cwd=folder)):
        assert ESCAPE in forced.out
        assert [
            line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", forced.out).splitlines()
        ] == plain.out.splitlines()


@pytest.mark.parametrize("width", [40, 60, 96, 200])
@pytest.mark.parametrize("options", [[], ["--all"], ["--all", "--ascii"], ["--quiet"]], ids=" ".join)
def test_every_width(folder: Path, width: int, options: list[str]) -> None:
    done = run("check", "--width", str(width), *options, cwd=folder)
    assert done.status == 1
    assert not done.err
    assert max(cells(line) for line in done.out.splitlines()) <= width
    assert not any(line.endswith(" ") for line in done.out.splitlines())
    assert "RED" in done.out
    if "--quiet" not in options:
        assert "PAY001" in done.out
        assert f"programme.yaml:{TROUBLE_LINE}" in done.out
    if "--ascii" in options:
        assert done.out.isascii()


def test_columns_and_width_win(folder: Path) -> None:
    assert run("check", cwd=folder, env={"COLUMNS": "60"}).out == run("check", "--width", "60", cwd=folder).out
    both = run("check", "--width", "70", cwd=folder, env={"COLUMNS": "60"})
    assert both.out == run("check", "--width", "70", cwd=folder).out
    assert run("check", cwd=folder).out == run("check", "--width", "100", cwd=folder).out
    for nonsense in ("", "wide", "-3", "0", "9" * 400, "²"):
        assert run("check", cwd=folder, env={"COLUMNS": nonsense}).status == 1
    assert on_terminal(folder, "check", columns=0)[0] == 1
    wide = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal(folder, "check", columns=400)[1])
    assert max(cells(line) for line in wide.splitlines()) <= 120


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "cp437", "koi8-r"])
def test_an_output_that_cannot_hold_our_signs(folder: Path, encoding: str) -> None:
    (folder / "programme.yaml").write_text(TROUBLE.replace("Payroll cutover", "Überleitung 給与 🎉"), "utf-8")
    done = run("check", cwd=folder, env={"PYTHONIOENCODING": encoding})
    assert done.status == 1
    assert not done.err
    assert "\ufffd" not in done.out or encoding != "ascii"
    assert "■" not in done.out
    for command in (["explain", "PAY001"], ["rules"], ["init", "x.yaml"], ["check", "--help"]):
        assert run(*command, cwd=folder, env={"PYTHONIOENCODING": encoding}).status == 0
    same = run("check", "--format", "json", cwd=folder, env={"PYTHONIOENCODING": encoding})
    assert same.out == run("check", "--format", "json", cwd=folder).out
