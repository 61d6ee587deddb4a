"""Rules of installed packages."""

import importlib.util
import os
from pathlib import Path

import pytest
from packs_support import ROOT, run

from programme_check.rules.cases import run_example
from programme_check.rules.rule import DECLARED


def example_plugin() -> Path:
    """The module of the example."""
    return ROOT / "sample_programmes/plugin/example_pmo_rules.py"


def test_the_example_plugin_does_what_it_says() -> None:
    if "XMP001" not in DECLARED.rules:
        spec = importlib.util.spec_from_file_location("example_pmo_rules", example_plugin())
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    rule = DECLARED.rules.pop("XMP001")
    DECLARED.names.pop(rule.name)
    assert run_example(rule, "Wrong").findings
    right = run_example(rule, "Right")
    assert not right.findings
    assert not right.unjudged


def installed(folder: Path, module: str) -> dict[str, str]:
    """An environment in which a plugin is installed."""
    (folder / "plugin_under_test.py").write_text(module, encoding="utf-8")
    info = folder / "plugin_under_test-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: plugin-under-test\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[programme_check.rules]\nunder-test = plugin_under_test\n")
    return {**os.environ, "PYTHONPATH": str(folder)}


def test_an_installed_plugin_is_found(tmp_path: Path) -> None:
    done = run(installed(tmp_path, example_plugin().read_text(encoding="utf-8")), "explain", "XMP001")
    assert done.returncode == 0, done.stderr
    assert "workstream-too-large-for-one-lead" in done.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("from programme_check", "import nothing_here\nfrom programme_check"), "No module named 'nothing_here'"),
        (('"XMP001"', '"PAY999"'), "declares PAY999"),
        (('"XMP001"', '"PAY001"'), "declared twice"),
    ],
)
def test_a_plugin_that_does_not_load_stops_the_run(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    module = example_plugin().read_text(encoding="utf-8").replace(*change, 1)
    environment = installed(tmp_path, module)
    file = str(ROOT / "sample_programmes/smallest.programme.yaml")
    for arguments in (
        ("rules",),
        ("rules", "test", str(ROOT / "sample_programmes/packs/our-pmo.pack.yaml")),
        ("explain", "PAY001"),
        *((command, file) for command in ("check", "path", "decisions", "repair", "structure")),
        ("delay", file, "go-live=1w"),
        ("report", file, "-o", str(tmp_path / "pack.md")),
    ):
        done = run(environment, *arguments)
        assert done.returncode == 2, done.stdout
        assert "plugin `under-test`" in done.stderr
        assert said in done.stderr
