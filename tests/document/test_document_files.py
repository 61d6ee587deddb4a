"""Files and folders as people name them, and what cannot be read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from programme_check.document import find_programmes, load


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("a: 1\n")


def test_a_folder_means_the_programmes_below_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(
        tmp_path,
        "programme.yaml",
        "b/north.programme.yaml",
        "b/c/programme.yml",
        "b/notes.yaml",
        "b/myprogramme.yaml",
        "b/.programme.yaml",
        ".git/programme.yaml",
        "elsewhere/deep/programme.yaml",
    )
    (tmp_path / "b" / "link").symlink_to(tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    all_of_them = ["b/c/programme.yml", "b/north.programme.yaml", "elsewhere/deep/programme.yaml", "programme.yaml"]
    assert find_programmes(["."]) == (all_of_them, [])
    assert find_programmes(["b", "./b/c/programme.yml", "-", "-"]) == (["-", *all_of_them[:2]], [])
    assert find_programmes(["b/link"]) == (["b/link/deep/programme.yaml"], [])
    assert find_programmes(["b/*.programme.yaml", "b/notes.yaml"]) == (["b/north.programme.yaml", "b/notes.yaml"], [])
    assert find_programmes([]) == ([], [])


def test_nothing_found_is_a_problem_and_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "b/notes.yaml", "good.yaml")
    monkeypatch.chdir(tmp_path)
    names, problems = find_programmes(["b", "*.txt", "missing.yaml", "good.yaml", "a\0b"])
    assert names == ["a\0b", "good.yaml", "missing.yaml"]
    assert [(problem.file, problem.code) for problem in problems] == [("b", "not-found"), ("*.txt", "not-found")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden here")
def test_what_may_not_be_read(tmp_path: Path) -> None:
    fill(tmp_path, "a.yaml", "closed/programme.yaml")
    (tmp_path / "a.yaml").chmod(0)
    (tmp_path / "closed").chmod(0)
    try:
        assert load(tmp_path / "a.yaml")[1][0].code == "unreadable"
        assert [one.code for one in find_programmes([str(tmp_path / "closed")])[1]] == ["unreadable", "not-found"]
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_refusal_by_the_system_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.yaml")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", refuse)
    assert load(tmp_path / "a.yaml")[1][0].message == "you have no right to read this file"
    monkeypatch.setattr(os, "open", fail)
    assert load(tmp_path / "a.yaml")[1][0].message == "this file cannot be read: input/output error"

    def walk(_: object, onerror: object = None) -> list[object]:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", "b"))
        return []

    monkeypatch.setattr(os, "walk", walk)
    assert [one.code for one in find_programmes([str(tmp_path)])[1]] == ["unreadable", "not-found"]


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("missing.yaml", "not-found", "no such file"),
        ("a.yaml/b.yaml", "not-found", "not a folder"),
        (".", "unreadable", "folder"),
        ("/dev/null", "unreadable", "regular"),
        ("a\0b", "unreadable", "name"),
        ("n" * 5000, "unreadable", "too long"),
    ],
)
def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str, words: str) -> None:
    fill(tmp_path, "a.yaml")
    monkeypatch.chdir(tmp_path)
    document, (problem,) = load(name)
    assert document is None
    assert (problem.file, problem.line, problem.column, problem.code) == (name, 1, 1, code)
    assert words in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    document, (problem,) = load(tmp_path / "pipe")
    assert document is None
    assert problem.message == "this is not a regular file"


def test_names_of_any_bytes_can_be_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.yaml")
    fill(tmp_path, name)
    document, problems = load(tmp_path / name)
    assert document is not None, problems
    assert document.files[0].endswith("caf\ufffd.yaml")


def test_the_layer_imports_neither_yaml_nor_jsonschema() -> None:
    code = "import sys, programme_check.document; sys.exit(bool({'yaml', 'jsonschema', 'difflib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
