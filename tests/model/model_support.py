"""Short ways to a document and a programme."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec

from programme_check.document import Document, read
from programme_check.findings import Problem
from programme_check.model import Programme, build

FULL = Path(__file__).with_name("full.programme.yaml")


def document(data: str | dict[str, Any]) -> Document:
    """A document of YAML text or of data."""
    text = data.encode() if isinstance(data, str) else msgspec.json.format(msgspec.json.encode(data))
    found, problems = read(text, "p.yaml")
    assert found is not None, problems
    return found


def built(text: str) -> tuple[Programme, list[Problem]]:
    """The programme of some sections, and its problems. A sound header is added where there is none."""
    text = dedent(text)
    if "programme:" not in text:
        text = "schema_version: 1\nprogramme: {name: Lantern, status_date: 2027-01-15}\n" + text
    programme, problems = build(document(text))
    assert programme is not None, problems
    return programme, problems


def told(problems: list[Problem]) -> list[tuple[str, str]]:
    """Where and what, in short."""
    return [(problem.pointer, problem.code) for problem in problems]


def children(value: Any) -> list[tuple[Any, Any]]:
    """Keys or indexes with what they hold."""
    return list(value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()))
