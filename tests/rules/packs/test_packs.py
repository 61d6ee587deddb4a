"""Rules of other people: packs and plugins, from a file on disk to a finding."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from packs_support import ROOT, run

from programme_check.rules.cases import run_case
from programme_check.rules.packs import PackError, load_pack, rulebook
from programme_check.rules.packs.examples import run_pack
from programme_check.rules.packs.facts import FACTS, known
from programme_check.rules.packs.schema import pack_schema
from programme_check.rules.packs.subjects import WHERE
from programme_check.rules.packs.wording import fill
from programme_check.rules.registry import catalogue
from programme_check.rules.rule import DECLARED

SAMPLE = ROOT / "sample_programmes/packs/our-pmo.pack.yaml"
DOCS = ROOT / "programme_check/docs/packs-and-plugins.md"

RULE = """
  - id: PMO009
    name: some-rule
    title: Something
    for: {subject}
    where: {where}
    must: {must}
    message: {message}
    why: Because.
    fix: Mend $id.
    source: Handbook
    fails: |
      workstreams: {{}}
    passes: |
      workstreams: {{}}
"""


def work(**activity: Any) -> dict[str, Any]:
    """A file with one activity."""
    one = {"name": "A", "kind": "configuration", **activity}
    return {"workstreams": {"build": {"name": "Build", "kind": "configuration", "activities": {"a": one}}}}


def write(folder: Path, rules: str, head: str = "pack: ours\nfacts: 1\nrules:") -> str:
    """A pack on disk."""
    path = folder / "ours.pack.yaml"
    path.write_text(head + rules, encoding="utf-8")
    return str(path)


def simple(subject: str = "decisions", where: str = "{}", must: str = "{}", message: str = "$id is wrong.") -> str:
    """One rule of a pack."""
    return RULE.format(subject=subject, where=where, must=must, message=message)


def refused(folder: Path, rules: str, **head: str) -> str:
    """What is said of a pack that does not load."""
    with pytest.raises(PackError) as caught:
        rulebook([write(folder, rules, **head)])
    return " ".join(f"{one.line}: {one.message} {one.hint}" for one in caught.value.problems)


def test_the_sample_pack_does_what_it_says() -> None:
    results = run_pack(str(SAMPLE))
    assert [(result.rule.id, result.key, result.fault) for result in results] == [
        (id, key, "") for id in ("PMO001", "PMO002", "PMO003") for key in ("fails", "passes")
    ]


def test_pack_rules_stand_beside_ours() -> None:
    book = rulebook([str(SAMPLE)])
    assert set(catalogue()) < set(book.rules)
    assert book.rules["PMO001"].dimension == "resources"
    assert [row.number for row in book.rows] == [1000]
    assert "PMO001" not in DECLARED.rules, "a pack belongs to one run"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (simple(subject="decision"), "`decisions`"),
        (simple(must="{required: [recomendation]}"), "Did you mean `recommendation`?"),
        (simple(where="{properties: {ownr: {const: dana}}}"), "Did you mean `owner`?"),
        (simple(must="{properties: {facts: {required: [days_opn]}}}"), "Did you mean `days_open`?"),
        (simple(must="{properties: {facts: {required: [total_float_days]}}}"), "not a fact of decisions"),
        (simple(must="{type: 7}"), "`type`"),
        (simple(must="{$ref: 'https://example.org/schema'}"), "leads out of the schema"),
        (simple(message="$nam is wrong."), "`$nam` is not a field"),
        (simple(message="$facts.nothing is wrong."), "not a fact"),
        (simple().replace("PMO009", "PAY009"), "a family of this program"),
        (simple().replace("some-rule", "too-few-parallel-runs"), "PAY003 already"),
        (simple() + simple(), "PMO009 already"),
        (simple().replace("PMO009", "pmo9"), "id"),
        (simple().replace("    why: Because.\n", ""), "`why`"),
        (simple().replace("    must: {}\n", ""), "needs `for`, `must` and `message`"),
        (
            simple().replace("    message:", "    order: {before: [uat], after: [go_live]}\n    message:"),
            "stands alone",
        ),
    ],
)
def test_a_pack_that_could_not_do_what_is_meant_is_refused(tmp_path: Path, rule: str, said: str) -> None:
    assert said in refused(tmp_path, rule)


def test_a_pack_of_another_version_of_the_facts_is_refused(tmp_path: Path) -> None:
    assert "facts" in refused(tmp_path, simple(), head="pack: ours\nfacts: 2\nrules:")


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        rulebook([str(tmp_path / "none.yaml")])


def test_an_example_that_does_not_do_what_it_says_is_told(tmp_path: Path) -> None:
    results = run_pack(write(tmp_path, simple()))
    assert [result.fault for result in results] == [
        "the rule does not report it",
        "the rule finds nothing in it to judge",
    ]
    broken = simple().replace("    fails: |\n      workstreams: {}", "    fails: |\n      workstream: {}")
    assert "no valid piece" in run_pack(write(tmp_path, broken))[0].fault


@pytest.mark.parametrize("kind", sorted(WHERE))
def test_every_subject_is_found_in_a_full_file(tmp_path: Path, kind: str) -> None:
    """Each kind of subject leads somewhere: a rule that wants the impossible reports one of the full programme's."""
    from programme_check.checkup import check_document
    from programme_check.document import load

    document, _ = load(ROOT / "tests/model/full.programme.yaml")
    assert document is not None
    rules, _ = load_pack(write(tmp_path, simple(subject=kind, must="{maxProperties: 1}")), taken=catalogue())
    report, problems = check_document(document, rules)
    assert report is not None
    assert not problems
    assert report.findings, f"no {kind} in the file"


def test_a_fact_that_cannot_be_computed_is_not_a_pass(tmp_path: Path) -> None:
    """An activity without dates has no duration: it is listed, not passed over."""
    must = "{properties: {facts: {properties: {duration_days: {maximum: 5}}}}}"
    rules, _ = load_pack(write(tmp_path, simple("activities", must=must)), taken=catalogue())
    result = run_case(rules[0], work())
    assert not result.findings
    assert [item.needs for item in result.unjudged] == [("its dates (for the fact duration_days)",)]
    ten_days = run_case(rules[0], work(start="2027-02-01", finish="2027-02-12"))
    assert [finding.targets for finding in ten_days.findings] == [("a",)]


def test_finished_work_is_left_out_of_what_it_cannot_have(tmp_path: Path) -> None:
    """Total float ends with the work; that is no reason to ask for more data."""
    must = "{properties: {facts: {properties: {total_float_days: {minimum: 5}}}}}"
    rules, _ = load_pack(write(tmp_path, simple("activities", must=must)), taken=catalogue())
    done = {"start": "2027-01-04", "finish": "2027-01-08"}
    result = run_case(rules[0], work(status="complete", actual=done, **done))
    assert not result.findings
    assert not result.unjudged


def test_words_of_a_message() -> None:
    values = {
        "name": "Load",
        "due": "2027-03-22",
        "facts": {"days_open": 3.0},
        "owner": None,
        "tags": ["a", "b"],
        "done": True,
    }
    assert fill("$name is due $due, $facts.days_open days; $owner; $tags; $done; $$5; ${name}s.", values) == (
        "Load is due 22 Mar 2027, 3 days; (no owner); a and b; yes; $5; Loads."
    )


def test_the_published_schema_is_that_of_the_records() -> None:
    assert json.loads((ROOT / "schemas/pack.schema.json").read_text(encoding="utf-8")) == pack_schema()


def test_the_documentation_lists_every_fact_and_subject() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.M)) == set(FACTS)
    for kind in WHERE:
        assert f"`{kind}`" in text
        assert known(kind)


def test_the_sample_pack_is_in_the_documentation() -> None:
    """What a reader copies is what the tests have run."""
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.S)
    first = SAMPLE.read_text(encoding="utf-8").partition("rules:\n")[2].partition("\n\n")[0]
    assert any(first.strip() in block for block in blocks)


def test_rules_test_at_the_command_line(tmp_path: Path) -> None:
    good = run(dict(os.environ), "rules", "test", str(SAMPLE))
    assert good.returncode == 0
    assert "6 examples, none not as it should be." in good.stdout
    bad = run(dict(os.environ), "rules", "test", write(tmp_path, simple()), "--format", "json")
    assert bad.returncode == 1
    assert [entry["ok"] for entry in json.loads(bad.stdout)["examples"]] == [False, False]
    gone = run(dict(os.environ), "rules", "test", str(tmp_path / "none.yaml"))
    assert gone.returncode == 2
    assert run(dict(os.environ), "rules", "test").returncode == 2
    listed = run(dict(os.environ), "rules", "PMO", "--pack", str(SAMPLE))
    assert "3 rules." in listed.stdout


def test_the_schema_is_printed() -> None:
    done = run(dict(os.environ), "schema", "--pack")
    assert json.loads(done.stdout) == pack_schema()
    assert run(dict(os.environ), "schema", "--pack", "--settings").returncode == 2
