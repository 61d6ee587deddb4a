"""A folder with programmes and a baseline, for the tests of baselines."""

import json
from pathlib import Path
from typing import Any

from programme_check.checkup import Options, check
from programme_check.verdict import Report

WRONG = "{name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01}"
RIGHT = "{name: A, kind: configuration, start: 2027-02-01, finish: 2027-02-05}"


def text(waivers: str = "", **activities: str) -> str:
    """A programme with these activities."""
    lines = "".join(f"      {id}: {activity}\n" for id, activity in activities.items())
    return f"""schema_version: 1
programme: {{name: Example, types: [general], status_date: 2027-01-15}}
workstreams:
  w:
    name: Work
    kind: configuration
    activities:
{lines}waivers: [{waivers}]
"""


class Folder:
    """A folder with programme files and a baseline."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.baseline = path / "known.json"

    def write(self, name: str = "plan.yaml", waivers: str = "", **activities: str) -> None:
        """Write a programme file."""
        (self.path / name).parent.mkdir(exist_ok=True)
        (self.path / name).write_text(text(waivers, **activities))

    def check(
        self, *names: str, update: bool = False, select: tuple[str, ...] = ("SCH011", "CHK"), **more: Any
    ) -> Report:
        """Check files against the baseline; an update is written."""
        options = Options(select=select, baseline=str(self.baseline), update_baseline=update, **more)
        report = check([str(self.path / name) for name in names or ("plan.yaml",)], options)
        if report.baseline is not None and report.baseline.text is not None:
            self.baseline.write_text(report.baseline.text)
        return report

    @property
    def content(self) -> Any:
        """What the baseline holds."""
        return json.loads(self.baseline.read_text())


def known(report: Report) -> dict[str, bool]:
    """Whether each finding is in the baseline, by its first target."""
    return {item.targets[0]: item.baselined for one in report.programmes for item in one.findings if item.targets}


def counts(report: Report) -> tuple[int, int]:
    """How many findings an update added and removed."""
    assert report.baseline is not None
    return report.baseline.added, report.baseline.removed
