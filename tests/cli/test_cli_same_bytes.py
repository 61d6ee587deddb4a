"""The same file gives the same bytes: whatever the hash seed, the time zone, the locale, the order of the keys."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from cli_support import SAMPLES, TROUBLE, run

from programme_check.document import read

SEEDS = ("0", "1", "4242")
ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns")
LOCALES = ("C.UTF-8", "tr_TR.UTF-8", "C.UTF-8")


def a_programme(folder: Path) -> Path:
    """The richest sample in trouble, or the small programme of these tests."""
    sample = SAMPLES / "hris-in-trouble.programme.yaml"
    if sample.exists():
        return sample
    (folder / "programme.yaml").write_text(TROUBLE)
    return folder / "programme.yaml"


@pytest.mark.parametrize("options", [["--all"], ["--format", "json"]], ids=["text", "json"])
def test_identical_bytes(tmp_path: Path, options: list[str]) -> None:
    file = a_programme(tmp_path)
    seen = {
        run(
            "check",
            file,
            *options,
            cwd=tmp_path,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": place, "LANG": place},
        ).out
        for seed, zone, place in zip(SEEDS, ZONES, LOCALES, strict=True)
    }
    assert len(seen) == 1
    assert "PAY001" in seen.pop()


def turned(value: Any) -> Any:
    """The same data with the keys of every mapping in the opposite order."""
    if isinstance(value, Mapping):
        return {key: turned(inner) for key, inner in reversed(list(value.items()))}
    return [turned(inner) for inner in value] if isinstance(value, list) else value


def without_places(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings without the lines they point to."""
    findings = []
    for finding in report["programmes"][0]["findings"]:
        related = [{"pointer": note["pointer"], "message": note["message"]} for note in finding["related"]]
        findings.append({**finding, "location": finding["location"]["pointer"], "related": related})
    return findings


def test_the_order_of_keys_changes_positions_only(tmp_path: Path) -> None:
    document, problems = read(a_programme(tmp_path).read_bytes(), "plan.yaml")
    assert document is not None, problems
    reports = []
    for name, value in (("one.yaml", document.data), ("two.yaml", turned(document.data))):
        (tmp_path / name).write_text(json.dumps(value), "utf-8")
        done = run("check", name, "--format", "json", cwd=tmp_path)
        assert done.status == 1, done.out[:500]
        reports.append(without_places(json.loads(done.out.replace(name, "plan.yaml"))))
    assert reports[0] == reports[1]


def test_the_same_file_twice_is_checked_once(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    once = run("check", "programme.yaml", cwd=tmp_path)
    assert run("check", "programme.yaml", "./programme.yaml", tmp_path / "programme.yaml", cwd=tmp_path).out == once.out
