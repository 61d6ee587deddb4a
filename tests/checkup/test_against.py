"""An earlier revision is read by the settings that the file itself is judged by."""

from pathlib import Path

import pytest

from programme_check.checkup import Options, check
from programme_check.checkup.settings_file import NAME
from programme_check.verdict import Report

PLAN = """\
schema_version: 1
programme: {name: Example, types: [general], status_date: 2027-01-15}
issues: {other: {title: Another thing, status: open, owner: dana}}
workstreams:
  pay:
    name: Payroll
    kind: configuration
    activities:
      cfg: {name: Configure, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
      report: {name: Report, kind: report_build, start: 2027-02-26, finish: 2027-03-05, depends_on: [cfg]%s}
"""


def compared(folder: Path, settings: str, earlier: str = "") -> Report:
    """A plan held against an earlier revision, by these settings."""
    (folder / NAME).write_text(settings)
    (folder / "plan.yaml").write_text(PLAN % "")
    (folder / "before.yaml").write_text(PLAN % earlier)
    return check([str(folder / "plan.yaml")], Options(against=str(folder / "before.yaml")))


@pytest.mark.parametrize("same_day", [True, False])
def test_links_hold_in_both_by_the_same_settings(tmp_path: Path, same_day: bool) -> None:
    """Where a hand-over on the same day is an error, it was one then too, and so is no news."""
    report = compared(tmp_path, f"same_day_handover: {str(same_day).lower()}\n")
    assert not report.errors
    found = {finding.rule for finding in report.programmes[0].findings} & {"SCH003", "RSK004"}
    assert found == (set() if same_day else {"SCH003", "RSK004"})


def test_levels_hold_in_both(tmp_path: Path) -> None:
    """What the settings make an error was one then too."""
    report = compared(tmp_path, "rules: {SCH016: {severity: error}, SCH001: {severity: error}}\n")
    assert "RSK004" in {finding.rule for finding in report.programmes[0].findings}


def test_rules_of_packs_are_known_in_both(tmp_path: Path) -> None:
    """A reason for which a pack's rule does not concern some work stands in the earlier revision as well."""
    sample = Path(__file__).parents[2] / "sample_programmes" / "packs" / "our-pmo.pack.yaml"
    reason = ", not_applicable: [{rule: PMO001, reason: Done by the vendor}]"
    assert not compared(tmp_path, f"packs: [{sample}]\n", reason).errors
    assert [problem.code for problem in compared(tmp_path, "{}\n", reason).errors] == ["unknown-rule"]
