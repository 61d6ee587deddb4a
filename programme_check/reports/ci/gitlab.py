"""GitLab Code Quality: an array of entries, each with a fingerprint of its own.

GitLab stops at the first entry it does not understand and hides the rest, so that every entry has every field.
"""

from programme_check.reports.ci.entries import Entry, entries, path_of
from programme_check.reports.json import encode
from programme_check.verdict import Report

SEVERITIES = {"error": "blocker", "warning": "major", "info": "minor"}


def render(report: Report) -> str:
    """The array; `[]` when there is nothing to say."""
    seen: dict[str, int] = {}
    return encode([entry(one, seen) for one in entries(report) if not one.baselined])


def entry(one: Entry, seen: dict[str, int]) -> dict[str, object]:
    """One entry. The same finding in two files has two fingerprints: GitLab shows one entry for each."""
    key = f"{one.fingerprint}-{path_of(one.place)}"
    seen[key] = seen.get(key, 0) + 1
    return {
        "description": f"{one.title}. {one.message}",
        "check_name": one.rule,
        "fingerprint": digest(f"{key}-{seen[key]}"),
        "severity": SEVERITIES[one.level],
        "location": {"path": path_of(one.place), "lines": {"begin": one.place.line}},
    }


def digest(text: str) -> str:
    """A fingerprint of 32 hexadecimal digits."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
