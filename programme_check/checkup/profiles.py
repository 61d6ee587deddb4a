"""What settings build on: a profile, which may build on another. A nearer file comes before the one it builds on."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from programme_check.checkup.settings_file import Layer, is_file, one, shown
from programme_check.findings import Path as Keys
from programme_check.findings import Problem
from programme_check.settings import Settings

if TYPE_CHECKING:
    from programme_check.document import Document

PROFILES = ("starter", "standard", "assurance")
"""The profiles that ship with the program."""
STANDARD = "standard"
"""The one that changes nothing."""
FOLDER = Path(__file__).parents[1] / "profiles"


class Reference(NamedTuple):
    """A profile as somebody names it."""

    name: str
    folder: Path
    """Where it is looked for when it is a path."""
    document: "Document | None"
    """The file that names it; None for the command line."""


class Layered(NamedTuple):
    """Settings laid over one another. `rules` is left to `RuleSettings`, which knows ids from names."""

    values: dict[str, Any]
    origins: dict[str, str]
    """Where each value comes from, by its dotted name."""
    layers: tuple[Layer, ...]
    """What was read, the nearest first."""

    def settings(self) -> Settings:
        """The values as a record."""
        return msgspec.convert(self.values, Settings)

    def giving(self, key: str) -> Layer | None:
        """The file that a value on the top level comes from."""
        return next((layer for layer in self.layers if key in layer.values), None)


def load(path: Path | None, profile: str | None) -> tuple[Layered, list[Problem]]:
    """A settings file over what it builds on. `profile`, a name or a path, comes before the file's own.

    With problems nothing may be judged by what was read.
    """
    layers: list[Layer] = []
    problems: list[Problem] = []
    wanted = Reference(profile, Path.cwd(), None) if profile is not None else None
    seen: set[Path] = set()
    if path is not None:
        layer, problems = one(path, shown(path))
        layers += [layer] if layer is not None else []
        seen.add(path.resolve())
        wanted = wanted or built_on(layer)
    while wanted is not None:
        place, label = whereabouts(wanted)
        known = is_file(place)
        if not known or place.resolve() in seen:
            problems.append(unknown(wanted, loop=known))
            break
        seen.add(place.resolve())
        layer, faults = one(place, label)
        layers += [layer] if layer is not None else []
        problems += faults
        wanted = built_on(layer)
    return laid(layers), problems


def built_on(layer: Layer | None) -> Reference | None:
    """The profile that a file names."""
    name = layer.values.get("profile") if layer is not None else None
    return Reference(name, layer.folder, layer.document) if layer is not None and name is not None else None


def whereabouts(wanted: Reference) -> tuple[Path, str]:
    """Where a profile stands, and what to call it."""
    if wanted.name in PROFILES:
        return FOLDER / f"{wanted.name}.yaml", f"profile {wanted.name}"
    path = wanted.folder / wanted.name
    return path, shown(path) if is_file(path) else wanted.name


def unknown(wanted: Reference, *, loop: bool) -> Problem:
    """The problem with a profile that is not there, or that leads back to a file which builds on it."""
    if loop:
        code, message = "circular-profile", f"the profile `{wanted.name}` leads back to itself"
        hint = "A profile may build on another, and that on a third, but not in a circle."
    else:
        from programme_check.document import nearest

        near = nearest(wanted.name, PROFILES)
        code, message = "unknown-profile", f"there is no profile `{wanted.name}`"
        hint = f"Did you mean `{near}`?" if near else f"There are {', '.join(PROFILES)}, and files by their path."
    if wanted.document is None:
        return Problem("--profile", 0, 0, "", code, message, hint)
    return wanted.document.problem(("profile",), code, message, hint, of="value")


def laid(layers: list[Layer]) -> Layered:
    """Layers over one another: a value of a nearer one wins; mappings are merged key by key, lists are not."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in reversed(layers):
        for key, value in layer.values.items():
            if key == "packs":
                values[key] = [shown(layer.folder / name) for name in value]
                origins[key] = layer.origin((key,))
            elif key != "rules":
                lay(values, origins, (key,), value, layer)
    return Layered(values, origins, tuple(layers))


def lay(values: dict[str, Any], origins: dict[str, str], keys: Keys, value: Any, layer: Layer) -> None:
    """Lay one value over what is there. Mappings of settings are at most two deep."""
    key = str(keys[-1])
    if isinstance(value, dict):
        below = values.setdefault(key, {})
        for name, inner in value.items():
            lay(below, origins, (*keys, name), inner, layer)
        return
    values[key] = value
    origins[".".join(map(str, keys))] = layer.origin(keys)
