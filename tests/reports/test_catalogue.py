"""The catalogue and one rule in full, as text and as JSON."""

import json
import re

import pytest

from programme_check.reports.catalogue import explain_json, explain_text, rules_json, rules_text
from programme_check.reports.catalogue_page import PAGE, anchor, rules_markdown
from programme_check.reports.terminal.page import cells
from programme_check.rules.registry import catalogue
from programme_check.rules.rule import Rule

RULES = list(catalogue().values())


def ids(rule: Rule) -> str:
    """How a test names a rule."""
    return rule.id


@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_list_names_every_rule_under_its_family(width: int) -> None:
    text = rules_text(RULES, width=width)
    assert all(rule.id in text and rule.name in text.replace("\n          ", "") for rule in RULES)
    assert text.index("HRIS and payroll") < text.index("PAY001") < text.index("Roles and structure")
    assert text.endswith(f"{len(RULES)} rules. One in full: programme-check explain RULE\n") or width < 60
    assert all(cells(line) <= width and line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("rule", RULES, ids=ids)
def test_a_rule_is_explained_from_what_to_source(rule: Rule) -> None:
    text = explain_text([rule], width=80)
    headings = ["What it looks for", "Why it matters", "What to do", "Where it comes from", "An example that passes"]
    assert sorted(headings, key=text.index) == headings
    assert ("\nLimits\n" in text) == (rule.limits is not None)
    assert ("\nNot yet\n" in text) == bool(rule.part("Later"))
    for line in rule.part("Wrong").splitlines():
        assert f"  {line}".rstrip() + "\n" in text
    assert all(line == line.rstrip() for line in text.splitlines())


def test_limits_come_with_default_meaning_and_source() -> None:
    text = explain_text([catalogue()["CUT002"]], width=100)
    assert "  earliest: 60\n    Calendar days before go-live" in text
    limit = json.loads(explain_json([catalogue()["CUT002"]]))["rules"][0]["limits"][0]
    assert (limit["name"], limit["default"]) == ("earliest", 60)
    assert limit["meaning"].endswith("GSA playbook 4.5.")


def test_several_rules_are_set_apart() -> None:
    text = explain_text([catalogue()["PAY001"], catalogue()["PAY002"]], width=60)
    assert f"\n\n{'─' * 60}\nPAY002" in text


def test_colour_and_ascii_are_for_the_caller_to_choose() -> None:
    assert "\x1b[1mWhy it matters\x1b[0m" in explain_text([catalogue()["PAY001"]], width=80, color="256")
    assert explain_text(RULES, width=80, ascii=True).isascii()
    assert "\x1b" not in rules_text(RULES, width=80)


def test_programs_get_the_same_as_people() -> None:
    listed = json.loads(rules_json(RULES))
    assert listed["version"] == 1
    assert [one["rule"] for one in listed["rules"]] == [rule.id for rule in RULES]
    assert all(one["severity"] in {"error", "warning", "info"} and one["summary"] for one in listed["rules"])
    full = json.loads(explain_json(RULES))["rules"]
    assert all(
        one["what"] and one["why"] and one["fix"] and one["source"] and one["wrong"] and one["right"] for one in full
    )


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    """Mend it with `python -m programme_check.reports.catalogue_page`."""
    page = rules_markdown(list(catalogue().values()))
    assert PAGE.read_text(encoding="utf-8") == page
    for rule in catalogue().values():
        assert f"### {rule.id} {rule.name}" in page
        assert rule.part("Wrong").rstrip() in page
    targets = set(re.findall(r"\(#([^)]+)\)", page))
    assert targets == {anchor(heading) for heading in re.findall(r"^## (.+)$", page, re.M)}
