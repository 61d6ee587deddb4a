"""Every reference names something that is there and of the right kind."""

import pytest
from model_support import built, told

BASE = """
workstreams:
  data:
    name: Data
    kind: data_migration
    activities:
      load: {name: Load, kind: mock_data_load%s}
  tests: {name: Tests, kind: testing, activities: {uat-1: {name: UAT, kind: uat}}}
gates: {exit-1: {name: Exit, kind: exit}}
forums: {steering: {name: Steering, kind: steering}}
decisions: {d-scope: {title: Scope}}
vendors: {brightpath: {name: Brightpath, deliverables: {report: {}}}}
change_requests: {cr-1: {title: More, status: raised}}
"""


def activity(fields: str, more: str = "") -> list[tuple[str, str, str]]:
    _, problems = built(BASE % f", {fields}" + more)
    return [(problem.pointer.rpartition("load/")[2], problem.message, problem.hint) for problem in problems]


@pytest.mark.parametrize("end", ["uat-1", "tests", "exit-1", "uat-1 SS+2d", "{on: tests, type: FF}"])
def test_links_name_work_or_workstreams(end: str) -> None:
    assert activity(f"depends_on: [{end}]") == []


def test_a_lag_without_a_blank_before_it() -> None:
    """It is read as part of the id, and the finding shows the link as it is written."""
    hints = [found[2] for found in activity("depends_on: [uat-1+2d, exit-1-5d, uat-1+2x]")]
    assert hints[:2] == ["Write a blank before the lag: `uat-1 +2d`.", "Write a blank before the lag: `exit-1 -5d`."]
    assert "blank" not in hints[2]


def test_an_unknown_end_of_a_link_gets_the_nearest_name() -> None:
    assert activity("depends_on: [uat-1, uta-1 SS+2d, {on: exit-2}]") == [
        ("depends_on/1", "there is no activity, milestone, gate or workstream `uta-1`", "Did you mean `uat-1`?"),
        ("depends_on/2/on", "there is no activity, milestone, gate or workstream `exit-2`", "Did you mean `exit-1`?"),
    ]


def test_the_wrong_kind_of_entity_is_named() -> None:
    (found,) = activity("depends_on: [steering]")
    assert found[1] == "`steering` is a forum, not an activity, milestone, gate or workstream"
    (found,) = activity("vendor: steering")
    assert found[1] == "`steering` is a forum, not a vendor"


def test_people_are_checked_only_where_there_are_people() -> None:
    fields = "owner: somebody, resources: {crew: 50}, results: {signed_off_by: else}"
    assert activity(fields) == []
    assert activity(fields, "teams: {etl-team: {}}\n") == []
    assert [found[0] for found in activity(fields, "people: {dana: {}}\n")] == [
        "owner",
        "resources/crew",
        "results/signed_off_by",
    ]
    assert activity("owner: etl-team, resources: {dana: 50}", "people: {dana: {}}\nteams: {etl-team: {}}\n") == []


def test_handovers_name_people() -> None:
    link = "depends_on: [{on: tests, handover: {giver: dana, receiver: dona, deliverable: any text}}]"
    (found,) = activity(link, "people: {dana: {}}\n")
    assert (found[0], found[2]) == ("depends_on/0/handover/receiver", "Did you mean `dana`?")


@pytest.mark.parametrize(
    ("key", "section"),
    [
        ("systems", "landscape: {systems: {known: {}}}"),
        ("interfaces", "landscape: {interfaces: {known: {}}}"),
        ("environments", "landscape: {environments: {known: {}}}"),
        ("data_objects", "landscape: {data_objects: {known: {}}}"),
        ("entities", "rollout: {entities: {known: {}}}"),
        ("waves", "rollout: {waves: {known: {}}}"),
        ("pay_groups", "payroll: {pay_groups: {known: {}}}"),
        ("ai_systems", "ai_systems: {known: {name: K}}"),
        ("groups", "readiness: {groups: {known: {}}}"),
    ],
)
def test_a_scope_is_checked_where_its_section_is_there(key: str, section: str) -> None:
    fields = f"scope: {{{key}: [known, knwn]}}"
    assert activity(fields) == []
    (found,) = activity(fields, section + "\n")
    assert (found[0], found[2]) == (f"scope/{key}/1", "Did you mean `known`?")


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ("calendar: standard", "calendar"),
        ("vendor: brightpat", "vendor"),
        ("exceptions: [d-scop]", "exceptions/0"),
        ("change_requests: [cr-2]", "change_requests/0"),
        ("baseline: {changed_by: cr-2}", "baseline/changed_by"),
        ("not_applicable: [{with: tests, reason: x}]", "not_applicable/0/with"),
    ],
)
def test_these_must_always_be_there(fields: str, where: str) -> None:
    assert [found[0] for found in activity(fields)] == [where]


def test_a_section_that_is_missing_is_said_so() -> None:
    (found,) = activity("calendar: standard")
    assert found[1:] == (
        "there is no calendar `standard`",
        "The file has no `calendars` yet: add it there, or leave this out.",
    )


@pytest.mark.parametrize(
    "section",
    [
        "outcomes: {o: {name: O, delivered_by: [data, uat-1, exit-1, c], capabilities: {c: {delivered_by: [tests]}}}}",
        "risks: {r: {title: R, workstreams: [data], affects: {uat-1: 5d, tests: 1w}}}",
        "issues: {i: {title: I, escalated_to: anybody, refs: [anything]}}",
        "roles: [{role: sponsor, holder: anybody, workstream: data}]",
        "requirements: {r-1: {}}\nchange_requests: {c: {title: C, status: raised, touches: [r-1, load]}}",
        "payroll: {pay_groups: {m: {}}}\ngo_live_windows: {w: {of: m, applies_to: [load]}}",
        "freezes: {f: {from: 2027-01-01, to: 2027-01-02, applies_to: [anything], exceptions: [d-scope]}}",
        "rollout: {waves: {w: {go_live: load, hypercare: uat-1, team: [anybody]}}}",
        "vendors: {v: {name: V, deliverables: {d: {activity: load}}, payments: {p: {tied_to: [d]}}}}",
        "external_dependencies: {e: {name: E, blocks: [data, load]}}",
    ],
)
def test_what_may_be_named(section: str) -> None:
    replaced = {line.partition(":")[0] for line in section.splitlines()}
    kept = [line for line in BASE.splitlines() if line.partition(":")[0] not in replaced]
    _, problems = built("\n".join(kept) % "" + "\n" + section)
    assert problems == []


def test_what_a_broken_entity_is_called_may_be_named() -> None:
    _, problems = built(
        """
        workstreams:
          a: {name: A, kind: testing, activities: {b: {kind: uat}, c: {name: C, kind: uat, depends_on: [b]}}}
        """
    )
    assert [problem.pointer for problem in problems] == ["/workstreams/a/activities/b"]


def test_a_section_that_is_no_mapping_makes_no_more_mistakes() -> None:
    _, problems = built("vendors: [brightpath]\nchange_requests: {c: {title: C, status: raised, vendor: brightpath}}")
    assert [problem.pointer for problem in problems] == ["/vendors"]


def test_an_id_is_used_once() -> None:
    programme, problems = built(
        """
        workstreams:
          a: {name: A, kind: testing, activities: {one: {name: First, kind: uat}, a: {name: Same, kind: uat}}}
          b: {name: B, kind: testing, activities: {one: {name: Second, kind: uat}}}
        gates: {one: {name: Gate, kind: exit}, b: {name: Gate, kind: exit}}
        """
    )
    assert told(problems) == [
        ("/workstreams/a/activities/a", "duplicate-id"),
        ("/workstreams/b/activities/one", "duplicate-id"),
        ("/gates/one", "duplicate-id"),
        ("/gates/b", "duplicate-id"),
    ]
    assert problems[1].message == "the id `one` is taken by an activity at p.yaml:5:44"
    assert "share one set of ids" in problems[1].hint
    assert programme.activities["one"].name == "First"
    assert set(programme.work) == {"one", "a", "b"}
    assert programme.left_out == (("workstreams", "b", "activities", "one"), ("gates", "one"))
