"""What the rules of a pack go through: the entities as the file holds them, each with its path."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from programme_check.findings import Path

WHERE: dict[str, str] = {
    "activities": "workstreams.*.activities.*",
    "gates": "gates.*",
    "workstreams": "workstreams.*",
    "decisions": "decisions.*",
    "forums": "forums.*",
    "vendors": "vendors.*",
    "deliverables": "vendors.*.deliverables.*",
    "payments": "vendors.*.payments.*",
    "change_requests": "change_requests.*",
    "requirements": "requirements.*",
    "outcomes": "outcomes.*",
    "risks": "risks.*",
    "issues": "issues.*",
    "assumptions": "assumptions.*",
    "external_dependencies": "external_dependencies.*",
    "groups": "readiness.groups.*",
    "waves": "rollout.waves.*",
    "entities": "rollout.entities.*",
    "pay_groups": "payroll.pay_groups.*",
    "systems": "landscape.systems.*",
    "interfaces": "landscape.interfaces.*",
    "environments": "landscape.environments.*",
    "data_objects": "landscape.data_objects.*",
    "ai_systems": "ai_systems.*",
    "programme": "programme",
    "file": "",
}
"""Where each kind of subject stands in a programme file; `*` is any id."""


class Subject(NamedTuple):
    """One entity."""

    id: str
    """Its id; empty for the programme and for the file."""
    path: Path
    data: dict[str, Any]


def subjects(data: dict[str, Any], kind: str, skip: frozenset[Path]) -> Iterator[Subject]:
    """The entities of a kind in order of their ids, without those that do not fit the schema (`skip`)."""
    parts = WHERE[kind].split(".") if WHERE[kind] else []
    found: list[tuple[Path, Any]] = [((), data)]
    for part in parts:
        below: list[tuple[Path, Any]] = []
        for path, value in found:
            if isinstance(value, dict):
                keys = [key for key in value if key != "summary"] if part == "*" else [part]
                below += [((*path, key), value[key]) for key in keys if key in value]
        found = [(path, value) for path, value in below if path not in skip]
    named = bool(parts) and parts[-1] == "*"
    entities = [
        Subject(str(path[-1]) if named else "", path, value) for path, value in found if isinstance(value, dict)
    ]
    yield from sorted(entities, key=lambda subject: subject.path)
