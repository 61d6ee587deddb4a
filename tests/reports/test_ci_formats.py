"""The formats of other tools: each read back by a second reader, and none forged by a name from the file."""

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from programme_check.checkup import Options, check
from programme_check.findings import Location, Severity
from programme_check.reports.ci import azure, concise, entries, github, gitlab, junit, rdjson, sarif
from programme_check.verdict import Report

ROOT = Path(__file__).parents[2]
TROUBLE = str(ROOT / "sample_programmes/hris-in-trouble.programme.yaml")
FORMATS: tuple[ModuleType, ...] = (azure, concise, github, gitlab, junit, rdjson, sarif)

HOSTILE = """\
schema_version: 1
programme: {name: "Evil ]]> <b> \\x1b[2J", types: [hris], status_date: 2027-01-15}
workstreams:
  pay:
    name: Pay
    kind: cutover
    activities:
      par: {name: "x%0A::error file=a::b ##vso[task.x] é", kind: parallel_testing, start: 2027-03-01,
        finish: 2027-03-26}
      cut: {name: "]; | [link](1) \\u202e, a:b", kind: payroll_cutover, start: 2027-03-22, finish: 2027-03-24}
waivers:
  - {rule: STR002, reason: "Agreed [x](1) <y>", approved_by: dana, expires: 2027-06-30}
"""
BROKEN = "schema_version: 1\nprogramme: {nmae: A}\n"


def checked(text: str) -> Report:
    """The report on a text."""
    return check(["-"], Options(), stdin=text.encode(), stdin_name="plans/é plan.yaml")


@pytest.fixture(scope="module")
def hostile() -> Report:
    """Names that want to be commands, markup and links."""
    return checked(HOSTILE)


@pytest.fixture(scope="module")
def trouble() -> Report:
    """A sample with findings of every level."""
    return check([TROUBLE], Options())


EMPTY = Report(programmes=(), errors=())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.__name__.rpartition(".")[2])
def test_no_format_lets_control_characters_through(form: ModuleType, hostile: Report) -> None:
    text = form.render(hostile)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", text)
    assert text == form.render(checked(HOSTILE))


def test_sarif_is_read_by_another(hostile: Report, trouble: Report) -> None:
    """Every result has its rule, all four numbers of its place, and a fingerprint that outlives edits."""
    for report in (hostile, trouble, EMPTY, checked(BROKEN)):
        Sarif.model_validate_json(sarif.render(report))
    (run,) = json.loads(sarif.render(trouble))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one["ruleId"] for one in run["results"]]
    assert len(run["results"]) == len(trouble.programmes[0].findings)
    for one in run["results"]:
        region = one["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] == region["endLine"]
        assert region["startColumn"] < region["endColumn"]
        assert one["message"]["text"]
    assert all(rule["help"]["text"] and len(rule["fullDescription"]["text"]) <= 1024 for rule in rules)
    assert all(text for text in strings(run)), "GitHub refuses empty texts"


def strings(value: Any) -> list[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for one in value for text in strings(one)] if isinstance(value, list) else []


def test_sarif_suppresses_what_is_waived(hostile: Report) -> None:
    (run,) = json.loads(sarif.render(hostile))["runs"]
    waived = [one for one in run["results"] if "suppressions" in one]
    assert [one["ruleId"] for one in waived] == ["STR002"]
    assert "Approved by dana until 2027-06-30" in waived[0]["suppressions"][0]["justification"]
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "plans/%C3%A9%20plan.yaml"
    )


def test_sarif_of_a_broken_file_is_a_run_that_failed() -> None:
    (run,) = json.loads(sarif.render(checked(BROKEN)))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolConfigurationNotifications"][0]["descriptor"]["id"] == "missing-key"


def test_junit_is_read_by_another(hostile: Report, trouble: Report) -> None:
    suites = JUnitXml.fromstring(junit.render(trouble).encode())
    one = trouble.programmes[0]
    failing = sum(finding.severity is not Severity.INFO for finding in one.findings)
    (suite,) = suites
    assert suite.failures == failing
    cases = list(suite)
    assert suite.tests == len(cases) > len(one.findings), "rules that pass are passing cases"
    root = ElementTree.fromstring(junit.render(hostile))
    (skipped,) = root.iter("skipped")
    assert "Agreed [x](1) <y>" in skipped.attrib["message"]
    assert not any({"file", "line"} & set(case.attrib) for case in root.iter("testcase"))
    (error,) = ElementTree.fromstring(junit.render(checked("a: [b"))).iter("error")
    assert "plan.yaml:1" in str(error.text)


def test_gitlab_entries_are_whole_and_unique(hostile: Report, trouble: Report) -> None:
    assert gitlab.render(EMPTY) == "[]\n"
    for report in (hostile, trouble, checked(BROKEN)):
        found = json.loads(gitlab.render(report))
        assert len({one["fingerprint"] for one in found}) == len(found) > 0
        for one in found:
            assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
            assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
            assert not one["location"]["path"].startswith(("./", "/")) or report is trouble
            assert one["location"]["lines"]["begin"] >= 1


def test_github_stops_at_ten_of_a_level(trouble: Report) -> None:
    lines = github.render(trouble).splitlines()
    for level in ("error", "warning"):
        same = [line for line in lines if line.startswith(f"::{level} ")]
        assert len(same) == 10
        assert re.search(r"::\d+ \w+s more in the report\.$", same[-1])
    assert all(
        re.match(r"::(error|warning|notice) (file=[^,]+,line=\d+,endLine=\d+,col=\d+,)?title=[^:,]+::", one)
        for one in lines
    )


def test_a_name_cannot_forge_a_command(hostile: Report) -> None:
    for text in (github.render(hostile), azure.render(hostile), concise.render(hostile)):
        body = [line.partition("::error")[2] or line for line in text.splitlines()]
        assert not any("::error file=a" in line or "##vso[task.x" in line for line in body)
    assert all(line.count("##vso[") == 1 for line in azure.render(hostile).splitlines())


def test_azure_has_no_notices(trouble: Report) -> None:
    levels = re.findall(r"type=(\w+);", azure.render(trouble))
    assert set(levels) == {"error", "warning"}


def test_rdjson_counts_bytes() -> None:
    """`é` takes one character and two bytes."""
    inline = HOSTILE.replace("  pay:\n    name: Pay\n", '  pay: # é\n    "name": "é Pay"\n')
    found = json.loads(rdjson.render(checked(inline)))
    assert found["source"] == {"name": "programme-check"}
    assert {one["severity"] for one in found["diagnostics"]} <= {"ERROR", "WARNING", "INFO"}
    assert all(one["location"]["range"]["start"]["column"] >= 1 for one in found["diagnostics"])
    entry = entries.Entry("error", "PAY001", "T", "m", Location("f", 1, 4), "x")
    assert rdjson.diagnostic(entry, "éé: a")["location"] == {"path": "f", "range": {"start": {"line": 1, "column": 6}}}


def test_concise_is_one_line_each(hostile: Report) -> None:
    """What an editor's problem matcher looks for, also with a drive letter."""
    matcher = re.compile(r"^(.+?):(\d+):(\d+): (error|warning|info): (.+) \[([A-Z]{3}\d{3}|[a-z-]+)\] (.+)$")
    lines = concise.render(hostile).splitlines()
    assert len(lines) == len(hostile.programmes[0].findings)
    assert all(matcher.match(line) for line in lines)
    assert matcher.match(concise.render(checked(BROKEN)).splitlines()[0])
    assert matcher.match("C:\\plans\\a.yaml:3:1: error: Title [PAY001] text")
