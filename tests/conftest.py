"""What all tests share: benchmarks only on demand, and plans from a few lines of YAML."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from programme_check.document import read
from programme_check.model import build
from programme_check.schedule import Plan
from programme_check.settings import Settings

# Chance must not decide whether a change lands, nor how busy the machine is; long runs on demand use another profile.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

PlanOf = Callable[..., Plan]

HEAD = "schema_version: 1\nprogramme: {{name: Example, types: [{types}], status_date: {as_of}}}\n"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the benchmarks out unless they are asked for: they take minutes and want a quiet machine."""
    if "bench" in str(config.getoption("-m")):
        return
    kept = [item for item in items if item.get_closest_marker("bench") is None]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.fixture
def plan_of() -> PlanOf:
    """Builds the plan of a programme whose sections are given as YAML."""

    def make(text: str, *, types: str = "general", as_of: str = "2027-01-15", **settings: Any) -> Plan:
        document, problems = read((HEAD.format(types=types, as_of=as_of) + text).encode(), "case.yaml")
        assert document is not None, problems
        programme, problems = build(document)
        assert programme is not None, problems
        assert not problems
        return Plan(programme, Settings(**settings))

    return make


@pytest.fixture
def activities_of(plan_of: PlanOf) -> PlanOf:
    """Builds the plan of one workstream, `main`, with these activities: one YAML line each."""

    def make(text: str, **options: Any) -> Plan:
        lines = "".join(f"      {line.strip()}\n" for line in text.strip().splitlines())
        return plan_of(f"workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n{lines}", **options)

    return make
