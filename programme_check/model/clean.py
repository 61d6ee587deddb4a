"""What is left of a document once the user's own keys and all nulls are taken out."""

from typing import Any

from programme_check.document import Document
from programme_check.findings import Path
from programme_check.model.programme import Programme
from programme_check.model.shapes import Shape, inside, shape, slots

SUMMARY = ("requirements", "summary")


def clean(document: Document) -> dict[str, Any]:
    """The data as the records expect them; the document itself stays as it is.

    Keys that begin with `x-` go where the format has fixed keys; ids may begin so. A null goes where the key may be
    left out. A key that begins with `!` gets another one, since that is how the records name what no file may set.
    """
    copies: dict[Path, Any] = {(): dict(document.data)}
    places: dict[Path, Shape | None] = {(): shape(Programme)}
    for path in document.soft:
        parent, key = path[:-1], path[-1]
        place = _place(parent, places)
        if place is None or place.record is None or not isinstance(key, str):
            continue
        if key[:2] == "x-":
            del _copy(parent, copies)[key]
        elif key[:1] == "!":
            found = _copy(parent, copies)
            found["!" + key] = found.pop(key)
        elif _optional(place, key):
            del _copy(parent, copies)[key]
    data: dict[str, Any] = copies[()]
    _move_summary(data)
    return data


def _place(path: Path, places: dict[Path, Shape | None]) -> Shape | None:
    """What the format expects at a path."""
    if path in places:
        return places[path]
    parent = _place(path[:-1], places)
    places[path] = found = inside(parent, path[-1]) if parent else None
    return found


def _optional(place: Shape, key: str) -> bool:
    slot = slots(place.record).get(key)
    return slot is not None and not slot.required


def _copy(path: Path, copies: dict[Path, Any]) -> Any:
    """A copy of the container at a path, put in its copied parent's place."""
    if path not in copies:
        parent = _copy(path[:-1], copies)
        copies[path] = parent[path[-1]] = parent[path[-1]].copy()
    return copies[path]


def _move_summary(data: dict[str, Any]) -> None:
    """Put the counts of requirements where the record has them."""
    requirements = data.get("requirements")
    if isinstance(requirements, dict) and "summary" in requirements:
        data["requirements"] = {key: value for key, value in requirements.items() if key != "summary"}
        data["!requirements_summary"] = requirements["summary"]
