"""Settings: which file is found, how files lie over one another, and what does not fit."""

from pathlib import Path

import pytest
from settings_support import judged, problems, runs

from programme_check.checkup import Options
from programme_check.checkup.judging import judging
from programme_check.checkup.profiles import PROFILES
from programme_check.checkup.settings_file import NAME, find
from programme_check.rules.registry import catalogue


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, and the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_nearest_file_up_to_the_repository(folder: Path) -> None:
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) is None
    (folder / NAME).write_text("")
    assert find(inner) == folder / NAME
    (folder / "a" / NAME).write_text("")
    assert find(inner) == folder / "a" / NAME
    assert find(Path("a/../a/b/..")) == folder / "a" / NAME
    (inner / ".git").write_text("gitdir: elsewhere\n")
    assert find(inner) is None, "a repository of its own"


def test_a_path_that_leads_up_looks_only_above_the_programme(folder: Path) -> None:
    (folder / "plans").mkdir()
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / NAME).write_text("")
    assert find(Path("elsewhere/../plans")) is None


def test_outside_of_a_repository_the_search_goes_on(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / NAME).write_text("")
    assert find(inner) == tmp_path / NAME


def test_a_folder_of_that_name_is_no_settings_file(folder: Path) -> None:
    (folder / NAME).mkdir()
    assert find(folder) is None
    assert find(folder / ("long" * 100)) is None


@pytest.mark.parametrize("text", ["", "# later\n", "fail_on:\n", "x-team: payroll\n", "rules: {PAY001: , x-a: 1}\n"])
def test_a_file_that_says_nothing_changes_nothing(folder: Path, text: str) -> None:
    found = judged(folder, text)
    assert (runs(found), found.levels, found.limits, found.changed) == (set(catalogue()), {}, {}, ())


def test_every_problem_is_told_at_once_and_in_the_order_of_lines(folder: Path) -> None:
    text = "fail_at: x\nmin_population: many\nrules:\n  PAY1000: {severity: off}\n  PAY003: {run: 3}\n  GOV003: 3\n"
    found = problems(folder, f"{text}select: [PAY, NOPE]\nignore: [CUTT]\ndrivers: 3\n")
    assert [(one.line, one.column) for one in found] == [
        (1, 1),
        (2, 17),
        (4, 3),
        (5, 12),
        (6, 11),
        (7, 15),
        (8, 10),
        (9, 10),
    ]
    assert all(one.file == NAME for one in found)


def test_without_its_packs_no_rule_is_called_unknown(folder: Path) -> None:
    found = problems(folder, "packs: [ours.yaml]\nfail_at: x\nselect: [OUR001]\n")
    assert [(one.line, one.code) for one in found] == [(1, "unknown-file"), (2, "unknown-key")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules: {SCH010: {limit: 60cd}}", "a number such as 44 or 44d"),
        ("rules: {GOV003: {days: 60d}}", "a whole number such as 60 or 60cd"),
        ("rules: {GOV003: {days: 60.5}}", "a whole number such as 60"),
        ("rules: {SCH001: {share: 5d}}", "a number such as 5"),
        ("rules: {CUT001: {rehearsals: -1}}", "a whole number such as 2"),
        ("rules: {CUT001: {rehearsals: true}}", "`rehearsals: true` does not fit"),
        ("rules: {CUT001: {rehearsals: [1]}}", "a whole number such as 2"),
        ("rules: {PAY002: {days: 1}}", "`days` is no limit of PAY002"),
        ("rules: {PAY001: {enabled: maybe}}", "write true or false"),
        ("rules: {PAY001: {}, payroll-cutover-before-parallel-ends: {}}", "stands on line 1 already"),
        ("packs: [none.yaml]", "there is no pack `none.yaml`"),
        ('profile: "a\\0b"', "there is no profile"),
        (f"profile: {'a' * 5000}", "there is no profile"),
        ("profile: .", "there is no profile `.`"),
        (f"profile: {NAME}", "leads back to itself"),
        ("- fail_on", "no mapping"),
    ],
)
def test_what_does_not_fit_in_plain_words(folder: Path, text: str, said: str) -> None:
    (found,) = problems(folder, text)
    assert said in found.message
    assert found.line == 1
    assert "expected" not in found.message


def test_values_with_their_unit_and_words_for_yes(folder: Path) -> None:
    found = judged(
        folder, "same_day_handover: no\nrules: {SCH010: {limit: 60d}, GOV003: {days: 30cd}, CHG002: {weeks: 6w}}"
    )
    assert found.limits == {"SCH010": {"limit": 60}, "GOV003": {"days": 30}, "CHG002": {"weeks": 6}}
    assert found.settings.same_day_handover is False
    assert found.changed == (
        "same_day_handover false instead of true",
        "CHG002 weeks 6 instead of 8",
        "GOV003 days 30 instead of 60",
        "SCH010 limit 60 instead of 44",
    )


def test_what_is_as_usual_is_no_change(folder: Path) -> None:
    text = "profile: standard\nmin_population: 20\nrules: {SCH010: {limit: 44}, PAY001: {enabled: yes}}\n"
    assert judged(folder, text).changed == ()


def test_rules_left_out_are_told(folder: Path) -> None:
    text = "select: [PAY, CUT]\nignore: [CUT001]\nrules: {PAY002: {enabled: no}, PAY005: {severity: off}}\n"
    found = judged(folder, text)
    assert found.changed == ("only PAY, CUT", "without CUT001", "PAY002 off", "PAY005 off")
    assert runs(found).isdisjoint({"CUT001", "PAY002", "PAY005"})


def test_a_level_stands_for_itself_and_for_the_ladder(folder: Path) -> None:
    text = "rules: {PAY001: {severity: error}, CUT004: {severity: info}, PAY002: {severity: warning}}"
    assert judged(folder, text).changed == (
        "CUT004 info at any distance from go-live",
        "PAY001 always error",
        "PAY002 warning instead of error",
    )


def test_starter_is_taken_up_rule_by_rule(folder: Path) -> None:
    starter = runs(judged(folder, "profile: starter\n"))
    assert "RSK001" not in starter
    more = judged(
        folder, "profile: starter\nignore: [PAY001]\nrules: {RSK001: {enabled: true}, RSK002: {severity: info}}"
    )
    assert runs(more) == (starter | {"RSK001", "RSK002"}) - {"PAY001"}
    assert more.changed == ("profile starter", "without PAY001", "RSK002 info instead of warning")


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_that_ships_fits(folder: Path, name: str) -> None:
    found, faults = judging(Options(profile=name), None)
    assert found is not None, faults
    assert found.settings.profile == name
    every = [text for text in found.changed if "instead of" in text]
    assert len(every) == len(set(every))
    for id, limits in found.limits.items():
        assert all(getattr(catalogue()[id].limits, key) != value for key, value in limits.items()), "no idle line"


def test_assurance_is_stricter_in_every_point() -> None:
    found = judging(Options(profile="assurance"), None)[0]
    assert found is not None
    assert found.settings.fail_on == "warning"
    assert runs(found) == set(catalogue())
    for id, level in found.levels.items():
        assert catalogue()[id].ladder or level > catalogue()[id].severity or id == "SCH001"


def test_a_profile_is_looked_for_where_it_is_named(folder: Path) -> None:
    """In a file from that file's folder, on the command line from the current one."""
    below = folder / "below"
    below.mkdir()
    (below / "house.yaml").write_text("fail_on: info\n")
    (folder / "house.yaml").write_text("fail_on: never\n")
    (below / NAME).write_text("profile: house.yaml\n")
    told = [judging(Options(profile=name), below / NAME)[0] for name in (None, "house.yaml")]
    assert [one.settings.fail_on for one in told if one is not None] == ["info", "never"]
    (fault,) = judging(Options(profile="huose"), below / NAME)[1]
    assert (fault.file, fault.line) == ("--profile", 0)


def test_circles_by_other_names_are_refused(folder: Path) -> None:
    (folder / "a").mkdir()
    (folder / "a" / "one.yaml").write_text("profile: ../a/two.yaml\n")
    (folder / "a" / "two.yaml").write_text("profile: ../a/../a/one.yaml\n")
    (fault,) = problems(folder, "profile: a/one.yaml\n")
    assert (fault.code, fault.file) == ("circular-profile", "a/two.yaml")


def test_problems_of_a_profile_are_told_in_its_own_file(folder: Path) -> None:
    (folder / "house.yaml").write_text("fail_on: never\nrules: {PAY003: {run: 1}}\n")
    found = problems(folder, "profile: house.yaml\nfail_at: error\n")
    assert [(one.file, one.line) for one in found] == [(NAME, 2), ("house.yaml", 2)]
