"""The name that somebody may have meant."""

import time

import pytest

from programme_check.document import nearest

FIELDS = ["depends_on", "name", "kind", "start", "finish", "owner"]


@pytest.mark.parametrize(
    ("word", "candidates", "found"),
    [
        ("depend_on", FIELDS, "depends_on"),
        ("dependson", FIELDS, "depends_on"),
        ("Depends-On", FIELDS, "depends_on"),
        ("depends on", FIELDS, "depends_on"),
        ("hrs", ["hris", "erp", "ai", "general"], "hris"),
        ("payrol_cutover", ["cutover", "payroll_cutover"], "payroll_cutover"),
        ("zebra", FIELDS, None),
        ("", FIELDS, None),
        ("name", [], None),
        ("x" * 1000, ["x" * 999], None),
        ("NAME", ["name", "Name"], "Name"),
    ],
)
def test_nearest(word: str, candidates: list[str], found: str | None) -> None:
    assert nearest(word, candidates) == found
    assert nearest(word, reversed(candidates)) == found
    assert nearest(word, dict.fromkeys(candidates)) == found


def test_many_candidates_cost_little() -> None:
    candidates = [f"activity-{number}" for number in range(100_000)]
    began = time.process_time()
    for number in range(0, 1000, 50):
        assert nearest(f"activty-{number + 50_000}", candidates) == f"activity-{number + 50_000}"
    assert nearest("ctivity-77777", candidates) == "activity-77777"
    assert time.process_time() - began < 2
