"""`programme-check report`: what is written where, and what is refused."""

from pathlib import Path

import pytest
from cli_support import DATA, SAMPLES, TROUBLE, run

HOSTILE = DATA / "hostile.programme.yaml"


def test_a_pack_is_written_and_the_status_is_that_of_an_answer(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    done = run("report", "programme.yaml", "-o", "pack.html", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, "", "")
    page = (tmp_path / "pack.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "Harbour payroll" in page
    assert [path.name for path in tmp_path.iterdir() if path.suffix not in {".yaml", ".html"}] == []


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        (["-o", "pack.md"], "<!-- programme-check:"),
        (["-o", "pack.txt", "--format", "markdown"], "<!-- programme-check:"),
        (["-o", "pack.HTM"], "<!doctype html>"),
    ],
    ids=" ".join,
)
def test_the_ending_or_the_option_decides(tmp_path: Path, options: list[str], begins: str) -> None:
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    assert run("report", "programme.yaml", *options, cwd=tmp_path).status == 0
    assert (tmp_path / options[1]).read_text("utf-8").startswith(begins)


def test_standard_input_and_output(tmp_path: Path) -> None:
    done = run(
        "report", "-", "-o", "-", "--format", "html", "--stdin-name", "mine.yaml", cwd=tmp_path, stdin=TROUBLE.encode()
    )
    assert done.status == 0
    assert "<code>mine.yaml</code>" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["programme.yaml", "-o", "-"], "--format html"),
        (["programme.yaml", "-o", "pack.pdf"], "pack.html"),
        (["programme.yaml", "-o", "pack.html", "--format", "htm"], "html"),
        (["programme.yaml", "-o", "programme.yaml"], "another file"),
        (["programme.yaml"], "--output"),
        (["missing.yaml", "-o", "pack.html"], "missing.yaml"),
        (["broken.yaml", "-o", "pack.html"], "broken.yaml:3:"),
        (["two", "-o", "pack.html"], "2 programmes"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_refused_and_writes_nothing(tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "programme.yaml").write_text(TROUBLE)
    (tmp_path / "broken.yaml").write_text(TROUBLE.replace("name: Harbour", "nam: Harbour"))
    (tmp_path / "two").mkdir()
    for name in ("a", "b"):
        (tmp_path / "two" / f"{name}.programme.yaml").write_text(TROUBLE)
    done = run("report", *arguments, cwd=tmp_path)
    assert done.status == 2
    assert said in done.err
    assert not (tmp_path / "pack.html").exists()
    assert (tmp_path / "programme.yaml").read_text() == TROUBLE


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_same_bytes_every_time_and_nothing_that_acts(tmp_path: Path, form: str) -> None:
    every = [
        run("report", HOSTILE, "-o", "-", "--format", form, cwd=tmp_path, env={"PYTHONHASHSEED": seed, "TZ": zone})
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert every[0].out == every[1].out
    assert "\x1b" not in every[0].out
    assert not [line for line in every[0].out.splitlines() if line.startswith(("::", "##vso"))]


def test_as_of_another_day(tmp_path: Path) -> None:
    sample = SAMPLES / "hris-in-trouble.programme.yaml"
    done = run("report", sample, "-o", "-", "--format", "html", "--as-of", "2027-02-10", cwd=tmp_path)
    assert '<time datetime="2027-02-10">10 Feb 2027</time>' in done.out
