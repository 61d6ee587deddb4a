"""The table of legal duties: complete, consistent, and read only where a file holds an AI system."""

import pytest

from programme_check.rules.ai.regulation import parse, regulation
from programme_check.rules.cases import run_case
from programme_check.rules.registry import catalogue


def test_every_duty_says_where_its_date_comes_from() -> None:
    """A date without a source, or put off to before it was, is of no use."""
    for duty in regulation().duties:
        assert duty.source
        assert duty.law.startswith("Article ")
        assert (duty.was is not None) == (duty.status_of_law == "agreed")
        assert duty.was is None or duty.was < duty.from_


def test_every_duty_stands_once_for_each_annex() -> None:
    """Two rows that hold for one system would be told twice."""
    rows = [(duty.duty, duty.annex) for duty in regulation().duties]
    assert len(set(rows)) == len(rows)
    assert {duty for duty, _ in rows} == {"literacy", "transparency", "worker_notice", "conformity", "registration"}


@pytest.mark.parametrize("text", [b"compiled: 2026-07-04\nduties: [{duty: literacy}]", b"duties: []", b"- a: [", b""])
def test_what_is_no_table_is_refused(text: bytes) -> None:
    """Half a table would let duties pass in silence."""
    with pytest.raises(ValueError, match=r".+"):
        parse(text)


@pytest.mark.parametrize("file", [{}, {"programme": {"jurisdictions": ["uk"]}, "ai_systems": {"a": {"name": "A"}}}])
def test_not_read_without_need(file: dict[str, object]) -> None:
    """A file without AI systems, or outside the EU, does not pay for the table."""
    regulation.cache_clear()
    run_case(catalogue()["AIG008"], file)
    assert regulation.cache_info().currsize == 0
