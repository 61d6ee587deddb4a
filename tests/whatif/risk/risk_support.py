"""Plans and runs for the tests of schedule risk."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from programme_check.document import read
from programme_check.model import build
from programme_check.schedule import Plan
from programme_check.schedule.engine import Schedule
from programme_check.schedule.engine.lengths import minutes_per_day
from programme_check.settings import Settings
from programme_check.whatif.risk import RiskResult, run
from programme_check.whatif.risk.events import Event
from programme_check.whatif.risk.making import model_of
from programme_check.whatif.risk.model import Model
from programme_check.whatif.risk.passes import Block, critical, forward
from programme_check.whatif.risk.ranges import Range, Variation, margins

DAY = 480
"""Working minutes of a day."""
BEGIN = "2027-01-04"
"""A Monday, the status date of all these plans."""


def plan(text: str) -> Plan:
    """The plan of a programme file."""
    document, problems = read(text.encode(), "plan.yaml")
    assert document is not None, problems
    programme, faults = build(document)
    assert programme is not None
    assert not faults, faults
    return Plan(programme, Settings())


def simulate(text: str, **options: Any) -> RiskResult:
    """Simulate the plan of a file."""
    return run(plan(text), options.pop("settings", None) or Settings(), **options)


def network(text: str, *, rest: str = "") -> str:
    """A programme of one workstream with these activities, one YAML line each."""
    lines = "".join(f"      {line.strip()}\n" for line in text.strip().splitlines())
    return (
        f"schema_version: 1\nprogramme: {{name: Example, status_date: {BEGIN}}}\n{rest}"
        f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{lines}"
    )


class Given:
    """Lengths that a test decides on, for each node whatever it takes in each run."""

    def __init__(self, rows: list[np.ndarray[Any, Any]], happens: list[np.ndarray[Any, Any]] | None = None) -> None:
        self._rows = rows
        self.happens = happens or []

    def take(self, row: int) -> Any:
        """The values of a variation."""
        return self._rows[row]


def varied(schedule: Schedule, more: Mapping[str, list[int]]) -> tuple[Model, Block, dict[int, int]]:
    """The runs in which activities take so many working days more than planned, one number for each run.

    Every length is said to vary widely, so that nothing is worked out beforehand.
    """
    width = len(next(iter(more.values())))
    varying, spans, rows = [], [], []
    for id, days in more.items():
        node = schedule.assembly.node[id]
        planned = schedule.net.minutes[node]
        if node in schedule.net.spans:
            continue
        varying.append(Variation(id=id, node=node, range=Range(0, 1, 2), in_calendar_days=False, stated=True))
        spans.append((0, planned + 3000 * DAY))
        per_day = minutes_per_day(schedule.net.calendar[node]) or DAY
        rows.append(np.array([max(0, planned + one * per_day) for one in days]))
    model = model_of(schedule, varying, spans, [], margins(schedule))
    for gate in model.gates.values():  # like the engine, let a go-live take place on the day on which it is ready
        gate.phase = DAY - 1
    block = forward(model, Given(rows))
    seeds = dict.fromkeys(model.gates, True)
    return model, block, critical(model, block, seeds, width)


def event(id: str, probability: float, *longer: tuple[int, int]) -> Event:
    """A risk that makes nodes longer by minutes."""
    return Event(id=id, title=id, probability=probability, longer=longer, not_before=(), days=())
