"""Programmes for workbooks and slides, and what both kinds of file must be."""

import io
import zipfile
from xml.etree import ElementTree

from pack_support import HOSTILE, SAMPLES, invented

TROUBLE = next(path for path in SAMPLES if "hris-in-trouble" in path.name)
SMALLEST = next(path for path in SAMPLES if "smallest" in path.name)
LANGUAGES = {
    "el": "Μισθοδοσία",
    "ja": "給与システムの刷新",
    "ar": "نظام الرواتب",
    "de": "Gehaltsabrechnung für Österreich",
}
SPOKEN = """\
schema_version: 1
programme: {name: "NAME", objective: "NAME!", status_date: 2027-01-15}
people: {p: {name: "NAME p"}}
decisions: {d: {title: "NAME d?", owner: p, needed_by: 2027-02-01, blocks: [a]}}
risks: {r: {title: "NAME r", probability: 40, impact: high, owner: p}}
workstreams:
  w:
    name: NAME w
    kind: configuration
    lead: p
    activities:
      a: {name: "NAME a", kind: configuration, start: 2027-01-18, duration: 20d}
      g: {name: "NAME g", kind: go_live, milestone: true, start: 2027-03-01, depends_on: [a]}
"""
NOTHING = """\
schema_version: 1
programme: {name: "Nothing yet", status_date: 2027-01-15}
workstreams: {w: {name: Work, kind: other}}
"""
EVERY = {path.stem: path for path in [*SAMPLES, HOSTILE]} | {
    "nothing": NOTHING,
    "ranges": invented(60, 6, ranges=True),
    "300": invented(300, 14),
    "2000": invented(2000, 60),
} | {language: SPOKEN.replace("NAME", name) for language, name in LANGUAGES.items()}  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by name, after a look at what keeps clock and machine out of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for part in archive.infolist():
            assert (part.date_time, part.create_system) == ((1980, 1, 1, 0, 0, 0), 0)
            assert part.compress_type == zipfile.ZIP_DEFLATED
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def sound(data: bytes) -> dict[str, bytes]:
    """The parts, each of which is whole; none leads out of the file."""
    found = parts(data)
    for name, part in found.items():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(part)
            assert b'TargetMode="External"' not in part
            assert b"\x1b" not in part
    assert not [name for name in found if "vba" in name.lower() or "macro" in name.lower()]
    return found
