"""Names for what a pack speaks of by id."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programme_check.schedule import Plan


class Names:
    """Looks up what people call a person, a team, a forum or a piece of work."""

    def __init__(self, plan: "Plan") -> None:
        self._programme = plan.programme

    def who(self, id: str | None) -> str:
        """A person, team or vendor by name; the id where there is none, nothing for nobody."""
        if id is None:
            return ""
        programme = self._programme
        found = programme.people.get(id) or programme.teams.get(id) or programme.vendors.get(id)
        return (found.name if found is not None else None) or id

    def forum(self, id: str | None) -> str:
        """A forum by name."""
        found = self._programme.forums.get(id) if id is not None else None
        return found.name if found is not None else id or ""

    def work(self, id: str) -> str:
        """A workstream, activity, milestone or gate by name."""
        found = self._programme.work.get(id) or self._programme.workstreams.get(id)
        return (found.name if found is not None else None) or id

    def lead(self, stream: str) -> str:
        """Who leads a workstream: a person, else its vendor."""
        found = self._programme.workstreams.get(stream)
        return self.who(found.lead or found.vendor) if found is not None else ""
