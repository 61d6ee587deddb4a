"""Three programmes modelled on public failures: each raises what its published audit says went wrong, where it stands.

The facts come from the audits named in the comments of the samples. A rule is listed once for each modelled fact, with
the ids it has to speak of and what the line it points to has to hold.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from programme_check.checkup import Options, check
from programme_check.document import find_programmes
from programme_check.findings import Finding

FOLDER = Path(__file__).parents[1] / "sample_programmes"
CANADA = "Auditor General of Canada, 2018 Spring Report 1"
QUEENSLAND = "Queensland Auditor-General, Report 7 for 2010"
CHANGES = "woollydays of 18 November 2010"
BIRMINGHAM = "Grant Thornton on Birmingham City Council, February 2025"


class Fact(NamedTuple):
    """A modelled fact and the finding it has to lead to."""

    rule: str
    targets: tuple[str, ...]
    line: str
    """What stands on the line that the finding points to."""
    says: str
    """Part of the message."""
    source: str
    """Part of the comment that gives the fact's source."""


FACTS: dict[str, tuple[Fact, ...]] = {
    "failure-national-payroll": (
        Fact("TST003", ("test-whole",), "test-whole:", "25 working days where the baseline has 60", CANADA),
        Fact("CUT002", ("go-live",), "go-live:", "No go/no-go gate decides", CANADA),
        Fact("CUT004", ("go-live",), "go-live:", "has no way back", CANADA),
        Fact("GOV007", ("ready-to-test",), "met: no", "1 mandatory criterion open", CANADA),
        Fact("GOV008", ("go-live",), "go-live:", "No independent review ends before", CANADA),
        Fact("PAY001", ("switch",), "switch:", "no parallel testing covers the same people", "2018 Spring Report 1"),
        Fact("PAY003", ("civil-service",), "civil-service:", "has no parallel run", "2018 Spring Report 1"),
        Fact("CHG001", ("teach-advisers", "go-live"), "teach-advisers:", "26 working days after", CANADA),
        Fact("OUT001", ("pay-costs-less",), "pay-costs-less:", "has no baseline", CANADA),
    ),
    "failure-health-payroll": (
        Fact("PAY003", ("hospital-staff",), "hospital-staff:", "has 1 parallel run (sample)", QUEENSLAND),
        Fact("TST005", ("accept",), "defects:", "21 open defects of severity 2", QUEENSLAND),
        Fact("CUT004", ("go-live",), "go-live:", "has no way back", QUEENSLAND),
        Fact("PAY007", ("hospital-staff",), "hospital-staff:", "has no contingency", QUEENSLAND),
        Fact("STR002", (), "holder: bracegirdle", "2 people hold the role", QUEENSLAND),
        Fact("VEN003", ("cr-12",), "cr-12:", "does not say how many days", CHANGES),
        Fact("VEN003", ("cr-31",), "cr-31:", "does not say how many days", CHANGES),
        Fact("VEN003", ("cr-44",), "cr-44:", "nothing in the plan names it", CHANGES),
        Fact("VEN003", ("cr-47",), "cr-47:", "does not say how many days", CHANGES),
        Fact("CUT008", ("old-pay", "go-live"), "old-pay:", "Support of Old payroll", QUEENSLAND),
    ),
    "failure-council-erp": (
        Fact("GOV007", ("go-no-go",), "met:", "Data loaded in full and reconciled (unknown)", BIRMINGHAM),
        Fact("RSK005", (), "reported_status: green", "reports green; the file shows", BIRMINGHAM),
        Fact("STR005", ("programme_manager",), "holder: winstanley", "changed 46 calendar days ago", BIRMINGHAM),
        Fact("STR005", ("data_owner",), "holder: haskew", "ends 24 Mar 2028", BIRMINGHAM),
        Fact("VEN007", ("data",), "data:", "no client counterpart", BIRMINGHAM),
        Fact("DAT003", ("suppliers",), "suppliers:", "no measure and no tolerance", BIRMINGHAM),
        Fact("DAT003", ("open-items",), "open-items:", "no measure and no tolerance", BIRMINGHAM),
        Fact("GOV008", ("review",), "performed_by: pellworth", "who also delivers", BIRMINGHAM),
    ),
}
LISTED = {
    "failure-national-payroll": "TST003 CUT002 CUT004 GOV007 GOV008 PAY001/PAY003 CHG001 OUT001",
    "failure-health-payroll": "PAY001/PAY003 TST004 TST005 CUT004 PAY007 STR002 VEN003",
    "failure-council-erp": "GOV007 RSK005 STR005 VEN007 DAT003 GOV008",
}
"""The rules that each failure has to raise; where two are joined by a slash, one of them."""
EACH = [(name, fact) for name, facts in FACTS.items() for fact in facts]


def path(name: str) -> Path:
    return FOLDER / f"{name}.programme.yaml"


def findings(name: str, against: str | None = None) -> tuple[Finding, ...]:
    """What a check of a sample says."""
    earlier = str(FOLDER / against) if against else None
    report = check([str(path(name))], Options(against=earlier))
    assert not report.errors
    return tuple(report.programmes[0].findings)


@pytest.mark.parametrize("name", LISTED)
def test_the_rules_of_each_failure_fire(name: str) -> None:
    """All that the catalogue lists for the case; moved criteria need the earlier revision."""
    against = "failure-health-payroll.before.yaml" if name == "failure-health-payroll" else None
    found = {finding.rule for finding in findings(name, against)}
    assert [rules for rules in LISTED[name].split() if not found & set(rules.split("/"))] == []


@pytest.mark.parametrize(
    ("name", "fact"), EACH, ids=[f"{name}-{fact.rule}-{'-'.join(fact.targets)}" for name, fact in EACH]
)
def test_a_modelled_fact_is_found_where_it_stands(name: str, fact: Fact) -> None:
    """The rule speaks of the fact, points to its line, and the comment above that line gives the source."""
    mine = [item for item in findings(name) if item.rule == fact.rule and item.targets == fact.targets]
    assert len(mine) == 1
    assert fact.says in mine[0].message
    lines = path(name).read_text("utf-8").splitlines()
    number = mine[0].location.line
    assert fact.line in lines[number - 1]
    assert fact.source in source_of(fact.rule, lines[:number])


def source_of(rule: str, lines: list[str]) -> str:
    """The last comment above that names a rule, with the lines of comment that follow it."""
    start = max(number for number, line in enumerate(lines) if re.search(rf"# .*\b{rule}\b", line))
    block = []
    for line in lines[start:]:
        if not line.lstrip().startswith("#"):
            break
        block.append(line.lstrip(" #"))
    return " ".join(block)


def test_redefined_severities_show_against_the_earlier_revision() -> None:
    """The board's new meaning of severity 1 and 2 is an error on the criteria of the test that had begun."""
    without = [item for item in findings("failure-health-payroll") if item.rule == "TST004"]
    assert without == []
    (moved,) = (
        item
        for item in findings("failure-health-payroll", "failure-health-payroll.before.yaml")
        if item.rule == "TST004"
    )
    assert moved.severity.word == "error"
    assert moved.targets == ("accept",)
    lines = path("failure-health-payroll").read_text("utf-8").splitlines()
    assert "exit_criteria:" in lines[moved.location.line - 1]
    assert "sev1 was" in moved.message
    assert "sev2 was" in moved.message
    assert QUEENSLAND in source_of("TST004", lines[: moved.location.line])


def test_the_earlier_revision_is_no_sample_of_its_own() -> None:
    """It fits the schema, and a check of the folder leaves it out."""
    before = FOLDER / "failure-health-payroll.before.yaml"
    taken, problems = find_programmes([str(FOLDER)])
    assert not problems
    assert str(before) not in taken
    assert str(path("failure-health-payroll")) in taken
    report = check([str(before)], Options())
    assert not report.errors


@pytest.mark.parametrize("name", LISTED)
def test_nobody_is_named_who_was_there(name: str) -> None:
    """Names of the real organisations stand in comments only, as titles of what was published."""
    data = "\n".join(
        line.split(" #")[0] for line in path(name).read_text("utf-8").splitlines() if line.lstrip()[:1] != "#"
    )
    assert not re.search(r"phoenix|canada|queensland|birmingham|oracle|ibm|grant thornton", data, re.IGNORECASE)
