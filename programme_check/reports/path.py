"""The answer of `path`, as text and as JSON."""

from typing import Any

from programme_check.checkup.paths import PathAnswer
from programme_check.reports.escape import clean
from programme_check.reports.json import encode, number
from programme_check.reports.terminal.page import Page, Piece, page_of
from programme_check.reports.terminal.path import critical_path
from programme_check.verdict import PathLine
from programme_check.words import day, listing


def render(name: str, found: PathAnswer, *, width: int, color: str | None = None, ascii: bool = False) -> str:
    """The answer as text. Arguments as for the terminal report."""
    page = page_of(width, color, ascii)
    page.wrap([Piece(clean(name), "bold")])
    for loop in found.loops:
        page.wrap([Piece(f"A loop: {clean(' needs '.join([*loop, loop[0]]), 1000)}. What follows it has no date.")])
    for note in found.notes:
        page.blank()
        page.wrap([Piece(clean(note, 1000))])
    for path in found.paths:
        critical_path(page, path, title=f"Path to {clean(path.name, 60)}", every=True)
    if found.streams:
        page.blank()
        page.spread([Piece("Within each workstream", "bold")], Piece("what decides its last finish", "grey"))
        page.rule()
        for stream in found.streams:
            workstream(page, stream.name, stream.path, stream.crosses, stream.finish)
    return page.text()


def workstream(page: Page, name: str, ids: tuple[str, ...], crosses: tuple[str, ...], finish: int) -> None:
    """One workstream: when it ends, its path, and where that meets the path of the whole programme."""
    page.spread([Piece(f" {clean(name, 60)}", "bold")], Piece(f"ends {day(finish)}"))
    page.wrap([Piece(clean(" → ".join(ids), 4000))], indent=3, hang=3)
    if crosses:
        meets = "all of it" if len(crosses) == len(ids) else listing(crosses, 6)
        page.wrap([Piece(f"On the programme's path too: {clean(meets, 1000)}.", "red")], indent=3, hang=3)


def render_json(file: str, name: str, found: PathAnswer) -> str:
    """The answer as JSON: the first path at the top, every one under `paths`."""
    paths = [one(path) for path in found.paths]
    top: dict[str, Any] = paths[0] if paths else {"to": found.to, "path": [], "float_days": None, "near_critical": []}
    body = {
        "version": 1,
        "programme": name,
        "file": file,
        **top,
        "paths": paths,
        "workstreams": {stream.id: stream.path for stream in found.streams},
        "loops": found.loops,
        "notes": found.notes,
    }
    return encode(body)


def one(path: PathLine) -> dict[str, Any]:
    """One path."""
    return {
        "to": path.to,
        "path": [step.id for step in path.steps],
        "float_days": number(path.float_days),
        "near_critical": [{"id": id, "float_days": number(days)} for id, days in path.near],
    }
