"""Programmes in which every text that a file may choose tries to be more than text, and second readers to hold reports
against them."""

import io
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import yaml
from pack_support import ROOT, SAMPLES

from programme_check.cli import app
from programme_check.document import load

JOINERS = {"\u200c", "\u200d"}
BEGINNINGS = (
    '=HYPERLINK("http://example.invalid")', "+1", "-2+3", "@everyone @org/team", "\t=1", "\r\n=1", "\uff1d1",
    "::error::f", "%%{init: {'theme': 'x'}}%%", "##vso[task.complete]", "##[error]f", "- x", "1. x", "> x",
    "```\nx\n```", "~~~", "](http://example.invalid)", "![x](http://example.invalid/x.png)",
    "<script>alert(1)</script>", "]]><!--", "--><b>", '\'"><img src=x onerror=alert(1)>',
    'click a href "http://example.invalid"', "section x", "{{ 7*7 }}{% raw %}",
    "[red]x[/oops] [link=http://example.invalid]x[/link] :100:", "</script><svg onload=alert(1)>", "\ufeff&lt;b&gt;",
    "# x", "---\n", "\\", "\x00\x1b]0;x\x07", "\ud7ff\ue000 x",
    "https://example.invalid www.example.invalid a@example.invalid", "javascript:alert(1)",
    "<https://example.invalid>", "|x|`", "\U000e0041 \u061c",
)  # fmt: skip
"""What a text begins with decides about formulas, lists, headings and commands."""
BODY = (
    " \x1b[2J\x1b]8;;http://example.invalid\x07y\n::error file=a,line=1::forged\r##vso[task.complete result=Failed]z"
    "\u202egnp\u2066\x9b31m\x85\u2028\u200b\x7f <b onclick=x>|`*_ %0A::error::x %AZP25 \ufffe\ufff9 "
)
"""What any text may hold."""
NAMED = ("hris-in-trouble", "erp-in-trouble", "ai-in-trouble")
"""The samples that get hostile texts."""
PACK = ROOT / "sample_programmes" / "packs" / "our-pmo.pack.yaml"


def names() -> list[str]:
    """Hostile texts that one YAML file can hold, as many as there are beginnings."""
    return [begin + BODY for begin in BEGINNINGS]


def poisoned(value: Any, key: str, texts: list[str], count: list[int]) -> Any:
    """The plain data of a programme with a hostile text in place of each one that is free: a name, or several words."""
    if isinstance(value, dict):
        return {name: poisoned(one, name, texts, count) for name, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, key, texts, count) for one in value]
    free = key in {"name", "title"} or (isinstance(value, str) and " " in value and key not in LINKS)
    if not isinstance(value, str) or not free:
        return value
    count[0] += 1
    return texts[count[0] % len(texts)]


LINKS = frozenset({"depends_on", "schema_version"})
"""Keys whose text has a grammar, in which a hostile text is a fault of the file."""


@cache
def poisoned_sample(stem: str, shift: int = 0) -> str:
    """A sample as YAML, its texts hostile."""
    (path,) = (one for one in SAMPLES if one.name.startswith(f"{stem}.programme"))
    document, _ = load(path)
    assert document is not None
    return yaml.safe_dump(
        poisoned(document.data, "", names(), [shift]), sort_keys=False, allow_unicode=False, width=10_000
    )


def poisoned_pack() -> str:
    """The sample pack of rules with hostile words around its own."""
    document, _ = load(PACK)
    assert document is not None
    for number, rule in enumerate(document.data["rules"]):
        for key in ("title", "message", "why", "fix", "source"):
            if key in rule:
                text = names()[number]
                rule[key] = text[:50] if key == "title" else f"{text} {rule[key]}"
    return yaml.safe_dump(document.data, sort_keys=False, width=10_000)


def acting(text: str, allowed: str = "\n") -> set[str]:
    """The characters that do something rather than show."""
    kinds = {"Cc", "Cs", "Zl", "Zp", "Cf"}
    return {sign for sign in set(text) - {*allowed} - JOINERS if unicodedata.category(sign) in kinds}


class Said(NamedTuple):
    """What a command wrote."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        """Its answer; not to be had from one that is no UTF-8."""
        return self.out.decode()


def said(*arguments: str | Path) -> Said:
    """Run a command in this process, with streams as a shell gives them."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with patch.multiple(sys, argv=["programme-check", *map(str, arguments)], stdout=out, stderr=err):
        status = app.run()
    for stream in (out, err):
        stream.flush()
    return Said(status, *(stream.buffer.getvalue() for stream in (out, err)))
