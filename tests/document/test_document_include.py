"""Programmes split over several files: what is merged, where things then stand, and what is refused."""

import os
from pathlib import Path

import pytest

from programme_check.document import LIMITS, Document, load
from programme_check.findings import Problem

MAIN = "schema_version: 1\ninclude: [parts/*.yaml]\nprogramme: {name: North}\n"


def write(folder: Path, files: dict[str, str]) -> str:
    """Write files into a folder; the path of the main one."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / "main.yaml")


def good(folder: Path, files: dict[str, str]) -> Document:
    document, problems = load(write(folder, files))
    assert not problems
    assert document is not None
    return document


def refused(folder: Path, files: dict[str, str]) -> list[Problem]:
    document, problems = load(write(folder, files))
    assert document is None
    assert problems
    return problems


def test_sections_merge_by_id_and_positions_lead_to_the_right_file(tmp_path: Path) -> None:
    document = good(
        tmp_path,
        {
            "main.yaml": MAIN + "workstreams:\n  a: {name: A}\nroles: [{role: sponsor, x: null}]\npeople:\nx-note: 1\n",
            "parts/b.yaml": "workstreams:\n  b:\n    name: B\nroles:\n  - {role: lead, holder: null}\nx-note: 2\n",
            "parts/c.yaml": "people: {dana: {name: Dana, title: null}}\nlandscape: {systems: {hr: {name: HR}}}\n",
            "parts/d.yaml": "landscape: {systems: {pay: {name: Pay}}, interfaces: {}}\ngates:\nworkstreams: null\n",
        },
    )
    assert document.data == {
        "schema_version": 1,
        "programme": {"name": "North"},
        "workstreams": {"a": {"name": "A"}, "b": {"name": "B"}},
        "roles": [{"role": "sponsor", "x": None}, {"role": "lead", "holder": None}],
        "people": {"dana": {"name": "Dana", "title": None}},
        "x-note": 1,
        "landscape": {"systems": {"hr": {"name": "HR"}, "pay": {"name": "Pay"}}, "interfaces": {}},
        "gates": None,
    }
    part = (tmp_path / "parts").as_posix()
    assert document.files == (str(tmp_path / "main.yaml"), f"{part}/b.yaml", f"{part}/c.yaml", f"{part}/d.yaml")
    for path, file, line, column in (
        (("workstreams", "a"), "main.yaml", 5, 3),
        (("workstreams", "b", "name"), "parts/b.yaml", 3, 5),
        (("roles", 0, "role"), "main.yaml", 6, 10),
        (("roles", 1), "parts/b.yaml", 5, 5),
        (("people", "dana"), "parts/c.yaml", 1, 10),
        (("landscape", "systems", "pay"), "parts/d.yaml", 1, 23),
        (("landscape", "systems"), "parts/c.yaml", 2, 13),
    ):
        location = document.locate(path)
        assert (location.file, location.line, location.column) == (str(tmp_path / file), line, column)
    assert document.text_line(document.locate(("workstreams", "b", "name"))) == "    name: B"
    assert document.soft == [
        ("roles", 0, "x"),
        ("x-note",),
        ("roles", 1, "holder"),
        ("people", "dana", "title"),
        ("gates",),
    ]


def test_included_files_may_include(tmp_path: Path) -> None:
    document = good(
        tmp_path,
        {
            "main.yaml": "include: [a/one.yaml, 'a/**/*.yaml', ./b.yaml]\n",
            "a/one.yaml": "include: ['deep/*.yaml']\nrisks: {r-1: {title: One}}\n",
            "a/deep/two.yaml": 'risks: {r-2: {title: "\\e"}}\n',
            "b.yaml": "include:\nrisks: {r-3: {}}\n",
            "a/.hidden/x.yaml": "- not read\n",
            "a/.x.yaml": "- not read\n",
        },
    )
    assert sorted(document.data["risks"]) == ["r-1", "r-2", "r-3"]
    ((position, text),) = document.hidden
    assert text == "\\x1b"
    assert document.place(position).file.endswith("a/deep/two.yaml")


def test_a_pattern_may_match_the_file_it_stands_in(tmp_path: Path) -> None:
    document = good(tmp_path, {"main.yaml": "include: ['*.yaml']\n", "b.yaml": "risks: {r-1: {}}\n"})
    assert document.data == {"risks": {"r-1": {}}}


def test_a_section_that_an_alias_shares_does_not_grow_elsewhere(tmp_path: Path) -> None:
    files = {"main.yaml": "include: [b.yaml]\nrisks: &r {r-1: {}}\nissues: *r\n", "b.yaml": "risks: {r-2: {}}\n"}
    document = good(tmp_path, files)
    assert document.data == {"risks": {"r-1": {}, "r-2": {}}, "issues": {"r-1": {}}}


def test_an_id_twice_is_told_with_both_places(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        {
            "main.yaml": "include: [b.yaml]\nworkstreams:\n  a: {}\n  b: {}\n"
            "readiness: {hypercare: {}, groups: {g: {}}}\n",
            "b.yaml": "workstreams: {a: {}, b: {}}\nreadiness: {hypercare: {}, groups: {g: {}}}\n",
        },
    )
    assert [(one.code, Path(one.file).name, one.line, one.column) for one in problems] == [
        ("duplicate-id", "b.yaml", 1, 15),
        ("duplicate-id", "b.yaml", 1, 22),
        ("duplicate-id", "b.yaml", 2, 13),
        ("duplicate-id", "b.yaml", 2, 37),
    ]
    assert "main.yaml`, line 3, column 3" in problems[0].message


@pytest.mark.parametrize(
    ("include", "code", "column"),
    [
        ("[nothing/*.yaml]", "include-not-found", 11),
        ("[nothing.yaml]", "include-not-found", 11),
        ("[b.yaml, /etc/passwd]", "include-outside", 19),
        ("[../b.yaml]", "include-outside", 11),
        ("[a/../b.yaml]", "include-outside", 11),
        ('["a\\\\b.yaml"]', "include-outside", 11),
        ("['C:b.yaml']", "include-outside", 11),
        ('["b\\0"]', "include-outside", 11),
        ("['']", "include-not-found", 11),
        ("[out.yaml]", "include-outside", 11),
        ("[folder]", "include-unreadable", 11),
        ("[main.yaml]", "include-loop", 11),
        ("['mai?.yaml']", "include-not-found", 11),
        ("b.yaml", "include-not-a-list", 10),
        ("[1]", "include-not-a-list", 10),
        ("{a: b}", "include-not-a-list", 10),
    ],
)
def test_what_may_not_be_included(tmp_path: Path, include: str, code: str, column: int) -> None:
    inside = tmp_path / "inside"
    (inside / "folder").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("risks: {}\n")
    (inside / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (problem,) = refused(inside, {"main.yaml": f"include: {include}\n", "b.yaml": "risks: {}\n"})
    assert (problem.code, problem.line, problem.column) == (code, 1, column), problem
    assert "root:" not in problem.message


def test_a_link_that_stays_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("risks: {r-1: {}}\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "b.yaml")
    assert good(tmp_path, {"main.yaml": "include: [link.yaml, b.yaml]\n"}).data == {"risks": {"r-1": {}}}


def test_loops_end(tmp_path: Path) -> None:
    (problem,) = refused(
        tmp_path,
        {
            "main.yaml": "include: [b.yaml]\n",
            "b.yaml": "x-a: 1\ninclude:\n  - c.yaml\n",
            "c.yaml": "include: [b.yaml]\n",
        },
    )
    assert (problem.code, Path(problem.file).name, problem.line, problem.column) == ("include-loop", "c.yaml", 1, 11)


def test_chains_and_crowds_are_bounded(tmp_path: Path) -> None:
    chain = {f"f{number}.yaml": f"include: [f{number + 1}.yaml]\n" for number in range(30)}
    (problem,) = refused(tmp_path, {"main.yaml": "include: [f0.yaml]\n", **chain})
    assert problem.code == "include-too-many"
    path = write(
        tmp_path / "other", {"main.yaml": "include: ['p*.yaml']\n", **{f"p{n}.yaml": f"x-{n}: 1\n" for n in range(9)}}
    )
    assert load(path)[0] is not None
    assert load(path, limits=LIMITS._replace(files=5))[1][0].code == "include-too-many"
    assert load(path, limits=LIMITS._replace(size=25))[1][0].code == "include-too-many"


def test_faults_of_all_files_are_told_in_one_run(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        {
            "main.yaml": "include: [none.yaml, b.yaml, c.yaml]\n",
            "b.yaml": "a: [\n",
            "c.yaml": "- a\n",
        },
    )
    assert [(Path(one.file).name, one.code) for one in problems] == [
        ("main.yaml", "include-not-found"),
        ("b.yaml", "syntax"),
        ("c.yaml", "not-a-mapping"),
    ]
    (problem,) = refused(tmp_path / "2", {"main.yaml": MAIN, "parts/a.yaml": "risks: {}\nprogramme: {name: B}\n"})
    assert (problem.code, problem.line) == ("include-section", 2)
    (problem,) = refused(tmp_path / "3", {"main.yaml": MAIN + "roles: []\n", "parts/a.yaml": "roles: {a: 1}\n"})
    assert problem.code == "duplicate-id"


def test_too_many_names_to_look_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programme_check.document.patterns.MOST", 3)
    (problem,) = refused(tmp_path, {"main.yaml": "include: ['**/x*.yaml']\n", **{f"a/{n}.txt": "" for n in range(5)}})
    assert problem.code == "include-too-many"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_among_the_included_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (problem,) = refused(tmp_path, {"main.yaml": "include: ['**']\n"})
    assert problem.code == "include-unreadable"


def test_standard_input_includes_beside_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"plans/b.yaml": "risks: {r-1: {}}\n", "plans/main.yaml": "- an older state\n"})
    text = b"include: ['*.yaml']\n"
    document, problems = load("-", stdin=text, stdin_name=str(tmp_path / "plans" / "main.yaml"))
    assert document is not None, problems
    assert document.data == {"risks": {"r-1": {}}}
    monkeypatch.chdir(tmp_path / "plans")
    document, problems = load("-", stdin=b"include: [b.yaml]\na: 1\n")
    assert document is not None, problems
    assert document.files == ("-", "b.yaml")
    assert load("-", stdin=b"")[1][0].code == "empty"
    assert load("-")[1][0].file == "-"
