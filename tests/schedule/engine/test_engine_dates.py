"""When work is placed: links, planned dates, constraints, milestones."""

import datetime as dt
from collections.abc import Callable

import pytest

from programme_check.schedule import Plan
from programme_check.schedule.engine import Schedule

PlanOf = Callable[..., Plan]
HOURS = """
calendars:
  c: {working_hours: ["09:00-13:00", "14:00-18:00"], holidays: [2027-03-26, 2027-03-29]}
  all: {working_days: [mon, tue, wed, thu, fri, sat, sun], working_hours: ["00:00-24:00"]}
  short: {working_hours: {mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], fri: ["09:00-13:00"]}}
"""


def text(instant: int) -> str:
    """An instant as `Mon 22 Mar 17:00`."""
    day = dt.date.fromordinal(instant // 1440)
    return f"{day:%a %d %b} {instant % 1440 // 60:02}:{instant % 60:02}"


def days(schedule: Schedule, *ids: str) -> list[tuple[str, str]]:
    """First and last days, as `22 Mar`."""
    found = [schedule[id] for id in ids]
    return [tuple(f"{dt.date.fromordinal(day):%d %b}" for day in (one.start_day, one.finish_day)) for one in found]  # type: ignore[misc]


def test_consistent_plan_stays_as_planned(activities_of: PlanOf) -> None:
    plan = activities_of("""
        a: {name: A, kind: other, start: 2027-02-01, finish: 2027-02-12}
        b: {name: B, kind: other, start: 2027-02-15, duration: 5d, depends_on: [a]}
        c: {name: C, kind: milestone, start: 2027-02-19, depends_on: [b]}
        go: {name: Go, kind: go_live, start: 2027-02-22, depends_on: [c]}
    """)
    found = plan.as_drawn
    assert days(found, "a", "b", "c", "go") == [
        ("01 Feb", "12 Feb"),
        ("15 Feb", "19 Feb"),
        ("19 Feb", "19 Feb"),
        ("22 Feb", "22 Feb"),
    ]
    assert [found[id].total_float for id in found.ids] == [0, 0, 0, 0]
    assert all(found[id].critical for id in found.ids)
    assert found.path_to("go") == ["a", "b", "c", "go"]
    assert text(found["c"].start) == "Fri 19 Feb 17:00"
    assert text(found["go"].start) == "Mon 22 Feb 09:00"


@pytest.mark.parametrize(
    ("link", "start", "finish"),
    [
        ("a", "08 Feb", "10 Feb"),
        ("a +2d", "10 Feb", "12 Feb"),
        ("a -2d", "04 Feb", "08 Feb"),
        ("a +2cd", "08 Feb", "10 Feb"),
        ("a +3cd", "09 Feb", "11 Feb"),
        ("a +1m", "08 Mar", "10 Mar"),
        ("a +4h", "08 Feb", "10 Feb"),
        ("a SS", "01 Feb", "03 Feb"),
        ("a SS+3d", "04 Feb", "08 Feb"),
        ("a FF", "03 Feb", "05 Feb"),
        ("a FF+1d", "04 Feb", "08 Feb"),
        ("a SF", "01 Feb", "03 Feb"),
        ("a SF+6d", "04 Feb", "08 Feb"),
        ("a +1w", "15 Feb", "17 Feb"),
    ],
)
def test_links(activities_of: PlanOf, link: str, start: str, finish: str) -> None:
    plan = activities_of(f"""
        a: {{name: A, kind: other, start: 2027-02-01, finish: 2027-02-05}}
        b: {{name: B, kind: other, duration: 3d, depends_on: ["{link.replace("S+", "S +").replace("F+", "F +")}"]}}
    """, as_of="2027-02-01")  # fmt: skip
    found = plan.as_drawn["b"]
    ends = [f"{dt.date.fromordinal(day):%d %b}" for day in (found.start_day, found.finish_day)]
    if link == "a +4h":
        assert text(found.start) == "Mon 08 Feb 13:00"
        assert text(found.finish) == "Thu 11 Feb 13:00"
    else:
        assert ends == [start, finish]


def test_planned_start_is_start_no_earlier_than(activities_of: PlanOf) -> None:
    plan = activities_of("""
        a: {name: A, kind: other, start: 2027-02-01, finish: 2027-02-05}
        early: {name: E, kind: other, start: 2027-02-03, duration: 2d, depends_on: [a]}
        late: {name: L, kind: other, start: 2027-02-17, duration: 2d, depends_on: [a]}
    """)
    assert days(plan.as_drawn, "early", "late") == [("08 Feb", "09 Feb"), ("17 Feb", "18 Feb")]
    assert plan.as_drawn["early"].driver == "a"
    assert plan.as_drawn["late"].driver is None
    assert plan.as_drawn["a"].free_float == 0


def test_same_day_handover_costs_nothing_and_keeps_its_overlap(activities_of: PlanOf) -> None:
    lines = """
        a: {name: A, kind: other, start: 2027-02-01, finish: 2027-02-05}
        b: {name: B, kind: other, start: 2027-02-05, finish: 2027-02-09, depends_on: [a]}
        c: {name: C, kind: other, start: 2027-02-11, finish: 2027-02-12, depends_on: ["b +2d"]}
    """
    assert days(activities_of(lines).as_drawn, "b", "c") == [("05 Feb", "09 Feb"), ("11 Feb", "12 Feb")]
    strict = activities_of(lines, same_day_handover=False)
    assert days(strict.as_drawn, "b", "c") == [("08 Feb", "10 Feb"), ("15 Feb", "16 Feb")]
    longer = activities_of(lines.replace("2027-02-05}", "2027-02-09}"))
    assert days(longer.as_drawn, "b") == [("10 Feb", "12 Feb")]


def test_constraints(activities_of: PlanOf) -> None:
    def found(type: str, date: str | None = None) -> tuple[str, float | None]:
        written = f", date: {date}" if date else ""
        plan = activities_of(
            f"""
            a: {{name: A, kind: other, start: 2027-02-01, finish: 2027-02-05}}
            b: {{name: B, kind: other, duration: 2d, depends_on: [a], constraint: {{type: {type}{written}}}}}
            z: {{name: Z, kind: other, start: 2027-02-22, duration: 5d}}
            c: {{name: C, kind: other, duration: 1d, depends_on: ["b +1d"]}}
            """
        ).as_drawn
        return text(plan["b"].start), plan["b"].total_float

    assert found("start_no_earlier_than", "2027-02-10") == ("Wed 10 Feb 09:00", 9)
    assert found("finish_no_earlier_than", "2027-02-10") == ("Tue 09 Feb 09:00", 10)
    assert found("start_no_later_than", "2027-02-09") == ("Mon 08 Feb 09:00", 1)
    assert found("finish_no_later_than", "2027-02-08") == ("Mon 08 Feb 09:00", -1)
    assert found("must_start_on", "2027-02-11") == ("Thu 11 Feb 09:00", 0)
    assert found("must_start_on", "2027-02-04") == ("Mon 08 Feb 09:00", -2)
    assert found("must_finish_on", "2027-02-11") == ("Wed 10 Feb 09:00", 0)
    assert found("as_late_as_possible") == ("Mon 08 Feb 09:00", 11)


def test_as_late_as_possible_leaves_successors_where_they_are(activities_of: PlanOf) -> None:
    plan = activities_of("""
        a: {name: A, kind: other, start: 2027-02-01, duration: 2d, constraint: {type: as_late_as_possible}}
        b: {name: B, kind: other, duration: 2d, depends_on: [a], constraint: {type: as_late_as_possible}}
        z: {name: Z, kind: other, start: 2027-02-15, duration: 5d, depends_on: [b]}
    """)
    assert days(plan.as_drawn, "a", "b", "z") == [("09 Feb", "10 Feb"), ("11 Feb", "12 Feb"), ("15 Feb", "19 Feb")]


def test_calendars_of_their_own(plan_of: PlanOf) -> None:
    plan = plan_of(
        HOURS
        + """
workstreams:
  main:
    name: Main
    kind: other
    calendar: c
    activities:
      a: {name: A, kind: other, start: 2027-03-24, duration: 3d}
      cut: {name: Cut, kind: other, duration: 60h, calendar: all, depends_on: [a]}
      m: {name: M, kind: milestone, depends_on: [cut]}
      go: {name: Go, kind: go_live, depends_on: [m]}
      elapsed: {name: E, kind: other, calendar: all, duration: 12h, depends_on: [m]}
      s: {name: S, kind: other, duration: 2d, calendar: short, depends_on: ["a +1d"]}
"""
    )
    found = plan.as_drawn
    assert text(found["a"].finish) == "Tue 30 Mar 18:00"
    assert text(found["cut"].start) == "Tue 30 Mar 18:00"
    assert text(found["cut"].finish) == "Fri 02 Apr 06:00"
    assert text(found["m"].start) == "Fri 02 Apr 06:00"
    assert text(found["go"].start) == "Fri 02 Apr 09:00"
    assert text(found["elapsed"].finish) == "Fri 02 Apr 18:00"
    assert text(found["s"].start) == "Thu 01 Apr 09:00"
    assert text(found["s"].finish) == "Fri 02 Apr 13:00"
    assert found["elapsed"].total_float is not None


def test_what_cannot_be_placed(activities_of: PlanOf) -> None:
    plan = activities_of("""
        nothing: {name: N, kind: other}
        gone: {name: G, kind: other, start: 2027-02-01, duration: 2d, status: cancelled}
        a: {name: A, kind: other, duration: 2d, depends_on: [c]}
        b: {name: B, kind: other, duration: 2d, depends_on: [a]}
        c: {name: C, kind: other, duration: 2d, depends_on: [b]}
        after: {name: F, kind: other, duration: 2d, depends_on: [c, free]}
        free: {name: E, kind: other, duration: 2d, depends_on: [nothing]}
    """)
    found = plan.forecast
    assert found.ids == ["free"]
    assert sorted(found.uncomputed) == ["a", "after", "b", "c"]
    assert days(found, "free") == [("15 Jan", "18 Jan")]
    assert found.get("a") is None
    with pytest.raises(KeyError):
        found["nothing"]


def test_a_go_live_happens_when_people_next_work(plan_of: PlanOf) -> None:
    plan = plan_of(
        HOURS
        + """
workstreams:
  main:
    name: Main
    kind: other
    calendar: all
    activities:
      cut: {name: Cut, kind: other, start: 2027-04-02, duration: 30h}
      go: {name: Go, kind: go_live, calendar: c, depends_on: [cut]}
      m: {name: M, kind: milestone, calendar: c, depends_on: [cut]}
      after: {name: A, kind: other, duration: 1h, depends_on: [go]}
      soon: {name: S, kind: other, duration: 1h, depends_on: [m]}
      nothing: {name: N, kind: other, duration: 0h, calendar: c, depends_on: [cut]}
      next: {name: X, kind: other, duration: 1h, depends_on: [nothing]}
"""
    )
    found = plan.as_drawn
    assert text(found["cut"].finish) == "Sat 03 Apr 06:00"
    assert text(found["go"].start) == text(found["after"].start) == "Mon 05 Apr 09:00"
    assert text(found["m"].start) == text(found["soon"].start) == "Sat 03 Apr 06:00"
    assert text(found["next"].start) == "Mon 05 Apr 09:00"
    assert found["go"].total_float == 0
