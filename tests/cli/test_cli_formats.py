"""The formats of a check by name, and the further reports of one run."""

import json
from pathlib import Path

import pytest
from cli_support import TROUBLE
from cli_support import run as run_in

BEGINS = {
    "text": "Harbour payroll",
    "json": "{",
    "sarif": "{",
    "junit": "<?xml",
    "github": "::error ",
    "gitlab": "[",
    "azure": "##vso[",
    "rdjson": "{",
    "concise": "programme.yaml:",
    "markdown": "<!-- programme-check:",
    "csv": '"programme"',
    "html": "<!doctype html>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a programme that has one error that everybody names: PAY001."""
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    return tmp_path


@pytest.mark.parametrize("form", BEGINS)
def test_every_format(folder: Path, form: str) -> None:
    """Each says what is wrong, and none changes the exit status."""
    done = run_in("check", "--format", form, cwd=folder)
    assert done.status == 1, done.err
    assert done.out.lstrip().startswith(BEGINS[form])
    assert "PAY001" in done.out


def test_one_run_writes_many(folder: Path) -> None:
    wanted = [f"--report={form}={form}.out" for form in BEGINS]
    done = run_in("check", "--quiet", *wanted, "--report", "github=-", cwd=folder)
    assert done.status == 1
    assert done.out.startswith("::error ")
    assert "Exit 1." in done.out
    for form, begins in BEGINS.items():
        text = (folder / f"{form}.out").read_text(encoding="utf-8")
        assert text.lstrip().startswith(begins)
        assert text == run_in("check", "--format", form, cwd=folder).out or form == "text"
    assert json.loads((folder / "sarif.out").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--report", "sarif"], "names no file"),
        (["--report", "sraif=x"], "Did you mean sarif?"),
        (["--report", "json=programme.yaml"], "the name of a programme file"),
        (["--report", "json=a", "--report", "sarif=a"], "Two reports"),
        (["--report", "json=a", "-o", "a"], "Two reports"),
        (["--format", "html", "programme.yaml", "other.programme.yaml"], "about one programme"),
    ],
)
def test_what_cannot_be_written_is_refused(folder: Path, options: list[str], said: str) -> None:
    (folder / "other.programme.yaml").write_text(TROUBLE)
    done = run_in("check", *options, cwd=folder)
    assert done.status == 2
    assert said in done.err
    assert not (folder / "a").exists()


def test_a_report_that_cannot_be_written_is_said(folder: Path) -> None:
    done = run_in("check", "--report", "json=none/there.json", cwd=folder)
    assert done.status == 3
    assert "none/there.json" in done.err
