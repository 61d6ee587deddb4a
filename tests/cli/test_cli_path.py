"""`path`: what decides each date, and how much room there is."""

import json
from typing import Any

import pytest
from cli_support import HOME, SAMPLES, Run
from cli_support import run as run_in

PLAN = """\
schema_version: 1
programme: {name: Harbour payroll, types: [hris], status_date: 2027-01-15}
workstreams:
  build:
    name: Build
    kind: configuration
    activities:
      config: {name: Configure, kind: configuration, start: 2027-02-01, finish: 2027-02-26}
      reports: {name: Reports, kind: report_build, start: 2027-02-01, finish: 2027-02-19}
  test:
    name: Test
    kind: testing
    activities:
      sit:
        {name: SIT, kind: integration_testing, start: 2027-03-01, finish: 2027-03-26, depends_on: [config, reports]}
      live: {name: First payroll, kind: go_live, start: 2027-04-12, depends_on: [sit]}
"""


def run(*arguments: str, stdin: bytes = b"") -> Run:
    """The command in a process of its own."""
    return run_in("path", *arguments, cwd=HOME, stdin=stdin)


def ask(*arguments: str, text: str = PLAN) -> dict[str, Any]:
    """The answer as data."""
    done = run("-", *arguments, "--format", "json", stdin=text.encode())
    assert done.status == 0, done.err
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_to_each_go_live_with_its_float() -> None:
    answer = ask()
    assert (answer["version"], answer["programme"]) == (1, "Harbour payroll")
    assert (answer["to"], answer["path"], answer["float_days"]) == ("live", ["config", "sit", "live"], 10)
    assert answer["near_critical"] == []
    assert answer["workstreams"] == {"build": ["config"], "test": ["sit", "live"]}


def test_work_that_is_nearly_as_urgent_is_named() -> None:
    """Reports end a week before the configuration does; with the go-live a week earlier both are short of room."""
    answer = ask(text=PLAN.replace("start: 2027-04-12", "start: 2027-04-05"))
    assert (answer["float_days"], answer["near_critical"]) == (5, [{"id": "reports", "float_days": 10}])


def test_to_one_item_and_between_two() -> None:
    assert ask("sit")["path"] == ["config", "sit"]
    assert ask("reports", "live")["path"] == ["reports", "sit", "live"]
    nothing = run("-", "live", "config", stdin=PLAN.encode())
    assert nothing.status == 0
    assert "No path of dependencies leads from First payroll (live) to Configure (config)." in nothing.out


def test_a_workstream_stands_for_its_work() -> None:
    """For what of it ends last at the end, for any of it at the beginning."""
    assert ask("build")["path"] == ["config"]
    assert (ask("build", "live")["path"], ask("reports", "test")["path"]) == (
        ["config", "sit", "live"],
        ["reports", "sit", "live"],
    )
    between = ask("build", "test")
    assert (between["to"], between["path"]) == ("live", ["config", "sit", "live"])
    assert (
        "No path of dependencies leads from Test (test) to Build (build)."
        in run("-", "test", "build", stdin=PLAN.encode()).out
    )
    undated = PLAN.replace(", start: 2027-02-01, finish: 2027-02-26", "").replace(
        ", start: 2027-02-01, finish: 2027-02-19", ""
    )
    assert "Nothing in workstream Build (build) has a date." in run("-", "build", stdin=undated.encode()).out


def test_missing_links_count_in_unless_told_otherwise() -> None:
    """Nobody declared that integration testing follows configuration; it does all the same."""
    undeclared = PLAN.replace("depends_on: [config, reports]", "depends_on: [reports]").replace(
        "start: 2027-03-01, finish: 2027-03-26", "start: 2027-02-22, finish: 2027-03-19"
    )
    assert ask(text=undeclared)["path"] == ["config", "sit", "live"]
    assert ask("--declared-only", text=undeclared)["path"] == ["reports", "sit", "live"]


def test_every_go_live_has_a_path() -> None:
    done = run(str(SAMPLES / "erp-in-trouble.programme.yaml"), "--format", "json")
    answer = json.loads(done.out)
    assert [path["to"] for path in answer["paths"]] == ["go-live-ireland", "go-live-uk"]
    assert answer["path"] == answer["paths"][0]["path"]


def test_a_plan_without_go_live_has_a_path_to_its_end() -> None:
    answer = ask(text=PLAN.replace("kind: go_live", "kind: milestone"))
    assert answer["to"] == "live"


def test_a_loop_is_said() -> None:
    looped = PLAN.replace("finish: 2027-02-26}", "finish: 2027-02-26, depends_on: [sit]}")
    done = run("-", stdin=looped.encode())
    assert done.status == 0
    assert "A loop:" in done.out
    answer = ask(text=looped)
    assert answer["loops"]
    assert answer["notes"] == ["First payroll (live) has no date: a loop of dependencies keeps it from being computed."]


UNPLACED = """\
      care: {name: Care, kind: other, duration: 5d, depends_on: [live]}
      dropped: {name: Dropped, kind: other, status: cancelled, start: 2027-03-01, finish: 2027-03-05}
      idea: {name: Idea, kind: other}
go_live_windows: {only: {dates: [2027-03-22]}}
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "First payroll (live) has no date: it is ready on 12 Apr 2027, and no permitted day is left"),
        (("config", "live"), "First payroll (live) has no date: it is ready on 12 Apr 2027, and no permitted day"),
        (
            ("care",),
            "Care (care) has no date: no permitted day is left for First payroll (live), which comes before it.",
        ),
        (("dropped",), "Dropped (dropped) is cancelled, so nothing decides its date."),
        (("idea",), "Idea (idea) has no date: nothing in the file says when it happens."),
    ],
)
def test_what_has_no_date_is_said_with_the_reason(asked: tuple[str, ...], said: str) -> None:
    answer = ask(*asked, text=PLAN + UNPLACED)
    assert (answer["path"], answer["float_days"]) == ([], None)
    assert answer["to"] == (asked[-1] if asked else None)
    (note,) = answer["notes"]
    assert note.startswith(said)


def test_a_go_live_waits_for_its_date_or_for_a_day_that_is_permitted() -> None:
    care = "      care: {name: Care, kind: hypercare, duration: 10d, depends_on: [live]}\n"
    held = "First payroll waits for its planned date, 12 Apr 2027; what comes before it ends 26 Mar 2027, 10 working"
    assert held in " ".join(run("-", "care", stdin=(PLAN + care).encode()).out.split())
    late = PLAN.replace("start: 2027-04-12", "start: 2027-03-15") + care
    windows = "go_live_windows: {only: {dates: [2027-04-05]}}\n"
    said = "First payroll waits for the next day on which it is permitted, 5 Apr 2027; what comes before it ends"
    assert said in " ".join(run("-", "care", stdin=(late + windows).encode()).out.split())


def test_one_go_live_without_a_window_does_not_hide_the_other() -> None:
    both = PLAN + "      second: {name: Second, kind: go_live, start: 2027-04-19, depends_on: [sit]}\n"
    answer = ask(text=both + "go_live_windows: {only: {dates: [2027-03-22], applies_to: [live]}}\n")
    assert [path["to"] for path in answer["paths"]] == ["second"]
    assert answer["notes"][0].startswith("First payroll (live) has no date")


def test_what_is_finished_has_no_float() -> None:
    actual = "actual: {start: 2026-12-01, finish: 2026-12-18}}"
    done = PLAN.replace("finish: 2027-02-19}", f"finish: 2027-02-19, {actual}")
    assert ask("reports", text=done)["float_days"] is None
    assert "1 step, finished" in run("-", "reports", stdin=done.encode()).out


def test_nothing_to_place() -> None:
    empty = "schema_version: 1\nprogramme: {name: A, types: [general], status_date: 2027-01-15}\nworkstreams: {}\n"
    assert "nothing drives anything" in run("-", stdin=empty.encode()).out
    assert ask(text=empty)["path"] == []


@pytest.mark.parametrize("width", [40, 59, 60, 80, 104, 200])
@pytest.mark.parametrize("plain", [True, False])
def test_it_keeps_to_the_width(width: int, plain: bool) -> None:
    options = ["--width", str(width), *(["--ascii"] if plain else [])]
    out = run(str(SAMPLES / "hris-in-trouble.programme.yaml"), *options).out
    assert max(map(len, out.splitlines())) <= min(width, 104)
    assert out.isascii() == plain
    assert ("=" if plain else "━") in out or width < 60
    assert all(line == line.rstrip() for line in out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sitt",), "Did you mean sit?"),
        (("biuld",), "Did you mean build?"),
        (("config", "liv"), "Did you mean live?"),
        (("--format", "xml"), "not one of text, json"),
        (("--as-of", "2027-02-30"), "no day of the calendar"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], said: str) -> None:
    done = run("-", *arguments, stdin=PLAN.encode())
    assert done.status == 2
    assert said in done.err


def test_a_broken_file_gives_no_answer() -> None:
    done = run("-", stdin=PLAN.replace("kind: testing", "kind: tests").encode())
    assert done.status == 2
    assert "-:12:11" in done.err
