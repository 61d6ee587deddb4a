"""The same networks written as programme files: what a user would get."""

import datetime as dt
from typing import Any

import pytest
from oracle_support import bank, calendar, instant, needs_oracles

from programme_check.document import read
from programme_check.model import build
from programme_check.schedule import Plan
from programme_check.settings import Settings

pytestmark = needs_oracles
BANK = list(bank())


def as_programme(record: dict[str, Any]) -> bytes:
    """A network as a programme file of one workstream."""
    start = dt.datetime.fromisoformat(record["start"])
    hours = ", ".join(f'"{first}-{last}"' for first, last in record["calendar"]["hours"]["MON"])
    lines = [
        "schema_version: 1",
        f"programme: {{name: N, types: [general], status_date: {start.date()}, start: {start.date()}, calendar: c}}",
        f"calendars: {{c: {{working_hours: [{hours}], holidays: [{', '.join(record['calendar']['holidays'])}]}}}}",
        "workstreams:",
        "  main:",
        "    name: Main",
        "    kind: other",
        "    activities:",
    ]
    links: dict[str, list[str]] = {}
    for link in record["relations"]:
        links.setdefault(link["succ"], []).append(f'"{link["pred"].lower()} {link["type"]} {link["lag_h"]:+g}h"')
    for activity in record["activities"]:
        after = ", ".join(links.get(activity["id"], ()))
        duration = f"{activity['duration_h']:g}h"
        name = activity["id"].lower()
        lines.append(f"      {name}: {{name: A, kind: other, duration: {duration}, depends_on: [{after}]}}")
    return "\n".join(lines).encode()


@pytest.mark.parametrize("number", range(len(BANK)))
def test_a_programme_file_gives_the_same_dates_and_floats(number: int) -> None:
    record, expected = BANK[number]["net"], BANK[number]["p6"]
    document, problems = read(as_programme(record), "network.yaml")
    assert document is not None, problems
    programme, problems = build(document)
    assert programme is not None
    assert not problems
    work = calendar(record["calendar"]).work_minutes
    forecast = Plan(programme, Settings()).forecast
    for activity in record["activities"]:
        found, theirs = forecast[activity["id"].lower()], expected[activity["id"]]
        ours = (found.early_start, found.early_finish, found.late_start, found.late_finish)
        dates = (theirs["start"], theirs["end"], theirs["late_start"], theirs["late_end"])
        assert [work(at) for at in ours] == [work(instant(text)) for text in dates], activity["id"]
        assert found.total_float == theirs["total_float_h"] / 8
        assert found.free_float == theirs["free_float_h"] / 8
        if activity["duration_h"]:
            assert ours[0] == instant(theirs["start"])
