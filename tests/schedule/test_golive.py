"""Go-lives, who works towards which, and the days on which they may happen."""

import datetime
from collections.abc import Callable

import pytest

from programme_check.schedule import Plan

PlanOf = Callable[..., Plan]


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


def iso(number: int | None) -> str | None:
    return None if number is None else datetime.date.fromordinal(number).isoformat()


WAVES = """
landscape: {systems: {hr: {name: HR}}, interfaces: {feed: {from: hr}}}
ai_systems: {cv: {name: CV}}
rollout:
  entities: {uk: {name: UK}, fr: {name: France}}
  waves:
    one: {order: 1, go_live: live-uk, entities: [uk]}
    two: {order: 2, go_live: live-fr, entities: [fr]}
payroll: {pay_groups: {fr-month: {entity: fr}}}
readiness: {groups: {uk-team: {entity: uk}, two-team: {wave: two}, cv-team: {ai_systems: [cv]}}}
workstreams:
  uk: {name: UK, kind: other, scope: {entities: [uk]}, activities: {a: {name: A, kind: other}}}
  fr-work: {name: FR, kind: other, scope: {waves: [two]}, activities: {b: {name: B, kind: other}}}
  lives:
    name: Lives
    kind: other
    activities:
      live-uk: {name: UK live, kind: go_live, start: 2027-05-04, deadline: 2027-05-10}
      live-fr: {name: FR live, kind: go_live, start: 2027-06-01}
gates: {gate: {name: G, kind: go_no_go, wave: two}}
"""


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        (None, "live-uk"),
        ("nobody", "live-uk"),
        ("live-fr", "live-fr"),
        ("a", "live-uk"),
        ("b", "live-fr"),
        ("gate", "live-fr"),
        ("fr-work", "live-fr"),
        ("two", "live-fr"),
        ("fr", "live-fr"),
        ("fr-month", "live-fr"),
        ("uk-team", "live-uk"),
        ("two-team", "live-fr"),
        ("cv-team", "live-uk"),
        ("cv", "live-uk"),
        ("hr", "live-uk"),
        ("feed", "live-uk"),
    ],
)
def test_everything_works_towards_a_go_live(plan_of: PlanOf, id: str | None, expected: str) -> None:
    found = plan_of(WAVES).go_live_for(id)
    assert found is not None
    assert found.id == expected


def test_the_stated_date_is_the_deadline_else_the_planned_start(plan_of: PlanOf) -> None:
    plan = plan_of(WAVES)
    assert [(live.id, iso(live.stated), live.done) for live in plan.go_lives] == [
        ("live-fr", "2027-06-01", False),
        ("live-uk", "2027-05-10", False),
    ]


def test_once_a_go_live_is_done_the_next_counts_and_then_the_last(plan_of: PlanOf) -> None:
    one = WAVES.replace("deadline: 2027-05-10", "actual: {start: 2027-05-04}")
    plan = plan_of(one, as_of="2027-05-10")
    assert [live.done for live in plan.go_lives] == [False, True]
    assert plan.go_live_for("a") == plan.go_lives[0]
    both = plan_of(one.replace("2027-06-01}", "2027-06-01, status: complete}"), as_of="2027-07-01")
    assert both.go_live_for("a") == both.go_lives[0]


def test_deployments_stand_in_where_nothing_is_a_go_live(activities_of: PlanOf) -> None:
    plan = activities_of(
        """a: {name: A, kind: model_deployment, start: 2027-03-01, finish: 2027-03-02}
        b: {name: B, kind: model_deployment, status: complete, start: 2027-01-04, finish: 2027-01-05}
        c: {name: C, kind: model_deployment}"""
    )
    assert [(live.id, iso(live.stated)) for live in plan.go_lives] == [("a", "2027-03-01"), ("c", None)]
    assert activities_of("a: {name: A, kind: other}").go_live_for("a") is None


WINDOWS = """
calendars: {uk: {holidays: [2027-05-03]}}
blackouts: {year-end: {from: 2027-03-29, to: 2027-04-09}, next: {from: 2027-04-10, to: 2027-04-11}}
payroll:
  pay_groups:
    month: {frequency: monthly, first_period_start: 2027-05-01}
    week: {frequency: weekly, first_period_start: 2027-05-03}
    half: {frequency: semimonthly, first_period_start: 2027-05-01}
    late: {frequency: semimonthly, first_period_start: 2027-05-16}
    fort: {frequency: biweekly, first_period_start: 2027-05-03}
    odd: {headcount: 4}
go_live_windows: {pay: {WINDOW}}
rollout: {waves: {first: {go_live: live}}}
workstreams:
  main:
    name: Main
    kind: other
    calendar: uk
    activities:
      live: {name: Live, kind: go_live, start: 2027-05-04}
      other: {name: Other, kind: go_live, start: 2027-05-04}
"""


@pytest.mark.parametrize(
    ("window", "asked", "before", "after"),
    [
        ("{every: pay_period_start, of: month}", "2027-05-04", "2027-05-04", "2027-05-04"),
        ("{every: pay_period_start, of: month}", "2027-05-05", "2027-05-04", "2027-06-01"),
        ("{every: pay_period_start, of: month}", "2027-03-31", "2027-03-01", "2027-05-04"),
        ("{every: pay_period_start, of: week}", "2027-04-08", "2027-03-22", "2027-04-12"),
        ("{every: pay_period_start, of: fort}", "2027-05-05", "2027-05-04", "2027-05-17"),
        ("{every: pay_period_start, of: half}", "2027-05-05", "2027-05-04", "2027-05-17"),
        ("{every: pay_period_start, of: late}", "2027-05-05", "2027-05-04", "2027-05-17"),
        ("{every: month_start}", "2027-05-05", "2027-05-04", "2027-06-01"),
        ("{every: quarter_start}", "2027-05-05", "2027-01-01", "2027-07-01"),
        ("{dates: [2027-05-04, 2027-04-01]}", "2027-05-04", "2027-05-04", "2027-05-04"),
        ("{dates: [2027-05-04, 2027-04-01]}", "2027-05-05", "2027-05-04", None),
        ("{dates: [2027-05-04, 2027-04-01]}", "2027-05-03", None, "2027-05-04"),
        ("{every: month_start, applies_to: [other]}", "2027-04-01", "2027-03-26", "2027-04-12"),
        ("{every: month_start, applies_to: [first]}", "2027-05-05", "2027-05-04", "2027-06-01"),
    ],
)
def test_nearest_permitted_days(
    plan_of: PlanOf, window: str, asked: str, before: str | None, after: str | None
) -> None:
    windows = plan_of(WINDOWS.replace("{WINDOW}", window)).windows
    assert iso(windows.previous_permitted("live", day(asked))) == before
    assert iso(windows.next_permitted("live", day(asked))) == after
    assert windows.permitted("live", day(asked)) == (before == after == asked)
    assert windows.lacking("live") == []


@pytest.mark.parametrize(
    ("window", "fields"),
    [
        (
            "{every: pay_period_start, of: odd}",
            ["payroll.pay_groups.odd.frequency", "payroll.pay_groups.odd.first_period_start"],
        ),
        ("{every: pay_period_start}", ["go_live_windows.pay.of"]),
    ],
)
def test_what_a_window_lacks(plan_of: PlanOf, window: str, fields: list[str]) -> None:
    windows = plan_of(WINDOWS.replace("{WINDOW}", window)).windows
    assert windows.lacking("live") == fields
    assert windows.of("live") == []


def test_two_windows_must_both_hold(plan_of: PlanOf) -> None:
    plan = plan_of(WINDOWS.replace("{pay: {WINDOW}}", "{a: {every: month_start}, b: {every: quarter_start}}"))
    assert iso(plan.windows.next_permitted("live", day("2027-05-05"))) == "2027-07-01"
    found = plan.windows.blackouts_between(day("2027-04-05"), day("2027-04-10"))
    assert [one.id for one in found] == ["next", "year-end"]
    assert plan.windows.blackout_at(day("2027-05-05")) is None


def test_a_calendar_without_work_has_no_permitted_day_to_search_for(plan_of: PlanOf) -> None:
    text = WINDOWS.replace("pay: {WINDOW}", "").replace("uk: {holidays: [2027-05-03]}", "uk: {working_days: []}")
    assert iso(plan_of(text).windows.next_permitted("live", day("2027-04-01"))) == "2027-04-12"
