"""Networks with every type of link, lags, leads, half days and holidays: all dates and floats equal."""

import json
from typing import Any

import pytest
from oracle_support import bank, calendar, files, instant, needs_oracles, network

from programme_check.schedule.engine import free_floats, schedule_net

pytestmark = needs_oracles
BANK = list(bank())


def differences(record: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Where the engine and the oracle differ, in working minutes of the one calendar."""
    net, numbers = network(record)
    work = calendar(record["calendar"]).work_minutes
    passes = schedule_net(net)
    free = free_floats(net, passes)
    found = []
    for id, node in numbers.items():
        theirs = expected[id]
        early, late = passes.early[node], passes.late[node]
        pairs = {
            "start": (early, work(instant(theirs["start"]))),
            "end": (early + net.minutes[node], work(instant(theirs["end"]))),
            "late_start": (late, work(instant(theirs["late_start"]))),
            "late_end": (late + net.minutes[node], work(instant(theirs["late_end"]))),
            "total": (late - early, round(theirs["total_float_h"] * 60)),
            "free": (free[node], round(theirs["free_float_h"] * 60)),
        }
        found += [f"{id} {name}: {a} not {b}" for name, (a, b) in pairs.items() if a != b]
    return found


def test_there_are_networks() -> None:
    assert len(BANK) >= 30


@pytest.mark.parametrize("number", range(len(BANK)))
def test_early_late_and_floats_equal_the_oracle(number: int) -> None:
    assert differences(BANK[number]["net"], BANK[number]["p6"]) == []


def test_ten_activities_that_three_engines_agree_on() -> None:
    folder = files("networks/net10.json")[0].parent
    record = json.loads((folder / "net10.json").read_text("utf-8"))
    expected = json.loads((folder / "net10.mpxj.json").read_text("utf-8"))["p6"]
    assert differences(record, expected) == []
    third = json.loads((folder / "net10.tj3.json").read_text("utf-8"))
    assert {id: (one["start"], one["end"]) for id, one in third.items() if id != "J"} == {
        id: (one["start"], one["end"]) for id, one in expected.items() if id != "J"
    }
