"""The baseline: findings that were known on the day when somebody began to check a programme that was already running.

A file of rules and ids, without lines and dates, that is read and written in the same bytes everywhere. What it holds
is open all the same: it counts for every status, and only the exit status goes by what is new. What was known as a
warning and is an error by now, as go-live has come near, is new too.
"""

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from programme_check import __version__
from programme_check.findings import Finding, Problem, Severity
from programme_check.verdict import BaselineNote, Report

if TYPE_CHECKING:
    from programme_check.rules.context import WrittenBy
    from programme_check.rules.engine import Outcome

VERSION = 1
NEVER = frozenset({"CHK001", "CHK002", "CHK003", "CHK005", "CHK007"})
"""What the check says of waivers, of itself and of the baseline: nobody can have known that before."""
HINT = "Write one with `--baseline FILE --update-baseline`."


class Known(msgspec.Struct, frozen=True, order=True):
    """One finding of a baseline; sorts by rule and targets."""

    rule: str
    targets: tuple[str, ...]
    severity: Literal["error", "warning", "info"]
    """The level at which it was known: one that has grown worse since is new."""
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.rule} {self.targets[0]}" if self.targets else self.rule


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a baseline file holds."""

    version: int
    tool: str = __version__
    """The version of the program that wrote it."""
    expires: datetime.date | None = None
    """The last day on which it holds, for ever when None. Written by hand, kept by every update."""
    rules: tuple[str, ...] = ()
    """All rules that there were."""
    programmes: dict[str, tuple[Known, ...]] = {}
    """The findings of each programme, by the path from the baseline's folder to its file."""


class Baseline:
    """A baseline against one run: what is known, what is no longer found, and what an update makes of it."""

    def __init__(self, name: str, file: str, content: Content | None, *, update: bool) -> None:
        self.folder = Path(name).parent
        self.file = file
        """How reports call it."""
        self.content = content or Content(version=VERSION)
        self.update = update
        self._seen: dict[str, Outcome] = {}

    @property
    def written_by(self) -> "WrittenBy | None":
        """What wrote it, for the rule that compares; None where it is being written now."""
        from programme_check.rules.context import WrittenBy

        return None if self.update else WrittenBy(self.file, self.content.tool, frozenset(self.content.rules))

    def see(self, file: str, outcome: "Outcome") -> None:
        """Take in what the rules made of a programme."""
        self._seen[file] = outcome

    def applied(self, report: Report, rules: Iterable[str]) -> Report:
        """The report with its known findings marked, and a note on what became of the baseline.

        `rules`: the ids of all there are. An update makes every finding a known one, unless there is a problem with a
        file or a rule crashed: what was found is then not all there is.
        """
        ids = frozenset(rules)
        fit = not report.errors and not any(one.crashed for one in report.programmes)
        after = self.renewed(ids) if self.update and fit else self.content
        last = after.expires.toordinal() if after.expires is not None else None
        programmes, expired = [], False
        for one in report.programmes:
            over = last is not None and last < one.status_date
            expired = expired or over
            entries = () if over else after.programmes.get(self.key(one.file), ())
            known = {item.fingerprint: Severity[item.severity.upper()] for item in entries}
            found = tuple(
                msgspec.structs.replace(item, baselined=True)
                if item.fingerprint in known and item.severity <= known[item.fingerprint]
                else item
                for item in one.findings
            )
            gone = tuple(map(str, self.gone(one.file))) if after is self.content else ()
            programmes.append(msgspec.structs.replace(one, findings=found, gone=gone))
        old, new = flat(self.content), flat(after)
        note = BaselineNote(
            file=self.file,
            expired_on=last if expired else None,
            added=sum(old.get(key) != level for key, level in new.items()),
            removed=sum(key not in new for key in old),
            text=text_of(after) if self.update and fit else None,
            refused=self.update and not fit,
        )
        return msgspec.structs.replace(report, programmes=tuple(programmes), baseline=note)

    def key(self, file: str) -> str:
        """The path from the folder of the baseline to a programme file, with forward slashes; `-` is standard input."""
        if file == "-":
            return file
        try:
            return Path(os.path.relpath(file, self.folder)).as_posix()
        except ValueError:  # on another drive than the baseline
            return Path(file).resolve().as_posix()

    def gone(self, file: str) -> list[Known]:
        """What the baseline holds of a programme, and its rule does not find any more."""
        seen = self._seen[file]
        present = {item.fingerprint for item in (*seen.findings, *seen.waived)}
        before = self.content.programmes.get(self.key(file), ())
        return [item for item in before if item.rule in seen.heard and item.fingerprint not in present]

    def renewed(self, rules: frozenset[str]) -> Content:
        """The baseline that holds what this run found.

        What it held of rules that did not run, or could not say, stays; so do programmes that this run did not check,
        as long as their files are there.
        """
        before = self.content.programmes
        now = {key: known for key, known in before.items() if key == "-" or (self.folder / key).exists()}
        for file, seen in self._seen.items():
            key = self.key(file)
            found = {adopted(item) for item in seen.findings if item.rule not in NEVER}
            waived = {item.fingerprint for item in seen.waived}
            kept = {
                item
                for item in before.get(key, ())
                if item.rule in rules and item.rule not in seen.heard and item.fingerprint not in waived
            }
            now[key] = tuple(sorted(found | kept))
        return msgspec.structs.replace(
            self.content,
            version=VERSION,
            tool=__version__,
            rules=tuple(sorted(rules)),
            programmes={key: known for key, known in sorted(now.items()) if known},
        )


def adopted(finding: Finding) -> Known:
    """A finding as the baseline holds it."""
    level = cast("Literal['error', 'warning', 'info']", finding.severity.word)
    return Known(finding.rule, finding.targets, level, finding.fingerprint)


def flat(content: Content) -> dict[tuple[str, str], str]:
    """The level of every finding, by file and fingerprint."""
    return {(key, item.fingerprint): item.severity for key, known in content.programmes.items() for item in known}


def text_of(content: Content) -> str:
    """The text of a baseline: sorted, one finding a line, so that two people's changes merge."""
    families: dict[str, list[str]] = {}
    for rule in content.rules:
        families.setdefault(rule[:3], []).append(quoted(rule))
    programmes = [
        f"    {quoted(key)}: [\n" + lines(f"      {quoted(item)}" for item in known) + "\n    ]"
        for key, known in content.programmes.items()
    ]
    parts = [
        f'  "version": {content.version}',
        f'  "tool": {quoted(content.tool)}',
        f'  "expires": {quoted(content.expires)}',
        '  "rules": [\n' + lines(f"    {', '.join(some)}" for some in families.values()) + "\n  ]",
        '  "programmes": {\n' + lines(programmes) + "\n  }" if programmes else '  "programmes": {}',
    ]
    return "{\n" + lines(parts) + "\n}\n"


def lines(parts: Iterable[str]) -> str:
    """Parts of a list, each on lines of its own."""
    return ",\n".join(parts)


def quoted(value: object) -> str:
    """A value as JSON on one line, with escapes where a file's name holds what does not show."""
    import json

    plain = msgspec.to_builtins(value)
    text = json.dumps(plain, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(plain).replace("\x7f", "\\u007f")


def read(name: str, *, update: bool) -> tuple[Baseline | None, list[Problem]]:
    """The baseline in a file; None with a problem where it cannot be used.

    A file that is not there is an empty baseline when it is to be written, and a problem otherwise. A file that is
    there and no baseline is never written over.
    """
    from programme_check.document.files import MISSING, NotRead, read_file, shown
    from programme_check.document.positions import LIMITS

    file = shown(name)
    data = read_file(name, LIMITS)
    if isinstance(data, NotRead):
        missing = data.code == MISSING.code
        if update and missing and Path(name).parent.is_dir():
            return Baseline(name, file, None, update=update), []
        return None, [Problem(file, 1, 1, "", data.code, data.message, HINT if missing and not update else data.hint)]
    try:
        version = msgspec.json.decode(data, type=Version).version
        if version == VERSION:
            return Baseline(name, file, msgspec.json.decode(data, type=Content), update=update), []
        code, hint = "unknown-version", "Write a new one under another name, or use a release that knows this version."
        message = f"this baseline has version {version}; this program reads version {VERSION}"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        code, message, hint = "no-baseline", f"this is no baseline: {str(fault) or 'it is nested too deeply'}", HINT
    return None, [Problem(file, 1, 1, "", code, message, hint)]


class Version(msgspec.Struct, frozen=True):
    """The version of a baseline, whatever else it holds."""

    version: int
