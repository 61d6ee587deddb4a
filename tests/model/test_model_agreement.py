"""The records and the published schema agree on what fits, whatever is done to a file."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from model_support import FULL, document

from programme_check.model import build
from programme_check.resources import schema_text

SEMANTIC = {"one-date", "reversed-dates", "duplicate-id", "unknown-reference"}
"""Mistakes that a schema cannot see."""


@lru_cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text("programme")))


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 200),
    st.floats(-1, 200, allow_nan=False).map(lambda value: round(value, 2)),
    st.sampled_from(
        [
            "yes",
            "no",
            "unknown",
            "2027-02-30",
            "2027-03-22",
            "2027-05-01T18:00",
            "10d",
            "2w",
            "-2d",
            "1.5m",
            "60%",
            "high",
            "",
        ]
    ),
    st.sampled_from(["a", "uat-1", "uat-1 SS+2d", "uat-1 XX", "hris", "green", "09:00-12:30", "12:30-09:00", "Bad Id"]),
    st.sampled_from([[], {}, ["a"], [None], [1], {"a": 1}, {"a": None}, {"on": "uat-1"}, {"from": "2027-01-01"}]),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path in plain data but the top."""
    for part, child in (
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    ):
        yield (*path, part)
        yield from places(child, (*path, part))


PLACES = list(places(document(FULL.read_text(encoding="utf-8")).data))


CHANGES = st.tuples(st.sampled_from(PLACES), st.sampled_from(["put", "drop", "add"]), JUNK)


def agree(data: dict[str, Any]) -> None:
    """Both accept, or both refuse and every refusal is explained where it stands."""
    doc = document(data)
    fits = validator().is_valid(doc.data)
    programme, problems = build(doc)
    assert not [problem.message for problem in problems if "does not fit the format" in problem.message]
    form = [problem for problem in problems if problem.code not in SEMANTIC]
    if fits:
        # A pattern cannot count the days of February, nor add up working hours.
        assert {problem.code for problem in form} <= {"invalid-value", "invalid-key"}
        assert programme is not None or {problem.pointer for problem in form} & {"/programme/status_date"}
    else:
        assert form
    if not problems:
        assert programme is not None
        assert programme.left_out == ()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["put", "drop", "add"]), JUNK), min_size=1, max_size=3)
)
def test_records_and_schema_agree_on_what_fits(changes: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    data = json.loads(json.dumps(document(FULL.read_text(encoding="utf-8")).data))
    for path, how, junk in changes:
        holder: Any = data
        for part in path[:-1]:
            holder = holder[part] if isinstance(holder, dict) and part in holder else None
            if not isinstance(holder, (dict, list)):
                break
        if isinstance(holder, dict) and path[-1] in holder:
            if how == "put":
                holder[path[-1]] = junk
            elif how == "drop":
                del holder[path[-1]]
            else:
                holder["extra"] = junk
        elif isinstance(holder, list) and how == "put":
            holder[:] = [junk]
    agree(data)


def test_null_is_absent_or_explained() -> None:
    for path in PLACES[::7]:
        data = json.loads(json.dumps(document(FULL.read_text(encoding="utf-8")).data))
        holder: Any = data
        for part in path[:-1]:
            holder = holder[part]
        holder[path[-1]] = None
        agree(data)
