"""A baseline: what it holds, what it changes, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from baseline_support import RIGHT, WRONG, Folder, counts, known

from programme_check import __version__
from programme_check.findings import Severity
from programme_check.reports import json as report_json
from programme_check.reports import terminal
from programme_check.rules.registry import catalogue
from programme_check.verdict import Status


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_what_is_known_does_not_fail_the_check_and_turns_nothing_green(folder: Folder) -> None:
    folder.write(a=WRONG)
    made = folder.check(update=True)
    assert counts(made) == (1, 0)
    assert made.exit_status(Severity.INFO) == 0
    report = folder.check()
    assert known(report) == {"a": True}
    assert report.exit_status(Severity.INFO) == 0
    assert report.programmes[0].status is Status.RED
    assert report.count(Severity.ERROR) == 1
    folder.write(a=WRONG, b=WRONG)
    report = folder.check()
    assert known(report) == {"a": True, "b": False}
    assert report.exit_status(Severity.ERROR) == 1


def test_the_file_holds_rules_and_ids_a_line_each_and_no_dates(folder: Folder) -> None:
    folder.write(b=WRONG, a=WRONG)
    folder.check(update=True)
    first = folder.baseline.read_bytes()
    lines = [line.strip() for line in first.decode().splitlines() if "fingerprint" in line]
    assert [json.loads(line.rstrip(","))["targets"] for line in lines] == [["a"], ["b"]]
    assert b"2027" not in first
    assert (folder.content["tool"], folder.content["rules"]) == (__version__, list(catalogue()))
    folder.write(a=WRONG.replace("02-05", "02-12"), b=WRONG)
    assert counts(folder.check(update=True)) == (0, 0)
    assert folder.baseline.read_bytes() == first, "other dates and lines change nothing"


def test_what_was_mended_is_said_and_taken_out(folder: Folder) -> None:
    folder.write(a=WRONG, b=WRONG)
    folder.check(update=True)
    folder.write(a=RIGHT, b=WRONG)
    report = folder.check()
    assert report.programmes[0].gone == ("SCH011 a",)
    shown = terminal.render(report, width=100)
    assert "1 finding of the baseline is no longer found: SCH011 a. To take them out: --update-baseline" in shown
    assert "1 known finding is in the baseline and did not count for the exit status. To see them: add --all" in shown
    assert "Nothing new was found." in shown
    assert "1 error, 0 warnings, 0 infos, 1 of them known." in shown
    assert "Known: it is in the baseline." in " ".join(terminal.render(report, width=100, show_all=True).split())
    body = json.loads(report_json.render(report))
    assert body["baseline"] == {
        "file": folder.baseline.as_posix(), "known": 1, "gone": 1, "expired": False, "written": False,
        "added": 0, "removed": 0,
    }  # fmt: skip
    assert body["programmes"][0]["no_longer_found"] == ["SCH011 a"]
    assert [item["baselined"] for item in body["programmes"][0]["findings"]] == [True]
    assert counts(folder.check(update=True)) == (0, 1)
    assert folder.check().programmes[0].gone == ()


def test_a_rule_that_did_not_run_keeps_what_is_known(folder: Folder) -> None:
    folder.write(a=WRONG)
    folder.check(update=True)
    report = folder.check(update=True, select=("SCH001",))
    assert folder.check(select=("SCH001",)).programmes[0].gone == ()
    assert "SCH011" in [item["rule"] for item in folder.content["programmes"]["plan.yaml"]]
    assert counts(report)[1] == 0


def test_a_waived_finding_is_not_adopted_and_fails_when_its_waiver_ends(folder: Folder) -> None:
    waiver = "{rule: SCH011, target: a, reason: Known, approved_by: dana, expires: 2027-01-31}"
    folder.write(waivers=waiver, a=WRONG)
    assert counts(folder.check(update=True)) == (0, 0)
    assert folder.check().exit_status(Severity.ERROR) == 0
    report = folder.check(as_of="2027-02-01")
    assert report.exit_status(Severity.ERROR) == 1
    folder.check(update=True, as_of="2027-02-01")
    assert [item["rule"] for item in folder.content["programmes"]["plan.yaml"]] == ["SCH011"], "no word on waivers"


def test_several_programmes_by_their_path_from_the_baseline(folder: Folder) -> None:
    folder.baseline = folder.path / "checks" / "known.json"
    folder.baseline.parent.mkdir()
    folder.write("pay.programme.yaml", a=WRONG)
    folder.write("more/erp.programme.yaml", a=WRONG)
    names = ("pay.programme.yaml", "more/erp.programme.yaml")
    assert counts(folder.check(*names, update=True)) == (2, 0)
    assert list(folder.content["programmes"]) == ["../more/erp.programme.yaml", "../pay.programme.yaml"]
    folder.write("pay.programme.yaml", a=RIGHT)
    assert counts(folder.check(names[0], update=True)) == (0, 1), "the other programme stays"
    assert list(folder.content["programmes"]) == ["../more/erp.programme.yaml"]
    assert "1 finding added" not in terminal.render(folder.check(*names), width=100)
    (folder.path / names[1]).unlink()
    assert counts(folder.check(names[0], update=True)) == (0, 1), "until its file is gone"


def test_what_has_grown_worse_is_new(folder: Folder) -> None:
    folder.write(live="{name: Live, kind: go_live, milestone: true, start: 2027-06-01}")
    ladder = ("STR002",)
    (before,) = folder.check(update=True, select=ladder).programmes[0].findings
    assert before.severity is Severity.WARNING
    assert folder.check(select=ladder).exit_status(Severity.WARNING) == 0
    near = folder.check(select=ladder, as_of="2027-05-01")
    assert [item.baselined for item in near.programmes[0].findings] == [False]
    assert near.exit_status(Severity.ERROR) == 1
    assert counts(folder.check(select=ladder, as_of="2027-05-01", update=True)) == (1, 0)
    milder = folder.check(select=ladder).programmes[0].findings
    assert [item.baselined for item in milder] == [True]


def test_it_may_end_on_a_day(folder: Folder) -> None:
    folder.write(a=WRONG)
    folder.check(update=True)
    folder.baseline.write_text(folder.baseline.read_text().replace('"expires": null', '"expires": "2027-01-31"'))
    assert folder.check(as_of="2027-01-31").exit_status(Severity.ERROR) == 0
    report = folder.check(as_of="2027-02-01")
    assert report.exit_status(Severity.ERROR) == 1
    assert "Its `expires` was 31 Jan 2027" in terminal.render(report, width=100)
    folder.check(update=True)
    assert folder.content["expires"] == "2027-01-31", "an update keeps the day"


def test_other_rules_wrote_it(folder: Folder) -> None:
    folder.write(a=RIGHT)
    folder.check(update=True)
    assert not folder.check().programmes[0].findings
    whole = folder.baseline.read_text()
    for old, new, said in (
        ('"SCH011", ', "", "it lacks 1 rule (SCH011)"),
        ('"SCH011"', '"SCH011", "SCH999"', "it has 1 rule that are no more (SCH999)"),
        (f'"tool": "{__version__}"', '"tool": "0.0.1"', f"by version 0.0.1, and this is {__version__}"),
    ):
        folder.baseline.write_text(whole.replace(old, new))
        (finding,) = folder.check().programmes[0].findings
        assert (finding.rule, finding.severity, finding.location.line) == ("CHK007", Severity.INFO, 1)
        assert said in finding.message
        assert finding.location.file == folder.baseline.as_posix()
        assert not folder.check(update=True).programmes[0].findings


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "no-baseline"),
        (b"", "no-baseline"),
        (b"\xff\xfe", "no-baseline"),
        (b"schema_version: 1\n", "no-baseline"),
        (b'{"version": "1"}', "no-baseline"),
        (b'{"version": 1, "programmes": []}', "no-baseline"),
        (b'{"version": 1, "programmes": {"a": [{"rule": 1}]}}', "no-baseline"),
        (b'{"version": 1, "expires": "soon"}', "no-baseline"),
        (b"[" * 100_000, "no-baseline"),
        (b'{"version": 2, "findings": 3}', "unknown-version"),
    ],
)
def test_what_is_no_baseline_is_refused_and_never_written_over(folder: Folder, data: bytes, code: str) -> None:
    folder.write(a=WRONG)
    folder.baseline.write_bytes(data)
    for update in (False, True):
        report = folder.check(update=update)
        assert [problem.code for problem in report.errors] == [code]
        assert report.exit_status(None) == 2
        assert folder.baseline.read_bytes() == data
        assert known(report) == {"a": False}


def test_one_that_is_not_there(folder: Folder) -> None:
    folder.write(a=WRONG)
    (problem,) = folder.check().errors
    assert problem.code == "not-found"
    assert "--update-baseline" in problem.hint
    folder.baseline = folder.path / "nowhere" / "known.json"
    assert [problem.code for problem in folder.check(update=True).errors] == ["not-found"]


def test_nothing_is_written_while_a_file_has_problems(folder: Folder) -> None:
    folder.write(a=WRONG)
    folder.check(update=True)
    before = folder.baseline.read_text()
    folder.write(a=WRONG, b=WRONG, c="{nmae: C}")
    report = folder.check(update=True)
    assert report.exit_status(None) == 2
    assert folder.baseline.read_text() == before
    assert known(report) == {"a": True, "b": False}
    assert "was not written" in " ".join(terminal.render(report, width=100).split())


def test_a_crashed_rule_leaves_the_baseline_alone(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise ZeroDivisionError

    folder.write(a=WRONG)
    folder.check(update=True)
    from programme_check.rules import registry

    rules = catalogue()
    rules["SCH011"] = msgspec.structs.replace(rules["SCH011"], check=broken)
    monkeypatch.setattr(registry, "catalogue", lambda: rules)
    report = folder.check(update=True)
    assert report.exit_status(None) == 3
    assert report.baseline is not None
    assert report.baseline.refused
    assert folder.check().programmes[0].gone == (), "a rule that crashed has not found it gone"
