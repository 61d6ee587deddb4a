"""`programme-check risk` as people run it, in processes of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[3]
GOLDEN = Path(__file__).parent / "golden"
OUTSIDE = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM")
HOSTILE = "\\e[2J ::error title=x:: \\u200b<script> | [x](http://x) @everyone"

PLAN = """\
schema_version: 1
programme: {name: Harbour payroll, status_date: 2027-01-04}
risks:
  r-1: {title: Leavers without tax code, probability: 40, affects: {test: 5d}}
  r-2: {title: Nobody has estimated this, probability: high}
workstreams:
  build:
    name: Build
    kind: configuration
    activities:
      design: {name: Design, kind: solution_design, start: 2027-01-04, duration: 10d, estimate: {low: 8d, high: 15d}}
      set-up: {name: Set up, kind: configuration, duration: 15d, depends_on: [design], estimate: {low: 12d, likely: 15d, high: 25d}}
      data: {name: Load data, kind: migration_build, duration: 20d, start: 2027-01-04, estimate: {low: 15d, high: 40d, shape: triangular}}
      test: {name: Test it all, kind: other, duration: 10d, depends_on: [set-up, data], estimate: {low: 9d, likely: 10d, high: 18d}, deadline: 2027-02-24}
      hold: {name: Kept back, kind: margin, duration: 3d, depends_on: [test]}
      papers: {name: Papers, kind: other, duration: 2d, depends_on: [design]}
      go-live: {name: First pay run, kind: go_live, milestone: true, deadline: 2027-03-01, depends_on: [hold, papers]}
"""  # noqa: E501


def run(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the program in a folder; output as text."""
    kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    done = subprocess.run(
        [sys.executable, "-m", "programme_check", *arguments],
        cwd=cwd,
        input=stdin,
        env={**kept, "PYTHONPATH": str(HOME), "LC_ALL": "C.UTF-8", **(env or {})},
        capture_output=True,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan in it."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


CASES = {
    "risk.txt": ["risk", "plan.yaml"],
    "risk-40.txt": ["risk", "plan.yaml", "--width", "40", "--ascii"],
    "risk-color.txt": ["risk", "plan.yaml", "--color", "always", "--runs", "1000"],
    "risk.json": ["risk", "plan.yaml", "--format", "json", "--runs", "2000", "--seed", "5"],
    "risk.md": ["risk", "plan.yaml", "--format", "markdown"],
}


@pytest.mark.parametrize("name", CASES)
def test_golden(folder: Path, name: str) -> None:
    """To take a change over, run with UPDATE_GOLDEN=1 and look at the difference."""
    done = run(*CASES[name], cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    golden = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(done.stdout, encoding="utf-8", newline="\n")
    assert done.stdout == golden.read_text(encoding="utf-8")
    width = int(CASES[name][CASES[name].index("--width") + 1]) if "--width" in CASES[name] else 100
    if name.endswith(".txt") and name != "risk-color.txt":
        assert max(map(len, done.stdout.splitlines())) <= width
        assert all(line == line.rstrip() for line in done.stdout.splitlines())


def test_the_shape_of_the_json_is_the_contract(folder: Path) -> None:
    found = json.loads(run(*CASES["risk.json"], cwd=folder).stdout)
    assert (found["version"], found["programme"], found["runs"], found["seed"]) == (1, "Harbour payroll", 2000, 5)
    (live,) = found["go_live"]
    assert {"id", "date", "chance", "p10", "p50", "p80", "p90", "mean"} <= set(live)
    assert (live["id"], live["date"]) == ("go-live", "2027-03-01")
    assert live["p10"] <= live["p50"] <= live["p80"] <= live["p90"]
    assert 0 < live["chance"] < 1
    assert found["criticality"]["go-live"] == 1
    assert all({"id", "earlier_days", "later_days"} <= set(one) for one in found["drivers"])
    assert [one["id"] for one in found["commitments"]] == ["test"]
    assert found["assumptions"]["ranges"] == "file"


def test_seeds_output_and_the_settings_beside_the_file(folder: Path) -> None:
    same = {run("risk", "plan.yaml", cwd=folder, env={"PYTHONHASHSEED": seed}).stdout for seed in "12"}
    assert len(same) == 1
    assert run("risk", "plan.yaml", "--seed", "2", cwd=folder).stdout not in same
    assert run("risk", "plan.yaml", "-o", "out.txt", cwd=folder).stdout == ""
    assert (folder / "out.txt").read_text("utf-8") in same
    piped = run("risk", "-", "--stdin-name", "north.yaml", "--runs", "100", cwd=folder, stdin=PLAN.encode())
    assert "north.yaml, status 4 Jan 2027" in piped.stdout
    (folder / ".programme-check.yaml").write_text("drivers: {by: workstream, correlation: 0.5}\n")
    assert "varies together (correlation 0.5)" in " ".join(run("risk", "plan.yaml", cwd=folder).stdout.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["risk"], "Missing argument"),
        (["risk", "nothing.yaml"], "nothing.yaml"),
        (["risk", "plan.yaml", "--runs", "0"], "--runs"),
        (["risk", "plan.yaml", "--seed", "-1"], "--seed"),
        (["risk", "plan.yaml", "--format", "html"], "is not one of text, json, markdown"),
        (["risk", "plan.yaml", "-o", "plan.yaml"], "plan.yaml"),
        (["risk", "wrong.yaml"], "The estimate of design (18d, 15d) is no range"),
    ],
)
def test_what_is_wrong_is_said_and_the_status_is_2(folder: Path, arguments: list[str], says: str) -> None:
    (folder / "wrong.yaml").write_text(PLAN.replace("low: 8d", "low: 18d"))
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in " ".join(done.stderr.split())


def test_without_numpy_it_says_what_to_install(folder: Path) -> None:
    (folder / "hidden" / "numpy").mkdir(parents=True)
    (folder / "hidden" / "numpy" / "__init__.py").write_text("raise ModuleNotFoundError('gone', name='numpy')\n")
    done = run("risk", "plan.yaml", cwd=folder, env={"PYTHONPATH": f"{folder / 'hidden'}{os.pathsep}{HOME}"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install numpy" in done.stderr


def test_numpy_is_imported_by_a_simulation_and_nothing_before(folder: Path) -> None:
    code = (
        "import os, sys; sys.argv[1:] = {!r}; from programme_check.cli import main; main(); "
        "print('OPENBLAS_NUM_THREADS' in os.environ, *sys.modules, file=sys.stderr)"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "OPENBLAS"))}
    for arguments, wanted in ((["risk", "--help"], False), (["risk", "plan.yaml", "--runs", "50"], True)):
        done = subprocess.run(
            [sys.executable, "-c", code.format(arguments)],
            cwd=folder, env={**env, "PYTHONPATH": str(HOME)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        kept, *modules = done.stderr.split()
        assert ("numpy" in modules) is wanted
        assert not {"rich", "networkx", "jsonschema"} & set(modules)
        assert kept == "False"


def test_names_from_the_file_are_only_shown(folder: Path) -> None:
    text = PLAN.replace("name: Test it all", f'name: "{HOSTILE}"').replace("Leavers without tax code", f'"{HOSTILE}"')
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    for form in ("text", "markdown"):
        done = run("risk", "plan.yaml", "--format", form, "--runs", "500", cwd=folder)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout
        assert "::error" not in done.stdout
        if form == "markdown":
            assert "<script>" not in done.stdout
            assert "[x](" not in done.stdout
            assert "@everyone" not in done.stdout


def test_plans_with_little_to_say(tmp_path: Path) -> None:
    head = "schema_version: 1\nprogramme: {name: Thin, status_date: 2027-01-04}\n"
    (tmp_path / "empty.yaml").write_text(head + "workstreams: {}\n")
    work = "workstreams: {w: {name: W, kind: other, activities: {a: {name: A, kind: other, duration: 5d}}}}\n"
    (tmp_path / "thin.yaml").write_text(head + work)
    for form in ("text", "markdown", "json"):
        assert run("risk", "empty.yaml", "--format", form, cwd=tmp_path).returncode == 0
    assert "There is nothing to simulate" in run("risk", "empty.yaml", cwd=tmp_path).stdout
    thin = run("risk", "thin.yaml", cwd=tmp_path).stdout
    assert "There is no go-live to come in the file" in thin
    assert "other (1): 90% to 140%, most likely 100%. Source: judgement." in thin
