"""Links as planners write them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.model import Link, LinkRecord
from programme_check.model.convert import convert, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("build", "Link(build FS)"),
        ("build SS", "Link(build SS)"),
        ("build SS+2d", "Link(build SS+2d)"),
        ("build SS +2d", "Link(build SS+2d)"),
        ("build  FF  -1w", "Link(build FF-1w)"),
        ("build +5", "Link(build FS+5d)"),
        ("build -6h", "Link(build FS-6h)"),
        ("build + 14cd", "Link(build FS+14cd)"),
        ("ss-1 SF", "Link(ss-1 SF)"),
    ],
)
def test_what_is_a_link(text: str, expected: str) -> None:
    assert repr(Link.parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " build",
        "build ",
        "build SS ",
        "build  ",
        "build XX",
        "build 2d",
        "build SSS",
        "build SS+",
        "build +2min",
        "build FS 2d",
        7,
    ],
)
def test_what_is_no_link(text: Any) -> None:
    with pytest.raises(ValueError, match=r"a link such as|a lag such as"):
        Link.parse(text)


def test_a_link_in_full() -> None:
    link = parse(
        Link, {"on": "build", "type": "FF", "lag": "-2d", "kind": "hard", "reason": "x", "handover": {"giver": "m"}}
    )
    assert (link.on, link.type, link.lag.amount, link.kind, link.reason) == ("build", "FF", -2, "hard", "x")
    assert link.handover.giver == "m"
    assert convert({"on": "a"}, LinkRecord).type == "FS"


@given(
    st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True),
    st.sampled_from(["FS", "SS", "FF", "SF"]),
    st.integers(-400, 400),
    st.sampled_from(["d", "w", "cd", "m", "h"]),
)
def test_every_link_is_read(on: str, link_type: str, amount: int, unit: str) -> None:
    link = Link.parse(f"{on} {link_type}{amount:+d}{unit}")
    assert link.lag is not None
    assert (link.on, link.type, link.lag.amount, link.lag.unit) == (on, link_type, amount, unit)
