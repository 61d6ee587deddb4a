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
    assert answer["near_critical"] == [{"id": "reports", "float_days": 15}] or answer["near_critical"] == []
    assert answer["workstreams"] == {"build": ["config"], "test": ["sit", "live"]}


def test_to_one_item_and_between_two() -> None:
    assert ask("sit")["path"] == ["config", "sit"]
    assert ask("reports", "live")["path"] == ["reports", "sit", "live"]
    nothing = run("-", "live", "config", stdin=PLAN.encode())
    assert nothing.status == 0
    assert "No path of dependencies leads from First payroll (live) to Configure (config)." in nothing.out


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
    assert ask(text=looped)["loops"]


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
