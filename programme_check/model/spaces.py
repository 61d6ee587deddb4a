"""Where the ids stand that other parts of the file refer to."""

from collections.abc import Container
from typing import Any, NamedTuple

ANY = "*"

HOMES: dict[str, tuple[tuple[str, ...], str]] = {
    "activities": (("workstreams", ANY, "activities"), "an activity"),
    "gates": (("gates",), "a gate"),
    "workstreams": (("workstreams",), "a workstream"),
    "people": (("people",), "a person"),
    "teams": (("teams",), "a team"),
    "calendars": (("calendars",), "a calendar"),
    "forums": (("forums",), "a forum"),
    "decisions": (("decisions",), "a decision"),
    "vendors": (("vendors",), "a vendor"),
    "deliverables": (("vendors", ANY, "deliverables"), "a deliverable"),
    "payments": (("vendors", ANY, "payments"), "a payment"),
    "change_requests": (("change_requests",), "a change request"),
    "requirements": (("requirements",), "a requirement"),
    "outcomes": (("outcomes",), "an outcome"),
    "capabilities": (("outcomes", ANY, "capabilities"), "a capability"),
    "entities": (("rollout", "entities"), "an entity"),
    "waves": (("rollout", "waves"), "a wave"),
    "pay_groups": (("payroll", "pay_groups"), "a pay group"),
    "systems": (("landscape", "systems"), "a system"),
    "interfaces": (("landscape", "interfaces"), "an interface"),
    "environments": (("landscape", "environments"), "an environment"),
    "data_objects": (("landscape", "data_objects"), "a data object"),
    "ai_systems": (("ai_systems",), "an AI system"),
    "groups": (("readiness", "groups"), "a group of people"),
    "risks": (("risks",), "a risk"),
    "issues": (("issues",), "an issue"),
    "assumptions": (("assumptions",), "an assumption"),
    "external_dependencies": (("external_dependencies",), "an external dependency"),
    "blackouts": (("blackouts",), "a blackout"),
    "freezes": (("freezes",), "a freeze"),
    "go_live_windows": (("go_live_windows",), "a go-live window"),
}
"""Every kind of entity: where its ids stand, and what it is called."""


class Space(NamedTuple):
    """What a reference of one kind may name."""

    noun: str
    homes: tuple[str, ...]
    needs: tuple[str, ...] = ()
    """Homes without which any text will do: a short file may name what it does not describe."""


def _own(noun: str, home: str) -> Space:
    return Space(noun, (home,), (home,))


_WORK = ("activities", "gates")
_NODE = (*_WORK, "workstreams")

SPACES: dict[str, Space] = {
    "work": Space("activity, milestone or gate", _WORK),
    "node": Space("activity, milestone, gate or workstream", _NODE),
    "go_live": Space("go-live or wave", (*_WORK, "waves")),
    "workstream": Space("workstream", ("workstreams",)),
    "enabler": Space("workstream, activity, milestone, gate or capability", (*_NODE, "capabilities")),
    "change_target": Space("activity, milestone, gate, workstream or requirement", (*_NODE, "requirements")),
    "person": Space("person or team", ("people", "teams"), ("people",)),
    "judge": Space("person, team or forum", ("people", "teams", "forums"), ("people",)),
    "calendar": Space("calendar", ("calendars",)),
    "forum": Space("forum", ("forums",)),
    "decision": Space("decision", ("decisions",)),
    "approval": Space("change request or decision", ("change_requests", "decisions")),
    "vendor": Space("vendor", ("vendors",)),
    "deliverable": Space("deliverable", ("deliverables",)),
    "change_request": Space("change request", ("change_requests",)),
    "wave": _own("wave", "waves"),
    "entity": _own("entity", "entities"),
    "pay_group": _own("pay group", "pay_groups"),
    "system": _own("system", "systems"),
    "interface": _own("interface", "interfaces"),
    "environment": _own("environment", "environments"),
    "data_object": _own("data object", "data_objects"),
    "ai_system": _own("AI system", "ai_systems"),
    "group": _own("group of people", "groups"),
    "data_need": Space("data object or activity", ("data_objects", "activities"), ("data_objects",)),
    "freeze_scope": Space("system, entity or wave", ("systems", "entities", "waves"), ("systems", "entities", "waves")),
}
"""Every kind of reference, by the name that `base.Ref` gives it."""


class Names:
    """The ids of a file, kind by kind. Broken entities count: naming one is no second mistake."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._ids: dict[str, dict[str, None] | None] = {}

    def ids(self, home: str) -> dict[str, None] | None:
        """The ids of one kind; None when the section is there but is no mapping."""
        if home not in self._ids:
            found: dict[str, None] = {}
            whole = all(_collect(self.data, HOMES[home][0], found))
            self._ids[home] = found if whole else None
        return self._ids[home]

    def allowed(self, space: Space) -> Container[str] | None:
        """What a reference may name; None when any text will do."""
        found: dict[str, None] = {}
        for home in space.homes:
            ids = self.ids(home)
            if ids is None or (not ids and home in space.needs):
                return None
            found |= ids
        return found

    def kinds_of(self, id: str) -> list[str]:
        """What an id is, wherever it stands: `a forum`."""
        return [noun for home, (_, noun) in HOMES.items() if id in (self.ids(home) or ())]


def _collect(data: Any, path: tuple[str, ...], found: dict[str, None]) -> list[bool]:
    """Add the keys at a path; false for each place that holds something else than a mapping."""
    if data is None:
        return []
    if not isinstance(data, dict):
        return [False]
    if not path:
        found.update(dict.fromkeys(data))
        return []
    parts = data.values() if path[0] == ANY else [data.get(path[0])]
    return [whole for part in parts for whole in _collect(part, path[1:], found)]
