"""Which modules a run imports. Times flake on a shared machine; this does not."""

import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import TROUBLE, environment

LOOK = """
import sys
sys.argv = ["programme-check", *{arguments!r}]
from programme_check.cli import main
main()
print(*sorted(sys.modules), file=sys.stderr)
"""
HEAVY = {"yaml", "jsonschema", "networkx", "numpy", "pydantic", "msgspec", "rich", "importlib.metadata", "dataclasses"}
ONLY_TO_EXPLAIN = {"jsonschema", "networkx", "numpy", "pydantic", "importlib.metadata"}
"""A file that fits the schema and has no cycle needs none of these."""


def imported(arguments: list[str], cwd: Path) -> set[str]:
    """The modules that a run has imported when it is done."""
    measured = environment()
    # The tool that measures coverage in child processes brings modules of its own.
    unmeasured = {name: value for name, value in measured.items() if not name.startswith("COVERAGE")}
    code = LOOK.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=unmeasured, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"], ["explain", "-h"]])
def test_start_up_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    found = imported(arguments, tmp_path)
    assert "programme_check.cli.app" in found
    assert not HEAVY & found


def test_a_file_that_fits_is_checked_without_the_libraries_that_explain_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    found = imported(["check", "--format", "json"], tmp_path)
    assert "programme_check.checkup" in found
    assert not (ONLY_TO_EXPLAIN | {"rich"}) & found
    assert not ONLY_TO_EXPLAIN & imported(["check"], tmp_path)
