"""init, schema, rules and explain, and the options of check."""

import json
import re
from pathlib import Path

import pytest
from cli_support import TROUBLE, TROUBLE_LINE, check, run

KINDS = ("hris", "erp", "ai", "general")


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_worth_editing_and_fits(tmp_path: Path, kind: str) -> None:
    made = run("init", "--type", kind, cwd=tmp_path)
    assert (made.status, made.err) == (0, "")
    assert "programme-check check" in made.out
    text = (tmp_path / "programme.yaml").read_text("utf-8")
    assert "# yaml-language-server: $schema=./programme.schema.json" in text
    assert "{schema}" not in text
    assert json.loads((tmp_path / "programme.schema.json").read_text("utf-8"))["$schema"].endswith("2020-12/schema")
    done = run("check", "--format", "json", cwd=tmp_path)
    report = json.loads(done.out)
    assert done.status in {0, 1}
    assert report["errors"] == []
    assert len(report["programmes"]) == 1


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text("mine")
    (tmp_path / "programme.schema.json").write_text("{}")
    refused = run("init", cwd=tmp_path)
    assert refused.status == 2
    assert "programme.yaml is there already" in refused.err
    assert (tmp_path / "programme.yaml").read_text() == "mine"
    other = run("init", "north.programme.yaml", cwd=tmp_path)
    assert other.status == 0
    assert "programme-check check north.programme.yaml" in other.out
    assert (tmp_path / "programme.schema.json").read_text() == "{}"


def test_init_in_a_folder_and_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    assert run("init", "plans", cwd=tmp_path).status == 0
    assert (tmp_path / "plans" / "programme.yaml").exists()
    nowhere = run("init", "nowhere/programme.yaml", cwd=tmp_path)
    assert nowhere.status == 3
    assert len(nowhere.err.splitlines()) == 1


@pytest.mark.parametrize("options", [[], ["--settings"]], ids=["programme", "settings"])
def test_the_schema_is_a_schema(tmp_path: Path, options: list[str]) -> None:
    import jsonschema

    done = run("schema", *options, cwd=tmp_path)
    assert done.status == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(done.out))


def all_rules(folder: Path) -> list[dict[str, str]]:
    """The catalogue as JSON has it."""
    done = run("rules", "--format", "json", cwd=folder)
    assert done.status == 0
    return list(json.loads(done.out)["rules"])


def test_the_catalogue_lists_every_rule(tmp_path: Path) -> None:
    rules = all_rules(tmp_path)
    shown = run("rules", cwd=tmp_path)
    assert shown.status == 0
    assert len(rules) > 50
    for rule in rules:
        assert rule["rule"] in shown.out
        assert rule["name"] in shown.out or rule["title"] in shown.out
    some = run("rules", "pay", "AIG001", "--format", "json", cwd=tmp_path)
    ids = [rule["rule"] for rule in json.loads(some.out)["rules"]]
    assert ids == sorted(ids)
    assert {id[:3] for id in ids} == {"PAY", "AIG"}


def test_every_rule_is_explained_by_id_and_name(tmp_path: Path) -> None:
    rules = all_rules(tmp_path)
    everything = run("explain", "all", cwd=tmp_path)
    assert everything.status == 0
    for rule in rules:
        assert rule["rule"] in everything.out
    first = rules[0]
    by_id = run("explain", first["rule"].lower(), cwd=tmp_path)
    assert by_id.out == run("explain", first["name"], cwd=tmp_path).out
    as_json = json.loads(run("explain", "all", "--format", "json", cwd=tmp_path).out)
    assert [rule["rule"] for rule in as_json["rules"]] == [rule["rule"] for rule in rules]


def rules_found(text: str, folder: Path, *options: str) -> set[str]:
    """Which rules report something."""
    done = check(text, folder, "--format", "json", *options)
    assert done.status in {0, 1}, done.said
    return {finding["rule"] for finding in json.loads(done.out)["programmes"][0]["findings"]}


def test_select_and_ignore(tmp_path: Path) -> None:
    every = rules_found(TROUBLE, tmp_path)
    assert "PAY001" in every
    assert rules_found(TROUBLE, tmp_path, "--select", "PAY001") == {"PAY001"}
    assert rules_found(TROUBLE, tmp_path, "--select", "pay,STR") == {id for id in every if id[:3] in {"PAY", "STR"}}
    assert rules_found(TROUBLE, tmp_path, "--select", "payroll-cutover-before-parallel-ends", "--select", "CUT") >= {
        "PAY001"
    }
    assert rules_found(TROUBLE, tmp_path, "--ignore", "PAY001") == every - {"PAY001"}
    assert rules_found(TROUBLE, tmp_path, "--ignore", "all") == set()


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0), ("ERROR", 1)])
def test_fail_on(tmp_path: Path, level: str, status: int) -> None:
    assert check(TROUBLE, tmp_path, "--select", "PAY001", "--fail-on", level).status == status
    assert check(TROUBLE, tmp_path, "--ignore", "all", "--fail-on", level).status == 0


def test_as_of_moves_the_day_of_judgement(tmp_path: Path) -> None:
    def report(*options: str) -> dict[str, object]:
        return dict(json.loads(check(TROUBLE, tmp_path, "--format", "json", *options).out)["programmes"][0])

    assert report()["status_date"] == "2027-01-15"
    assert report("--as-of", "2027-03-20")["status_date"] == "2027-03-20"


def test_quiet_says_less_and_all_says_more(tmp_path: Path) -> None:
    quiet = check(TROUBLE, tmp_path, "--quiet")
    usual = check(TROUBLE, tmp_path)
    everything = check(TROUBLE, tmp_path, "--all")
    assert quiet.status == usual.status == everything.status == 1
    assert len(quiet.out) < len(usual.out) <= len(everything.out)
    assert "RED" in quiet.out
    assert len(quiet.out.splitlines()) == 1


def test_the_report_opens_and_ends_with_the_verdict(tmp_path: Path) -> None:
    lines = [line for line in check(TROUBLE, tmp_path).out.splitlines() if line.strip()]
    assert "Harbour payroll" in lines[0]
    assert any("RED" in line for line in lines[1:4])
    assert "RED" in lines[-1]
    assert re.search(r"[Ee]xit (status )?1", lines[-1])


def test_the_json_contract(tmp_path: Path) -> None:
    report = json.loads(check(TROUBLE, tmp_path, "--format", "json").out)
    assert report["version"] == 1
    assert report["tool"]["name"] == "programme-check"
    (programme,) = report["programmes"]
    assert programme["name"] == "Harbour payroll"
    assert programme["status"] == "red"
    assert set(programme["questions"]) == {"outcomes", "plan"}
    finding = next(one for one in programme["findings"] if one["rule"] == "PAY001")
    assert finding["severity"] == "error"
    assert finding["targets"][0] == "payroll-cutover"
    assert finding["location"]["line"] == TROUBLE_LINE
    assert finding["location"]["pointer"] == "/workstreams/payroll/activities/payroll-cutover"
    assert finding["gap_days"] == 4
    assert finding["related"][0]["line"] == 11
    assert report["summary"]["error"] >= 1
