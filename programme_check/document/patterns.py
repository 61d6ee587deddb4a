"""Which files below a folder a pattern of `include` means."""

import fnmatch
import os
from collections.abc import Iterable, Iterator

from programme_check.document.folders import WILD

MOST = 100_000
"""Names that one pattern may look at before it is refused."""


class TooMany(Exception):
    """A pattern looks at more names than anybody keeps programmes in."""


class Patterns:
    """Looks for files below one folder.

    `*`, `?` and `[...]` match within a name and never a dot at its beginning; `**` stands for any folders that are no
    links and not hidden.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.looked = 0

    def matching(self, pattern: str) -> list[str]:
        """Files that a pattern with forward slashes matches, relative to the folder and sorted. Raises TooMany."""
        self.looked = 0
        *folders, last = pattern.split("/")
        places: Iterable[str] = [""]
        for part in folders:
            places = dict.fromkeys(name for place in places for name in self.folders(place, part))
        if not WILD.search(last):
            return sorted(name for name in (join(place, last) for place in places) if self.exists(name))
        if last == "**":
            places, last = [deeper for place in places for deeper in self.folders(place, "**")], "*"
        names = {join(place, entry.name) for place in places for entry in self.list(place, last) if not entry.is_dir()}
        return sorted(names)

    def folders(self, place: str, part: str) -> Iterator[str]:
        """The folders that one part of a pattern stands for, seen from a place."""
        if part == "**":
            waiting = [place]
            while waiting:
                here = waiting.pop()
                yield here
                inside = [entry.name for entry in self.list(here, "*") if entry.is_dir(follow_symlinks=False)]
                waiting += [join(here, name) for name in inside]
        elif WILD.search(part):
            yield from (join(place, entry.name) for entry in self.list(place, part) if entry.is_dir())
        else:
            yield join(place, part)

    def list(self, place: str, part: str) -> Iterator["os.DirEntry[str]"]:
        """What in a folder matches one part of a pattern; nothing when the folder cannot be read."""
        try:
            with os.scandir(self.folder + "/" + place) as entries:
                for entry in entries:
                    self.looked += 1
                    if self.looked > MOST:
                        raise TooMany
                    hidden = entry.name.startswith(".") and not part.startswith(".")
                    if not hidden and fnmatch.fnmatchcase(entry.name, part):
                        yield entry
        except OSError:
            return

    def exists(self, name: str) -> bool:
        """Whether there is anything under a name, be it a link to nowhere."""
        return os.path.lexists(self.folder + "/" + name)


def join(place: str, name: str) -> str:
    """A relative path with forward slashes."""
    return f"{place}/{name}" if place else name
