"""What a waived finding no longer counts for, and what a waiver does not cover."""

from typing import Any

import pytest

from programme_check.checkup import Options, check
from programme_check.reports import json as report_json
from programme_check.reports import terminal
from programme_check.rules.registry import catalogue
from programme_check.verdict import ProgrammeReport, Report, Status

FILE = """schema_version: 1
programme: {{name: Example, types: [hris], status_date: 2027-01-15, reported_status: green}}
outcomes: {{pay: {{name: Right pay, delivered_by: [w]}}}}
workstreams:
  w:
    name: Work
    kind: cutover
    lead: dana
    activities:
      runs: {{name: Runs, kind: parallel_testing, start: 2027-03-01, finish: 2027-03-26}}
      cut: {{name: Cut, kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-24, depends_on: [runs]}}
      live: {{name: Live, kind: go_live, milestone: true, start: 2027-04-01, depends_on: [cut]}}
waivers: [{waivers}]
"""
PAY001 = "{rule: PAY001, target: cut, reason: Agreed with audit, approved_by: dana, expires: 2027-01-31}"
RULES = ("PAY001", "CHK")


def judged(*waivers: str, select: tuple[str, ...] = RULES, **options: Any) -> Report:
    """The report on the file with these waivers."""
    text = FILE.format(waivers=", ".join(waivers))
    report = check(["-"], Options(select=select, **options), stdin=text.encode())
    assert not report.errors
    return report


def one(report: Report) -> ProgrammeReport:
    """Its only programme."""
    return report.programmes[0]


def rules(report: Report) -> list[str]:
    """The rules of the open findings."""
    return [finding.rule for finding in one(report).findings]


def status(report: Report, key: str) -> Status:
    """The status of a dimension."""
    return next(row.status for row in one(report).dimensions if row.key == key)


def test_a_waived_finding_counts_for_nothing_and_stays_visible() -> None:
    before, after = judged(), judged(PAY001)
    assert rules(before) == ["PAY001"]
    assert rules(after) == []
    assert (status(before, "cutover"), status(after, "cutover")) == (Status.RED, Status.GREEN)
    assert one(before).outcomes[0].threatened_by == ("PAY001",)
    assert one(after).outcomes[0].threatened_by == ()
    assert (before.exit_status(None), before.exit_status(one(before).findings[0].severity)) == (0, 1)
    assert after.exit_status(one(before).findings[0].severity) == 0
    waived = one(after).waived[0]
    assert (waived.rule, waived.fingerprint) == ("PAY001", one(before).findings[0].fingerprint)
    assert waived.waived is not None
    assert tuple(waived.waived) == ("Agreed with audit", "dana", "2027-01-31")


def test_the_json_holds_it_and_counts_it_once() -> None:
    import json

    body = json.loads(report_json.render(judged(PAY001)))
    assert body["summary"] == {"error": 0, "warning": 0, "info": 0, "waived": 1}
    (finding,) = body["programmes"][0]["findings"]
    assert finding["waived"] == {"reason": "Agreed with audit", "approved_by": "dana", "expires": "2027-01-31"}
    assert "baseline" not in body


def test_the_terminal_shows_it_after_everything_else() -> None:
    text = terminal.render(judged(PAY001), width=100)
    section = text[text.index("Waived") :]
    assert "PAY001" in section
    assert "Agreed with audit. Approved by dana until 31 Jan 2027 (16 days left)." in section
    assert "PAY001" not in text[: text.index("Waived")]
    assert "0 errors, 0 warnings, 0 infos, 1 waived." in text
    later = terminal.render(judged(PAY001.replace("01-31", "03-31")), width=100)
    assert "until 31 Mar 2027." in later
    assert "(its last day)" in terminal.render(judged(PAY001, as_of="2027-01-31"), width=100)


def test_it_ends_on_its_last_day() -> None:
    assert rules(judged(PAY001, as_of="2027-01-31")) == []
    assert rules(judged(PAY001, as_of="2027-02-01")) == ["PAY001", "CHK001"]


@pytest.mark.parametrize(
    "word", ["pay001", "payroll-cutover-before-parallel-ends", "Payroll-Cutover-Before-Parallel-Ends"]
)
def test_the_rule_by_id_or_name_in_any_case(word: str) -> None:
    assert rules(judged(PAY001.replace("PAY001", word))) == []


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        (PAY001.replace("target: cut", "target: runs"), "CHK003"),  # the finding is first about the cutover
        (PAY001.replace("target: cut, ", ""), "CHK003"),  # and not about the programme as a whole
        (PAY001.replace("target: cut", "target: live"), "CHK003"),
        (PAY001.replace("target: cut", "target: cutt"), "CHK002"),
        (PAY001.replace("PAY001", "PAY"), "CHK002"),
        (PAY001.replace("PAY001", "CHK003"), "CHK002"),
        (PAY001.replace("reason: Agreed with audit, ", ""), "CHK002"),
        (PAY001.replace("approved_by: dana, ", ""), "CHK002"),
        (PAY001.replace(", expires: 2027-01-31", ""), "CHK002"),
        (PAY001.replace("2027-01-31", "2027-01-14"), "CHK001"),
    ],
)
def test_it_covers_no_more_than_it_says(waiver: str, said: str) -> None:
    report = judged(waiver)
    assert sorted(rules(report)) == sorted(["PAY001", said])
    assert not one(report).waived


def green(*waivers: str) -> Report:
    """A programme that reports green and has one error."""
    text = f"""schema_version: 1
programme: {{name: Example, status_date: 2027-01-15, reported_status: green}}
workstreams: {{w: {{name: W, kind: other, activities: {{
  a: {{name: A, kind: configuration, start: 2027-02-05, finish: 2027-02-01}}}}}}}}
waivers: [{", ".join(waivers)}]
"""
    others = tuple(set(catalogue()) - {"SCH011", "RSK005", "CHK003"})
    return check(["-"], Options(ignore=others), stdin=text.encode())


def test_rules_that_judge_findings_see_the_open_ones_only() -> None:
    waiver = PAY001.replace("PAY001, target: cut", "SCH011, target: a")
    assert rules(green()) == ["SCH011", "RSK005"]
    assert rules(green(waiver)) == []


def test_without_a_target_it_covers_what_is_found_about_the_whole() -> None:
    report = green("{rule: RSK005, reason: Audit knows, approved_by: dana, expires: 2027-01-31}")
    assert rules(report) == ["SCH011"]
    assert [finding.rule for finding in one(report).waived] == ["RSK005"]


def test_of_two_the_one_that_lasts_longest_speaks() -> None:
    longer = PAY001.replace("2027-01-31", "2027-02-28").replace("Agreed with audit", "Agreed again")
    for pair in ((PAY001, longer), (longer, PAY001)):
        waived = one(judged(*pair)).waived[0].waived
        assert waived is not None
        assert waived.reason == "Agreed again"


def test_a_waiver_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    other = PAY001.replace("PAY001", "SCH011")
    assert "CHK003" in rules(judged(other))
    assert "CHK003" in rules(judged(other, select=("CHK003",)))
    assert "CHK003" not in rules(judged(other, ignore=("SCH011",)))
    assert rules(judged(PAY001, select=("SCH011",))) == []


def test_a_waiver_that_does_not_fit_the_schema_covers_nothing() -> None:
    text = FILE.format(waivers=PAY001.replace("2027-01-31", "next week"))
    report = check(["-"], Options(select=RULES), stdin=text.encode())
    assert report.exit_status(None) == 2
    assert "PAY001" in rules(report)


def test_what_the_check_says_of_the_file_threatens_no_outcome() -> None:
    assert one(judged(PAY001.replace("2027-01-31", "2027-01-14"))).outcomes[0].threatened_by == ("PAY001",)
