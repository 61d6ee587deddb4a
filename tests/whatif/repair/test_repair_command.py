"""`repair` as people run it, in processes of its own: above all what it writes, and what it leaves alone."""

import codecs
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from repair_support import blind, text_of

HOME = Path(__file__).parent.parent.parent.parent
SAMPLES = HOME / "sample_programmes"
OUTSIDE = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM")

BROKEN = text_of(
    """
    a: {name: A, kind: other, start: 2027-01-04, finish: 2027-01-15}   # first
    b: {name: B, kind: other, start: 2027-01-04, finish: "2027-01-08", depends_on: [a]}
    """
)
FIXED = BROKEN.replace('start: 2027-01-04, finish: "2027-01-08"', 'start: 2027-01-15, finish: "2027-01-21"')


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> "subprocess.CompletedProcess[str]":
    """Run the program in a folder; output as text."""
    kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    done = subprocess.run(
        [sys.executable, "-m", "programme_check", *arguments],
        cwd=cwd,
        input=stdin,
        env={**kept, "PYTHONPATH": str(HOME), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def test_the_answer_for_programs_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BROKEN)
    done = run("repair", "plan.yaml", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "version": 1,
        "programme": "Example",
        "file": "plan.yaml",
        "moves": [
            {
                "id": "b",
                "start": ["2027-01-04", "2027-01-15"],
                "finish": ["2027-01-08", "2027-01-21"],
                "because": ["SCH003"],
            }
        ],
        "unresolved": [],
    }
    assert (tmp_path / "plan.yaml").read_text() == BROKEN


@pytest.mark.parametrize("width", ["100", "60"])
def test_the_table(tmp_path: Path, width: str) -> None:
    (tmp_path / "plan.yaml").write_text(BROKEN)
    done = run("repair", "plan.yaml", "--width", width, "--ascii", cwd=tmp_path)
    assert "1 step has to move." in done.stdout
    assert "4 Jan -> 15 Jan 2027" in done.stdout
    assert "because SCH003 after a" in done.stdout
    assert "--write" in done.stdout
    assert done.stdout.isascii()
    assert all(len(line) <= int(width) for line in done.stdout.splitlines())


def test_markdown_and_a_hostile_name(tmp_path: Path) -> None:
    hostile = BROKEN.replace("name: B,", 'name: "\\e[2J ::error:: <script> | [x](http://x)",')
    (tmp_path / "plan.yaml").write_text(hostile)
    for form in ("markdown", "text", "json"):
        out = run("repair", "plan.yaml", "--format", form, cwd=tmp_path).stdout
        assert "\x1b" not in out
        assert form != "markdown" or ("<script>" not in out and "| 2027-01-04 → 2027-01-15 |" in out)


def test_writing_a_sample_touches_lines_with_dates_only_and_a_second_run_nothing(tmp_path: Path) -> None:
    name = "hris-in-trouble.programme.yaml"
    shutil.copy(SAMPLES / name, tmp_path)
    before = (tmp_path / name).read_text(encoding="utf-8")
    done = run("repair", name, "--write", cwd=tmp_path)
    assert done.returncode == 0
    assert f"dates in {name}." in done.stdout
    after = (tmp_path / name).read_text(encoding="utf-8")
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert changed
    assert all(old.strip().split(":")[0] in {"start", "finish", "date"} for old, _ in changed)
    assert blind(after) == blind(before)
    again = run("repair", name, "--write", cwd=tmp_path)
    assert "Nothing was written." in again.stdout
    assert (tmp_path / name).read_text(encoding="utf-8") == after
    found = json.loads(run("check", name, "--format", "json", cwd=tmp_path).stdout)["programmes"][0]["findings"]
    assert not {"PAY001", "PAY002", "TST001", "TST002"} & {one["rule"] for one in found}


def test_every_other_byte_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    raw = codecs.BOM_UTF8 + BROKEN.replace("# first", "# ä → 日本").replace("\n", "\r\n").encode() + b"# no line end"
    path.write_bytes(raw)
    path.chmod(0o640)
    os.utime(path, (1, 1))
    assert run("repair", "plan.yaml", "--write", cwd=tmp_path).returncode == 0
    assert path.read_bytes() == raw.replace(b'04, finish: "2027-01-08"', b'15, finish: "2027-01-21"')
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]
    os.utime(path, (1, 1))
    run("repair", "plan.yaml", "--write", cwd=tmp_path)
    assert path.stat().st_mtime == 1, "a file in which nothing moves is not written"


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text(BROKEN)
    (tmp_path / "plan.yaml").symlink_to("real.yaml")
    run("repair", "plan.yaml", "--write", cwd=tmp_path)
    assert (tmp_path / "plan.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == FIXED


def test_dates_in_included_files_are_written_there(tmp_path: Path) -> None:
    head, streams = BROKEN.split("workstreams:")
    (tmp_path / "parts").mkdir()
    main, part, other = tmp_path / "main.yaml", tmp_path / "parts" / "work.yaml", tmp_path / "parts" / "more.yaml"
    main.write_text(head + "include: [parts/*.yaml]\n")
    part.write_text("# theirs\nworkstreams:" + streams)
    other.write_text("gates: {g: {name: G, kind: stage, date: 2027-01-11, depends_on: [b]}}  # ours\n")
    before = main.read_bytes()
    done = run("repair", "main.yaml", "--write", cwd=tmp_path)
    assert "Written: 3 dates in parts/more.yaml and parts/work.yaml." in done.stdout
    assert main.read_bytes() == before
    assert part.read_text() == "# theirs\nworkstreams:" + FIXED.split("workstreams:")[1]
    assert "date: 2027-01-21, depends_on: [b]}}  # ours\n" in other.read_text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start: 2027-01-04, finish: 2027-01-15", "start: &day 2027-01-04, finish: 2027-01-15"),
        ("b: {name: B, kind: other, start: 2027-01-04,", "b: {<<: *work, name: B, "),
        ('"2027-01-08"', '"2027-01\\x2d08"'),
    ],
)
def test_dates_that_cannot_be_changed_alone_are_refused_and_nothing_is_written(
    tmp_path: Path, old: str, new: str
) -> None:
    text = BROKEN.replace(old, new)
    if "&day" in new:
        text = text.replace("b: {name: B, kind: other, start: 2027-01-04", "b: {name: B, kind: other, start: *day")
    if "*work" in new:
        text = text.replace(
            "a: {name", "c: &work {name: C, kind: other, start: 2027-01-04, finish: 2027-01-05}\n      a: {name"
        )
    (tmp_path / "plan.yaml").write_text(text)
    assert run("repair", "plan.yaml", cwd=tmp_path).returncode == 0
    done = run("repair", "plan.yaml", "--write", cwd=tmp_path)
    assert done.returncode == 2
    assert "Nothing was written." in done.stderr
    assert "plan.yaml:" in done.stderr
    assert (tmp_path / "plan.yaml").read_text() == text


def test_standard_input_is_answered_and_never_written(tmp_path: Path) -> None:
    assert "1 step has to move." in run("repair", "-", cwd=tmp_path, stdin=BROKEN.encode()).stdout
    done = run("repair", "-", "--write", cwd=tmp_path, stdin=BROKEN.encode())
    assert done.returncode == 2
    assert "standard input" in done.stderr


def test_a_file_with_problems_is_refused(tmp_path: Path) -> None:
    text = BROKEN.replace("kind: other, start", "kind: others, start")
    (tmp_path / "plan.yaml").write_text(text)
    done = run("repair", "plan.yaml", "--write", cwd=tmp_path)
    assert done.returncode == 2
    assert "plan.yaml:8:26" in done.stderr
    assert (tmp_path / "plan.yaml").read_text() == text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(BROKEN)
    tmp_path.chmod(0o500)
    try:
        assert run("repair", "plan.yaml", "--write", cwd=tmp_path).returncode == 3
    finally:
        tmp_path.chmod(0o700)
