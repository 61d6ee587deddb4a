"""What stands first in every report that people read: within a level, what moves the go-live most."""

import msgspec
import pytest
from office_support import EVERY, TROUBLE
from pack_support import programme_of
from report_support import finding
from slides_support import file_of, read, text_of

from programme_check.findings import Finding, Severity
from programme_check.reports.groups import groups
from programme_check.reports.html import every, front
from programme_check.reports.html.views import Fix


def made(rule: str, level: str, days: float | None, *, absent: bool = False, target: str = "a") -> Finding:
    """A finding whose fix moves the go-live by so many days; None where nobody can tell."""
    return msgspec.structs.replace(
        finding(rule, level, f"{rule} of {target}", targets=(target,)), effect_days=days, absent=absent
    )


def order(*found: Finding) -> list[str]:
    """The rules of the groups, from first to last."""
    return [group.headline.rule for group in groups(found)]


def test_within_a_level_the_largest_effect_comes_first_then_what_nobody_can_tell_then_what_moves_nothing() -> None:
    found = [
        made("AIG001", "E", 0), made("CHG001", "E", None), made("DAT001", "E", 3), made("PAY001", "E", 22),
        made("VEN001", "E", None), made("AIG002", "W", 40),
    ]  # fmt: skip
    assert order(*found) == ["PAY001", "DAT001", "CHG001", "VEN001", "AIG001", "AIG002"]


def test_contradictions_stay_before_omissions_and_the_date_rules_before_all() -> None:
    found = [
        made("SCH011", "E", None), made("AIG001", "E", None), made("PAY001", "E", 5),
        made("GOV001", "E", 30, absent=True),
    ]  # fmt: skip
    assert order(*found) == ["SCH011", "PAY001", "AIG001", "GOV001"]


def test_many_of_one_kind_are_named_after_the_one_that_costs_most() -> None:
    found = [
        msgspec.structs.replace(made("SCH006", "W", days, target=name), title="The same")
        for name, days in (("a", 0), ("b", 7), ("c", None))
    ]
    assert [group.targets for group in groups(found)] == [["b", "c", "a"]]


def test_others_of_which_the_same_is_said_are_named_once_each() -> None:
    found = [msgspec.structs.replace(made("TST001", "W", 0, target=id), title="The same") for id in "aaab"]
    (group,) = groups([msgspec.structs.replace(item, fingerprint=str(number)) for number, item in enumerate(found)])
    assert len(group) == 4
    assert front.with_it(Fix(group, "f1", "", False), 0, {"b": "Bravo"}) == "The same of 1 other: Bravo."
    assert len(every.places(group.alike)) == 2


def test_one_error_is_put_in_the_singular() -> None:
    one = programme_of(TROUBLE)
    assert one.pack is not None
    error = next(item for item in one.findings if item.severity is Severity.ERROR)
    lives = tuple(msgspec.structs.replace(live, slip=0, computed=live.stated) for live in one.go_lives)
    asked = front.ask(msgspec.structs.replace(one, findings=(error,), go_lives=lives), one.pack)
    assert asked is not None
    assert asked.question.startswith("Who settles the open error before ")


@pytest.mark.parametrize("name", ["hris-in-trouble.programme"])
def test_the_page_and_the_slide_choose_the_same_and_the_payroll_error_is_among_them(name: str) -> None:
    one = programme_of(TROUBLE)
    assert one.pack is not None
    chosen = [line.fix.group.headline for line in front.first(one, one.pack)[: front.ON_PAPER]]
    assert "PAY001" in [item.rule for item in chosen]
    assert len({item.rule for item in chosen}) == len(chosen)
    most = max(item.effect_days or 0 for item in one.findings)
    assert chosen[0].effect_days == most > 0
    said = text_of(read(file_of(name)).slides[0])
    places = [said.index(item.title) for item in chosen]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["failure-national-payroll.programme", "hris-in-trouble.programme"])
def test_the_slide_asks_the_question_of_the_page_in_full(name: str) -> None:
    one = programme_of(EVERY[name])
    assert one.pack is not None
    asked = front.ask(one, one.pack)
    assert asked is not None
    assert asked.question in text_of(read(file_of(name)).slides[0])
