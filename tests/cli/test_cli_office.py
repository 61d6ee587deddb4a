"""Excel and PowerPoint from the command line: where they go, what is refused, what is said without the extra."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import COMMAND, DATA, TROUBLE, environment, run

HOSTILE = DATA / "hostile.programme.yaml"
ARCHIVE = b"PK\x03\x04"
FORMS = {"excel": ("xlsx", "xlsxwriter", "Excel"), "pptx": ("pptx", "pptx", "PowerPoint")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a programme that has one error that everybody names."""
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    return tmp_path


def raw(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run the program and keep the bytes it writes."""
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, env=environment(env), capture_output=True, timeout=120, check=False
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_ending_decides_and_every_way_gives_the_same_bytes(folder: Path, form: str) -> None:
    ending = FORMS[form][0]
    done = run("report", "programme.yaml", "-o", f"pack.{ending}", cwd=folder)
    assert (done.status, done.out, done.err) == (0, "", "")
    data = (folder / f"pack.{ending}").read_bytes()
    assert data.startswith(ARCHIVE)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    checked = run("check", "--format", ending, "--output", "a", "--report", f"{form}=b", cwd=folder)
    assert checked.status == 1
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes() == data
    piped = raw("report", "programme.yaml", "-o", "-", "--format", form, cwd=folder, env={"PYTHONHASHSEED": "7"})
    assert (piped.returncode, piped.stdout, piped.stderr) == (0, data, b"")
    further = raw("check", "--report", f"{form}=-", "--output", "text", cwd=folder, env={"TZ": "Asia/Tokyo"})
    assert (further.returncode, further.stdout) == (1, data)
    assert "PAY001" in (folder / "text").read_text("utf-8")


def test_one_run_writes_both_beside_the_text(folder: Path) -> None:
    done = run(
        "check", "--report", "xlsx=a.xlsx", "--report", "powerpoint=a.pptx", "--report", "html=a.html", cwd=folder
    )
    assert done.status == 1
    assert "PAY001" in done.out
    assert (folder / "a.xlsx").read_bytes().startswith(ARCHIVE)
    assert (folder / "a.pptx").read_bytes().startswith(ARCHIVE)
    assert (folder / "a.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize("form", FORMS)
def test_hostile_names_write_a_file_all_the_same(tmp_path: Path, form: str) -> None:
    every = [
        raw("report", str(HOSTILE), "-o", "-", "--format", form, cwd=tmp_path, env={"PYTHONHASHSEED": seed})
        for seed in "12"
    ]
    assert every[0].stdout == every[1].stdout
    assert every[0].stdout.startswith(ARCHIVE)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["check", "--report", "excel=-"], "Standard output would hold excel and text"),
        (["check", "--format", "excel", "programme.yaml", "other.programme.yaml", "-o", "a"], "--format excel"),
        (["check", "--format", "pptx", "broken.yaml", "-o", "a"], "about one programme"),
        (["check", "--format", "pptxx", "-o", "a"], "Did you mean pptx?"),
        (["report", "programme.yaml", "-o", "a.xls"], "pack.html"),
        (["report", "programme.yaml", "-o", "-"], "excel"),
        (["report", "broken.yaml", "-o", "a.pptx"], "broken.yaml:3:"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_refused_and_writes_nothing(folder: Path, options: list[str], said: str) -> None:
    (folder / "other.programme.yaml").write_text(TROUBLE)
    (folder / "broken.yaml").write_text(TROUBLE.replace("name: Harbour", "nam: Harbour"))
    before = sorted(folder.iterdir())
    done = run(*options, cwd=folder)
    assert done.status == 2
    assert said in done.err
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("form", FORMS)
def test_where_the_extra_is_missing_it_is_named_before_anything_is_read(folder: Path, form: str) -> None:
    ending, library, name = FORMS[form]
    (folder / "without" / library).mkdir(parents=True)
    (folder / "without" / library / "__init__.py").write_text("raise ImportError('not installed')\n")
    home = environment()["PYTHONPATH"]
    without = {"PYTHONPATH": os.pathsep.join([str(folder / "without"), home])}
    for options in (["report", "missing.yaml", "-o", f"pack.{ending}"], ["check", "--report", f"{form}=pack.{ending}"]):
        done = run(*options, cwd=folder, env=without)
        assert done.status == 2
        assert (
            done.err
            == f"programme-check: {name} needs an extra. In the folder of programme-check: pip install '.[{form}]'\n"
        )
        assert not (folder / f"pack.{ending}").exists()
    assert run("report", "programme.yaml", "-o", "pack.html", cwd=folder, env=without).status == 0


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
@pytest.mark.parametrize("options", [["report", "programme.yaml", "-o", "-", "--format"], ["check", "--format"]])
@pytest.mark.parametrize("form", FORMS)
def test_a_terminal_gets_no_archive(folder: Path, form: str, options: list[str]) -> None:
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb"), os.fdopen(theirs, "wb") as terminal:
        done = subprocess.run(
            [sys.executable, "-m", "programme_check", *options, form], cwd=folder, env=environment(), stdout=terminal,
            stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert f"A terminal cannot show {FORMS[form][2]}".encode() in done.stderr


def test_help_names_them(folder: Path) -> None:
    shown = " ".join(run("report", "--help", cwd=folder).out.split())
    assert "pack.xlsx" in shown
    assert "pack.pptx" in shown
    assert "pip install '.[all]'" in shown
    assert "html, excel, pptx" in " ".join(run("check", "--help", cwd=folder).out.split())
