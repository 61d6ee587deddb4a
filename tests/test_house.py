"""The habits of this house that no other tool looks after."""

import ast
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 250
AT_THE_TOP = {
    "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "action.yml",
    "programme_check", "tests", "sample_programmes", "schemas",
}  # fmt: skip
SOURCES = sorted(path for path in (ROOT / "programme_check").rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py"))
LATER = ("TO" + "DO", "FIX" + "ME", "X" * 3 + " ")
"""Written so that this file does not find itself."""


def name(path: Path) -> str:
    """How a test names a file."""
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name)
def test_files_are_short_and_finished(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert not [word for word in LATER if word in text]
    assert "pragma: no" + " cover" not in text


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_modules_and_public_things_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    things: list[ast.Module | ast.ClassDef | ast.FunctionDef] = [tree]
    things += [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_"]
    silent = [getattr(node, "name", "the module") for node in things if not ast.get_docstring(node)]
    assert not silent


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_only_the_command_line_prints_exits_and_knows_the_time(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    clocks = {call for call in calls if call.endswith((".now", ".today", ".utcnow")) or call.startswith("time.")}
    assert not clocks
    if "cli" not in path.relative_to(ROOT).parts and path.name != "__main__.py":
        assert not calls & {"print", "exit", "sys.exit", "quit", "os._exit"}


def test_the_top_of_the_tree_stays_small() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout")
    top = {path.split("/")[0] for path in listed.stdout.split("\0") if path}
    assert not {entry for entry in top if not entry.startswith(".")} - AT_THE_TOP


def test_the_version_is_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" in project["dynamic"]


def test_the_two_commands_of_the_readme_are_what_is_tested() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    run_tests = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
    run_sample = ".venv/bin/programme-check check sample_programmes/hris-in-trouble.programme.yaml"
    assert run_tests in readme
    assert run_sample in readme
    assert run_tests in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def fenced(language: str) -> str:
    """The first block of the README in a language."""
    return (ROOT / "README.md").read_text("utf-8").split(f"```{language}\n")[1].split("```")[0]


def test_the_finding_in_the_readme_is_what_the_command_beside_it_says() -> None:
    from programme_check.checkup import Options, check
    from programme_check.reports import terminal

    report = check(["sample_programmes/hris-in-trouble.programme.yaml"], Options())
    shown = " ".join(terminal.render(report, width=100).split())
    assert " ".join(fenced("text").split()) in shown, "put the new text into the README"


def test_the_programme_in_the_readme_fits_and_is_sound() -> None:
    from programme_check.checkup import Options, check

    report = check(["-"], Options(), stdin=fenced("yaml").encode())
    assert not report.errors
    assert "PAY001" not in {finding.rule for one in report.programmes for finding in one.findings}
    assert len(report.programmes) == 1
