"""What else than a programme's texts can be hostile: names of files, files that do not fit, settings, words typed."""

import json
from pathlib import Path

import pytest
from hostile_readers import READERS, is_text
from hostile_support import BODY, NAMED, acting, names, poisoned_sample, said
from pack_support import invented
from test_every_writer_hostile import ANSWERS, QUESTIONS, forms

from programme_check.checkup import Options, check
from programme_check.cli.formats import EXTRAS, FORMATS, PACKS, rendered

FILES = [
    "\x1b[2J.programme.yaml", "a\n::error::b.programme.yaml", "##vso[task.complete]\u202eb\x9b1m\x85.programme.yaml",
    "=cmd|x](http:,example.invalid) @all <script>`$(x)`.programme.yaml", "%%{init}%0A::x;]a=b,c.programme.yaml",
]  # fmt: skip
"""Names that a Linux file system takes."""
BROKEN = {
    "key": f"schema_version: 1\nprogramme: {{name: A, {json.dumps(BODY)}: 1}}\n",
    "value": f"schema_version: 1\nprogramme: {{name: A, phase: {json.dumps(BODY)}, status_date: {json.dumps(BODY)}}}\n",
    "id": f"schema_version: 1\nprogramme: {{name: A}}\nworkstreams: {{{json.dumps(BODY)}: {{name: A, kind: other}}}}\n",
    "syntax": "schema_version: 1\na: [::error::x, ##vso[task.complete], \u202eb, @all <script> https://example.invalid\n",
    "tag": "schema_version: 1\na: !!python/object:os.system::error::x '=1'\n",
    "twice": f"a: 1\n{json.dumps(BODY)}: 1\n{json.dumps(BODY)}: 2\n",
    "link": "schema_version: 1\nprogramme: {name: A}\nworkstreams: {w: {name: W, kind: other, activities: "
    + f"{{a: {{name: A, kind: other, depends_on: [{json.dumps(BODY)}]}}}}}}}}\n",
}  # fmt: skip
SETTINGS = {
    "key": f"{json.dumps(BODY)}: 1\n",
    "rule": f"rules: {{{json.dumps(BODY)}: off}}\n",
    "select": f"select: [{json.dumps(BODY)}]\n",
    "pack": f"packs: [{json.dumps(BODY)}]\n",
    "profile": f"profile: {json.dumps(BODY)}\n",
    "report": f"report: {json.dumps(BODY)}\n",
}


def refused(*arguments: str | Path, status: int = 2) -> None:
    """What is said when something does not work does nothing else."""
    found = said(*arguments)
    assert found.status == status, arguments
    assert not found.out or not found.err
    is_text(found.out or found.err)


@pytest.fixture(params=FILES, ids=range(len(FILES)))
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A programme in a file of a hostile name, in this folder."""
    monkeypatch.chdir(tmp_path)
    name = str(request.param)
    try:
        Path(name).write_text(invented(12, 2), "utf-8")
    except OSError:
        pytest.skip("no such names in this file system")
    return name


def test_names_of_files_in_every_format(file: str) -> None:
    report = check([file], Options(pack=True))
    for form in FORMATS:
        READERS[form](rendered(report, form, 1, {"width": 80, "color": None, "ascii": False, "show_source": True}))


def test_names_of_files_in_every_answer(file: str) -> None:
    for command, questions in QUESTIONS.items():
        for form in forms(command):
            more = [word.replace("GO-LIVE", "go-live") for word in questions[0]]
            answer = said(command, file, *more, "--format", form)
            assert answer.status == 0, answer.err
            ANSWERS[form](answer.text)


def test_names_of_files_in_messages(file: str) -> None:
    for command in ("check", *QUESTIONS):
        refused(command, f"no-{file}", *(["go-live=1w"] if command == "delay" else []))
    for option in ("--settings", "--pack", "--against", "--baseline", "--profile"):
        refused("check", file, option, f"no-{file}")
    refused("check", file, "-o", f"no/{file}.txt", status=3)
    refused("check", file, "-o", file)
    refused("check", file, "--report", f"json={file}")
    refused("report", file, "-o", f"no/{file}.html", status=3)
    refused("report", file, "-o", f"no/{file}")
    refused("init", file)
    refused("init", f"no/{file}", status=3)
    refused("rules", "test", file)
    refused("repair", "-", "--write", "--stdin-name", file)
    is_text(said("init", f"new-{file}").text)
    Path(f"folder-{file}").mkdir()
    refused("check", f"folder-{file}")
    Path(f"other-{file}").write_text("tolerance_days: 3\n", "utf-8")
    for form, read in (("text", is_text), ("json", READERS["json"])):
        read(said("check", file, "--settings", f"other-{file}", "--show-settings", "--format", form).text)
        shown = said(
            "check", file, "--settings", f"other-{file}", "--baseline", "b", "--update-baseline", "--format", form
        )
        read(shown.text)
    assert not acting(Path("b").read_text("utf-8"))


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in PACKS])
@pytest.mark.parametrize("broken", BROKEN)
def test_files_that_do_not_fit(broken: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / "a.programme.yaml"
    file.write_text(BROKEN[broken], "utf-8")
    found = said("check", file, "--format", form)
    assert found.status == 2
    READERS[form](found.out)
    for command in QUESTIONS:
        refused(command, file, *(["a=1w"] if command == "delay" else []))
    refused("report", file, "-o", tmp_path / "a.html")


@pytest.mark.parametrize("wrong", SETTINGS)
def test_settings(wrong: str, tmp_path: Path) -> None:
    file, settings = tmp_path / "a.programme.yaml", tmp_path / "s.yaml"
    file.write_text(invented(4, 2), "utf-8")
    settings.write_text(SETTINGS[wrong], "utf-8")
    for more in ([], ["--show-settings"]):
        found = said("check", file, "--settings", settings, *more)
        assert not found.err or not found.out
        is_text(found.out or found.err)


def test_a_baseline_and_waivers_of_hostile_texts(tmp_path: Path) -> None:
    file, known = tmp_path / "a.programme.yaml", tmp_path / "known.json"
    text = poisoned_sample(NAMED[0])
    waivers = [
        {"rule": rule, "reason": BODY, "approved_by": "pargeter", "expires": "2099-01-01"}
        for rule in ("STR002", "PAY001")
    ]
    file.write_text(f"{text.partition(chr(10) + 'waivers:')[0]}\nwaivers: {json.dumps(waivers)}\n", "utf-8")
    made = said("check", file, "--baseline", known, "--update-baseline")
    assert known.exists(), made
    assert not acting(known.read_text("utf-8"))
    for form in FORMATS:
        if form not in EXTRAS:
            READERS[form](said("check", file, "--baseline", known, "--format", form).out)
    known.write_text(json.dumps({"version": 1, "programmes": {BODY: [BODY]}}), "utf-8")
    refused("check", file, "--baseline", known)
    known.write_text(BODY, "utf-8")
    refused("check", file, "--baseline", known)


@pytest.mark.parametrize("word", [text.replace("\0", "") for text in names()[::4]])
def test_words_typed(word: str, tmp_path: Path) -> None:
    file = tmp_path / "a.programme.yaml"
    file.write_text(invented(4, 2), "utf-8")
    for command in (
        ["check", file, f"--select={word}"], ["check", file, f"--format={word}"], ["check", file, f"--as-of={word}"],
        ["check", file, f"--profile={word}"], ["check", file, f"--width={word}"], ["check", file, f"--{word}"],
        ["check", file, f"--report={word}"], ["delay", file, f"{word}=1w"], ["delay", file, f"go-live={word}"],
        ["path", file, "--", word], ["risk", file, f"--runs={word}"], ["explain", "--", word], ["rules", "--", word],
        ["init", f"--type={word}"], ["report", file, f"--output={word}"], ["--", word],
        ["decisions", file, f"--as-of={word}"],
        ["structure", file, f"--as-of={word}"], ["repair", file, f"--as-of={word}"],
    ):  # fmt: skip
        refused(*command)
    found = said("check", file, f"--stdin-name={word}")
    is_text(found.out or found.err)
