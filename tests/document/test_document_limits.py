"""Reading costs bounded time and memory, and takes any bytes."""

import gc
import time

import pytest
from document_support import good, refused
from hypothesis import given, settings
from hypothesis import strategies as st

from programme_check.document import LIMITS, read


def test_alias_bomb_is_bounded_while_reading() -> None:
    levels = [
        f"{name}: &{name} [{', '.join(['*' + below] * 9)}]" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    text = "\n".join([f"a: &a [{', '.join(['lol'] * 9)}]", *levels])
    began = time.process_time()
    problem = refused(text)
    assert time.process_time() - began < 0.5
    assert problem.code == "alias-bomb"
    assert problem.line == 7
    merges = "base: &b {" + ", ".join(f"k{number}: 1" for number in range(1000)) + "}\n"
    merges += "".join(f"m{number}: {{<<: *b}}\n" for number in range(2000))
    assert refused(merges).code == "alias-bomb"


def test_many_duplicates_cost_little() -> None:
    text = "".join(f"k{number}: 1\n" for number in range(50_000)) * 2
    began = time.process_time()
    document, problems = read(text.encode(), "plan.yaml")
    assert document is None
    assert 100 < len(problems) < 1000
    assert time.process_time() - began < 10


def test_defaults_used_often_are_no_bomb() -> None:
    text = "x-a: &a {kind: uat, owner: dana}\n" + "".join(f"k{number}: {{<<: *a, n: 1}}\n" for number in range(5000))
    assert len(good(text).data) == 5001


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting(opening: str, closing: str) -> None:
    good("a: " + opening * 99 + "1" + closing * 99)
    for levels in (100, 1000, 100_000):
        began = time.process_time()
        problem = refused("a: " + opening * levels)
        assert time.process_time() - began < 2
        assert problem.message == "nested more than 100 levels"
        assert (problem.line, problem.column) == (1, 4 + len(opening) * 99)
    steps = "".join(f"{' ' * level}a:\n" for level in range(200))
    assert refused(steps).line == 101


def test_large_files_are_refused() -> None:
    document, problems = read(b"a: " + b"b" * 100, "plan.yaml", limits=LIMITS._replace(size=50))
    assert document is None
    assert problems[0].code == "too-large"


def test_the_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    read(b"a: 1", "a")
    read(b"a: [", "a")
    assert gc.isenabled()
    gc.disable()
    try:
        read(b"a: 1", "a")
        assert not gc.isenabled()
    finally:
        gc.enable()


@settings(deadline=None)  # how long one example takes says more about the machine
@given(
    st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"%@#,?<~ \n\t\r0\u2028é", max_size=60).map(str.encode)
)
def test_any_bytes_give_a_document_or_problems(data: bytes) -> None:
    document, problems = read(data, "any")
    assert (document is None) == bool(problems)
    for problem in problems:
        assert problem.line >= 1
        assert problem.column >= 1
