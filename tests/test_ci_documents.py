"""What CI services read: action, hook and the documented examples, each against the schema of its vendor."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "programme_check/docs/ci.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^## ([^\n]+)\n.*?```yaml\n(.*?)```", TEXT, re.M | re.S))


def valid(schema: str, *files: Path) -> None:
    """The files fit a schema that ships with the validator: no network."""
    # One of the schemas has patterns that only this reader of patterns takes.
    command = [sys.executable, "-m", "check_jsonschema", "--regex-variant", "python", "--builtin-schema", schema]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_one() -> None:
    valid("vendor.github-actions", ROOT / "action.yml")


def test_the_action_lets_no_input_into_its_script() -> None:
    """An expression inside a script is text of the script: whoever names a file could run a command."""
    scripts = re.findall(r"^ +run: (.*?)(?=^ +- |\Z)", (ROOT / "action.yml").read_text(encoding="utf-8"), re.M | re.S)
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)


@pytest.mark.parametrize(
    ("heading", "schema", "name"),
    [
        ("GitHub Actions", "vendor.github-workflows", "workflow.yml"),
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


def test_the_hook_takes_programme_files_only() -> None:
    from programme_check.document import read

    document, problems = read(b"hooks:\n" + (ROOT / ".pre-commit-hooks.yaml").read_bytes(), "hooks")
    assert document is not None, problems
    (hook,) = document.data["hooks"]
    files = re.compile(hook["files"])
    for name in ("programme.yaml", "plans/programme.yml", "plans/hris.programme.yaml"):
        assert files.search(name)
    for name in ("subprogramme.yaml", "programme.yaml.bak", "plans/settings.yaml"):
        assert not files.search(name)


def test_the_problem_matcher_matches_what_is_printed() -> None:
    from programme_check.checkup import Options, check
    from programme_check.reports.ci import concise

    (found,) = re.findall(r"```json\n(.*?)```", TEXT, re.S)
    (matcher,) = json.loads(found)["problemMatcher"]
    (pattern,) = matcher["pattern"]
    report = check([str(ROOT / "sample_programmes/erp-in-trouble.programme.yaml")], Options())
    lines = concise.render(report).splitlines()
    matches = [re.match(pattern["regexp"], line) for line in lines]
    assert all(matches)
    assert {match[pattern["severity"]] for match in matches if match} <= {"error", "warning", "info"}
