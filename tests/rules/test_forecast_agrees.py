"""The rules that own precedence rows and the forecast make the same exceptions: no date moves for what no rule asks."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from programme_check.checkup.repairing import reported, speaks_of
from programme_check.document import load, read
from programme_check.model import build
from programme_check.rules.cases import programme_of
from programme_check.rules.context import Context
from programme_check.rules.registry import catalogue
from programme_check.schedule import Plan
from programme_check.schedule.engine import schedule
from programme_check.settings import Settings

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
SAMPLES = sorted((Path(__file__).parents[2] / "sample_programmes").glob("*.programme.yaml"))
LEFT_ALONE = {("SCH003", 26), ("AIG003", 52)}
"""A go/no-go of a programme without any go-live; a second use of AI, where the finding is about the first one."""


def unspoken(context: Context) -> list[tuple[int, str, str]]:
    """Rows broken by work to come, which the forecast puts back, and of which no rule that owns them says a word."""
    plan, rules = context.plan, catalogue()
    hits: dict[str, list[Any]] = {}
    found = []
    for match in plan.matches:
        if match.holds or match.lag_only or plan.dates(match.succ).complete:
            continue
        for owner in match.owners:
            hits.setdefault(owner, list(reported(context, rules[owner])))
        if not any(speaks_of(hit, match) for owner in match.owners for hit in hits[owner]):
            found.append((match.row.number, match.pred, match.succ))
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_rule_case_moves_a_date_without_a_finding(path: Path) -> None:
    """In every rule case, each broken row is one that a rule reports."""
    text = b"cases:\n" + b"".join(b"  " + line for line in path.read_bytes().splitlines(True))
    document, _ = read(text, path.name)
    assert document is not None
    for case in document.data["cases"]:
        source, programme, _ = programme_of(case["file"])
        if source is None or programme is None:
            continue
        settings = Settings()
        found = unspoken(Context(source, programme, Plan(programme, settings), settings))
        assert [one for one in found if (path.stem, one[0]) not in LEFT_ALONE] == [], case["name"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_sample_moves_a_date_without_a_finding(path: Path) -> None:
    """The same in the sample programmes."""
    source, _ = load(str(path))
    assert source is not None
    programme, _ = build(source)
    assert programme is not None
    settings = Settings()
    assert unspoken(Context(source, programme, Plan(programme, settings), settings)) == []


DATA: dict[str, Any] = {
    "name": "Data",
    "kind": "data_migration",
    "activities": {
        "mock": {"name": "Mock", "kind": "mock_data_load", "start": "2027-01-18", "finish": "2027-01-29"},
        "check": {
            "name": "Reconcile", "kind": "data_reconciliation", "start": "2027-02-01", "finish": "2027-02-05",
            "depends_on": ["mock"],
        },
        "load": {
            "name": "Load", "kind": "data_migration", "start": "2027-02-22", "finish": "2027-03-24",
            "depends_on": ["check"],
        },
    },
}  # fmt: skip


def late(test: dict[str, Any], kind: str = "uat", **more: Any) -> float:
    """Working days by which the go-live is late after a test that starts while the last load runs."""
    uat = {"name": "Test", "kind": kind, "start": "2027-02-08", "finish": "2027-03-05", **test}
    live = {"name": "Live", "kind": "go_live", "milestone": True, "start": "2027-04-01", "depends_on": ["test", "load"]}
    streams = {
        "data": DATA,
        "tests": {"name": "Test", "kind": "testing", "activities": {"test": uat, "live": live}},
    }
    _, programme, problems = programme_of({"programme": {"types": ["hris"]}, "workstreams": streams, **more})
    assert programme is not None, problems
    return schedule(Plan(programme, Settings())).go_lives[0].slip_days or 0


def test_acceptance_on_a_mock_load_does_not_wait_for_the_last_load() -> None:
    """A test that names the mock load it works on waits for that one, and one that names the last load waits for it."""
    assert late({"needs_data": ["mock"]}) == 0
    assert late({"needs_data": ["load"]}) == 15


def test_a_mock_load_reconciled_in_time_will_do_unnamed() -> None:
    """So it does for an acceptance test that names none; one that starts before the reconciliation waits."""
    assert late({}) == 0
    assert late({"start": "2027-02-03"}) == 18


def test_a_mock_load_of_half_the_data_will_not_do() -> None:
    """A load proves nothing about data objects that it does not carry."""
    loads = DATA["activities"]
    mock = {**loads["mock"], "scope": {"data_objects": ["worker"]}}
    streams: dict[str, Any] = {"data": {**DATA, "activities": {**loads, "mock": mock}}}
    uat = {
        "name": "Test", "kind": "uat", "start": "2027-02-08", "finish": "2027-03-05",
        "scope": {"data_objects": ["worker", "pay"]},
    }  # fmt: skip
    streams["tests"] = {"name": "Test", "kind": "testing", "activities": {"test": uat}}
    objects = {"data_objects": {"worker": {"name": "Workers"}, "pay": {"name": "Pay"}}}
    _, programme, problems = programme_of({"landscape": objects, "workstreams": streams})
    assert programme is not None, problems
    matches = [match for match in Plan(programme, Settings()).row_matches(19) if match.succ == "test"]
    assert [(match.pred, match.holds) for match in matches] == [("load", False)]


def test_parallel_testing_needs_the_data_in_full() -> None:
    """No mock load stands in for the last load there."""
    assert late({}, "parallel_testing") == 15


def test_an_overlap_that_a_decision_allows_moves_no_date() -> None:
    """The forecast leaves acceptance where a decision that was made lets it be; an open one lets nothing be."""
    sit = {"name": "SIT", "kind": "integration_testing", "start": "2027-02-01", "finish": "2027-03-31"}
    uat = {"name": "UAT", "kind": "uat", "start": "2027-03-01", "finish": "2027-03-31", "exceptions": ["overlap"]}
    streams = {"test": {"name": "Test", "kind": "testing", "activities": {"sit": sit, "uat": uat}}}
    for status, starts in (("made", "2027-03-01"), ("open", "2027-04-01")):
        decision = {"overlap": {"title": "Overlap", "status": status}}
        _, programme, problems = programme_of({"workstreams": streams, "decisions": decision})
        assert programme is not None, problems
        plan = Plan(programme, Settings())
        assert plan.forecast["uat"].start_day == datetime.date.fromisoformat(starts).toordinal()
        assert [match.holds for match in plan.row_matches(20)] == [False]
