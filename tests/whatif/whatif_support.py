"""Plans to ask about, from a few lines of YAML."""

import datetime
from typing import Any

from programme_check.document import read
from programme_check.model import build
from programme_check.model.times import Span
from programme_check.schedule import Plan
from programme_check.settings import Settings
from programme_check.whatif import ChainReaction, Mode, delay
from programme_check.whatif.chain import Effect

WORKED = """\
schema_version: 1
programme:
  name: Worked case
  status_date: 2027-01-04
  currency: EUR
  cost_of_delay: {per_week: 65000}
readiness: {expected: 95, hypercare: {weeks: 4, cost_per_week: 40000}}
outcomes: {one-record: {name: One record for everybody, delivered_by: [go-live]}}
workstreams:
  data:
    name: Data
    kind: data_migration
    activities:
      migration: {name: Data migration, kind: data_migration, start: 2027-01-04, duration: 40d}
  test:
    name: Test
    kind: testing
    activities:
      testing: {name: Acceptance test, kind: uat, start: 2027-03-01, duration: 30d, minimum_duration: 24d, depends_on: [migration]}
  people:
    name: People
    kind: training
    activities:
      training: {name: Training, kind: training_delivery, start: 2027-04-12, duration: 15d, minimum_duration: 11d, depends_on: [testing]}
  cutover:
    name: Cutover
    kind: cutover
    activities:
      cutting-over: {name: Cut over, kind: cutover, start: 2027-05-03, duration: 3d, depends_on: [training]}
      go-live: {name: Go-live, kind: go_live, milestone: true, start: 2027-05-06, depends_on: [cutting-over]}
"""  # noqa: E501
"""The worked case of the founding statements, to the day and the euro."""


def plan(text: str) -> Plan:
    """The plan of a programme file."""
    document, problems = read(text.encode(), "plan.yaml")
    assert document is not None, problems
    programme, faults = build(document)
    assert programme is not None
    assert not faults, faults
    return Plan(programme, Settings())


def activities(text: str, *, head: str = "", rest: str = "", status: str = "2027-01-04") -> str:
    """A programme of one workstream, `main`, with these activities, one YAML line each."""
    lines = "".join(f"      {line.strip()}\n" for line in text.strip().splitlines())
    return (
        f"schema_version: 1\nprogramme: {{name: Example, status_date: {status}{head}}}\n{rest}"
        f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{lines}"
    )


def ask(text: str, mode: Mode = "slide", settings: Settings | None = None, **delays: str) -> ChainReaction:
    """What delays do: ids with `_` for `-`. `out` names what is left out."""
    out = delays.pop("out", "").split()
    spans = {id.replace("_", "-"): Span.parse(length) for id, length in delays.items()}
    return delay(plan(text), settings or Settings(), spans, mode=mode, descope=out)


def by_id(found: ChainReaction) -> dict[str, Effect]:
    """The effects by id."""
    return {one.id: one for one in found.effects}


def iso(day: int | None) -> Any:
    """A day as it is written."""
    return None if day is None else datetime.date.fromordinal(day).isoformat()


def dates(one: Effect) -> tuple[str, str]:
    """Start and finish of an item afterwards."""
    return iso(one.start[1]), iso(one.finish[1])
