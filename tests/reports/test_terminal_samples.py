"""The samples as they are shown: whole at every width, and word for word where their rules have settled."""

from pathlib import Path

import pytest
from test_terminal_golden import compare

from programme_check.checkup import Options, check
from programme_check.reports import terminal
from programme_check.reports.terminal.page import cells
from programme_check.verdict import Report

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path.name for path in (ROOT / "sample_programmes").glob("*.programme.yaml"))


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of files in the report are those of the repository's root."""
    monkeypatch.chdir(ROOT)


def report_on(sample: str, *rules: str) -> Report:
    """The report on a sample, by these rules or all."""
    return check([f"sample_programmes/{sample}"], Options(select=rules))


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_fits_every_width(sample: str) -> None:
    report = report_on(sample)
    for width in range(40, 121, 4):
        for ascii in (False, True):
            text = terminal.render(report, width=width, ascii=ascii, show_all=True, exit_status=1)
            assert text.isascii() or not ascii
            assert " ".join(text.split()).endswith("Exit 1.")
            for line in text.splitlines():
                assert cells(line) <= width
                assert line == line.rstrip()


@pytest.mark.parametrize("sample", SAMPLES)
def test_places_of_the_findings_stay_links(sample: str) -> None:
    report = report_on(sample)
    text = terminal.render(report, width=80, show_all=True)
    for one in report.programmes:
        for found in one.findings:
            assert f" {found.location.file}:{found.location.line}:{found.location.column}" in text


@pytest.mark.parametrize(
    ("sample", "rules", "width"),
    [
        ("hris-in-trouble", ("PAY001", "PAY002", "PAY005"), 80),
        ("erp-in-trouble", ("ERP002", "ERP004"), 100),
        ("ai-in-trouble", ("AIG001", "AIG003"), 60),
    ],
)
def test_findings_of_a_sample_look_as_they_should(sample: str, rules: tuple[str, ...], width: int) -> None:
    text = terminal.render(report_on(f"{sample}.programme.yaml", *rules), width=width, exit_status=1)
    compare(f"sample-{sample}.txt", text)
