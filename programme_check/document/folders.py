"""Which files are meant by the words on a command line."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from programme_check.document.files import real, shown
from programme_check.findings import Problem

PROGRAMME = re.compile(r"programme\.ya?ml|.+\.programme\.ya?ml")
WILD = re.compile(r"[*?\[]")


def find_programmes(arguments: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """The programme files that files, folders, patterns and `-` stand for, sorted, each once.

    A folder stands for `programme.yaml` and `*.programme.yaml` below it; hidden folders and links to folders are left
    out. A file that is given by name stands for itself, whether it exists or not: reading it tells.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for argument in arguments:
        if argument == "-":
            found["-"] = "-"
            continue
        for name in stands_for(argument, problems):
            found.setdefault(str(real(name)), name)
    return sorted(found.values()), problems


def stands_for(argument: str, problems: list[Problem]) -> list[str]:
    """The files that one word stands for; a problem when there is none."""
    try:
        path = Path(argument)
        if path.is_dir():
            names = list(below(path, problems))
            if not names:
                hint = "Name the file `programme.yaml` or `NAME.programme.yaml`, or give its name."
                problems.append(nothing(argument, "no programme file is in this folder or below it", hint))
            return names
        if WILD.search(argument) and not path.exists():
            import glob

            # pathlib has no pattern that begins at the root of a drive.
            names = [name for name in glob.glob(argument, recursive=True) if not Path(name).is_dir()]  # noqa: PTH207
            if not names:
                problems.append(nothing(argument, "no file matches this pattern"))
            return names
    except (OSError, ValueError):
        return [argument]
    return [argument]


def nothing(name: str, message: str, hint: str = "") -> Problem:
    """There is nothing to read under a name."""
    return Problem(shown(name), 1, 1, "", "not-found", message, hint)


def below(folder: Path, problems: list[Problem]) -> Iterator[str]:
    """The programme files in a folder and below it."""

    def refused(error: OSError) -> None:
        reason = (error.strerror or "unknown reason").lower()
        name = shown(str(error.filename))
        problems.append(Problem(name, 1, 1, "", "unreadable", f"this folder cannot be read: {reason}"))

    for parent, folders, files in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if PROGRAMME.fullmatch(name):
                yield str(Path(parent, name))
