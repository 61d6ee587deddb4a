"""SARIF and JUnit against what their readers demand: GitHub's limits and line hash, the validator, Jenkins' schema."""

import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from pack_support import HOSTILE, SAMPLES, invented, report_on
from report_support import programme

from programme_check.checkup import Options, check
from programme_check.findings import Problem
from programme_check.reports.ci import gitlab, junit, sarif
from programme_check.reports.ci.line_hash import line_hashes
from programme_check.verdict import Report

MULTITOOL = "PROGRAMME_CHECK_SARIF_MULTITOOL"
"""Names the program Sarif.Multitool where there is one (on npm it is @microsoft/sarif-multitool-linux)."""
WORLD = "e9496ae3ebfced30 fb7c023a8b9ccb3f ce8ba1a563dcdaca e20e36e16fcb0cc8 b3edc88f2938467e c8e28b0b4002a3a0"
PUBLISHED = [
    ("", "c129715d7a2bc9a3"),
    (" a\nb\n  \t\tc\n d", "271789c17abda88f 54703d4cd895b18 180aee12dab6264 a23a3dc5e078b07b"),
    (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", f"{WORLD} c129715d7a2bc9a3"),
    (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", f"{WORLD} c129715d7a2bc9a3"),
    (" hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", f"{WORLD} c129715d7a2bc9a3"),
]
"""Texts and the hashes of their lines, from the tests of the uploader (github/codeql-action, fingerprints.test.ts)."""
REPEATED = [
    *(f"a7f2ff13bc495cf2:{number}" for number in range(1, 7)),
    *("a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"),
]
BROKEN = "schema_version: 1\nprogramme: {nmae: A}\n"
WAIVED = """\
schema_version: 1
programme: {name: Waived, types: [hris], status_date: 2027-01-15}
workstreams: {pay: {name: Pay, kind: cutover}}
waivers:
  - {rule: STR002, reason: "Agreed [x](1) <y>", approved_by: dana, expires: 2027-06-30}
"""


@pytest.mark.parametrize(("text", "hashes"), PUBLISHED)
def test_the_hash_of_a_line_is_the_one_that_github_works_out(text: str, hashes: str) -> None:
    assert line_hashes(text) == [f"{one}:1" for one in hashes.split()]


def test_lines_that_hash_alike_are_numbered() -> None:
    assert line_hashes("Lorem ipsum dolor sit amet.\n" * 10) == REPEATED


def runs_of(report: Report) -> list[dict[str, Any]]:
    """The runs of the log on a report."""
    found: list[dict[str, Any]] = json.loads(sarif.render(report))["runs"]
    return found


def test_results_carry_both_fingerprints() -> None:
    """GitHub's is that of the line the result stands on, and ours is in no two results of a plan."""
    report = report_on(SAMPLES[0])
    (run,) = runs_of(report)
    hashes = line_hashes(SAMPLES[0].read_text(encoding="utf-8"))
    for one in run["results"]:
        line = one["locations"][0]["physicalLocation"]["region"]["startLine"]
        assert one["partialFingerprints"]["primaryLocationLineHash"] == hashes[line - 1]
    ours = [one["partialFingerprints"]["programmeCheckFinding/v1"] for one in run["results"]]
    assert len(set(ours)) == len(ours) > 0
    (bare,) = runs_of(Report(programmes=(programme(),), errors=()))
    assert all("primaryLocationLineHash" not in one["partialFingerprints"] for one in bare["results"])


def test_no_two_runs_have_one_category() -> None:
    """GitHub refuses the whole log otherwise; and it takes twenty runs."""
    problem = Problem("x.yaml", 1, 1, "", "syntax", "It is broken")
    for number, runs in ((3, 4), (19, 20), (50, 20)):
        many = tuple(programme(id="same" if n % 2 else "files", file=f"p{n}.yaml") for n in range(number))
        found = runs_of(Report(programmes=many, errors=(problem,)))
        ids = [run["automationDetails"]["id"] for run in found]
        assert len(ids) == len(set(ids)) == runs
        assert all(re.fullmatch(r"programme-check/[^/]+/", id) for id in ids)
        assert sum(len(run["results"]) for run in found) == number * len(many[0].findings)


def test_what_is_left_out_of_a_run_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    (run,) = runs_of(Report(programmes=(programme(),), errors=()))
    assert len(run["results"]) == 2
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert re.match(r"\d+ more findings are left out", note["message"]["text"])


def test_files_are_known_by_their_paths_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a build server knows them, whatever was typed; what lies elsewhere has its whole path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    file = tmp_path / "plans/a b.yaml"
    file.write_text(WAIVED, encoding="utf-8")
    for name in (str(file), "./plans/a b.yaml", "plans/../plans/a b.yaml"):
        report = check([name], Options())
        place = runs_of(report)[0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert place == {"uri": "plans/a%20b.yaml", "uriBaseId": "%SRCROOT%"}
        assert json.loads(gitlab.render(report))[0]["location"]["path"] == "plans/a b.yaml"
    monkeypatch.chdir(tmp_path / "plans")
    elsewhere = check([str(SAMPLES[0])], Options())
    place = runs_of(elsewhere)[0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": SAMPLES[0].as_uri()}


@cache
def logs() -> dict[str, Report]:
    """Reports of every sort: of samples, hostile, waived, broken, clean, large, several at once."""

    def read(text: str) -> Report:
        return check(["-"], Options(), stdin=text.encode(), stdin_name="plans/é plan.yaml")

    found = {file.name: check([str(file)], Options()) for file in (*SAMPLES, HOSTILE)}
    return {
        **found,
        "all": check([str(file) for file in (*SAMPLES, HOSTILE)], Options()),
        "waived": read(WAIVED),
        "broken": read(BROKEN),
        "large": read(invented(300, 10)),
        "empty": Report(programmes=(), errors=()),
    }


@pytest.mark.skipif(MULTITOOL not in os.environ, reason=f"{MULTITOOL} names no validator")
def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    """The rules of the standard and those of GitHub. The validator's exit status is 0 whatever it finds."""
    for name, report in logs().items():
        (tmp_path / f"{name}.sarif").write_text(sarif.render(report), encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.sarif")))
    done = subprocess.run(
        [os.environ[MULTITOOL], "validate", "--rule-kind", "Sarif;Ghas", *files],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert f"{len(files)} files scanned" in said
    assert not [line for line in said.splitlines() if re.search(" (error|warning) ", line)]


ALLOWED: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url", "version"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": ({"name"}, {"time", "classname", "group"}, {"skipped", "error", "failure", "system-out", "system-err"}),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
    "skipped": (set(), {"type", "message"}, set()),
    "system-out": (set(), set(), set()),
}
"""Elements of Jenkins' schema (junit-10.xsd): attributes they must and may have, and what may stand in them."""
TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]{0,3})?")


@pytest.mark.parametrize("name", ["hostile.programme.yaml", "waived", "broken", "empty", "all"])
def test_junit_keeps_to_the_schema_of_jenkins(name: str) -> None:
    root = ElementTree.fromstring(junit.render(logs()[name]))
    assert root.tag == "testsuites"
    for element in root.iter():
        required, optional, inside = ALLOWED[element.tag]
        assert required <= set(element.attrib) <= required | optional
        assert {child.tag for child in element} <= inside
        assert TIME.fullmatch(element.get("time", "0"))
    for suite in root:
        cases = list(suite)
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[key]) == sum(case.find(tag) is not None for case in cases)
        assert int(suite.attrib["tests"]) == len(cases)


def test_known_findings_fail_no_test() -> None:
    one = programme()
    known = tuple(msgspec.structs.replace(item, baselined=True) for item in one.findings)
    report = Report(programmes=(msgspec.structs.replace(one, findings=known),), errors=())
    assert "<failure" not in junit.render(report)
