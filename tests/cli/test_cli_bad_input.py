"""Bad input, in real processes: one clear message with its position, no traceback, status 2, in bounded time."""

import json
import os
from pathlib import Path

import pytest
from cli_support import LONGEST, TROUBLE, check, run

HEAD = "schema_version: 1\nprogramme: {name: North, types: [general], status_date: 2027-01-15}\n"
BODY = """\
workstreams:
  build:
    name: Build
    kind: other
    activities:
      a: {kind: other, name: A, start: 2027-02-01, finish: 2027-02-05}
"""
PLAN = HEAD + BODY
ALIASES = "".join(f"x-{c}: &{c} [{', '.join([f'*{p}'] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))

UNREADABLE: dict[str, tuple[bytes, tuple[int, int], str]] = {
    "Latin-1": (HEAD.encode() + b"# caf\xe9\n", (3, 6), "0xe9"),
    "UTF-16": (PLAN.encode("utf-16"), (1, 1), "UTF-8"),
    "NUL": (HEAD.encode() + b"x-a: b\x00c\n", (3, 7), ""),
    "control character": (HEAD.encode() + b"x-a: b\x1bc\n", (3, 7), ""),
    "empty": (b"", (1, 1), "empty"),
    "only comments": (b"# nothing\n\n# here\n", (1, 1), "empty"),
    "a scalar": (b"hello\n", (1, 1), ""),
    "a list": (b"- a\n- b\n", (1, 1), "list"),
    "two documents": (PLAN.encode() + b"---\n" + PLAN.encode(), (9, 1), "document"),
    "duplicate key": (HEAD.encode() + b"x-a: 1\nx-a: 2\n", (4, 1), "3"),
    "alias bomb": ((f"x-a: &a [{', '.join('x' * 9)}]\n" + ALIASES + HEAD).encode(), (0, 0), "alias"),
    "recursive alias": (HEAD.encode() + b"x-a: &a [*a]\n", (3, 10), ""),
    "1,000 levels": (HEAD.encode() + b"x-a: " + b"[" * 1000 + b"]" * 1000 + b"\n", (0, 0), "100 levels"),
    "100,000 levels": (HEAD.encode() + b"x-a: " + b"{a: " * 100_000 + b"\n", (0, 0), "100 levels"),
    "tab": (HEAD.encode() + b"workstreams:\n\tbuild: {}\n", (4, 1), "tab"),
    "syntax": (HEAD.encode() + b"x-a: [1, 2\nx-b: 3\n", (4, 0), ""),
    "python object": (HEAD.encode() + b"x-a: !!python/object/apply:os.system [echo]\n", (3, 6), "!!python"),
    "any tag": (HEAD.encode() + b"x-a: !mine 3\n", (3, 6), "!mine"),
    "int tag": (HEAD.encode() + b'x-a: !!int ""\n', (3, 6), "!!int"),
    "key that is a list": (HEAD.encode() + b"x-a:\n  ? [1, 2]\n  : 3\n", (4, 5), ""),
}

ACTIVITY = BODY[: BODY.index("{")]
MISFITS: dict[str, tuple[str, tuple[int, int], str]] = {
    "no such day": (
        ACTIVITY + "{name: A, kind: other, start: 2027-02-30, finish: 2027-03-01}\n",
        (8, 40),
        "2027-02-30",
    ),
    "sexagesimal": (ACTIVITY + "{name: A, kind: other, start: 1:30, finish: 2027-03-01}\n", (8, 40), "1:30"),
    "octal": (ACTIVITY + "{name: A, kind: other, start: 007, duration: 2d}\n", (8, 40), "007"),
    "padded": (ACTIVITY + "{name: A, kind: other, start: 2027-02-01, duration: 007}\n", (8, 62), "007"),
    "infinite": (ACTIVITY + "{name: A, kind: other, progress: .inf}\n", (8, 43), ".inf"),
    "5,000 digits": (ACTIVITY + "{name: A, kind: other, progress: " + "9" * 5000 + "}\n", (8, 43), "progress"),
    "wrong type": (ACTIVITY + "[1, 2]\n", (8, 7), "list"),
    "unknown key": (ACTIVITY + "{name: A, kind: other, dependson: [b]}\n", (8, 33), "depends_on"),
    "unknown section": ("programme2: {}\n" + BODY, (3, 1), "programme"),
    "unknown kind": (ACTIVITY + "{name: A, kind: payrol_cutover}\n", (8, 26), "payroll_cutover"),
    "no kind": (ACTIVITY + "{name: A}\n", (8, 7), "kind"),
    "dangling reference": (BODY + "      b: {name: B, kind: other, depends_on: [aa]}\n", (9, 46), "aa"),
    "wrong kind of entity": (BODY + "    lead: a\npeople: {dana: {name: Dana}}\n", (9, 11), "not a person"),
    "an id twice": (BODY + BODY[BODY.index("  build") :].replace("build:", "test:"), (13, 7), "`a`"),
}


def only_error(text: str | bytes, folder: Path) -> dict[str, object]:
    """The one error that a file gives, in bounded time."""
    done = check(text, folder, "--format", "json")
    assert done.status == 2
    assert done.seconds < LONGEST
    errors = json.loads(done.out)["errors"]
    assert len(errors) == 1, errors
    (error,) = errors
    assert error["file"] == "plan.yaml"
    assert error["code"]
    assert len(error["message"]) < 500
    assert error["message"].isprintable()
    return dict(error)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    data, (line, column), words = UNREADABLE[name]
    error = only_error(data, tmp_path)
    assert not line or error["line"] == line
    assert not column or error["column"] == column
    assert words.lower() in f"{error['message']} {error['hint']}".lower()
    shown = check(data, tmp_path)
    assert shown.status == 2
    assert f"plan.yaml:{error['line']}:{error['column']}" in shown.out


@pytest.mark.parametrize("name", MISFITS)
def test_a_file_that_does_not_fit(tmp_path: Path, name: str) -> None:
    text, (line, column), words = MISFITS[name]
    error = only_error(HEAD + text, tmp_path)
    assert (error["line"], error["column"]) == (line, column)
    assert words in f"{error['message']} {error['hint']}"
    assert "given schemas" not in str(error["message"])


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    error = only_error("schema_version: 1\nprogramme: {types: [general], status_date: 2027-01-15}\n", tmp_path)
    assert "name" in str(error["message"])
    assert error["line"] == 2


def test_a_country_code_and_merge_keys_mean_what_people_mean(tmp_path: Path) -> None:
    text = PLAN.replace("[general]", "[general], jurisdictions: [NO, on]") + (
        "      b: &b {name: B, kind: other, start: 2027-02-08, finish: 2027-02-12}\n      c: {<<: *b, name: C}\n"
    )
    done = check(text, tmp_path, "--format", "json")
    assert done.status == 0, done.out
    activities = json.loads(done.out)["programmes"][0]["schedule"]["activities"]
    assert activities["b"]["start"] == activities["c"]["start"]


def test_all_problems_in_one_run_and_the_sound_part_is_judged(tmp_path: Path) -> None:
    text = TROUBLE + (
        "      x1: {nam: One, name: One, kind: other}\n"
        "      x2: {name: Two, kind: other, start: 2027-02-30, finish: 2027-03-01}\n"
        "      x3: {name: Three, kind: other, depends_on: [nowhere]}\n"
    )
    done = check(text, tmp_path, "--format", "json")
    report = json.loads(done.out)
    assert done.status == 2
    assert [error["line"] for error in report["errors"]] == [28, 29, 30]
    assert "PAY001" in [finding["rule"] for finding in report["programmes"][0]["findings"]]
    shown = check(text, tmp_path)
    assert shown.status == 2
    assert "PAY001" in shown.out
    assert "x2" in shown.out


def test_loops_are_findings(tmp_path: Path) -> None:
    text = PLAN + (
        "      b: {name: B, kind: other, depends_on: [c]}\n      c: {name: C, kind: other, depends_on: [b]}\n"
        "      d: {name: D, kind: other, depends_on: [d]}\n      e: {name: E, kind: other, depends_on: [build]}\n"
    )
    done = check(text, tmp_path, "--format", "json")
    report = json.loads(done.out)
    assert done.status == 1, done.out
    assert not report["errors"]
    assert {"SCH002"} <= {finding["rule"] for finding in report["programmes"][0]["findings"]}


def test_a_long_chain_and_a_crowd_of_links(tmp_path: Path) -> None:
    chain = "".join(
        f"      n{i}: {{name: N, kind: other, duration: 1d, depends_on: [n{i - 1}]}}\n" for i in range(1, 5000)
    )
    crowd = "      last: {name: L, kind: other, depends_on: [" + ", ".join(f"n{i}" for i in range(1, 5000)) + "]}\n"
    done = check(PLAN + "      n0: {name: N, kind: other}\n" + chain + crowd, tmp_path, "--fail-on", "never")
    assert done.status == 0, done.said[:500]
    assert done.seconds < LONGEST


def test_good_files_among_bad_ones_are_still_checked(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(TROUBLE)
    (tmp_path / "bad.yaml").write_text("- a\n")
    (tmp_path / "empty").mkdir()
    done = run("check", "missing.yaml", "bad.yaml", "good.yaml", "empty", "*.yml", "--format", "json", cwd=tmp_path)
    report = json.loads(done.out)
    assert done.status == 2
    assert [one["file"] for one in report["programmes"]] == ["good.yaml"]
    assert {error["file"] for error in report["errors"]} == {"missing.yaml", "bad.yaml", "empty", "*.yml"}


def test_a_folder_means_the_programmes_below_it(tmp_path: Path) -> None:
    (tmp_path / "plans" / "south").mkdir(parents=True)
    for name in ("plans/north.programme.yaml", "plans/south/programme.yaml", "plans/notes.yaml"):
        (tmp_path / name).write_text(TROUBLE)
    done = run("check", "plans", "plans/north.programme.yaml", "--format", "json", cwd=tmp_path)
    files = [one["file"] for one in json.loads(done.out)["programmes"]]
    assert sorted(files) == ["plans/north.programme.yaml", "plans/south/programme.yaml"]
    other = run("check", tmp_path / "plans" / "south" / "programme.yaml", cwd=tmp_path / "plans")
    assert other.status == 1


def test_nothing_to_check(tmp_path: Path) -> None:
    done = run("check", ".", cwd=tmp_path)
    assert done.status == 2
    assert done.said.strip()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    done = run("check", "plan.yaml", cwd=tmp_path, timeout=LONGEST)
    assert done.status == 2
    assert "plan.yaml" in done.said


@pytest.mark.parametrize(
    ("include", "files"),
    [
        ("missing.yaml", {}),
        ("nothing/*.yaml", {}),
        ("../outside.yaml", {"../outside.yaml": "risks: {}\n"}),
        ("loop.yaml", {"loop.yaml": "include: [loop.yaml]\n"}),
    ],
)
def test_an_include_that_will_not_do(tmp_path: Path, include: str, files: dict[str, str]) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for name, text in files.items():
        (inside / name).write_text(text)
    done = check(f"include: [{include}]\n" + PLAN, inside, "--format", "json")
    errors = json.loads(done.out)["errors"]
    assert done.status == 2
    assert errors
    assert all(error["line"] == 1 for error in errors)


def test_no_byte_is_too_strange(tmp_path: Path) -> None:
    base = TROUBLE.encode()
    for index in range(0, 200, 50):
        for byte in (b"\x00", b"\xff", b"\t", b"*", b"{"):
            done = check(base[:index] + byte + base[index:], tmp_path)
            assert done.status in {0, 1, 2}, (index, byte, done.said)
