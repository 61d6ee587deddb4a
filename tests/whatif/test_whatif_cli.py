"""The two commands as people run them, in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from whatif_support import WORKED

HOME = Path(__file__).parent.parent.parent
GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "\\e[2J ::error title=x:: \u200b<script> | [x](http://x) @everyone"
OUTSIDE = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "COLORTERM")

FULL = (
    WORKED
    + """\
forums:
  board:
    name: Board
    kind: steering
    meetings: [{date: 2027-01-19}, {date: 2027-02-16}, {date: 2027-03-16}]
decisions:
  scope: {title: Which agreements come first, needed_by: 2027-01-29, forum: board, owner: dana, blocks: [testing], lead_time: 5d}
  tools: {title: Which tool for tests, needed_by: 2027-02-12, forum: board, blocks: [testing], depends_on: [scope]}
  venue: {title: Where people are trained, needed_by: 2027-03-19, blocks: [training], spend_per_week: 500}
"""  # noqa: E501
)


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
    """A folder with the worked case in it, and decisions beside it."""
    (tmp_path / "plan.yaml").write_text(FULL, encoding="utf-8")
    return tmp_path


CASES = {
    "slide.txt": ["delay", "plan.yaml", "migration=2w"],
    "hold.txt": ["delay", "plan.yaml", "migration=2w", "--hold", "--width", "80"],
    "missing-40.txt": ["delay", "plan.yaml", "migration=3w", "--hold", "--width", "40"],
    "missing-60-ascii.txt": ["delay", "plan.yaml", "migration=3w", "--hold", "--width", "60", "--ascii"],
    "descope-200.txt": ["delay", "plan.yaml", "migration=8w", "--descope", "training", "--width", "200"],
    "color.txt": ["delay", "plan.yaml", "testing=3d", "--color", "always"],
    "slide.json": ["delay", "plan.yaml", "migration=2w", "--format", "json"],
    "hold.json": ["delay", "plan.yaml", "migration=2w", "--hold", "--format", "json"],
    "slide.md": ["delay", "plan.yaml", "migration=2w", "--format", "markdown"],
    "hold.md": ["delay", "plan.yaml", "migration=3w", "--hold", "--format", "markdown"],
    "decisions.txt": ["decisions", "plan.yaml"],
    "decisions-40.txt": ["decisions", "plan.yaml", "--width", "40", "--ascii"],
    "decisions.json": ["decisions", "plan.yaml", "--format", "json"],
    "decisions.md": ["decisions", "plan.yaml", "--format", "markdown"],
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
    if name.endswith(".txt") and name != "color.txt":
        assert max(map(len, done.stdout.splitlines())) <= width
        assert all(line == line.rstrip() for line in done.stdout.splitlines())


def test_the_shape_of_the_json_is_the_contract(folder: Path) -> None:
    delay = json.loads(run(*CASES["hold.json"], cwd=folder).stdout)
    assert (delay["version"], delay["programme"], delay["mode"]) == (1, "Worked case", "hold")
    assert delay["delays"] == {"migration": 10}
    assert delay["missing_days"] == 0
    assert delay["go_live"] == [
        {"id": "go-live", "planned": "2027-05-06", "before": "2027-05-06", "after": "2027-05-06", "slip_days": 0}
    ]
    testing = next(effect for effect in delay["effects"] if effect["id"] == "testing")
    assert testing == {
        "id": "testing", "order": 2, "workstream": "test", "start": ["2027-03-01", "2027-03-15"],
        "finish": ["2027-04-09", "2027-04-15"], "slip_days": 4, "compressed_days": 6, "absorbed_days": 0,
    }  # fmt: skip
    assert delay["hypercare_cost"] == [160000, 240533]
    assert delay["readiness"] == [0.95, 0.6618]
    decisions = json.loads(run(*CASES["decisions.json"], cwd=folder).stdout)["decisions"]
    assert {"id", "needed_by", "free_until", "class", "waiting"} <= set(decisions[0])
    assert [week["weeks"] for week in decisions[0]["waiting"]] == [1, 2, 4, 8]


def test_standard_input_files_and_another_day(folder: Path) -> None:
    piped = run("delay", "-", "migration=2w", "--stdin-name", "north.yaml", cwd=folder, stdin=FULL.encode())
    assert "north.yaml, status 4 Jan 2027" in piped.stdout
    written = run("decisions", "plan.yaml", "-o", "out.txt", cwd=folder)
    assert (written.returncode, written.stdout) == (0, "")
    assert (folder / "out.txt").read_text("utf-8") == (GOLDEN / "decisions.txt").read_text("utf-8")
    assert "status 11 Jan 2027" in run("decisions", "plan.yaml", "--as-of", "2027-01-11", cwd=folder).stdout
    assert run("delay", "plan.yaml", "migration=2w", "-o", "plan.yaml", cwd=folder).returncode == 2
    same = {run("delay", "plan.yaml", "migration=2w", cwd=folder, env={"PYTHONHASHSEED": seed}).stdout for seed in "12"}
    assert len(same) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["delay", "plan.yaml", "migraton=2w"], "There is no migraton in plan.yaml. Did you mean migration?"),
        (["delay", "plan.yaml", "migration"], "Write it like build=2w."),
        (["delay", "plan.yaml", "migration="], "Write it like build=2w."),
        (["delay", "plan.yaml", "migration=soon"], "`soon` is no delay: not a duration such as 10d"),
        (["delay", "plan.yaml", "migration=-2w"], "cannot be negative"),
        (["delay", "plan.yaml", "migration=2w", "migration=1w"], "migration is given twice"),
        (["delay", "plan.yaml", "migration=2w", "--slide", "--hold"], "--slide and --hold exclude each other"),
        (["delay", "plan.yaml", "migration=2w", "--descope", "trainng"], "Did you mean training?"),
        (["delay", "plan.yaml", "migration=2w", "--format", "html"], "is not one of text, json, markdown"),
        (["delay", "plan.yaml"], "Missing argument"),
        (["delay", "nothing.yaml", "migration=2w"], "nothing.yaml"),
        (["decisions", "nothing.yaml"], "nothing.yaml"),
        (["decisions", "plan.yaml", "--as-of", "soon"], "is no day of the calendar"),
    ],
)
def test_what_is_wrong_is_said_and_the_status_is_2(folder: Path, arguments: list[str], says: str) -> None:
    done = run(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in " ".join(done.stderr.split())


def test_a_file_that_does_not_fit_is_not_answered_from(folder: Path) -> None:
    (folder / "plan.yaml").write_text(FULL.replace("kind: uat", "kind: uatt"), encoding="utf-8")
    for arguments in (["delay", "plan.yaml", "migration=2w"], ["decisions", "plan.yaml", "--format", "json"]):
        done = run(*arguments, cwd=folder)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Did you mean `uat`?" in done.stderr


def test_names_from_the_file_are_only_shown(folder: Path) -> None:
    text = FULL.replace("name: Acceptance test", f'name: "{HOSTILE}"').replace("Which tool for tests", f'"{HOSTILE}"')
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    for form in ("text", "markdown"):
        for command in (["delay", "plan.yaml", "migration=2w", "--hold"], ["decisions", "plan.yaml"]):
            done = run(*command, "--format", form, cwd=folder)
            assert done.returncode == 0
            assert "\x1b" not in done.stdout
            assert "::error" not in done.stdout
            if form == "markdown":
                assert "<script>" not in done.stdout
                assert "[x](" not in done.stdout
                assert "@everyone" not in done.stdout


def test_a_plan_without_anything_to_say(tmp_path: Path) -> None:
    text = (
        "schema_version: 1\nprogramme: {name: Thin, status_date: 2027-01-04}\nworkstreams: {w: {name: W, kind: other, "
        "activities: {a: {name: A, kind: other, start: 2027-01-04, duration: 5d}}}}\n"
    )
    (tmp_path / "plan.yaml").write_text(text)
    said = run("delay", "plan.yaml", "a=0d", cwd=tmp_path).stdout
    assert "There is no go-live to come in the file." in said
    assert "Nothing moves." in said
    assert "Not known: the file holds neither" in said
    assert "No decision is open." in run("decisions", "plan.yaml", cwd=tmp_path).stdout
    assert "No decision is open." in run("decisions", "plan.yaml", "--format", "markdown", cwd=tmp_path).stdout
    assert "Nothing moves." in run("delay", "plan.yaml", "a=0d", "--format", "markdown", cwd=tmp_path).stdout
    held = run("delay", "plan.yaml", "a=1d", "--hold", cwd=tmp_path)
    assert (held.returncode, "no go-live to come" in held.stderr) == (2, True)


def test_help_and_answers_import_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys; sys.argv[1:] = {!r}; from programme_check.cli import main; main(); "
        "print(*sys.modules, file=sys.stderr)"
    )
    for arguments in (["delay", "--help"], ["delay", "plan.yaml", "migration=2w"], ["decisions", "plan.yaml"]):
        env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
        done = subprocess.run(
            [sys.executable, "-c", code.format(arguments)],
            cwd=folder, env={**env, "PYTHONPATH": str(HOME)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = set(done.stderr.split())
        assert not {"jsonschema", "networkx", "numpy", "pydantic", "rich"} & found
        assert "--help" not in arguments or not {"yaml", "msgspec"} & found
