"""Run by run the vectorised pass says what the scheduling engine says of a plan with those durations."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from risk_support import plan, varied

from programme_check.schedule import Plan
from programme_check.schedule.engine import Change, schedule
from programme_check.schedule.engine.lengths import minutes_per_day

SAMPLES = sorted((Path(__file__).parents[3] / "sample_programmes").glob("*.yaml"))
CALENDARS = """\
calendars:
  abroad: {working_days: [sun, mon, tue, wed, thu], holidays: [2027-02-01, 2027-03-09]}
  round: {working_days: [mon, tue, wed, thu, fri, sat, sun], working_hours: ["00:00-24:00"]}
  short: {working_days: [mon, tue, wed, thu, fri], working_hours: {fri: ["09:00-13:00"]}}
"""
KINDS = ("", " FF", " SS+2d", " +1d", " SF+3d", " +5cd", " FF+3cd", " +1m", " -1d")


@st.composite
def plans(draw: st.DrawFn) -> str:
    """Up to nine activities, some margin, on several calendars, some with dates or lengths in calendar days, and
    two go-lives."""
    count = draw(st.integers(1, 9))
    lines = []
    for number in range(count):
        preds = sorted(draw(st.sets(st.integers(0, number - 1), max_size=2))) if number else []
        margin = draw(st.integers(0, 3)) == 0
        kinds = ("", " +1d", " SS+2d") if margin else KINDS
        links = ", ".join(f'"a{pred}{draw(st.sampled_from(kinds))}"' for pred in preds)
        length = f"{draw(st.integers(1, 12))}{'d' if margin else draw(st.sampled_from(('d', 'd', 'd', 'cd')))}"
        start = draw(st.sampled_from((None, None, "2027-01-11", "2027-01-20", "2027-02-03")))
        calendar = None if margin else draw(st.sampled_from((None, None, "abroad", "round", "short")))
        point = draw(st.integers(0, 9)) == 0
        what = "milestone: true" if point else f"duration: {length}"
        lines.append(
            f"a{number}: {{name: A{number}, kind: {'margin' if margin else 'other'}, {what}"
            + (f", start: {start}" if start else "")
            + (f", calendar: {calendar}" if calendar else "")
            + (f", depends_on: [{links}]" if links else "")
            + "}"
        )
    ends = ", ".join(f"a{number}" for number in range(count))
    lines.append("first: {name: First, kind: go_live, milestone: true, depends_on: [a0]}")
    lines.append(
        f"live: {{name: Live, kind: go_live, milestone: true, start: 2027-02-15, depends_on: [first, {ends}]}}"
    )
    window = draw(st.sampled_from(("", "go_live_windows: {months: {every: month_start, applies_to: [live]}}\n")))
    head = "schema_version: 1\nprogramme: {name: Example, status_date: 2027-01-04}\n"
    body = "".join(f"      {line}\n" for line in lines)
    return f"{head}{CALENDARS}{window}workstreams:\n  main:\n    name: M\n    kind: other\n    activities:\n{body}"


def shortest(asked: Plan, id: str) -> int:
    """By how many days work can be made longer, a negative number, and still take some time."""
    net, node = asked.forecast.net, asked.forecast.assembly.node[id]
    return -((net.minutes[node] - 1) // (minutes_per_day(net.calendar[node]) or 480))


def agree(asked: Plan, more: dict[str, list[int]]) -> None:
    """Compare all runs with the engine, node by node, and who is critical."""
    base = asked.forecast
    more = {id: [max(shortest(asked, id), one) for one in days] for id, days in more.items()}
    _, block, counts = varied(base, more)
    width = len(next(iter(more.values())))
    wanted: dict[int, int] = {}
    for run in range(width):
        changes = [
            Change(id=id, longer_days=days[run])
            for id, days in more.items()
            if base.assembly.node[id] not in base.net.spans
        ]
        found = schedule(asked, overrides=changes)
        for node in base.passes.order:
            if found.passes.computed[node] and node not in base.net.latest:
                start, finish = (
                    int(np.broadcast_to(side[node], width)[run]) for side in (block.starts, block.finishes)
                )
                assert (start, finish) == (
                    found.passes.early[node], found.net.finish(node, found.passes.early[node])
                ), (base.net.names[node], run)  # fmt: skip
        for node in found.critical_nodes:
            wanted[node] = wanted.get(node, 0) + 1
    if not base.net.latest:
        assert counts == wanted


@given(plans(), st.data())
@settings(max_examples=100)
def test_every_run_is_what_the_engine_says(text: str, data: st.DataObject) -> None:
    asked = plan(text)
    kinds = {id: item.kind for id, item in asked.programme.work.items()}
    work = [id for id in asked.forecast.ids if kinds[id] == "other" and not asked.dates(id).is_milestone]
    days = st.lists(st.integers(-8, 20), min_size=4, max_size=4)
    if work:
        agree(asked, {id: data.draw(days) for id in work})


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.split(".")[0])
def test_the_samples_with_and_without_delays(path: Path) -> None:
    asked = plan(path.read_text("utf-8"))
    chance = np.random.default_rng(1)
    work = [
        id
        for id in asked.forecast.ids
        if id in asked.programme.activities and not (asked.dates(id).is_milestone or asked.dates(id).complete)
        if asked.programme.activities[id].kind != "margin"  # no range varies it
    ]
    agree(asked, {id: [0, *chance.integers(-3, 15, 6).tolist()] for id in work})
