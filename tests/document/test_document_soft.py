"""Null values and the user's own keys are noted while reading; with anchors a second look finds them."""

import pytest

from programme_check.document import read

TEXTS = [
    "x-top: 1\nlist: [{x-a: 1, b: ~}, {c: [{d: null}, 2]}]\n",
    "a: ~\nb: {x-own: {x-deep: ~, e: null}, f: }\n",
    "a: [[{'x-quoted': 1}], {b: ''}]\n",
    "a:\n  - ~\n  - x-b: ~\n  - - c: ~\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_both_ways_of_finding_soft_things_agree(text: str) -> None:
    plain, problems = read(text.encode(), "plan.yaml")
    anchored, _ = read((text + "z: &name 1\n").encode(), "plan.yaml")
    assert plain is not None, problems
    assert anchored is not None
    assert plain.soft == anchored.soft
    assert plain.soft
