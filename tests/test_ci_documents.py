"""What CI services read: action, hooks, matchers and the documented examples, each against the schema of its vendor."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from programme_check.checkup import Options, check
from programme_check.reports.ci import concise

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "programme_check/docs"
SAMPLE = "sample_programmes/erp-in-trouble.programme.yaml"
TEXT = (DOCS / "ci.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^## ([^\n]+)\n(?:(?!^## ).)*?```yaml\n(.*?)```", TEXT, re.M | re.S))
TASKS = json.loads(re.findall(r"```json\n(.*?)```", TEXT, re.S)[0])
MATCHERS = json.loads((DOCS / "problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
BASH = shutil.which("bash")


def data(text: str) -> Any:
    """YAML as plain data; our own reader takes mappings only."""
    from programme_check.document import read

    document, problems = read(b"top:\n" + re.sub("^", "  ", text, flags=re.M).encode(), "text")
    assert document is not None, problems
    return document.data["top"]


def valid(schema: str, *files: Path) -> None:
    """The files fit a schema that ships with the validator: no network."""
    # One of the schemas has patterns that only this reader of patterns takes.
    command = [sys.executable, "-m", "check_jsonschema", "--regex-variant", "python", "--builtin-schema", schema]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_one() -> None:
    valid("vendor.github-actions", ROOT / "action.yml")


def test_no_input_gets_into_a_script() -> None:
    """An expression inside a script is text of the script: whoever names a file could run a command."""
    action = data((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = [*action["runs"]["steps"]]
    for heading in ("GitHub Actions", "A comment on the pull request"):
        (job,) = data(EXAMPLES[heading])["jobs"].values()
        steps += job["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)


@pytest.mark.parametrize(
    ("heading", "schema", "name"),
    [
        ("GitHub Actions", "vendor.github-workflows", "workflow.yml"),
        ("A comment on the pull request", "vendor.github-workflows", "comment.yml"),
        ("GitLab CI", "vendor.gitlab-ci", ".gitlab-ci.yml"),
        ("Azure Pipelines", "vendor.azure-pipelines", "azure-pipelines.yml"),
    ],
)
def test_the_examples_fit_their_vendors_schemas(tmp_path: Path, heading: str, schema: str, name: str) -> None:
    file = tmp_path / name
    file.write_text(EXAMPLES[heading], encoding="utf-8")
    valid(schema, file)


def test_the_examples_ask_for_what_there_is() -> None:
    from programme_check.cli.formats import FORMATS

    for form in re.findall(r"(?:--report |--format )([a-z]+)", TEXT):
        assert form in FORMATS
    action = data((ROOT / "action.yml").read_text(encoding="utf-8"))
    used = re.findall(r"steps\.programme\.outputs\.(\w+)", TEXT)
    assert set(used) <= set(action["outputs"])
    for word in (*action["inputs"], *action["outputs"]):
        assert f"`{word}`" in TEXT


@pytest.mark.skipif(BASH is None, reason="the action runs in bash")
@pytest.mark.parametrize(
    ("inputs", "status", "outputs"),
    [
        ({"FILES": f"\n{SAMPLE}\n", "SARIF": "a b.sarif"}, 1, {"verdict": "red", "sarif": "a b.sarif"}),
        ({"FILES": "sample_programmes/erp-sound.programme.yaml"}, 0, {"findings": "0"}),
        ({"FILES": SAMPLE, "FAIL_ON": "nonsense"}, 2, {}),
        ({"FILES": "broken.yaml"}, 2, {"findings": "", "verdict": ""}),
    ],
)
def test_the_action_as_it_runs(tmp_path: Path, inputs: dict[str, str], status: int, outputs: dict[str, str]) -> None:
    """Its second step, in a folder like that of a runner: annotations, summary, outputs, and the status last."""
    script = data((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][1]["run"]
    programs = tmp_path / "programme-check/bin"
    programs.mkdir(parents=True)
    for name, more in (("programme-check", " -m programme_check"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}"{more} "$@"\n')
        (programs / name).chmod(0o755)
    shutil.copytree(ROOT / "sample_programmes", tmp_path / "sample_programmes")
    (tmp_path / "broken.yaml").write_text("programme: [", encoding="utf-8")
    places = {"RUNNER_TEMP": ".", "GITHUB_OUTPUT": "outputs", "GITHUB_STEP_SUMMARY": "summary"}
    places = {key: str(tmp_path / name) for key, name in places.items()}
    wanted = {"FILES": "", "FAIL_ON": "", "SARIF": "", "BASELINE": "", **inputs}
    done = subprocess.run(
        [str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **places, **wanted},
        capture_output=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    written = (tmp_path / "outputs").read_text(encoding="utf-8").splitlines()
    said = dict(line.split("=", 1) for line in written)
    assert said["status"] == str(status)
    assert outputs.items() <= said.items()
    if not outputs:
        assert set(said) == {"status"}
        return
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert summary.splitlines()[1].startswith("## ")
    assert summary == Path(said["report"]).read_text(encoding="utf-8")
    assert done.stdout.startswith(b"::error ") == (said["verdict"] == "red" or status == 2)
    assert (tmp_path / "a b.sarif").exists() == ("SARIF" in inputs)


def test_the_hooks_take_programme_files_only() -> None:
    hooks = {hook["id"]: hook for hook in data((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert set(hooks) == {"programme-check", "programme-check-schema"}
    for id, hook in hooks.items():
        assert id in TEXT
        assert hook["require_serial"]
        files = re.compile(hook["files"])
        for name in ("programme.yaml", "plans/programme.yml", "plans/hris.programme.yaml"):
            assert files.search(name)
        for name in ("subprogramme.yaml", "programme.yaml.bak", "plans/settings.yaml"):
            assert not files.search(name)


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ((ROOT / SAMPLE).read_text(encoding="utf-8"), 0, ""),
        ("schema_version: 1\nprogramme: {nmae: A, status_date: 2027-01-15}\n", 2, "programme.yaml:2:13: error: "),
        ('schema_version: 1\nprogramme: {name: "A\\e[2J", status_date: 2027-01-15}\n', 1, "[CHK004]"),
    ],
)
def test_the_second_hook_looks_at_the_file_and_not_at_the_plan(
    tmp_path: Path, text: str, status: int, said: str
) -> None:
    hooks = data((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    program, *words = next(hook["entry"] for hook in hooks if hook["id"].endswith("schema")).split()
    assert program == "programme-check"
    command = [sys.executable, "-m", "programme_check", *words, "programme.yaml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, said in done.stdout) == (status, True), done.stdout + done.stderr


def test_the_problem_matchers_match_what_is_printed() -> None:
    """Those for GitHub, which knows no `info`, and the one for an editor, with paths of every system."""
    report = check([str(ROOT / SAMPLE)], Options())
    lines = concise.render(report).splitlines()
    windows = [line.replace(line.split(":")[0], r"C:\plans\a b.yaml") for line in lines]
    (task,) = TASKS["tasks"]
    for line in (*lines, *windows, "é: x/p.yaml:2:13: error: Title [unknown-key] text [other] text"):
        place, level, rule = re.findall(r"^(.+?:\d+:\d+): (\w+): .+? \[([\w-]+)\]", line)[0]
        matched = []
        for matcher in (*MATCHERS, task["problemMatcher"]):
            one = matcher["pattern"]
            pattern = one[0] if isinstance(one, list) else one
            if found := re.match(pattern["regexp"], line):
                matched.append(matcher["owner"])
                assert ":".join(found[pattern[key]] for key in ("file", "line", "column")) == place
                assert found[pattern["code"]] == rule
                assert line.endswith(found[pattern["message"]])
                assert level == (found[pattern["severity"]] if "severity" in pattern else "info")
        assert matched == ["programme-check" + ("-info" if level == "info" else ""), "programme-check"]
