"""What spreadsheets and slides share: colours, the date they bear, and that no clock and no machine shows in them."""

import datetime
import io
import zipfile

from programme_check.reports.terminal.palette import SIGNS
from programme_check.verdict import Status

FILLS = {Status.RED: "A8200D", Status.AMBER: "F7B500", Status.GREEN: "8FD3C6", Status.NOT_SET: "FFFFFF"}
INKS = {Status.RED: "FFFFFF", Status.AMBER: "1F1300", Status.GREEN: "00443C", Status.NOT_SET: "1F2328"}
"""Behind a state and its text on it, as in the HTML pack. Not set is hollow, so that nobody takes it for green."""
INK, GREY, LINE, BAD = "15181D", "5A616B", "DFE2E7", "A8200D"
"""Text, text beside it, lines, and bad news."""
LEVEL = 9
"""How hard an archive is compressed: a workbook goes by mail."""
EARLIEST = datetime.date(1980, 1, 1)
"""The first day that a ZIP archive knows."""


def pill(status: Status, text: str) -> str:
    """A state as people tell it without its colour: sign and word."""
    return f"{SIGNS[status]} {text}"


def made_on(ordinal: int) -> datetime.datetime:
    """The instant that stands in the properties of a file: the status date, since nothing here knows what day it is."""
    day = max(datetime.date.fromordinal(ordinal), EARLIEST)
    return datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 (a day of the file, in no time zone)


def settled(data: bytes) -> bytes:
    """An archive without what differs between two machines or two moments: times, systems, the order of its parts.

    `[Content_Types].xml` comes first, as readers expect. Parts are compressed: the bytes of a part are the same
    everywhere, those of the archive wherever Python has the same zlib.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (not name.startswith("["), name)):
            part = zipfile.ZipInfo(name, (EARLIEST.year, EARLIEST.month, EARLIEST.day, 0, 0, 0))
            part.create_system = 0
            new.writestr(part, old.read(name), zipfile.ZIP_DEFLATED, LEVEL)
    return made.getvalue()
