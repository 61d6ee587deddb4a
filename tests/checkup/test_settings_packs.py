"""Packs that settings name, and settings of several programmes in one run."""

from pathlib import Path

import pytest

from programme_check.checkup import Options, check
from programme_check.checkup.judging import Judging, judging, packs_for
from programme_check.checkup.settings_file import NAME
from programme_check.findings import Severity
from programme_check.rules.registry import UnknownName

PACK = """\
pack: ours
facts: 1
rules:
  - id: OUR001
    name: work-without-owner
    title: Work has no owner
    severity: warning
    for: activities
    must: {required: [owner]}
    message: $name has no owner.
    why: Nobody notices that it is late.
    fix: Name an owner.
    source: House rules
    fails: |
      workstreams: {w: {name: W, kind: other, activities: {a: {name: A, kind: other}}}}
    passes: |
      workstreams: {w: {name: W, kind: other, activities: {a: {name: A, kind: other, owner: dana}}}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, and the root of a repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(folder: Path, text: str, options: Options | None = None) -> Judging:
    """How a programme is judged by these settings."""
    (folder / NAME).write_text(text)
    found, problems = judging(options or Options(), folder / NAME)
    assert found is not None, problems
    return found


def ids(judge: Judging) -> set[str]:
    """The rules that run."""
    return {rule.id for rule in judge.rules}


def test_a_profile_names_its_packs_from_its_own_folder(folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "house" / "ours.pack.yaml").write_text(PACK)
    (folder / "house" / "base.yaml").write_text("packs: [ours.pack.yaml]\nrules: {OUR001: {severity: info}}\n")
    (folder / "house" / "team.yaml").write_text("profile: base.yaml\n")
    found = judged(folder, "profile: house/team.yaml\n")
    assert found.settings.packs == ("house/ours.pack.yaml",)
    assert found.origins["packs"] == "house/base.yaml:1"
    assert found.levels == {"OUR001": Severity.INFO}
    assert "OUR001" in ids(found)


@pytest.mark.parametrize("name", ["ours.yaml", "./ours.yaml", "../{}/ours.yaml", "link.yaml"])
def test_a_pack_named_twice_is_read_once(folder: Path, name: str) -> None:
    (folder / "ours.yaml").write_text(PACK)
    (folder / "link.yaml").symlink_to("ours.yaml")
    options = Options(packs=(name.format(folder.name),))
    assert "OUR001" in ids(judged(folder, "packs: [ours.yaml]\n", options))


def test_a_missing_pack_hides_which_rules_there_are(folder: Path) -> None:
    (folder / NAME).write_text("packs: [none.yaml]\nrules: {OUR001: {severity: info}}\n")
    found, problems = judging(Options(), folder / NAME)
    assert found is None
    assert [(one.line, one.code) for one in problems] == [(1, "unknown-file")], "it may bring that rule"


def test_where_a_limit_comes_from_by_rule_id(folder: Path) -> None:
    (folder / "house.yaml").write_text("rules: {PAY003: {runs: 4, complex: 5}}\n")
    found = judged(folder, "profile: house.yaml\nrules:\n  too-few-parallel-runs: {runs: 3}\n")
    assert found.settings.rules == {"PAY003": {"runs": 3, "complex": 5}}
    assert found.origins["rules.PAY003.runs"] == f"{NAME}:3"
    assert found.origins["rules.PAY003.complex"] == "house.yaml:1"


def test_the_command_line_comes_first(folder: Path) -> None:
    text = "fail_on: warning\nselect: [PAY]\nignore: [PAY003]\nprofile: starter\n"
    options = Options(fail_on="info", select=("RSK",), ignore=("RSK002",), profile="standard")
    found = judged(folder, text, options)
    assert found.settings.fail_on == "info"
    assert ids(found) == {"RSK001", "RSK003", "RSK004", "RSK005"}
    assert {found.origins[key] for key in ("fail_on", "select", "ignore", "profile")} == {"command line"}
    with pytest.raises(UnknownName):
        judged(folder, text, Options(select=("NOPE",)))


def test_packs_of_a_folder_whatever_else_its_settings_hold(folder: Path) -> None:
    assert packs_for(folder) == ((), [])
    (folder / "ours.yaml").write_text(PACK)
    (folder / NAME).write_text("packs: [ours.yaml]\nrules: {PAY999: {}}\nfail_at: x\n")
    assert packs_for(folder) == (("ours.yaml",), [])
    (folder / NAME).write_text("packs: [none.yaml]\n")
    assert [one.code for one in packs_for(folder)[1]] == ["unknown-file"]
    (folder / NAME).write_text("- no settings\n")
    assert packs_for(folder) == ((), [])


def test_each_programme_has_the_settings_of_its_own_folder(folder: Path) -> None:
    text = "schema_version: 1\nprogramme: {name: Example, types: [hris], status_date: 2027-01-15}\n"
    for name, settings in (("a", "min_population: 3\n"), ("b", ""), ("c", "fail_at: x\n")):
        (folder / name).mkdir()
        (folder / name / "programme.yaml").write_text(text)
        (folder / name / NAME).write_text(settings)
    report = check(["."], Options())
    assert {one.file: one.changed for one in report.programmes} == {
        "a/programme.yaml": ("min_population 3 instead of 20",),
        "b/programme.yaml": (),
    }
    assert [one.file for one in report.errors] == [f"c/{NAME}"], "one broken settings file leaves the others alone"
