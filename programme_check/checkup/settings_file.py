"""The settings file, `.programme-check.yaml`: found, read, and laid over the profile that it names.

The nearest file from the programme's own folder upwards counts, as far as the root of the repository; files are not
merged. A file that does not fit is never used in part.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from programme_check.findings import Problem
from programme_check.settings import Settings

if TYPE_CHECKING:
    from programme_check.document import Document

NAME = ".programme-check.yaml"
PROFILES = ("starter", "standard", "assurance")
"""The profiles that ship with the program."""
FOLDER = Path(__file__).parents[1] / "profiles"
DEFAULT = "default"
"""Where a value comes from that nobody has set."""


Layer = tuple[str, dict[str, Any], "Document"]
"""What to call a file, its values, and where they stand."""


class Layered(NamedTuple):
    """Settings laid over one another, the nearest on top."""

    values: dict[str, Any]
    origins: dict[str, str]
    """Where each value comes from, by its dotted name: `starter`, `.programme-check.yaml:12`."""
    documents: "tuple[Document, ...]"
    """What was read, the nearest first."""

    def settings(self) -> Settings:
        """The values as a record."""
        return msgspec.convert(self.values, Settings)


def find(folder: Path) -> Path | None:
    """The settings file that holds for a folder; None where there is none up to the root of its repository."""
    place = folder.absolute()
    for above in (place, *place.parents):
        if (above / NAME).is_file():
            return above / NAME
        if (above / ".git").exists():
            return None
    return None


def shown(path: Path) -> str:
    """A path as people write it: from the current folder where it lies below that, with forward slashes."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def load(path: Path | None, profile: str | None) -> tuple[Layered, list[Problem]]:
    """A settings file over its profile. `profile`, a name or a path, comes before the file's own.

    With problems nothing of what was read may be used.
    """
    layers: list[Layer] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    wanted: str | None = profile
    at: Document | None = None
    if path is not None:
        layer, faults = one(path, shown(path))
        problems += faults
        if layer is not None:
            layers.append(layer)
            at = layer[2]
            wanted = profile or layer[1].get("profile")
    base = path.parent if path is not None else Path.cwd()
    while wanted is not None and not problems:
        place, label = profile_place(wanted, base)
        if str(place) in seen or not place.is_file():
            problems.append(unknown_profile(wanted, at, loop=str(place) in seen))
            break
        seen.add(str(place))
        layer, faults = one(place, label)
        problems += faults
        if layer is not None:
            layers.append(layer)
            at, base, wanted = layer[2], place.parent, layer[1].get("profile")
    return laid(layers), problems


def profile_place(name: str, base: Path) -> tuple[Path, str]:
    """Where a profile stands, and what to call it."""
    if name in PROFILES:
        return FOLDER / f"{name}.yaml", f"profile {name}"
    path = base / name
    return path, shown(path)


def unknown_profile(name: str, document: "Document | None", *, loop: bool) -> Problem:
    """The problem with a profile that is not there, or that leads back to itself."""
    if loop:
        message, hint = (
            f"the profile `{name}` leads back to itself",
            "A profile may build on another, and that on a third.",
        )
    else:
        from programme_check.document import nearest

        near = nearest(name, PROFILES)
        message = f"there is no profile `{name}`"
        hint = f"Did you mean `{near}`?" if near else f"There are {', '.join(PROFILES)}, and files by their path."
    if document is None:
        return Problem("--profile", 0, 0, "", "unknown-profile", message, hint)
    return document.problem(("profile",), "unknown-profile", message, hint, of="value")


def one(path: Path, label: str) -> "tuple[Layer | None, list[Problem]]":
    """One file, as it is written and checked against the record of the settings."""
    from programme_check.document import explain, read

    try:
        data = path.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or "cannot be read").lower()
        return None, [Problem(label, 1, 1, "", "unreadable", f"the settings file cannot be read: {reason}")]
    says_nothing = all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())
    document, problems = read(b"{}" if says_nothing else data, label)
    if document is None:
        return None, problems
    try:
        msgspec.convert(document.data, Settings)
    except msgspec.ValidationError as error:
        import json

        from programme_check.resources import schema_text

        schema = json.loads(schema_text("settings"))
        explained = explain(document, "", document.data, (), schema=schema)
        return None, explained or [document.problem((), "bad-settings", f"the settings do not fit: {error}")]
    values = dict(document.data)
    if values.get("packs"):  # an absolute path stays what it is
        values["packs"] = [(path.parent / name).as_posix() for name in values["packs"]]
    return (label, values, document), []


def laid(layers: "list[Layer]") -> Layered:
    """Layers over one another: a value of a nearer one wins, mappings are merged key by key."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in reversed(layers):
        for key, value in layer[1].items():
            lay(values, origins, (key,), value, layer)
    return Layered(values, origins, tuple(document for *_, document in layers))


def lay(values: dict[str, Any], origins: dict[str, str], path: tuple[str, ...], value: Any, layer: "Layer") -> None:
    """Lay one value over what is there. Mappings of settings are at most three deep."""
    label, _, document = layer
    key = path[-1]
    if isinstance(value, dict):
        below = values.setdefault(key, {})
        for name, inner in value.items():
            lay(below, origins, (*path, name), inner, layer)
        return
    values[key] = value
    line = "" if label.startswith("profile ") else f":{document.locate(path).line}"
    origins[".".join(path)] = f"{label}{line}"
