"""Dates and floats that Primavera and Microsoft Project stored in files of their own, with a calendar per activity."""

import datetime as dt
import json
from typing import Any

import pytest
from oracle_support import FOLDER, WEEKDAYS, files, instant, minute, needs_oracles

from programme_check.schedule import Calendar
from programme_check.schedule.calendar import DAY
from programme_check.schedule.engine import ELAPSED, Net, free_floats, schedule_net
from programme_check.schedule.engine.net import Axis

pytestmark = needs_oracles
FILES = {
    "exupery_MDL4RA.xer": 62,
    "longpath_sample.xer": 16,
    "mpsplib_16_mp_j30_a5_nr1.xml": 160,
    "mpsplib_6_mp_j30_a2_nr1.xml": 64,
    "mpxj_mspdirelations.xml": 5,
}
"""Files without progress whose stored dates follow from their logic, and how many activities they hold."""


def calendar(record: dict[str, Any], base: dict[str, Any]) -> Calendar:
    """A calendar of a file; one that leaves days open takes them from the file's first."""
    week = [
        [(minute(first), minute(last) or DAY) for first, last in record["hours"].get(day) or base["hours"][day] or ()]
        if record["hours"].get(day) != []
        else []
        for day in WEEKDAYS
    ]
    special: dict[int, list[tuple[int, int]]] = {}
    for entry in record["exceptions"]:
        first, last = (dt.date.fromisoformat(entry[end]).toordinal() for end in ("from", "to"))
        hours = [(minute(begin), minute(end) or DAY) for begin, end in entry["hours"]]
        special.update(dict.fromkeys(range(first, last + 1), hours))
    return Calendar(week, special)


def theirs(task: dict[str, Any], field: str) -> float | None:
    """A float as MPXJ's scheduler has it, which differs from what is stored in one place of these files."""
    again: float | None = task["engine"][field]
    return again


@pytest.mark.parametrize("name", FILES)
def test_dates_and_floats_equal_what_is_stored(name: str) -> None:
    record = json.loads(files(f"expected/{name}.json")[0].read_text("utf-8"))
    project = record["project"]
    calendars = {one["name"]: calendar(one, record["calendars"][0]) for one in record["calendars"]}
    tasks = [task for task in record["tasks"] if not task["summary"]]
    assert len(tasks) == FILES[name]
    net, numbers = Net(), {}
    for task in tasks:
        worked = calendars[task["calendar"] or project["default_calendar"]]
        own: Axis = ELAPSED if task["milestone"] and task["duration_h"] == 0 else worked
        low = own.work_minutes(instant(project["start"]))
        numbers[task["uid"]] = net.add(task["id"], worked, round(task["duration_h"] * 60), low, axis=own)
    for task in tasks:
        for pred, link_type, lag, unit in task["predecessors"]:
            minutes = round(lag * (60 if unit == "h" else float(project["minutes_per_day"])))
            net.link(numbers[pred], numbers[task["uid"]], link_type, minutes)
    passes = schedule_net(net)
    free = free_floats(net, passes)
    for task in tasks:
        node = numbers[task["uid"]]
        axis, work = net.axis[node], net.calendar[node].work_minutes
        early, late, length = passes.early[node], passes.late[node], net.minutes[node]
        ours = [work(axis.instant_of(place)) for place in (early, early + length, late, late + length)]
        stored = [task[field] for field in ("early_start", "early_finish", "late_start", "late_finish")]
        assert ours == [work(instant(text)) for text in stored], task["name"]
        total, room = theirs(task, "total_slack"), theirs(task, "free_slack")
        assert total is None or ours[2] - ours[0] == round(total * 60), task["name"]
        moved = work(axis.instant_of(early + free[node]))
        assert room is None or moved - ours[0] == round(room * 60), task["name"]


def test_there_are_files() -> None:
    assert FOLDER
    assert all(files(f"expected/{name}.json") for name in FILES)
