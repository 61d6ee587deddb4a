"""Settings: the nearest file wins whatever the files say, and schema and check take the same values."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from settings_support import judged, problems, runs

from programme_check.checkup import Options
from programme_check.checkup.judging import judging
from programme_check.findings import Severity
from programme_check.resources import schema_text
from programme_check.rules.limits import described
from programme_check.rules.registry import catalogue

RULE = "PAY003"
LIMITS = [(rule.id, name) for rule in catalogue().values() for name, *_ in described(rule.limits)]
SCHEMA = Draft202012Validator(json.loads(schema_text("settings")))
slow = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, and the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def entries() -> st.SearchStrategy[dict[str, Any]]:
    """What one file may say of one rule."""
    return st.fixed_dictionaries(
        {},
        optional={
            "severity": st.sampled_from(["error", "warning", "info", "off"]),
            "enabled": st.booleans(),
            "runs": st.integers(0, 9),
        },
    )


@slow
@given(
    st.lists(
        st.tuples(st.sampled_from([RULE, RULE.lower(), catalogue()[RULE].name]), entries()), min_size=1, max_size=4
    )
)
def test_the_nearest_file_wins_key_by_key(folder: Path, files: list[tuple[str, dict[str, Any]]]) -> None:
    """Files that build on one another name the same rule, by id or by name; the first is the nearest."""
    for number, (name, entry) in enumerate(files):
        body: dict[str, Any] = {"rules": {name: entry}}
        if number + 1 < len(files):
            body["profile"] = f"{number + 1}.yaml"
        (folder / f"{number}.yaml").write_text(yaml.safe_dump(body))
    found, faults = judging(Options(), folder / "0.yaml")
    assert found is not None, faults
    said = [entry for _, entry in files]
    switch: dict[str, Any] = next((one for one in said if {"severity", "enabled"} & set(one)), {})
    off = switch.get("severity") == "off" or switch.get("enabled") is False
    level = next((one["severity"] for one in said if one.get("severity", "off") != "off"), None)
    limit = next((one["runs"] for one in said if "runs" in one), None)
    assert (RULE not in runs(found)) == off
    assert found.levels.get(RULE) == (Severity[level.upper()] if level else None)
    assert found.limits.get(RULE, {}).get("runs") == limit


VALUES = st.one_of(
    st.integers(-3, 1000),
    st.floats(-3, 1000, allow_nan=False),
    st.booleans(),
    st.sampled_from(["5", "many", "", "d", "-5d", "5.5d", "12345678901d", "[]"]),
    st.builds("{}{}".format, st.integers(0, 99), st.sampled_from(["d", "cd", "w", "m", "h"])),
    st.lists(st.integers(), max_size=1),
)


@slow
@given(st.sampled_from(LIMITS), VALUES)
def test_the_schema_takes_what_the_check_takes(folder: Path, limit: tuple[str, str], value: Any) -> None:
    """What an editor underlines is what the check refuses."""
    body = {"rules": {limit[0]: {limit[1]: value}}}
    refused = problems(folder, json.dumps(body))
    assert SCHEMA.is_valid(body) == (not refused), (body, refused)


def test_every_default_may_be_written_out(folder: Path) -> None:
    body = {
        "rules": {
            rule.id: {name: usual for name, usual, _ in described(rule.limits)} | {"severity": rule.severity.word}
            for rule in catalogue().values()
        }
    }
    assert SCHEMA.is_valid(body)
    found = judged(folder, json.dumps(body))
    assert runs(found) == set(catalogue())
    assert not any("instead of" in text for text in found.changed)
