"""The formats of a check by name, and the further reports of one run."""

import json
import re
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
        (["--report", "json=x.yaml"], "--report json x.yaml is the name"),
        (["--report", "json=a", "--baseline", "./a"], "--report and --baseline both name a"),
        (["--report", "sarif=-"], "sarif and text one behind the other"),
        (["--report", "github=-", "--format", "json"], "nothing reads json like that"),
        (["--format", "html", "programme.yaml", "other.programme.yaml"], "about one programme"),
    ],
)
def test_what_cannot_be_written_is_refused(folder: Path, options: list[str], said: str) -> None:
    (folder / "other.programme.yaml").write_text(TROUBLE)
    done = run_in("check", *options, cwd=folder)
    assert done.status == 2
    assert said in done.err
    assert not (folder / "a").exists()


def test_standard_output_and_a_file(folder: Path) -> None:
    """What is asked for on standard output goes there, and the report proper into its file."""
    done = run_in("check", "--report", "sarif=-", "-o", "report.json", "--format", "json", cwd=folder)
    assert done.status == 1
    assert json.loads(done.out)["version"] == "2.1.0"
    assert json.loads((folder / "report.json").read_text())["version"] == 1


def test_lines_for_a_build_server_are_utf_8(folder: Path) -> None:
    """Also where the text beside them is not."""
    (folder / "programme.yaml").write_text(TROUBLE.replace("Second parallel", "Sécond parallel"), encoding="utf-8")
    done = run_in("check", "--report", "azure=-", cwd=folder, env={"PYTHONIOENCODING": "cp1252"})
    assert re.search(r"##vso\[task.logissue type=error;[^\n]+Sécond parallel run", done.out)


def test_a_report_that_cannot_be_written_is_said(folder: Path) -> None:
    done = run_in("check", "--report", "json=none/there.json", cwd=folder)
    assert done.status == 3
    assert "none/there.json" in done.err
