"""What commands other than `check` take from the settings file."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_support import SAMPLES, TROUBLE, run

NAME = ".programme-check.yaml"
PACK = (SAMPLES / "packs" / "our-pmo.pack.yaml").read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a programme and a pack."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    (tmp_path / "ours.yaml").write_text(PACK)
    return tmp_path


def test_rules_and_explain_know_the_packs_of_the_folder(folder: Path) -> None:
    assert run("explain", "PMO001", cwd=folder).status == 2
    (folder / NAME).write_text("packs: [ours.yaml]\n")
    listed = run("rules", "PMO", "--format", "json", cwd=folder)
    assert [one["rule"] for one in json.loads(listed.out)["rules"]] == ["PMO001", "PMO002", "PMO003"]
    assert "Critical work has no owner" in run("explain", "PMO001", cwd=folder).out
    assert run("rules", "PMO", "--pack", "./ours.yaml", cwd=folder).status == 0, "named twice"


def test_rules_are_listed_while_the_settings_are_being_mended(folder: Path) -> None:
    (folder / NAME).write_text("rules: {PAY999: {severity: off}}\n")
    assert run("rules", "PAY", cwd=folder).status == 0
    (folder / NAME).write_text("packs: [none.yaml]\n")
    done = run("rules", "PAY", cwd=folder)
    assert done.status == 2
    assert f"{NAME}:1:9 there is no pack `none.yaml`" in done.err


def test_the_delay_model_reaches_the_command(folder: Path) -> None:
    (folder / NAME).write_text("delay_model: {tests_on_readiness: 0.75}\n")
    done = run("delay", "programme.yaml", "parallel-run-2=2w", "--format", "json", cwd=folder)
    assert json.loads(done.out)["model"]["tests_on_readiness"] == 0.75


def test_the_drivers_reach_the_command(folder: Path) -> None:
    def spread() -> Any:
        done = run("risk", "programme.yaml", "--runs", "500", "--format", "json", cwd=folder)
        return json.loads(done.out)["go_live"]

    alone = spread()
    (folder / NAME).write_text("drivers: {by: workstream, correlation: 0.9}\n")
    assert spread() != alone


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_organisation_is_at_the_top_of_the_pack(folder: Path, form: str) -> None:
    (folder / ".programme-check.yaml").write_text(
        "report: {organisation: North <wind>}\nrules: {CUT001: {rehearsals: 3}}\n"
    )
    page = run("report", "programme.yaml", "-o", "-", "--format", form, cwd=folder).out
    top, _, rest = page.partition("Harbour payroll</h1>" if form == "html" else "**Harbour payroll**")
    assert "North &lt;wind&gt;" in top
    assert "Changed from the default: CUT001 rehearsals 3 instead of 2" in rest


def test_limits_with_units_reach_the_other_commands(folder: Path) -> None:
    (folder / NAME).write_text("rules: {PAY001: {window: 10d, severity: info}, long-activity: {limit: 60d}}\n")
    wide = run("repair", "programme.yaml", "--format", "json", cwd=folder)
    (folder / NAME).write_text("rules: {PAY001: {window: 0}}\n")
    narrow = run("repair", "programme.yaml", "--format", "json", cwd=folder)
    assert wide.status == narrow.status == 0, wide.err
    assert wide.out != narrow.out


@pytest.mark.parametrize(
    "command", ["delay programme.yaml parallel-run-2=1w", "path programme.yaml", "structure programme.yaml"]
)
def test_no_command_answers_by_half_of_a_settings_file(folder: Path, command: str) -> None:
    (folder / NAME).write_text("same_day_handover: true\nfail_at: x\n")
    done = run(*command.split(), cwd=folder)
    assert done.status == 2
    assert f"{NAME}:2:1" in done.err
    assert done.out == ""
