"""The precedence rows as data."""

import msgspec
import pytest

from programme_check.schedule.rows import catalogue, parse


def test_all_rows_are_there_in_order() -> None:
    assert [row.number for row in catalogue()] == list(range(1, 64))
    assert all(row.why.endswith(".") for row in catalogue())


def test_rows_of_the_catalogue_at_a_glance() -> None:
    """Relation, lag, limit, types and level of every row that is not a plain FS row of any type."""
    special = {
        row.number: (row.relation, row.lag, row.max, row.types, row.severity)
        for row in catalogue()
        if row.relation != "FS" or row.lag or row.max is not None
    }
    assert special == {
        4: ("FF", 0, None, (), "warning"),
        5: ("SS", 5, None, (), "warning"),
        7: ("FF", 0, None, ("hris", "erp"), "warning"),
        24: ("FS", 5, None, ("hris",), "error"),
        31: ("FS", 5, None, (), "error"),
        32: ("FF", 0, None, ("hris", "erp"), "warning"),
        34: ("SS", 0, None, ("hris", "erp"), "error"),
        38: ("FF", 0, None, (), "warning"),
        41: ("SS", 5, None, (), "info"),
        42: ("SS", 0, None, (), "info"),
        43: ("FS", 0, 40, (), "error"),
        44: ("FS", 0, 1, (), "warning"),
        46: ("FS", 10, None, ("erp", "hris"), "warning"),
        50: ("FF", 0, None, ("ai",), "warning"),
        61: ("SS", 0, 0, ("ai",), "error"),
    }
    levels = {level: [row.number for row in catalogue() if row.severity == level] for level in ("error", "info")}
    assert levels["info"] == [1, 40, 41, 42]
    assert levels["error"] == [
        *(9, 10, 12, 15, 18, 19, 20, 21, 22, 24, 25, 26, 29, 31, 33, 34, 35, 36, 43),
        *(51, 52, 53, 54, 56, 57, 58, 61, 63),
    ]


def test_parents_cover_children_but_for_what_a_row_leaves_out() -> None:
    rows = {row.number: row for row in catalogue()}
    assert "mock_data_load" in rows[25].predecessors
    assert not {"final_data_load", "data_profiling"} & rows[25].predecessors
    assert "payroll_cutover" in rows[33].successors
    assert "go_no_go_preliminary" in rows[33].predecessors
    assert "go_no_go_preliminary" not in rows[26].successors


def test_types_and_owners() -> None:
    rows = {row.number: row for row in catalogue()}
    assert rows[10].owners_in(frozenset({"erp", "ai"})) == ("ERP001",)
    assert rows[10].owners_in(frozenset({"hris"})) == ("DEP001",)
    assert rows[62].holds_in(frozenset({"ai", "erp"}))
    assert not rows[62].holds_in(frozenset({"ai"}))
    assert rows[1].holds_in(frozenset({"general"}))


def test_text_that_holds_no_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        parse(b"rows: [")
    with pytest.raises(msgspec.ValidationError):
        parse(b"rows: [{row: 1, before: [nothing], after: [uat], severity: error, why: x}]")
