"""Late dates and floats where predecessor and successor do not work the same hours."""

from collections.abc import Callable

import pytest

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]

NEVER_OFF = """
calendars:
  standard: {working_days: [mon, tue, wed, thu, fri]}
  round-the-clock: {working_days: [mon, tue, wed, thu, fri, sat, sun], working_hours: ["00:00-24:00"]}
workstreams:
  main:
    name: Main
    kind: other
    activities:
      load: {name: Load, kind: other, calendar: round-the-clock, start: 2027-03-06, finish: 2027-03-07}
      watch: {name: Watch, kind: other, calendar: standard, duration: 3d, depends_on: ["load LINK"]}
"""


@pytest.mark.parametrize("link", ["FF", "SF", "FS", "SS"])
def test_work_at_a_week_end_is_not_late_for_those_who_do_not_work_then(plan_of: PlanOf, link: str) -> None:
    """Friday evening and Monday morning are the same to them; what ends in between keeps the link it keeps."""
    found = plan_of(NEVER_OFF.replace("LINK", link)).forecast
    for id in ("load", "watch"):
        total, free = found[id].total_float, found[id].free_float
        assert total is not None
        assert free is not None
        assert total >= 0
        assert free >= 0
        assert found[id].late_finish >= found[id].early_finish


def test_the_last_finish_of_a_plan_has_no_float(plan_of: PlanOf) -> None:
    """The watch ends on Friday evening, which for those who watch is the instant at which the load ends."""
    before = "      before: {name: Before, kind: other, calendar: standard, start: 2027-03-01, finish: 2027-03-05}\n"
    found = plan_of(NEVER_OFF.replace("LINK", "FF") + before).forecast
    assert (found["load"].total_float, found["load"].free_float) == (0.0, 0.0)
    assert found["load"].late_finish == found["load"].early_finish
