"""Every position points at the very text, whatever the data and however it is written."""

import json
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from programme_check.document import Document, read
from programme_check.findings import Location, Path, pointer

KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12)
# PyYAML writes texts such as 0E0 without quotes, since YAML 1.1 does not take them for numbers; YAML 1.2 does.
NO_NUMBERS = WORDS.filter(lambda text: text[:1] not in set("0123456789+-."))
SCALARS = NO_NUMBERS | st.integers(-(10**12), 10**12) | st.booleans() | st.none() | st.sampled_from(["no", "007", "x"])
DATA = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=20,
    ),
    min_size=1,
    max_size=5,
)


class Writer:
    """Writes data as YAML and notes where every key and item begins."""

    def __init__(self, data: dict[str, Any], flow: bool) -> None:
        self.text = ""
        self.starts: dict[Path, tuple[int, int]] = {}
        self.flow = flow
        self.block(data, (), "") if not flow else self.inline(data, ())
        self.text += "\n"

    def note(self, path: Path) -> None:
        """Something begins at the end of what is written so far."""
        self.starts[path] = (self.text.count("\n") + 1, len(self.text) - (self.text.rfind("\n") + 1) + 1)

    def block(self, data: Any, path: Path, indent: str) -> None:
        """One key or item to a line."""
        for part, value in data.items() if isinstance(data, dict) else enumerate(data):
            here = (*path, part)
            self.text += "\n" + indent
            if isinstance(part, str):
                self.note(here)
                self.text += json.dumps(part, ensure_ascii=False) + ":"
            else:
                self.text += "-"
            if value and isinstance(value, (dict, list)) and isinstance(part, str):
                self.block(value, here, indent + "  ")
            else:
                self.text += " "
                if isinstance(part, int):
                    self.note(here)
                self.inline(value, here)

    def inline(self, data: Any, path: Path) -> None:
        """All on one line."""
        if isinstance(data, dict):
            self.text += "{"
            for key, value in data.items():
                self.note((*path, key))
                self.text += json.dumps(key, ensure_ascii=False) + ": "
                self.inline(value, (*path, key))
                self.text += ", "
            self.text += "}"
        elif isinstance(data, list):
            self.text += "["
            for index, value in enumerate(data):
                self.note((*path, index))
                self.inline(value, (*path, index))
                self.text += ", "
            self.text += "]"
        else:
            self.text += json.dumps(data, ensure_ascii=False)


def opened(text: str) -> Document:
    document, problems = read(text.encode(), "plan.yaml")
    assert document is not None, problems
    return document


@settings(deadline=None)  # how long one example takes says more about the machine
@given(DATA, st.booleans())
def test_data_comes_back_as_it_was(data: dict[str, Any], flow: bool) -> None:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=flow)
    assert opened(text).data == yaml.load(text, yaml.CSafeLoader) == data


@settings(deadline=None)  # how long one example takes says more about the machine
@given(DATA, st.booleans())
def test_every_path_points_at_its_very_text(data: dict[str, Any], flow: bool) -> None:
    written = Writer(data, flow)
    document = opened(written.text)
    assert document.data == data
    positions = [document.position(path) for path in written.starts]
    assert positions == sorted(set(positions))
    for path, (line, column) in written.starts.items():
        assert document.locate(path) == Location("plan.yaml", line, column, pointer(path))
        below = document.locate(path, of="value")
        assert (below.line, below.column) >= (line, column)


def test_what_is_not_there_is_at_its_nearest_ancestor() -> None:
    document = opened("a:\n  b: [1, {c: 2}]\n  e: {}\n")
    assert document.locate(("a", "b", 1, "x", "y")) == Location("plan.yaml", 2, 10, "/a/b/1/x/y")
    assert document.locate(("a", "b", 7)) == Location("plan.yaml", 2, 3, "/a/b/7")
    assert document.locate(("a", "b", "x")) == Location("plan.yaml", 2, 3, "/a/b/x")
    assert document.locate(("a", 0), of="value") == Location("plan.yaml", 1, 1, "/a/0")
    assert document.locate(("a", "e", "z"), of="value") == Location("plan.yaml", 3, 3, "/a/e/z")
    assert document.locate(("nothing",)) == Location("plan.yaml", 1, 1, "/nothing")
    assert document.locate(("a", "b", 1, "c"), of="value") == Location("plan.yaml", 2, 14, "/a/b/1/c")
    assert document.locate(("a", "b"), of="value") == Location("plan.yaml", 2, 6, "/a/b")


def test_positions_outlive_what_is_taken_out_of_the_data() -> None:
    document = opened("a: null\nb: 1\nc: 2\n")
    del document.data["a"]
    assert document.locate(("c",)).line == 3


def test_large_mappings_are_searched_by_an_index() -> None:
    document = opened("".join(f"key-{number}: {number}\n" for number in range(1000)))
    assert [document.locate((f"key-{number}",)).line for number in (0, 500, 999)] == [1, 501, 1000]
    assert document.locate(("key-1000",)).line == 1


def test_source_lines_for_a_caret() -> None:
    document = opened("a: 1\r\nb: é\u200b x\r\n")
    assert document.text_line(document.locate(("b",))) == "b: é\ufffd x"
    assert document.text_line(Location("plan.yaml", 99, 1)) == ""
    assert document.text_line(Location("other.yaml", 1, 1)) == ""


def test_columns_count_characters() -> None:
    document = opened("😀é: {ü: 1, key: 2}\n")
    assert document.locate(("😀é", "key")).column == 12
