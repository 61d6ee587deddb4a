"""The room of a path that somebody asks for is that of the path, and not that of where it leads."""

import msgspec
import pytest

from programme_check.checkup.forecast import path_to, room_on
from programme_check.document import read
from programme_check.model import build
from programme_check.rules.cases import MINIMAL, merge
from programme_check.schedule import Plan
from programme_check.schedule.engine import Change
from programme_check.settings import Settings


def plan(before_live: str) -> Plan:
    """Design, a build a week later, and a go-live on the day it allows; `before_live` is what the go-live waits for."""
    activities = {
        "design": {"name": "Design", "kind": "other", "start": "2027-02-01", "finish": "2027-02-05"},
        "build": {
            "name": "Build", "kind": "other", "start": "2027-02-15", "finish": "2027-02-26", "depends_on": ["design"],
        },
        "spare": {
            "name": "Spare", "kind": "margin", "start": "2027-03-01", "finish": "2027-03-05", "depends_on": ["build"],
        },
        "live": {
            "name": "Live", "kind": "go_live", "milestone": True, "start": "2027-03-08", "depends_on": [before_live],
        },
    }  # fmt: skip
    streams = {"work": {"name": "Work", "kind": "other", "activities": activities}}
    document, problems = read(msgspec.json.encode(merge(MINIMAL, {"workstreams": streams})), "programme.yaml")
    assert document is not None, problems
    programme, faults = build(document)
    assert programme is not None, faults
    return Plan(programme, Settings())


@pytest.mark.parametrize("before_live", ["build", "spare"])
def test_a_path_has_the_room_by_which_its_first_step_can_be_late(before_live: str) -> None:
    """So many days move nothing, and one more moves the go-live."""
    asked = plan(before_live)
    ids = asked.forecast.path_between(["design"], ["live"])
    line = path_to(asked, "live", ids=ids)
    room = room_on(asked.forecast, ids)
    assert line is not None
    assert line.float_days == room > 0
    assert asked.forecast.effect_on_go_live(Change(id="design", longer_days=room), "live") == 0
    assert asked.forecast.effect_on_go_live(Change(id="design", longer_days=room + 1), "live") == 1
