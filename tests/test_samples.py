"""The sample programmes: what is expected of each stands beside it, and nothing else is found."""

from pathlib import Path
from typing import Any

import pytest

from programme_check.checkup import Options, check
from programme_check.document import read
from programme_check.findings import Severity

FOLDER = Path(__file__).parents[1] / "sample_programmes"
SAMPLES = sorted(path.name.removesuffix(".programme.yaml") for path in FOLDER.glob("*.programme.yaml"))


def expected(name: str) -> list[dict[str, Any]]:
    """The findings that a sample has to have, in report order."""
    path = FOLDER / "expected" / f"{name}.yaml"
    listed = b"".join(b"  " + line for line in path.read_bytes().splitlines(keepends=True))
    document, problems = read(b"findings:\n" + listed, path.name)
    assert document is not None, problems
    found: list[dict[str, Any]] = document.data["findings"] or []
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_has_the_findings_beside_it(name: str) -> None:
    """Rule, level and targets of every finding, in order; no problem with the file."""
    report = check([str(FOLDER / f"{name}.programme.yaml")], Options())
    assert not report.errors
    found = [
        {"rule": item.rule, "severity": item.severity.word, "targets": list(item.targets)}
        for item in report.programmes[0].findings
    ]
    wanted = expected(name)
    assert [item for item in found if item not in wanted] == []
    assert [item for item in wanted if item not in found] == []
    assert found == wanted


@pytest.mark.parametrize("name", [name for name in SAMPLES if name == "smallest" or name.endswith("-sound")])
def test_a_sound_sample_raises_no_alarm(name: str) -> None:
    """Nothing above information on a programme that is in order."""
    report = check([str(FOLDER / f"{name}.programme.yaml")], Options())
    assert [item for item in report.programmes[0].findings if item.severity > Severity.INFO] == []


def test_every_sample_has_its_list() -> None:
    """No sample without its expected findings, and no list without its sample."""
    assert sorted(path.stem for path in (FOLDER / "expected").glob("*.yaml")) == SAMPLES
