"""Which rules an activity is exempt from: ids and names, in any case; anything else is a problem."""

import pytest

from programme_check.checkup import Options, check

FILE = """schema_version: 1
programme: {{name: Example, types: [hris], status_date: 2027-01-15}}
workstreams:
  w:
    name: Work
    kind: cutover
    activities:
      runs: {{name: Runs, kind: parallel_testing, start: 2027-03-01, finish: 2027-03-26}}
      cut:
        name: Cut
        kind: payroll_cutover
        start: 2027-03-22
        finish: 2027-03-24
        not_applicable: [{{rule: {word}, with: runs, reason: Pilot}}]
"""


@pytest.mark.parametrize(
    "word", ["PAY001", "pay001", "payroll-cutover-before-parallel-ends", "Payroll-Cutover-Before-Parallel-Ends"]
)
def test_a_rule_by_id_or_name(word: str) -> None:
    report = check(["-"], Options(), stdin=FILE.format(word=word).encode())
    assert not report.errors
    assert "PAY001" not in {finding.rule for finding in report.programmes[0].findings}


def test_the_name_of_the_missing_link_is_no_exemption_from_the_order() -> None:
    for word in ("DEP002", "undeclared-dependency"):
        found = {
            one.rule for one in check(["-"], Options(), stdin=FILE.format(word=word).encode()).programmes[0].findings
        }
        assert "PAY001" in found
        assert "DEP002" not in found


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("payroll-cutover-before-paralel-ends", "Did you mean `payroll-cutover-before-parallel-ends`?"),
        ("PAY", "`programme-check rules` lists the rules there are."),
    ],
)
def test_an_unknown_word_is_a_problem_and_exempts_from_nothing(word: str, hint: str) -> None:
    report = check(["-"], Options(), stdin=FILE.format(word=word).encode())
    (problem,) = report.errors
    assert (problem.code, problem.line, problem.hint) == ("unknown-rule", 14, hint)
    assert problem.pointer == "/workstreams/w/activities/cut/not_applicable/0/rule"
    assert problem.message == f"there is no rule `{word}`"
    assert "PAY001" in {finding.rule for finding in report.programmes[0].findings}
    assert report.exit_status(None) == 2
