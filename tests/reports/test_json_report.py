"""The JSON report: its contract, its true text, its speed."""

import json as standard
import time
from typing import Any

import jsonschema
import msgspec
import pytest
from report_support import FILE, FOUND, SEVERAL, TROUBLED, UNREADABLE, WITH_PROBLEMS, programme

from programme_check import __version__
from programme_check.checkup import Options, check
from programme_check.reports import json
from programme_check.resources import schema_text
from programme_check.verdict import Dated, Report

SCHEMA = standard.loads(schema_text("report"))
LATER = {"critical_path", "computed", "early_start", "late_start", "total_float"}
SAMPLES = "sample_programmes"


def valid(report: Report) -> Any:
    """The JSON of a report, after the schema has accepted it."""
    body = standard.loads(json.render(report))
    jsonschema.Draft202012Validator(SCHEMA).validate(body)
    return body


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [TROUBLED, SEVERAL, WITH_PROBLEMS, UNREADABLE, Report(programmes=(), errors=())])
def test_reports_keep_the_contract(report: Report) -> None:
    valid(report)


def test_real_reports_keep_the_contract(request: pytest.FixtureRequest) -> None:
    body = valid(check([str(request.config.rootpath / SAMPLES)], Options()))
    assert len(body["programmes"]) > 3


def test_the_contract_word_by_word() -> None:
    body = valid(TROUBLED)
    assert list(body) == ["version", "tool", "programmes", "errors", "summary"]
    assert body["version"] == 1
    assert body["tool"] == {"name": "programme-check", "version": __version__}
    assert body["summary"] == {"error": 2, "warning": 3, "info": 2, "waived": 0}
    (one,) = body["programmes"]
    assert one["status_date"] == "2026-10-05"
    assert one["status"] == "red"
    assert list(one["questions"]) == ["outcomes", "plan"]
    assert one["dimensions"]["ai"] == "red"
    assert one["schedule"]["go_live"][0]["id"] == "go-live"
    assert one["schedule"]["go_live"][0]["planned"] == "2027-02-01"
    build = one["schedule"]["activities"]["build"]
    assert (build["start"], build["finish"]) == ("2026-09-01T09:00", "2026-10-30T17:00")
    assert one["not_evaluated"][1] == {"rule": "VEN005", "needs": ["vendors"]}
    first = one["findings"][0]
    assert (first["location"]["file"], first["location"]["line"], first["location"]["column"]) == (FILE, 67, 9)
    assert first["location"]["pointer"] == "/workstreams/payroll/activities/payroll-cutover"
    assert first["related"][0]["message"] == "it ends 3 Feb 2027"
    assert (first["caused_by"], first["waived"], first["baselined"]) == (None, None, False)


def test_days_have_a_fraction_only_where_there_is_one() -> None:
    text = json.render(TROUBLED).decode()
    assert '"gap_days": 8,' in text
    assert '"gap_days": 2.5,' in text
    assert '"gap_days": null,' in text


def test_what_is_not_set_says_so() -> None:
    assert valid(SEVERAL)["programmes"][1]["dimensions"]["ai"] == "not_set"


def test_problems_stand_beside_what_could_be_judged() -> None:
    body = valid(WITH_PROBLEMS)
    assert [error["code"] for error in body["errors"]] == ["wrong-value", "yaml-syntax", "no-file"]
    assert len(body["programmes"]) == 1


def test_text_is_kept_as_it_is() -> None:
    name = "\x1b[2J\u202e ::error:: \u2028 é e\u0301 </script>"
    assert valid(Report(programmes=(programme(name=name),), errors=()))["programmes"][0]["name"] == name


def test_the_same_report_gives_the_same_text() -> None:
    assert json.render(SEVERAL) == json.render(msgspec.json.decode(msgspec.json.encode(SEVERAL), type=Report))


def test_ten_thousand_activities_and_findings_take_a_moment() -> None:
    dates = {f"activity-{n}": Dated("2027-01-04T09:00", "2027-01-08T17:00") for n in range(10_000)}
    report = Report(programmes=(programme(dates=dates, findings=FOUND * 1000),), errors=())
    taken = []
    for _ in range(3):
        begin = time.process_time()
        json.render(report)
        taken.append(time.process_time() - begin)
    assert min(taken) < 1.0
