"""What comes out of reading: values, merge keys, and one clear problem for everything that is refused."""

from typing import Any

import pytest
from document_support import good, refused

from programme_check.document import read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *[(word, word) for word in ("no", "NO", "on", "off", "yes", "y", "No", "1:30", "2027-03-22", "007", "1_000")],
        *[
            (word, word)
            for word in ("2027-05-01T18:00", "10d", "50%", ".inf", "-.inf", ".nan", "0o9", "0xg", "+", ".", "=")
        ],
        *[("true", True), ("False", False), ("TRUE", True), ("null", None), ("~", None), ("", None), ("Null", None)],
        *[("12", 12), ("-3", -3), ("+4", 4), ("0", 0), ("0x1F", 31), ("0o17", 15)],
        *[("1.5", 1.5), ("-.5", -0.5), ("1e3", 1000.0), ("5.", 5.0), ("1e999", "1e999")],
        *[("'12'", "12"), ('"true"', "true"), ("'~'", "~"), ("''", ""), ('"a\\nb"', "a\nb")],
        ("9" * 400, int("9" * 400)),
        ("9" * 401, "9" * 401),
        ("|\n  a\n  b", "a\nb\n"),
        (">\n  12", "12\n"),
    ],
)
def test_scalars_follow_the_core_schema_of_yaml_1_2(written: str, value: Any) -> None:
    found = good(f"key: {written}\n").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_text() -> None:
    document = good('2027-04-24: a\n12: b\n"": c\ntrue: d\n"<<": e\n1.0: f\n')
    assert document.data == {"2027-04-24": "a", "12": "b", "": "c", "true": "d", "<<": "e", "1.0": "f"}


def test_a_version_of_yaml_may_be_named() -> None:
    assert good("%YAML 1.2\n---\na: no\n...\n").data == {"a": "no"}
    assert refused("%YAML 3.0\n---\na: b\n").message == "this version of YAML is not known"


def test_line_ends_and_byte_order_mark_make_no_difference() -> None:
    plain = good("a:\n  b: [1, é]\nc: 2")
    other = good(b"\xef\xbb\xbf" + "a:\r\n  b: [1, é]\r\nc: 2\r\n".encode())
    assert plain.data == other.data
    for path in ((), ("a",), ("a", "b"), ("a", "b", 1), ("c",)):
        assert plain.locate(path) == other.locate(path)
    assert other.text_line(other.locate(("c",))) == "c: 2"


def test_merge_keys_work_as_people_expect() -> None:
    document = good(
        "base: &base {kind: uat, owner: dana, tags: [1]}\nother: &other {owner: priya, start: 1}\n"
        "one: {<<: *base, owner: cfo}\ntwo: {<<: [*base, *other]}\nthree: {<<: {a: 1}, b: 2}\nfour: {x: 1, <<: *base}\n"
    )
    assert document.data["one"] == {"kind": "uat", "owner": "cfo", "tags": [1]}
    assert document.data["two"] == {"kind": "uat", "owner": "dana", "tags": [1], "start": 1}
    assert document.data["three"] == {"a": 1, "b": 2}
    assert document.data["four"] == {"x": 1, "kind": "uat", "owner": "dana", "tags": [1]}
    assert document.locate(("one", "owner"))[1:3] == (3, 18)
    assert document.locate(("one", "kind"))[1:3] == (1, 14)
    assert document.locate(("two", "start"))[1:3] == (2, 30)


def test_aliases_share_what_they_stand_for() -> None:
    document = good("a: &a {b: [1, 2]}\nc: *a\nd: [*a, &e x, *e]\n*e : key\n")
    assert document.data == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": [{"b": [1, 2]}, "x", "x"], "x": "key"}
    assert good("&k key: 1\nother: *k\n").data == {"key": 1, "other": "key"}
    assert document.data["c"] is document.data["a"]
    assert document.locate(("c", "b", 1))[1:3] == (1, 15)
    assert document.locate(("c",))[1:3] == (2, 1)
    assert document.locate(("d", 2))[1:3] == (3, 15)


REFUSED: dict[str, tuple[str | bytes, str, int, int]] = {
    "not UTF-8": (b"a: b\nname: caf\xe9\n", "not-utf8", 2, 10),
    "not UTF-8 after others": ("é: ".encode() + b"\xff", "not-utf8", 1, 4),
    "UTF-16": ("a: b\n".encode("utf-16"), "not-utf8", 1, 1),
    "UTF-16 without mark": ("a: b\n".encode("utf-16-be"), "not-utf8", 1, 1),
    "NUL": (b"a: b\nc: d\x00e\n", "control-character", 2, 5),
    "escape": ("a: é\x1b[2J\n", "control-character", 1, 5),
    "DEL": ("a: \x7f\n", "control-character", 1, 4),
    "line separator": ("a: b\u2028c\n", "control-character", 1, 5),
    "next line": ("a: b\nc: \x85\n", "control-character", 2, 4),
    "line separator first": ("\u2028a: b\n", "control-character", 1, 1),
    "second byte order mark": ("a: b\n\ufeffc: d\n", "control-character", 2, 1),
    "empty": ("", "empty", 1, 1),
    "blank": (" \n\n", "empty", 1, 1),
    "comments": ("# a\n# b\n", "empty", 1, 1),
    "nothing in a document": ("---\n...\n", "empty", 1, 1),
    "scalar": ("hello\n", "not-a-mapping", 1, 1),
    "list": ("# a\n- a\n- b\n", "not-a-mapping", 2, 1),
    "two documents": ("a: 1\n---\nb: 1\n", "several-documents", 2, 1),
    "duplicate": ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1),
    "duplicate in quotes": ('x: {a: 1, "a": 2}\n', "duplicate-key", 1, 11),
    "duplicate number": ("12: a\n'12': b\n", "duplicate-key", 2, 1),
    "duplicate merge": ("a: &a {b: 1}\nc: {<<: *a, <<: *a}\n", "duplicate-key", 2, 13),
    "duplicate alias": ("x: &x a\na: 1\n*x : 2\n", "duplicate-key", 3, 1),
    "recursive list": ("a: &a [b, *a]\n", "recursive-alias", 1, 11),
    "recursive mapping": ("a: &a\n  b: *a\n", "recursive-alias", 2, 6),
    "recursive top": ("&a\nb: *a\n", "recursive-alias", 2, 4),
    "unknown alias": ("a: *b\n", "unknown-alias", 1, 4),
    "tag": ("a: !!python/object/apply:os.system [echo]\n", "tag", 1, 4),
    "text tag": ("a: [!!str 1]\n", "tag", 1, 5),
    "own tag": ("a: !mine {b: 1}\n", "tag", 1, 4),
    "lone tag": ("a: ! b\n", "tag", 1, 4),
    "tag on a key": ("!!str a: b\n", "tag", 1, 1),
    "tag at the top": ("!!map\na: b\n", "tag", 1, 1),
    "unknown handle": ("a: !x!y b\n", "tag", 1, 4),
    "key that is a list": ("a:\n  [1, 2]: b\n", "key-not-text", 2, 3),
    "key that is a mapping": ("a: {{ name }}\n", "key-not-text", 1, 5),
    "key that is null": ("a:\n  ~: b\n", "key-not-text", 2, 3),
    "key that is missing": ("a:\n  ? \n  : b\n", "key-not-text", 2, 4),
    "alias of a list as key": ("a: &a [1]\n*a : b\n", "key-not-text", 2, 1),
    "merge of a text": ("a: {<<: text}\n", "merge-key", 1, 9),
    "merge of a list of texts": ("a: {<<: [{b: 1}, c]}\n", "merge-key", 1, 18),
    "tab": ("a:\n\tb: 1\n", "tab-indentation", 2, 1),
    "tab after blanks": ("a:\n  b: 1\n \tc: 2\n", "tab-indentation", 3, 2),
    "second colon": ("name: Phase 1: build\n", "syntax", 1, 14),
    "indented too far": ("a: b\n  c: d\n", "syntax", 2, 4),
    "no colon": ("a: b\nhello\nc: d\n", "syntax", 2, 1),
    "list not closed": ("a: [1, 2\nb: 3\n", "syntax", 2, 2),
    "mapping not closed": ("a: {b: 1\n", "syntax", 1, 9),
    "quote not closed": ("a: 'b\nc: d\n", "syntax", 1, 4),
    "text after a quote": ("a: 'it's'\n", "syntax", 1, 8),
    "at sign": ("a: @b\n", "syntax", 1, 4),
    "item on the line of its key": ("a: - b\n", "syntax", 1, 4),
    "badly aligned": ("a:\n   b: 1\n  c: 2\n", "syntax", 3, 3),
    "bad escape": ('a: "C:\\docs"\n', "syntax", 1, 7),
    "lone surrogate": ('a: "\\ud800"\n', "syntax", 1, 7),
    "tag directive": ("# a\n%YAML 1.1\n%TAG ! b\n---\na: b\n", "tag", 3, 1),
    "directive": ("%FOO bar\n---\na: b\n", "syntax", 1, 5),
    "after the end": ("a: b\n...\nc: d\n", "syntax", 3, 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_where_and_why(name: str) -> None:
    text, code, line, column = REFUSED[name]
    problem = refused(text)
    assert (problem.code, problem.line, problem.column) == (code, line, column), problem
    if code in {"syntax", "tab-indentation"}:
        lines = text.splitlines() if isinstance(text, str) else []
        assert problem.excerpt == lines[line - 1]


def test_words_for_the_usual_mistakes() -> None:
    assert refused(b"name: caf\xe9").message == "not UTF-8: byte 0xe9; save the file as UTF-8"
    assert "save as UTF-8" in refused("a".encode("utf-16")).message
    assert refused("a:\n\tb: 1").message == "a tab indents this line; YAML needs spaces"
    assert "line 1, column 1" in refused("a: 1\nb: 2\na: 3").message
    assert "quotes" in refused("name: Phase 1: build").hint
    assert "`@`" in refused("a: @b").message
    assert "line 1 with `[`" in refused("a: [1\nb: 3").message
    assert refused("a: b\x1bc").message.count("\\x1b") == 1
    assert "!!python" in refused("a: !!python/name:os []").message


def test_all_duplicates_are_told_in_one_run() -> None:
    document, problems = read(b"a: 1\nb: {c: 1, c: 2}\na: 2\nd: *none\n", "plan.yaml")
    assert document is None
    assert [(problem.code, problem.line) for problem in problems] == [
        ("duplicate-key", 2),
        ("duplicate-key", 3),
        ("unknown-alias", 4),
    ]


def test_soft_and_hidden_things_are_listed() -> None:
    document = good(
        'x-note: {a: 1}\na: {x-b: 1, c: null, "!id": 2, d: [null, {e: ~}]}\n'
        'base: &base {f: null, g: "\\e[2J"}\nmore: *base\n"k\\ty": "tab\\tand\\nline"\nz: a\u202eb\nq: "\u200dok"\n'
    )
    assert document.soft == [
        ("x-note",),
        ("a", "x-b"),
        ("a", "c"),
        ("a", "!id"),
        ("a", "d", 1, "e"),
        ("base", "f"),
        ("more", "f"),
    ]
    found = [(document.place(position)[1:3], text) for position, text in document.hidden]
    assert found == [((3, 26), "\\x1b[2J"), ((5, 1), "k\\x09y"), ((6, 4), "a\\u202eb")]
