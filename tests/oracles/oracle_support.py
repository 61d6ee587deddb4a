"""The networks of other programs, read from the folder that PROGRAMME_CHECK_ORACLES names."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from programme_check.schedule import Calendar
from programme_check.schedule.engine import Net

FOLDER = os.environ.get("PROGRAMME_CHECK_ORACLES")
needs_oracles = pytest.mark.skipif(not FOLDER, reason="PROGRAMME_CHECK_ORACLES names no folder")
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def files(pattern: str) -> list[Path]:
    """The files of a pattern below the folder, none where there is no folder."""
    return sorted(Path(FOLDER).glob(pattern)) if FOLDER else []


def bank() -> Iterator[dict[str, Any]]:
    """The networks that a commercial-grade engine and an independent program agree on."""
    for path in files("networks/bank_shared.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def instant(text: str) -> int:
    """Minutes of an instant as the engine counts them."""
    moment = dt.datetime.fromisoformat(text)
    return moment.toordinal() * 1440 + moment.hour * 60 + moment.minute


def minute(text: str) -> int:
    """Minutes from midnight."""
    return int(text[:2]) * 60 + int(text[3:])


def calendar(record: dict[str, Any]) -> Calendar:
    """A calendar of the oracle data."""
    week = [[(minute(a), minute(b)) for a, b in record["hours"].get(day, ())] for day in WEEKDAYS]
    return Calendar(week, {dt.date.fromisoformat(day).toordinal(): [] for day in record.get("holidays", ())})


def network(record: dict[str, Any]) -> tuple[Net, dict[str, int]]:
    """A network of the oracle data, on one calendar, and the numbers of its activities."""
    worked = calendar(record["calendar"])
    begin = worked.work_minutes(instant(record["start"]))
    net = Net()
    numbers: dict[str, int] = {}
    for activity in record["activities"]:
        low = max(begin, worked.work_minutes(instant(activity["snet"]))) if "snet" in activity else begin
        numbers[activity["id"]] = net.add(activity["id"], worked, round(activity["duration_h"] * 60), low)
    for link in record["relations"]:
        net.link(numbers[link["pred"]], numbers[link["succ"]], link["type"], round(link["lag_h"] * 60))
    return net, numbers
