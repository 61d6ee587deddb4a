"""Where the output goes, and what happens when it cannot go there."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_support import COMMAND, TROUBLE, check, environment, run

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX shells and signals")


def shell(script: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which $PC is the program."""
    env = environment({"PC": " ".join(COMMAND)})
    return subprocess.run(
        ["bash", "-c", script], cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False
    )


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a programme in trouble."""
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    return tmp_path


@posix
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_who_leaves_early_changes_nothing(folder: Path, form: str) -> None:
    many = [
        f"      step-{n}: {{name: Step {n}, kind: payroll_cutover, start: 2027-03-01, finish: 2027-03-02}}"
        for n in range(3000)
    ]
    (folder / "programme.yaml").write_text(TROUBLE + "\n".join(many) + "\n")
    done = shell(f"$PC check --all --format {form} | head -1; echo ${{PIPESTATUS[0]}}", folder)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "1"


@posix
@pytest.mark.parametrize(("redirection", "status"), [(">&-", 1), (">&- 2>&-", 1), ("2>&-", 1), ("<&-", 1)])
def test_closed_streams_are_quiet(folder: Path, redirection: str, status: int) -> None:
    done = shell(f"$PC check {redirection}", folder)
    assert (done.returncode, done.stderr) == (status, "")


@posix
def test_closed_streams_with_a_wrong_command_line(folder: Path) -> None:
    assert shell("$PC chekc 2>&-", folder).returncode == 2
    assert shell("$PC --help >&-", folder).returncode == 0
    assert shell("$PC --help | true; echo ${PIPESTATUS[0]}", folder).stdout == "0\n"
    closed = shell("$PC check - <&-", folder)
    assert closed.returncode == 2
    assert len(closed.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["check", "check --format json", "rules", "schema", "--help", "check -o /dev/full"])
def test_a_full_disk_is_one_line(folder: Path, command: str) -> None:
    done = shell(f"$PC {command} > /dev/full", folder)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "no space left" in done.stderr.lower()


def test_a_report_goes_to_a_file(folder: Path) -> None:
    done = run("check", "--format", "json", "-o", "report.json", cwd=folder)
    assert (done.status, done.out, done.err) == (1, "", "")
    assert json.loads((folder / "report.json").read_text("utf-8"))["summary"]["error"] >= 1
    assert names(folder) == ["programme.yaml", "report.json"]
    text = run("check", "-o", "report.txt", cwd=folder, env={"FORCE_COLOR": "", "PYTHONIOENCODING": "cp1252"})
    assert text.status == 1
    assert "■" in (folder / "report.txt").read_text("utf-8")
    assert run("check", "-o", "-", cwd=folder).out == run("check", cwd=folder).out


@posix
def test_an_old_report_keeps_its_permissions_and_its_link(folder: Path) -> None:
    real = folder / "real.json"
    real.write_text("old")
    real.chmod(0o640)
    (folder / "link.json").symlink_to(real)
    assert run("check", "--format", "json", "-o", "link.json", cwd=folder).status == 1
    assert (folder / "link.json").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert json.loads(real.read_text("utf-8"))


@pytest.mark.parametrize("target", ["nowhere/report.json", "folder", "programme.yaml/report.json"])
def test_a_report_that_cannot_be_written_is_one_line(folder: Path, target: str) -> None:
    (folder / "folder").mkdir()
    done = run("check", "-o", target, cwd=folder)
    assert (done.status, done.out) == (3, "")
    assert len(done.err.splitlines()) == 1
    assert target in done.err
    assert names(folder) == ["folder", "programme.yaml"]


@posix
def test_a_folder_that_may_not_be_written_to_keeps_the_old_report(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir()
    (closed / "report.json").write_text("old")
    closed.chmod(0o555)
    try:
        if os.access(closed, os.W_OK):
            pytest.skip("this user may write everywhere")
        done = run("check", "-o", "closed/report.json", cwd=folder)
    finally:
        closed.chmod(0o755)
    assert done.status == 3
    assert len(done.err.splitlines()) == 1
    assert (closed / "report.json").read_text() == "old"


@posix
def wait_until_idle(pid: int) -> None:
    """Wait until a process has started and waits for standard input, however busy the machine is."""
    stat = Path(f"/proc/{pid}/stat")
    before, quiet, began = "", 0, time.monotonic()
    while quiet < 5 and time.monotonic() - began < 20:
        time.sleep(0.2)
        fields = stat.read_text().rpartition(")")[2].split() if stat.exists() else []
        now = " ".join(fields[:1] + fields[11:13])  # its state, and the time it has spent
        quiet = quiet + 1 if now == before and (not fields or fields[0] == "S") else 0
        before = now


def test_interrupting_ends_with_130_and_leaves_nothing(folder: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "check", "-", "-o", "report.txt"],
        cwd=folder,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a job in the background of a script has been told to pass over interrupts, and so would its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- this process has no threads
    )
    wait_until_idle(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert names(folder) == ["programme.yaml"]


def test_standard_input(folder: Path) -> None:
    named = run(
        "check", "-", "--stdin-name", "plans/north.yaml", "--format", "json", cwd=folder, stdin=TROUBLE.encode()
    )
    assert named.status == 1
    assert json.loads(named.out)["programmes"][0]["file"] == "plans/north.yaml"
    plain = run("check", "-", cwd=folder, stdin=TROUBLE.encode())
    assert plain.status == 1
    assert "PAY001" in plain.out


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.rstrip(b"\n"),
        lambda data: b"\xef\xbb\xbf" + data.rstrip(b"\n").replace(b"\n", b"\r\n"),
    ],
    ids=["CRLF", "BOM", "no final newline", "all three"],
)
def test_line_ends_and_byte_order_mark_change_nothing(folder: Path, change: object) -> None:
    assert callable(change)
    usual = check(TROUBLE, folder, "--format", "json")
    changed = check(change(TROUBLE.encode()), folder, "--format", "json")
    piped = run(
        "check", "-", "--stdin-name", "plan.yaml", "--format", "json", cwd=folder, stdin=change(TROUBLE.encode())
    )
    assert usual.status == 1
    assert changed.out == usual.out == piped.out


@posix
def test_standard_input_that_cannot_be_read(folder: Path) -> None:
    done = shell("$PC check - 0> written", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard input" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_caller_that_takes_text_gets_text(folder: Path) -> None:
    code = (
        "import contextlib, io, sys\nfrom programme_check.cli import main\n"
        "sys.argv = ['programme-check', 'check']\nheld = io.StringIO()\n"
        "with contextlib.redirect_stdout(held): status = main()\n"
        "sys.stdout.buffer.write(held.getvalue().encode())\nsys.exit(status)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    same = run("check", cwd=folder)
    assert (done.returncode, done.stdout.decode()) == (same.status, same.out)


def test_unbuffered_output_is_the_same(folder: Path) -> None:
    env = environment({"PYTHONUNBUFFERED": "1"})
    done = subprocess.run([*COMMAND, "check"], cwd=folder, env=env, capture_output=True, check=False)
    assert done.stdout.decode() == run("check", cwd=folder).out
