"""The vocabularies hang together."""

from typing import get_args

from programme_check.model.kinds import CHILDREN, GROUPS, POINT_KINDS, ActivityKind, GateKind, group_of, sub_kinds

KINDS = set(get_args(ActivityKind))


def test_every_kind_is_in_one_group() -> None:
    listed = [kind for kinds in GROUPS.values() for kind in kinds]
    assert len(listed) == len(set(listed))
    assert set(listed) == KINDS


def test_parents_cover_their_children() -> None:
    assert sub_kinds("cutover") == {"cutover", "payroll_cutover", "technical_cutover", "business_cutover"}
    assert {"mock_data_load", "final_data_load", "data_profiling"} <= sub_kinds("data_migration")
    assert "data_freeze" not in sub_kinds("data_migration")
    assert sub_kinds("uat") == {"uat"}


def test_gates_stand_for_activities_of_their_kind() -> None:
    assert "go_no_go_preliminary" in sub_kinds("go_no_go")
    assert {"stage", "exit"} <= sub_kinds("gate_review")
    assert group_of("exit") == ""


def test_names_are_known() -> None:
    known = KINDS | set(get_args(GateKind))
    assert set(CHILDREN) <= KINDS
    assert {child for children in CHILDREN.values() for child in children} <= known
    assert POINT_KINDS <= KINDS
    assert group_of("mock_data_load") == "data"
