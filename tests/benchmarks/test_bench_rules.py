"""How the time of all rules grows with a plan in which nothing tells scopes apart, so that everything may concern all.

The promise: no rule takes more than n log n. For eight times the activities that is ten times as long, or sixteen on a
machine with other work to do; a rule that compares each with each would take sixty-four times as long, and show.
"""

import datetime
import gc
import random
import statistics
import time

import pytest

from programme_check.document import read
from programme_check.model import build
from programme_check.model.kinds import GROUPS
from programme_check.rules.context import Context
from programme_check.rules.engine import run
from programme_check.rules.registry import catalogue
from programme_check.schedule import Plan
from programme_check.settings import Settings

pytestmark = pytest.mark.bench

SMALL, LARGE, MOST = 2_000, 16_000, 16
KINDS = sorted({kind for group in GROUPS.values() for kind in group} - {"go_live"})


def crowded(activities: int) -> str:
    """Work of every kind at any time of a year and a half, with links, people, gates and decisions by chance."""
    chance = random.Random(activities)
    start = datetime.date(2027, 1, 4)

    def some_day(latest: int = 500) -> datetime.date:
        return start + datetime.timedelta(chance.randrange(latest))

    lines = [
        "schema_version: 1",
        "programme: {name: Crowd, types: [hris, erp, ai], status_date: 2027-02-01}",
        "people:",
    ]
    lines += [f"  p{n}: {{name: Person {n}}}" for n in range(50)]
    lines += ["workstreams:"]
    for n in range(activities):
        if n % 50 == 0:
            lines += [f"  w{n // 50}:", f"    name: Stream {n // 50}", "    kind: configuration", "    activities:"]
        first = some_day()
        last = first + datetime.timedelta(chance.randrange(1, 40))
        after = f", depends_on: [a{chance.randrange(max(0, n - 200), n)}]" if n and chance.random() < 0.7 else ""
        lines.append(
            f"      a{n}: {{name: Activity {n}, kind: {chance.choice(KINDS)}, start: {first}, finish: {last}, "
            f"owner: p{n % 50}, resources: {{p{n % 50}: 50}}{after}}}"
        )
    live = "{name: Go-live, kind: go_live, milestone: true, start: 2028-03-01, depends_on: [a0]}"
    lines += ["  last:", "    name: Cutover", "    kind: cutover", "    activities:", f"      live: {live}"]
    lines += ["gates:"]
    lines += [f"  g{n}: {{name: G{n}, kind: go_no_go, date: {some_day()}}}" for n in range(activities // 10)]
    lines += ["decisions:"]
    for n in range(activities // 10):
        blocked = f"blocks: [a{chance.randrange(activities)}], permits: [TST003]"
        lines.append(f"  d{n}: {{title: D{n}, owner: p1, status: made, needed_by: {some_day()}, {blocked}}}")
    return "\n".join(lines) + "\n"


def seconds(activities: int) -> float:
    """Processor time of all rules over such a plan, the plan's own answers included."""
    document, problems = read(crowded(activities).encode(), "crowd.yaml")
    assert document is not None, problems
    programme, problems = build(document)
    assert programme is not None
    assert not problems
    settings = Settings()
    gc.disable()  # as the command does: it would walk all of this again and again
    rules = [one for one in catalogue().values() if one.id != "CHK005"]
    before = time.process_time()
    found = run(Context(document, programme, Plan(programme, settings), settings), rules)
    spent = time.process_time() - before
    gc.enable()
    assert len(found.findings) > activities
    return spent


def test_time_of_all_rules_grows_little_faster_than_the_plan() -> None:
    small = statistics.median(seconds(SMALL) for _ in range(3))
    assert seconds(LARGE) / small <= MOST
