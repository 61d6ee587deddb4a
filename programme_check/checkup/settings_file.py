"""The settings file, `.programme-check.yaml`: found, read, and what is wrong with it.

The nearest file from the programme's own folder upwards counts, as far as the root of the repository; files are not
merged. What a file builds on is `profiles.py`.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from programme_check.findings import Path as Keys
from programme_check.findings import Problem
from programme_check.settings import Settings

if TYPE_CHECKING:
    from programme_check.document import Document

NAME = ".programme-check.yaml"
YES_NO = {"yes": True, "no": False}


class Layer(NamedTuple):
    """One file of settings, as far as it fits."""

    label: str
    """What to call it: its path, or `profile starter`."""
    folder: Path
    """Where the files that it names are looked for."""
    values: dict[str, Any]
    document: "Document"

    def origin(self, keys: Keys) -> str:
        """Where a value comes from: `.programme-check.yaml:12`, `profile starter`."""
        shipped = self.label.startswith("profile ")
        return self.label if shipped else f"{self.label}:{self.document.locate(keys).line}"


def find(folder: Path) -> Path | None:
    """The settings file that holds for a folder.

    None where there is none up to the root of its repository, or up to the root of the disk outside of one.
    """
    place = folder.resolve()
    for above in (place, *place.parents):
        if is_file(above / NAME):
            return above / NAME
        if is_there(above / ".git"):
            return None
    return None


def is_file(path: Path) -> bool:
    """Whether there is a file; not where the name is too long or the folder is closed to us."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether there is a file or a folder; a repository's `.git` may be either."""
    try:
        return path.exists()
    except OSError:
        return False


def shown(path: Path) -> str:
    """A path as people write it: from the current folder where it lies below that, with forward slashes."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def one(path: Path, label: str) -> tuple[Layer | None, list[Problem]]:
    """One file, checked against the record of the settings.

    With problems the layer holds only what fits: enough to look for further problems, not to judge anything by. None
    where the file cannot be read at all.
    """
    from programme_check.document import LIMITS, read

    try:
        with path.open("rb") as file:
            data = file.read(LIMITS.size + 1)
    except OSError as fault:
        reason = (fault.strerror or "unknown reason").lower()
        return None, [Problem(label, 0, 0, "", "unreadable", f"the settings file cannot be read: {reason}")]
    document, problems = read(data, label)
    if [problem.code for problem in problems] == ["empty"]:
        document, problems = read(b"{}", label)  # unlike a programme, settings may say nothing
    if document is None:
        return None, [in_terms_of_settings(problem) for problem in problems]
    values = tidied(document.data)
    try:
        msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        problems = explained(document, values, str(error))
        values = fitting(values)
    layer = Layer(label, path.parent, values, document)
    return layer, problems + missing_packs(layer)


def in_terms_of_settings(problem: Problem) -> Problem:
    """What the reader says of a file without keys, which it takes for a programme's."""
    if problem.code != "not-a-mapping":
        return problem
    message = "the settings file is no mapping; write keys with values, such as `fail_on: warning`"
    return problem._replace(message=message)


def tidied(data: dict[str, Any]) -> dict[str, Any]:
    """Values as the record has them: a key without a value is absent, `x-` keys belong to others, `yes` is true."""
    found = plain(data)
    for values in (found, *(of_rule for of_rule in mapping(found.get("rules")).values() if isinstance(of_rule, dict))):
        for key in ("same_day_handover", "enabled"):
            if isinstance(values.get(key), str):
                values[key] = YES_NO.get(values[key], values[key])
    return found


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """A mapping and those in it without empty values and `x-` keys."""
    return {
        key: plain(value) if isinstance(value, dict) else value
        for key, value in data.items()
        if value is not None and not key.startswith("x-")
    }


def mapping(value: Any) -> dict[str, Any]:
    """A value where it is a mapping; nothing where it is something else."""
    return value if isinstance(value, dict) else {}


def explained(document: "Document", values: dict[str, Any], error: str) -> list[Problem]:
    """What keeps values from fitting, in plain words at their lines."""
    import json

    from programme_check.document import explain
    from programme_check.resources import schema_text

    found = explain(document, "", values, (), schema=json.loads(schema_text("settings")))
    return found or [document.problem((), "bad-settings", f"the settings do not fit: {error}")]


def fitting(values: dict[str, Any]) -> dict[str, Any]:
    """Those values that fit the record, rule by rule under `rules`."""
    kept = dict(values)
    if isinstance(values.get("rules"), dict):
        kept["rules"] = {name: of_rule for name, of_rule in values["rules"].items() if isinstance(of_rule, dict)}
    for key, value in list(kept.items()):
        try:
            msgspec.convert({key: value}, Settings)
        except msgspec.ValidationError:
            del kept[key]
    return kept


def missing_packs(layer: Layer) -> list[Problem]:
    """The packs a file names that are not there."""
    return [
        layer.document.problem(
            ("packs", number),
            "unknown-file",
            f"there is no pack `{name}`",
            "Name the file relative to the folder of these settings.",
            of="value",
        )
        for number, name in enumerate(layer.values.get("packs", ()))
        if not is_file(layer.folder / name)
    ]
