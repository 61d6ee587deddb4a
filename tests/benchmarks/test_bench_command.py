"""How long a command takes, from an installed wheel, against what its libraries alone would cost.

Figures of the promise: `--version` and `--help` at most 0.75 of importing yaml, jsonschema, typer and rich; a check of
30 activities at most 1.2 of it; `check --format json` at most 2.0 (1,000 activities) and 0.35 (10,000) of `yaml.load`.
"""

from pathlib import Path

import pytest
from bench_support import installed, programme, ratio, run, seconds

pytestmark = pytest.mark.bench

IMPORTS = "import yaml, jsonschema, typer, rich"
LOAD = """
import sys, time, yaml
data = open(sys.argv[1], "rb").read()
began = time.process_time()
yaml.load(data, yaml.CSafeLoader)
print(time.process_time() - began)
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment with the wheel in it."""
    return installed(tmp_path_factory.mktemp("installed"))


def against_imports(programs: Path, folder: Path, arguments: list[str]) -> float:
    """Our time as a share of importing the libraries."""
    ours: list[str | Path] = [programs / "programme-check", *arguments]
    imports: list[str | Path] = [programs / "python", "-c", IMPORTS]
    return ratio(lambda: seconds(ours, folder), lambda: seconds(imports, folder), 15)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_start_up(programs: Path, tmp_path: Path, option: str) -> None:
    found = against_imports(programs, tmp_path, [option])
    print(f"{option}: {found:.2f}")
    assert found <= 0.75


def test_check_of_thirty_activities(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(programme(30))
    found = against_imports(programs, tmp_path, ["check"])
    print(f"check, 30 activities: {found:.2f}")
    assert found <= 1.2


@pytest.mark.parametrize(("activities", "most"), [(1_000, 2.0), (10_000, 0.35)])
def test_check_against_loading_alone(programs: Path, tmp_path: Path, activities: int, most: float) -> None:
    (tmp_path / "plan.yaml").write_text(programme(activities))
    ours: list[str | Path] = [programs / "programme-check", "check", "plan.yaml", "--format", "json"]
    load: list[str | Path] = [programs / "python", "-c", LOAD, "plan.yaml"]
    found = ratio(lambda: seconds(ours, tmp_path), lambda: float(run(load, tmp_path)))
    print(f"check --format json, {activities} activities: {found:.2f}")
    assert found <= most
