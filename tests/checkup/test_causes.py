"""One slipped or missing thing is one headline, with its consequences under it."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from programme_check.checkup import check_document, chosen_rules
from programme_check.checkup.options import Options
from programme_check.document import read
from programme_check.findings import Finding
from programme_check.reports.groups import groups
from programme_check.rules.cases import MINIMAL, merge
from programme_check.verdict import ProgrammeReport

Line = tuple[str, str]


def judged(fragment: dict[str, Any], *select: str) -> ProgrammeReport:
    """The report on a fragment, with some rules only."""
    document, problems = read(msgspec.json.encode(merge(MINIMAL, fragment)), "programme.yaml")
    assert document is not None, problems
    report, faults = check_document(document, chosen_rules(Options(select=select)))
    assert report is not None, faults
    assert not faults
    return report


def tree(findings: Sequence[Finding]) -> dict[Line, list[Line]]:
    """Headlines with their consequences, each as its rule and its first target."""
    return {name(group.headline): [name(item) for item in group.consequences] for group in groups(findings)}


def name(finding: Finding) -> Line:
    """Rule and first target."""
    return finding.rule, (finding.targets or ("",))[0]


def work(**activities: dict[str, Any]) -> dict[str, Any]:
    """A file with one workstream per activity, and what names there have to be."""
    streams = {
        f"{id}-team": {"name": id, "kind": "other", "activities": {id: {"name": id, **body}}}
        for id, body in activities.items()
    }
    return {"programme": {"types": ["hris"]}, "workstreams": streams}


LATE_LOAD = work(
    load={"kind": "data_migration", "start": "2027-02-01", "finish": "2027-03-24"},
    parallel={"kind": "parallel_testing", "start": "2027-02-22", "finish": "2027-03-12"},
    cutover={"kind": "payroll_cutover", "start": "2027-03-22", "finish": "2027-03-26"},
    live={"kind": "go_live", "start": "2027-03-29", "depends_on": ["cutover"]},
)


def test_one_late_predecessor_speaks_once() -> None:
    """The load is late for parallel run and cutover; the run, which has to wait longest, speaks for both."""
    report = judged(LATE_LOAD, "PAY002", "TST001", "SCH009")
    assert tree(report.findings) == {("TST001", "parallel"): [("PAY002", "cutover"), ("SCH009", "live")]}


def test_a_contradiction_of_its_own_stays_a_headline() -> None:
    """The parallel run ends too late for the cutover whatever becomes of the load."""
    late_run = work(
        load={"kind": "data_migration", "start": "2027-02-01", "finish": "2027-03-24"},
        parallel={"kind": "parallel_testing", "start": "2027-02-22", "finish": "2027-03-24"},
        cutover={"kind": "payroll_cutover", "start": "2027-03-22", "finish": "2027-03-26"},
    )
    assert ("PAY001", "cutover") in tree(judged(late_run, "PAY001", "PAY002", "TST001").findings)


def test_a_date_that_holds_has_no_cause() -> None:
    report = judged(work(live={"kind": "go_live", "start": "2027-03-29"}), "SCH", "PAY")
    assert all(finding.caused_by is None for finding in report.findings)


def test_a_late_delivery_causes_what_waits_for_it() -> None:
    fragment = merge(
        LATE_LOAD,
        {
            "vendors": {
                "dunmoor": {
                    "name": "Dunmoor",
                    "deliverables": {
                        "data": {
                            "name": "Data",
                            "due": "2027-01-08",
                            "activity": "load",
                            "acceptance": "control totals equal",
                        }
                    },
                }
            }
        },
    )
    found = tree(judged(fragment, "VEN001", "PAY002", "TST001").findings)
    assert found == {("VEN001", "data"): [("PAY002", "cutover"), ("TST001", "parallel")]}


def test_impossible_dates_cause_the_disorder_around_them() -> None:
    fragment = work(
        config={"kind": "configuration", "start": "2027-01-04", "finish": "2027-01-08"},
        train={"kind": "training_delivery", "start": "2027-01-05", "finish": "2027-01-11", "depends_on": ["config"]},
    )
    found = judged(fragment, "SCH011", "SCH003").findings
    wrong = {name(item) for item in found if item.rule == "SCH011"}
    assert ("SCH011", "config") in wrong
    logic = [item for item in found if item.rule == "SCH003"]
    assert logic
    assert all(item.caused_by for item in logic)


def test_a_cutover_and_its_go_live_share_a_blackout() -> None:
    fragment = merge(
        work(
            cutover={"kind": "cutover", "start": "2027-12-13", "finish": "2027-12-14"},
            live={"kind": "go_live", "start": "2027-12-15", "depends_on": ["cutover"]},
        ),
        {"blackouts": {"peak": {"from": "2027-12-01", "to": "2027-12-31"}}},
    )
    assert tree(judged(fragment, "CUT006").findings) == {("CUT006", "cutover"): [("CUT006", "live")]}


def test_an_overdue_decision_is_one_thing() -> None:
    fragment = {
        "decisions": {
            "scope": {
                "title": "Scope",
                "status": "deferred",
                "raised": "2026-10-01",
                "needed_by": "2027-01-04",
                "blocks": ["train"],
            }
        },
        **work(train={"kind": "training_delivery", "start": "2027-02-01", "finish": "2027-02-05"}),
    }
    found = tree(judged(fragment, "GOV002", "GOV003", "GOV005").findings)
    assert found == {("GOV002", "scope"): [("GOV003", "scope"), ("GOV005", "scope")]}


def test_a_warning_never_hides_an_error() -> None:
    found = judged(LATE_LOAD).findings
    levels = {item.fingerprint: item.severity for item in found}
    caused = [item for item in found if item.caused_by is not None]
    assert caused
    assert all(levels[str(item.caused_by)] >= item.severity for item in caused)


@pytest.mark.parametrize("select", [(), ("SCH",), ("PAY", "TST")])
def test_causes_are_headlines_of_the_same_report(select: tuple[str, ...]) -> None:
    found = judged(LATE_LOAD, *select).findings
    heads = {item.fingerprint for item in found if item.caused_by is None}
    assert all(item.caused_by in heads for item in found if item.caused_by is not None)


def test_the_same_omission_of_many_things_is_one_group() -> None:
    """Three workstreams without a link fold into one line; every finding is still there."""
    found = judged(work(**{id: {"kind": "training_delivery"} for id in ("a", "b", "c")}), "DEP005").findings
    folded = groups(found)
    assert [(group.targets, len(group)) for group in folded] == [(["a-team", "b-team", "c-team"], 3)]
    assert [len(group) for group in groups(found, fold=False)] == [1, 1, 1]
    assert [len(group) for group in groups(found[:2])] == [1, 1]
