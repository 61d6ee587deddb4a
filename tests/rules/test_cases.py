"""Every rule against its cases, its own documented examples, and the contract that all rules share."""

from pathlib import Path
from typing import Any

import pytest

from programme_check.document import read
from programme_check.findings import Finding
from programme_check.rules.cases import run_case, run_example
from programme_check.rules.registry import catalogue

CASES = Path(__file__).parent / "cases"
RULES = {id: rule for id, rule in catalogue().items() if id not in {"CHK005", "CHK007"}}
"""CHK005 is the engine's own word for a rule that failed; test_engine.py makes one fail. CHK007 speaks of a baseline,
which no programme file holds; test_baseline.py writes one."""


def load(rule: str) -> list[dict[str, Any]]:
    """The cases of a rule, in file order."""
    path = CASES / f"{rule}.yaml"
    document, problems = read(
        b"cases:\n" + b"".join(b"  " + line for line in path.read_bytes().splitlines(True)), str(path)
    )
    assert document is not None, problems
    cases: list[dict[str, Any]] = document.data["cases"]
    return cases


KEYS = {"name", "file", "expect", "near_miss", "not_evaluated", "limits", "against", "today"}
ALL = [(rule, case) for rule in RULES if (CASES / f"{rule}.yaml").exists() for case in load(rule)]


@pytest.mark.parametrize(("rule", "case"), ALL, ids=[f"{rule}: {case['name']}" for rule, case in ALL])
def test_case(rule: str, case: dict[str, Any]) -> None:
    """The rule finds what the case expects, no more and no less."""
    assert set(case) <= {"name", "file", "expect", "near_miss", "not_evaluated", "limits", "against", "today"}, (
        "unknown key in the case"
    )
    result = run_case(
        RULES[rule], case["file"], case.get("limits"), against=case.get("against"), today=case.get("today")
    )
    assert not result.problems
    found = [(finding.targets, finding.severity.word, finding.message) for finding in result.findings]
    assert len(result.findings) == len(case["expect"]), found
    for expected in case["expect"]:
        assert set(expected) <= {"at", "targets", "severity", "message", "gap_days", "fix", "title"}, "unknown key"
        match = [finding for finding in result.findings if list(finding.targets) == expected["targets"]]
        assert match, found
        agree(match[0], expected)
    if "not_evaluated" in case:
        needs = " ".join(need for item in result.unjudged for need in item.needs)
        assert bool(result.unjudged) == bool(case["not_evaluated"]), needs
        for field in case["not_evaluated"]:
            assert field in needs


def agree(finding: Finding, expected: dict[str, Any]) -> None:
    """The finding says what the case asks of it."""
    if "severity" in expected:
        assert finding.severity.word == expected["severity"]
    if "at" in expected:
        assert finding.location.pointer == expected["at"]
    if "gap_days" in expected:
        assert finding.gap_days == expected["gap_days"]
    for key in ("message", "fix", "title"):
        if key in expected:
            assert expected[key] in getattr(finding, key)


@pytest.mark.parametrize("rule", RULES)
def test_has_cases(rule: str) -> None:
    """Every rule has a case that fires and a near miss that does not."""
    cases = load(rule)
    assert any(case["expect"] for case in cases), "no case fires"
    assert any(case.get("near_miss") and not case["expect"] for case in cases), "no near miss"


@pytest.mark.parametrize("rule", RULES)
def test_examples_do_what_they_say(rule: str) -> None:
    """The documented wrong example fires; the right one is judged and passes."""
    wrong, right = run_example(RULES[rule], "Wrong"), run_example(RULES[rule], "Right")
    assert not wrong.problems
    assert not right.problems
    assert wrong.findings, "the wrong example does not fire"
    assert not right.findings, [finding.message for finding in right.findings]
    assert not right.unjudged, "the right example is not judged"


@pytest.mark.parametrize("rule", RULES)
def test_words(rule: str) -> None:
    """Titles and reasons keep the house style."""
    found = RULES[rule]
    assert len(found.part("Why").split(". ")) <= 2, "why has more than two sentences"
    assert not found.title.endswith(".")
    assert "should" not in found.title
    assert "onsider" not in found.part("Fix")
    for case in load(rule):
        for finding in run_case(found, case["file"], case.get("limits")).findings:
            assert len(finding.title) <= 52
            assert finding.message.endswith("."), finding.message
            assert finding.fix.endswith("."), finding.fix
            assert "onsider" not in finding.fix
            assert "None" not in finding.message + finding.fix
