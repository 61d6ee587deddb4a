"""What commands other than `check` take from the settings file."""

import json
from pathlib import Path

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


@pytest.mark.parametrize(
    "command", ["delay programme.yaml parallel-run-2=1w", "path programme.yaml", "structure programme.yaml"]
)
def test_no_command_answers_by_half_of_a_settings_file(folder: Path, command: str) -> None:
    (folder / NAME).write_text("same_day_handover: true\nfail_at: x\n")
    done = run(*command.replace("structure programme.yaml", "structure programme.yaml").split(), cwd=folder)
    assert done.status == 2
    assert f"{NAME}:2:1" in done.err
    assert done.out == ""
