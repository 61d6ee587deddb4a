"""The settings file: which one counts, what every key does, and what is said of one that does not fit."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli_support import TROUBLE, Run
from cli_support import run as run_in

NAME = ".programme-check.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a programme that has one error of its own: PAY001."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    return tmp_path


def check(folder: Path, settings: str | None = None, *options: str) -> Run:
    """Check the programme of a folder under settings."""
    if settings is not None:
        (folder / NAME).write_text(settings)
    return run_in("check", *options, cwd=folder)


def report(folder: Path, settings: str | None = None, *options: str) -> dict[str, Any]:
    """The report as data."""
    done = check(folder, settings, "--format", "json", *options)
    assert done.out, done.err
    body: dict[str, Any] = json.loads(done.out)
    return body


def levels(body: dict[str, Any]) -> dict[str, str]:
    """The level of each rule that reports something."""
    return {one["rule"]: one["severity"] for one in body["programmes"][0]["findings"]}


def test_without_a_file_nothing_changes(folder: Path) -> None:
    assert levels(report(folder))["PAY001"] == "error"
    assert check(folder).status == 1
    assert "Changed from the default" not in check(folder).out


@pytest.mark.parametrize("name", ["PAY001", "pay001", "payroll-cutover-before-parallel-ends"])
def test_a_level_by_id_or_name(folder: Path, name: str) -> None:
    body = report(folder, f"rules: {{{name}: {{severity: warning}}}}\n")
    assert levels(body)["PAY001"] == "warning"
    assert "PAY001 warning instead of error" in body["programmes"][0]["changed"]
    assert "PAY001 warning instead of error" in " ".join(check(folder).out.split())


@pytest.mark.parametrize("how", ["severity: off", "enabled: false", "enabled: no"])
def test_a_rule_that_is_off_does_not_run(folder: Path, how: str) -> None:
    body = report(folder, f"rules: {{PAY001: {{{how}}}}}\n")
    assert "PAY001" not in levels(body)
    assert body["programmes"][0]["changed"] == ["PAY001 off"], "and the report says so"


def test_a_level_takes_the_place_of_the_ladder(folder: Path) -> None:
    assert levels(report(folder))["CUT004"] == "warning"
    assert levels(report(folder, "rules: {CUT004: {severity: error}}\n"))["CUT004"] == "error"


def test_a_limit(folder: Path) -> None:
    body = report(folder, "rules: {CUT001: {rehearsals: 0}}\n")
    assert "CUT001" in levels(report(folder, ""))
    assert any("CUT001 rehearsals 0 instead of" in text for text in body["programmes"][0]["changed"])


@pytest.mark.parametrize("limit", ["60", "60d"])
def test_a_limit_of_days_with_its_unit(folder: Path, limit: str) -> None:
    changed = report(folder, f"rules: {{long-activity: {{limit: {limit}}}}}\n")["programmes"][0]["changed"]
    assert changed == ["SCH010 limit 60 instead of 44"]


def test_select_and_ignore(folder: Path) -> None:
    assert set(levels(report(folder, "select: [PAY001, CUT]\nignore: [CUT001]\n"))) <= {"PAY001"} | {
        f"CUT00{number}" for number in range(2, 9)
    }
    assert set(levels(report(folder, None, "--select", "PAY001"))) == {"PAY001"}, "the command line wins"


def test_fail_on(folder: Path) -> None:
    assert check(folder, "fail_on: never\n").status == 0
    assert check(folder, "fail_on: never\n", "--fail-on", "error").status == 1
    assert check(folder, "rules: {PAY001: {severity: info}}\nselect: [PAY001]\n").status == 0
    assert check(folder, "rules: {PAY001: {severity: info}}\nselect: [PAY001]\nfail_on: info\n").status == 1


def test_tolerance(folder: Path) -> None:
    """The cutover is four working days early."""
    assert "SCH003" in levels(report(folder, "", "--select", "SCH003"))
    assert "SCH003" in levels(report(folder, "tolerance_days: 3\n", "--select", "SCH003"))
    assert "SCH003" not in levels(report(folder, "tolerance_days: 4\n", "--select", "SCH003"))


def test_same_day_handover(folder: Path) -> None:
    (folder / "programme.yaml").write_text(TROUBLE.replace("finish: 2027-03-26", "finish: 2027-03-22"))
    assert "SCH003" not in levels(report(folder, "", "--select", "SCH003"))
    assert "SCH003" in levels(report(folder, "same_day_handover: false\n", "--select", "SCH003"))


def test_min_population(folder: Path) -> None:
    """Three activities are too few for a share; with a population of one the share is judged."""
    few = report(folder, "", "--select", "SCH001")["programmes"][0]["findings"]
    assert [one["targets"] for one in few] == [["parallel-run-2"]]
    share = report(folder, "min_population: 1\n", "--select", "SCH001")["programmes"][0]["findings"]
    assert [one["targets"] for one in share] == [[]]


def test_packs_are_relative_to_the_file(folder: Path) -> None:
    sample = Path(__file__).parents[2] / "sample_programmes/packs/our-pmo.pack.yaml"
    (folder / "rules").mkdir()
    (folder / "rules/ours.yaml").write_text(sample.read_text())
    plans = folder / "plans"
    plans.mkdir()
    (plans / "programme.yaml").write_text(TROUBLE)
    (folder / NAME).write_text("packs: [rules/ours.yaml]\n")
    done = run_in("check", "--select", "PMO", "--format", "json", cwd=plans)
    assert levels(json.loads(done.out)) == {"PMO001": "warning"}
    assert levels(report(folder, "", "--pack", "rules/ours.yaml", "--select", "PMO")) == {"PMO001": "warning"}
    broken = check(folder, "packs: [rules/none.yaml]\n")
    assert broken.status == 2
    assert "none.yaml" in broken.out


def test_the_nearest_file_counts_up_to_the_repository(folder: Path) -> None:
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    (inner / "programme.yaml").write_text(TROUBLE)
    (folder / NAME).write_text("fail_on: never\n")
    assert run_in("check", cwd=inner).status == 0
    (folder / "a" / NAME).write_text("select: [PAY001]\n")
    assert run_in("check", cwd=inner).status == 1, "files are not merged"
    (inner / ".git").write_text("gitdir: elsewhere\n")
    (folder / "a" / NAME).unlink()
    assert run_in("check", cwd=inner).status == 1, "a repository ends the search"


def test_standard_input_has_the_settings_of_its_name(folder: Path) -> None:
    (folder / NAME).write_text("fail_on: never\n")
    assert run_in("check", "-", cwd=folder, stdin=TROUBLE.encode()).status == 0
    elsewhere = folder / "other"
    elsewhere.mkdir()
    (elsewhere / ".git").mkdir()
    assert run_in("check", "-", "--stdin-name", "other/x.yaml", cwd=folder, stdin=TROUBLE.encode()).status == 1


def test_a_file_by_name_and_none_at_all(folder: Path) -> None:
    (folder / "ours.settings").write_text("fail_on: never\n")
    assert check(folder, None, "--settings", "ours.settings").status == 0
    assert check(folder, "fail_on: never\n", "--no-settings").status == 1
    assert check(folder, None, "--settings", "ours.settings", "--no-settings").status == 2
    gone = check(folder, None, "--settings", "none.yaml")
    assert gone.status == 2
    assert "cannot be read" in gone.out


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("fail_at: error\n", ":1:1", "Did you mean `fail_on`?"),
        ("fail_on: errors\n", ":1:", "error"),
        ("rules:\n  PAY100: {severity: off}\n", ":2:3", "Did you mean"),
        ("rules:\n  PAY003:\n    run: 3\n", ":3:5", "Did you mean `runs`?"),
        ("rules:\n  PAY003:\n    runs: three\n", ":3:11", "does not fit"),
        ("rules:\n  PAY003: {severity: eror}\n", ":2:22", "Did you mean `error`?"),
        ("select: [PAY, NOPE]\n", ":1:15", "`NOPE` is no rule"),
        ("ignore: [decision-overdu]\n", ":1:1", "Did you mean"),
        ("profile: startr\n", ":1:", "Did you mean `starter`?"),
        ("min_population: -1\n", ":1:", "min_population"),
        ("a: [b\n", ":", ""),
    ],
)
def test_a_file_that_does_not_fit_is_refused(folder: Path, text: str, place: str, said: str) -> None:
    done = check(folder, text)
    assert done.status == 2
    assert f"{NAME}{place}" in done.out
    assert said in " ".join(done.out.split())
    assert report(folder, text)["programmes"] == [], "nothing is judged by half of it"


def test_profiles_build_on_one_another(folder: Path) -> None:
    starter, standard = (set(levels(report(folder, f"profile: {name}\n"))) for name in ("starter", "standard"))
    assert starter < standard
    assert levels(report(folder, "profile: assurance\n"))["GOV008"] == "error"
    assert set(levels(report(folder, "profile: starter\n", "--profile", "standard"))) == standard
    (folder / "house.yaml").write_text("profile: starter\nrules: {PAY001: {severity: info}}\n")
    ours = levels(report(folder, "profile: house.yaml\n"))
    assert ours["PAY001"] == "info"
    assert set(ours) == starter
    assert levels(report(folder, "profile: house.yaml\nrules: {PAY001: {severity: warning}}\n"))["PAY001"] == "warning"


def test_profiles_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "one.yaml").write_text("profile: two.yaml\n")
    (folder / "two.yaml").write_text("profile: one.yaml\n")
    assert "leads back to itself" in check(folder, "profile: one.yaml\n").out


def test_show_settings(folder: Path) -> None:
    text = "profile: assurance\nmin_population: 10\nrules: {PAY001: {severity: warning}}\n"
    out = check(folder, text, "--show-settings", "--ignore", "RSK").out
    lines = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines()}
    assert lines["min_population"] == f"10 ({NAME}:2)"
    assert lines["fail_on"] == "warning (profile assurance)"
    assert lines["ignore"] == "[RSK] (command line)"
    assert lines["rules.PAY001.severity"] == f"warning ({NAME}:3)"
    assert lines["tolerance_days"] == "0 (default)"
    body = json.loads(check(folder, None, "--show-settings", "--format", "json").out)
    assert body["settings"]["min_population"] == {"value": 10, "from": f"{NAME}:2"}
    assert check(folder, "fail_at: x\n", "--show-settings").status == 2


def test_show_settings_of_a_folder_of_standard_input_and_of_one_thing_only(folder: Path) -> None:
    (folder / NAME).write_text("fail_on: never\n")
    (folder / "programme.yaml").unlink()
    line = f"never  ({NAME}:1)"
    assert line in run_in("check", "--show-settings", cwd=folder).out
    (folder / "plans").mkdir()
    assert line in run_in("check", "--show-settings", "plans", cwd=folder).out
    assert line in run_in("check", "--show-settings", "-", cwd=folder).out
    assert line in run_in("check", "--show-settings", "plans/new.programme.yaml", cwd=folder).out
    assert run_in("check", "--show-settings", "plans", "other", cwd=folder).status == 2
    assert run_in("check", "--show-settings", "--format", "sarif", cwd=folder).status == 2
