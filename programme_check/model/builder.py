"""From a document to a programme."""

import gc
from typing import Any

import msgspec

from programme_check.document import Document
from programme_check.findings import Path, Problem
from programme_check.model.clean import clean
from programme_check.model.convert import reader
from programme_check.model.index import Filler, gather
from programme_check.model.programme import Programme
from programme_check.model.references import dangling
from programme_check.model.sense import nonsense
from programme_check.model.values import Version


def build(document: Document) -> tuple[Programme | None, list[Problem]]:
    """The programme that a document describes, and everything that keeps parts of it from being judged.

    What is broken is left out (`Programme.left_out`) and the rest is still there. The programme is None only where
    nothing can be said: another version of the format, or no name or status date. Problems come in file order.
    """
    collecting = gc.isenabled()
    # Ten thousand records without a cycle among them: the collector would walk them again and again for nothing.
    gc.disable()
    try:
        programme, problems = _build(document)
    finally:
        if collecting:
            gc.enable()
    return programme, sorted(problems, key=lambda problem: _place(problem, document))


def _build(document: Document) -> tuple[Programme | None, list[Problem]]:
    version = _other_version(document)
    if version:
        return None, version
    programme, problems, left_out = records(clean(document), document)
    if programme is None:
        return None, problems
    filler = Filler(document)
    filler.fill(programme, ())
    problems += filler.problems
    left_out += filler.left_out
    for found, dropped in (nonsense(programme, document), gather(programme, document)):
        problems += found
        left_out += dropped
    problems += dangling(programme, document)
    programme.index.left_out = tuple(sorted(left_out, key=document.position))
    return programme, problems


def records(data: dict[str, Any], document: Document) -> tuple[Programme | None, list[Problem], list[Path]]:
    """The records of clean data; where some do not fit, the others, with the reasons and what is left out."""
    try:
        return msgspec.convert(data, Programme, dec_hook=reader()), [], []
    except msgspec.ValidationError:
        from programme_check.model.rescue import Rescue

        rescue = Rescue(document)
        return rescue.programme(data), rescue.problems, rescue.left_out


def _other_version(document: Document) -> list[Problem]:
    """A problem when the file is written in another version of the format; nothing else would make sense then."""
    given = document.data.get("schema_version")
    if isinstance(given, bool) or not isinstance(given, (int, float, str)):
        return []
    try:
        Version.parse(given)
    except ValueError:
        message = f"this file says `schema_version: {given}`; this program reads version 1"
        hint = "Write `schema_version: 1`, or use a release that knows this version."
        return [document.problem(("schema_version",), "unknown-version", message, hint, of="value")]
    return []


def _place(problem: Problem, document: Document) -> tuple[int, int, int, str]:
    file = document.files.index(problem.file) if problem.file in document.files else len(document.files)
    return file, problem.line, problem.column, problem.code
