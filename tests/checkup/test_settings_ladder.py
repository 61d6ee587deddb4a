"""The days before go-live at which something absent becomes a warning and an error."""

from pathlib import Path

import pytest
from settings_support import judged, problems

from programme_check.checkup import Options, check
from programme_check.checkup.settings_file import NAME

PLAN = """\
schema_version: 1
programme: {{name: Example, types: [hris], status_date: 2027-01-15}}
payroll: {{pay_groups: {{monthly: {{frequency: monthly}}}}}}
workstreams:
  all:
    name: All
    kind: testing
    activities: {{live: {{name: Live, kind: go_live, milestone: true, start: {live}}}}}
"""
"""PAY003 reports the pay group without parallel runs, by the ladder."""


def level(folder: Path, settings: str, live: str) -> str:
    """The level of what is missing before a go-live."""
    (folder / NAME).write_text(settings)
    (folder / "plan.yaml").write_text(PLAN.format(live=live))
    report = check([str(folder / "plan.yaml")], Options(select=("PAY003",)))
    assert not report.errors
    (found,) = report.programmes[0].findings
    return found.severity.word


@pytest.mark.parametrize(
    ("settings", "live", "word"),
    [
        ("{}", "2027-04-15", "warning"),
        ("ladder: {warning: 60, error: 30}", "2027-04-15", "info"),
        ("ladder: {warning: 90, error: 30}", "2027-04-15", "warning"),  # on the day itself
        ("ladder: {warning: 89}", "2027-04-15", "info"),
        ("ladder: {error: 90}", "2027-04-15", "warning"),
        ("ladder: {error: 91}", "2027-04-15", "error"),
        ("ladder: {error: 400}", "2027-12-01", "error"),  # no warning before it
        ("ladder: {warning: 0, error: 0}", "2027-01-18", "info"),
        ("ladder: {error: 120}\nrules: {PAY003: {severity: info}}", "2027-04-15", "info"),
    ],
)
def test_the_settings_move_the_steps(tmp_path: Path, settings: str, live: str, word: str) -> None:
    assert level(tmp_path, settings, live) == word


def test_a_report_says_so(tmp_path: Path) -> None:
    found = judged(tmp_path, "ladder: {warning: 120, error: 60}")
    assert found.changed == ("absences warn from 120 days before go-live instead of 180",)
    assert found.origins["ladder.warning"].endswith(":1")
    (tmp_path / "house.yaml").write_text("ladder: {warning: 120, error: 90}")
    nearer = judged(tmp_path, "profile: house.yaml\nladder: {error: 45}")
    assert (nearer.settings.ladder.warning, nearer.settings.ladder.error) == (120, 45)


@pytest.mark.parametrize("wrong", ["{warning: -1}", "{warning: soon}", "{warn: 3}", "90"])
def test_what_does_not_fit_is_a_problem(tmp_path: Path, wrong: str) -> None:
    assert [one.line for one in problems(tmp_path, f"ladder: {wrong}")] == [1]
