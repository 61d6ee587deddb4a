"""The files that a programme file includes, found and read; nothing outside its folder, no loops."""

from pathlib import Path

from programme_check.document.files import NotRead, read_file, real, shown
from programme_check.document.folders import WILD
from programme_check.document.patterns import Patterns, TooMany
from programme_check.document.positions import Limits, start
from programme_check.document.reader import parse
from programme_check.document.scalars import shorten
from programme_check.document.source import Fault, Source

INSIDE = "Give paths relative to this file, inside its folder, such as `workstreams/*.yaml`."


class Includes:
    """Reads what a main file includes, and what that includes, each file once."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sources: list[Source] = []
        """In the order in which they are met, the main file first."""
        self._met: set[Path] = set()
        self._bytes = 0

    def read(self, data: bytes, path: str, name: str, chain: tuple[Path, ...] = ()) -> Source:
        """Read one file and all it includes. `path` is where it stands, `name` what people call it."""
        source = parse(data, name, len(self.sources), self.limits)
        self.sources.append(source)
        self._bytes += len(data)
        own = real(path)
        self._met.add(own)
        if source.faults or "include" not in source.data:
            return source
        for position, pattern in take_patterns(source):
            try:
                for found in self.matching(path, pattern, own):
                    self.follow(found, Path(path), name, (*chain, own), position)
            except Fault as fault:
                fault.position = position
                source.faults.append(fault)
        return source

    def matching(self, path: str, pattern: str, own: Path) -> list[str]:
        """The files that one pattern means, relative to the folder of the file it stands in."""
        said = shorten(pattern)
        parts = [part for part in pattern.split("/") if part not in {"", "."}]
        if pattern.startswith("/") or "\\" in pattern or pattern[1:2] == ":" or ".." in parts or "\0" in pattern:
            message = f"`{said}` leads out of this file's folder; only files in it or below it can be included"
            raise Fault(0, "include-outside", message, INSIDE)
        folder = str(Path(path).parent)
        try:
            found = Patterns(folder).matching("/".join(parts)) if parts else []
        except TooMany:
            message = f"`{said}` would look through too many files"
            raise Fault(0, "include-too-many", message, "Name a folder in the pattern.") from None
        if WILD.search(pattern):
            found = [name for name in found if real(f"{folder}/{name}") != own]
        if not found:
            raise Fault(0, "include-not-found", f"no file matches `{said}`", INSIDE)
        return found

    def follow(self, found: str, includer: Path, name: str, chain: tuple[Path, ...], position: int) -> None:
        """Read one included file."""
        path = str(includer.parent / found)
        target = real(path)
        said = shorten(found)
        if not target.is_relative_to(real(str(includer.parent))):
            message = f"`{said}` is a link that leads out of this file's folder"
            raise Fault(position, "include-outside", message, "Put the file itself into the folder.")
        if target in chain:
            message = f"`{said}` includes this file, so the two would include each other without end"
            if target == chain[-1]:
                message = f"`{said}` is this file itself"
            raise Fault(position, "include-loop", message, "Remove one of the two.")
        if target in self._met:
            return
        if len(chain) > self.limits.include_depth or len(self.sources) > self.limits.files:
            message = f"`{said}` is one included file too many: at most {self.limits.files:,} files,"
            message += f" {self.limits.include_depth} deep, are read"
            raise Fault(position, "include-too-many", message, "Include fewer files.")
        data = read_file(path, self.limits)
        if isinstance(data, NotRead):
            raise Fault(position, f"include-{data.code}", f"`{said}`: {data.message}", data.hint)
        if self._bytes + len(data) > 2 * self.limits.size:
            raise Fault(position, "include-too-many", "the included files are too large to be read together")
        self.read(data, path, shown(str(Path(name).parent / found)), chain)


def take_patterns(source: Source) -> list[tuple[int, str]]:
    """Take `include` out of a source: its patterns with their positions. What is no list of texts is a fault."""
    slot = source.mirror.index("include", 1)
    entry = source.mirror[slot + 2]
    del source.mirror[slot : slot + 3]
    value = source.data.pop("include")
    source.soft = [path for path in source.soft if path[0] != "include"]
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = "`include` takes a list of files, such as `[workstreams/*.yaml]`"
        source.faults.append(Fault(start(entry), "include-not-a-list", message))
        return []
    return [(start(at), item) for at, item in zip(entry[1:], value, strict=True)]
