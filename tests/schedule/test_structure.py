"""Project or programme."""

from collections.abc import Callable

import pytest

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]

ONE = "workstreams: {one: {name: One, kind: other, SCOPE activities: {a: {name: A, kind: configuration}}}}\n"
TWO = """
workstreams:
  one: {name: One, kind: other, activities: {a: {name: A, kind: configuration}}}
  two: {name: Two, kind: other, activities: {b: {name: B, kind: KIND}}}
"""
IMPLIED = TWO.replace("KIND", "integration_testing")
APART = TWO.replace("KIND", "other")
VENDOR = "vendors: {maker: {name: Maker, deliverables: {x: {name: X}}}}\n"
FORUM = "forums: {board: {name: Board, kind: steering}}\n"
OWNER = "roles: [{role: senior_responsible_owner, holder: dana}]\n"
PEOPLE = "readiness: {groups: {x: {function: hr}, y: {function: finance}}}\n"


@pytest.mark.parametrize(
    ("text", "verdict", "tips"),
    [
        (ONE.replace("SCOPE", "scope_defined: yes,"), "project", 0),
        (ONE.replace("SCOPE", ""), "borderline", 2),
        ("people: {dana: {name: Dana}}\n", "borderline", 1),
        (IMPLIED + VENDOR + FORUM, "programme", 0),
        (IMPLIED + VENDOR + OWNER, "programme", 0),
        (IMPLIED + PEOPLE + FORUM, "programme", 0),
        (IMPLIED + VENDOR, "borderline", 2),
        (APART + VENDOR + FORUM, "borderline", 1),
    ],
)
def test_the_verdict_needs_no_dates(plan_of: PlanOf, text: str, verdict: str, tips: int) -> None:
    found = plan_of(text).structure
    assert found.verdict == verdict
    assert len(found.tips) == tips


def test_the_reasons_are_words(plan_of: PlanOf) -> None:
    found = plan_of(
        IMPLIED.replace("kind: configuration", "kind: configuration, start: 2027-02-01, duration: 5d").replace(
            "kind: integration_testing", "kind: integration_testing, start: 2027-03-01, duration: 5d, depends_on: [a]"
        )
        + PEOPLE
        + FORUM
    ).structure
    assert found.reasons == (
        "2 workstreams",
        "1 dependency between them",
        "change in 2 functions",
        "executive governance",
    )
    assert found.crossings == 1


def test_work_of_other_programme_types_implies_nothing(plan_of: PlanOf) -> None:
    text = APART.replace("kind: configuration", "kind: data_mapping").replace(
        "B, kind: other", "B, kind: migration_build"
    )
    assert plan_of(text).structure.crossings == 0
    assert plan_of(text, types="erp").structure.crossings == 1


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("{role: project_manager, holder: a}, {role: programme_manager, holder: b}", "b"),
        ("{role: project_manager, holder: a}, {role: programme_manager, holder: b, until: 2026-12-31}", "a"),
        ("{role: project_manager, holder: a, workstream: one}, {role: programme_manager}", None),
        ("{role: sponsor, holder: a}", None),
    ],
)
def test_the_leading_role(plan_of: PlanOf, roles: str, expected: str | None) -> None:
    leader = plan_of(f"{IMPLIED}roles: [{roles}]\n").structure.leader
    assert (leader.holder if leader else None) == expected
