"""What a report says of the time ahead: decisions, the slip that hurts most, and decisions that cannot wait."""

import json as plain_json
from typing import Any

import msgspec
import pytest

from programme_check.checkup import ahead, check_document, chosen_rules
from programme_check.checkup.options import Options
from programme_check.document import read
from programme_check.findings import Severity
from programme_check.reports import json, markdown, terminal
from programme_check.rules.cases import MINIMAL, merge
from programme_check.verdict import ProgrammeReport, Report

WORK: dict[str, Any] = {
    "programme": {"cost_of_delay": {"per_week": 1000}},
    "workstreams": {
        "team": {
            "name": "Build",
            "kind": "configuration",
            "activities": {
                "design": {"name": "Design", "kind": "solution_design", "start": "2027-02-01", "finish": "2027-02-12"},
                "build": {
                    "name": "Build",
                    "kind": "configuration",
                    "start": "2027-02-15",
                    "finish": "2027-03-31",
                    "depends_on": ["design"],
                },
                "notes": {"name": "Notes", "kind": "other", "start": "2027-02-01", "finish": "2027-02-05"},
                "live": {"name": "Go-live", "kind": "go_live", "start": "2027-04-01", "depends_on": ["build"]},
            },
        }
    },
    "decisions": {
        "scope": {
            "title": "Scope",
            "status": "deferred",
            "raised": "2026-10-01",
            "needed_by": "2027-02-01",
            "blocks": ["build"],
        }
    },
}
WINDOWS = {"go_live_windows": {"month": {"every": "month_start"}}}


def judged(*fragments: dict[str, Any], select: tuple[str, ...] = ("GOV003",)) -> ProgrammeReport:
    """The report on a file."""
    data: Any = MINIMAL
    for fragment in (WORK, *fragments):
        data = merge(data, fragment)
    document, problems = read(msgspec.json.encode(data), "programme.yaml")
    assert document is not None, problems
    report, faults = check_document(document, chosen_rules(Options(select=select)))
    assert report is not None
    assert not faults
    return report


def test_a_decision_that_ends_at_a_cliff_is_an_error() -> None:
    """A missed monthly window costs a month at a stroke; without windows each week costs a week."""
    (plain,) = judged().findings
    assert plain.severity is Severity.WARNING
    (cliff,) = judged(WINDOWS).findings
    assert cliff.severity is Severity.ERROR
    assert cliff.message.endswith("Waiting longer runs into a cliff.")
    assert cliff.fingerprint == plain.fingerprint


def test_the_slip_that_hurts_most_is_followed() -> None:
    """The chain from the design moves the go-live; the notes move nothing."""
    found = judged().ahead
    assert found.slip_of == "design"
    assert found.chain is not None
    assert [(live.id, live.slip_days) for live in found.chain.go_lives] == [("live", 10)]
    assert [one.id for one in found.decisions] == ["scope"]


def test_nothing_to_say_where_nothing_moves() -> None:
    """Without a go-live there is no slip to follow; without open decisions none to take."""
    kinds = {"workstreams": {"team": {"activities": {"live": {"kind": "milestone"}}}}}
    found = judged(kinds, {"decisions": {"scope": {"status": "made", "decided_on": "2027-01-10"}}}).ahead
    assert (found.slip_of, found.chain, found.decisions) == (None, None, ())


def test_many_decisions_of_a_large_plan_are_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """What each decision costs is what takes time; the chain reaction is still followed."""
    monkeypatch.setattr(ahead, "MOST_WAITS", 3)
    one = judged()
    report = Report(programmes=(one,), errors=())
    assert one.ahead.left_to_commands
    assert "ask programme-check decisions programme.yaml" in terminal.render(report, width=100)
    (body,) = plain_json.loads(json.render(report))["programmes"]
    assert body["decide_next"] is None
    assert body["chain_reaction"]["delays"] == {"design": 10}


def test_the_chain_reaction_of_the_largest_plans_is_left_to_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "MOST_FOLLOWED", 3)
    one = judged()
    report = Report(programmes=(one,), errors=())
    assert one.ahead.chain_left_to_command
    assert [found.id for found in one.ahead.decisions] == ["scope"]
    assert "ask programme-check delay programme.yaml ID=2w" in terminal.render(report, width=100)
    (body,) = plain_json.loads(json.render(report))["programmes"]
    assert body["chain_reaction"] is None


def test_a_plan_of_thousands_says_what_to_decide() -> None:
    """A count of activities alone leaves nothing out."""
    items = {
        f"task-{n}": {"name": "T", "kind": "other", "start": "2027-02-01", "finish": "2027-02-05"} for n in range(2500)
    }
    found = judged({"workstreams": {"more": {"name": "More", "kind": "other", "activities": items}}}).ahead
    assert [one.id for one in found.decisions] == ["scope"]
    assert found.slip_of == "design"


def test_a_slip_that_the_window_takes_up_is_told() -> None:
    """Two weeks more for the design end before the next day on which the go-live may take place."""
    late = {"workstreams": {"team": {"activities": {"build": {"start": "2027-03-01", "finish": "2027-04-02"}}}}}
    one = judged(WINDOWS, late)
    assert one.ahead.slip_of == "build"
    assert one.ahead.chain is not None
    assert one.ahead.chain.slip_days == 0
    assert one.ahead.held is None
    text = " ".join(terminal.render(Report(programmes=(one,), errors=()), width=100).split())
    assert "If Build ends 2 weeks late" in text
    assert "Go-live (live) stays on 3 May 2027 (promised for 1 Apr 2027): it is ready on" in text
    assert "and this is the next permitted day." in text


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("ascii", [True, False])
def test_the_sections_keep_to_the_width(width: int, ascii: bool) -> None:
    text = terminal.render(Report(programmes=(judged(WINDOWS),), errors=()), width=width, ascii=ascii)
    assert max(map(len, text.splitlines())) <= width
    assert text.isascii() == ascii
    assert "Decide next" in text
    assert "If Design ends 2 weeks late" in text


def test_the_shapes_are_those_of_the_commands() -> None:
    (body,) = plain_json.loads(json.render(Report(programmes=(judged(),), errors=())))["programmes"]
    assert body["chain_reaction"]["mode"] == "slide"
    assert body["chain_reaction"]["delays"] == {"design": 10}
    assert [one["id"] for one in body["decide_next"]["decisions"]] == ["scope"]


LATE = {"workstreams": {"team": {"activities": {"live": {"start": "2027-03-15"}}}}}


def test_a_late_go_live_is_a_question_where_no_decision_is_open() -> None:
    """Terminal and Markdown ask it, as the page and the slide do; a date that holds asks nothing."""
    made = {"decisions": {"scope": {"status": "made", "decided_on": "2027-01-10"}}}
    asked = "Keep 15 Mar 2027, or move Go-live to 1 Apr 2027?"
    late, holds = (Report(programmes=(judged(made, *more),), errors=()) for more in ([LATE], []))
    assert asked in terminal.render(late, width=100)
    assert asked in markdown.render(late)
    assert "Keep" not in terminal.render(holds, width=100)
    assert "Decide now" not in markdown.render(holds)


def test_an_overdue_decision_says_why_waiting_loses_nothing() -> None:
    """Beside GOV002, three noughts ask for a reason."""
    late = {"decisions": {"scope": {"needed_by": "2027-01-04"}}}
    room = {"workstreams": {"team": {"activities": {"build": {"start": "2027-03-22"}}}}}
    text = " ".join(terminal.render(Report(programmes=(judged(late, room),), errors=()), width=100).split())
    assert "It is overdue: waiting moves no date of the forecast further before" in text
