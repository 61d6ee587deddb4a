"""`structure`: project or programme, who ought to lead it, and what is missing."""

import json
from pathlib import Path

import pytest
from cli_support import HOME, Run
from cli_support import run as run_in

SAMPLES = Path(__file__).parents[2] / "sample_programmes"

ONE = """
schema_version: 1
programme: {name: Small, types: [general], status_date: 2027-01-15}
roles: [{role: %s, holder: priya}]
workstreams:
  depot: {name: Depot, kind: configuration, scope_defined: true, scope_statement: One depot, budget: {approved: 1000}}
"""


def run(*arguments: str) -> Run:
    """The command in a process of its own."""
    return run_in(*arguments, cwd=HOME)


def ask(file: str | Path, *options: str) -> dict[str, object]:
    """The answer as data."""
    done = run("structure", str(file), "--format", "json", *options)
    assert done.status == 0, done.err
    answer: dict[str, object] = json.loads(done.out)
    return answer


def test_a_programme_led_as_a_project() -> None:
    answer = ask(SAMPLES / "hris-in-trouble.programme.yaml")
    assert (answer["verdict"], answer["led_by"], answer["fits"]) == ("programme", "project_manager", False)
    assert "a project manager leads it" in str(answer["why"])


def test_a_programme_led_as_one() -> None:
    answer = ask(SAMPLES / "hris-sound.programme.yaml")
    assert (answer["verdict"], answer["led_by"], answer["fits"]) == ("programme", "programme_manager", True)
    assert all(answer["signals"][key] for key in ("several_workstreams", "interdependent"))  # type: ignore[index]


@pytest.mark.parametrize(("role", "fits"), [("project_manager", True), ("programme_manager", False)])
def test_one_workstream_without_dates_is_a_project(tmp_path: Path, role: str, fits: bool) -> None:
    """A file without a single date can be asked: the question comes before the plan."""
    file = tmp_path / "programme.yaml"
    file.write_text(ONE % role)
    answer = ask(file)
    assert (answer["verdict"], answer["fits"]) == ("project", fits)
    text = run("structure", str(file)).out
    assert "This is a project" in text
    assert "1 workstream has no dates" in text
    assert "no scope" not in text


def test_a_borderline_case_says_what_would_tip_it() -> None:
    answer = ask(SAMPLES / "smallest.programme.yaml")
    assert answer["verdict"] == "borderline"
    assert answer["tips"]
    assert answer["fits"] is False
    assert "It becomes clear when" in run("structure", str(SAMPLES / "smallest.programme.yaml")).out


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_keeps_to_the_width(width: int) -> None:
    done = run("structure", str(SAMPLES / "erp-in-trouble.programme.yaml"), "--width", str(width), "--ascii")
    assert done.out.isascii()
    assert max(map(len, done.out.splitlines())) <= width


def test_a_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "programme.yaml"
    file.write_text(
        "schema_version: 1\nprogramme: {name: A, types: [general], status_date: 2027-01-15}\nworkstream: {}\n"
    )
    done = run("structure", str(file))
    assert done.status == 2
    assert f"{file}:3:1" in done.err
    assert run("structure", str(tmp_path / "none.yaml")).status == 2
    assert run("structure", str(file), "--output", str(file)).status == 2
    assert run("structure", str(SAMPLES / "smallest.programme.yaml"), "--as-of", "2027-02-30").status == 2
