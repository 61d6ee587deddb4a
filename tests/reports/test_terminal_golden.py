"""The terminal report as it is meant to look. `UPDATE_GOLDEN=1 pytest tests/reports` writes the files anew."""

import os
from pathlib import Path
from typing import Any

import pytest
from report_support import SEVERAL, TROUBLED, UNREADABLE, WITH_PROBLEMS

from programme_check.reports import json, terminal
from programme_check.verdict import Report

GOLDEN = Path(__file__).parent / "golden"
LOOKS: dict[str, tuple[Report, dict[str, Any]]] = {
    **{f"width-{width}": (TROUBLED, {"width": width}) for width in (40, 60, 80, 100, 120, 200)},
    **{f"color-{color}": (TROUBLED, {"width": 80, "color": color}) for color in ("standard", "256", "truecolor")},
    "ascii": (TROUBLED, {"width": 80, "ascii": True}),
    "all": (TROUBLED, {"width": 100, "show_all": True}),
    "quiet": (SEVERAL, {"width": 100, "quiet": True}),
    "several": (SEVERAL, {"width": 100}),
    "problems": (WITH_PROBLEMS, {"width": 80}),
    "unreadable": (UNREADABLE, {"width": 80}),
}


def compare(name: str, text: str) -> None:
    """Hold a text against its golden file, or write that file when asked to."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"look at the difference; UPDATE_GOLDEN=1 accepts it ({name})"


@pytest.mark.parametrize("name", LOOKS)
def test_the_report_looks_as_it_should(name: str) -> None:
    report, options = LOOKS[name]
    compare(f"{name}.txt", terminal.render(report, exit_status=2 if report.errors else 1, **options))


@pytest.mark.parametrize(
    ("name", "report"), [("troubled", TROUBLED), ("several", SEVERAL), ("problems", WITH_PROBLEMS)]
)
def test_the_json_is_what_it_was(name: str, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "__version__", "1.2.3")
    compare(f"{name}.json", json.render(report).decode())
