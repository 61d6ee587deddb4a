"""Who holds which role on the status date."""

from collections.abc import Sequence
from typing import NamedTuple

from programme_check.findings import Path
from programme_check.model import Evidence
from programme_check.rules.context import Context

LEADERS = ("programme_manager", "project_manager")
OWNERS = ("senior_responsible_owner", "sponsor")


class Held(NamedTuple):
    """A role that somebody holds on the status date."""

    role: str
    holder: str
    workstream: str | None
    evidence: Evidence | None
    path: Path

    @property
    def words(self) -> str:
        """The role as people say it: `programme manager`."""
        return self.role.replace("_", " ")


def holders(ctx: Context, *kinds: str) -> list[Held]:
    """The roles of these kinds that somebody holds on the status date, in file order."""
    return [
        Held(role.role, role.holder, role.workstream, role.evidence, ("roles", place))
        for place, role in enumerate(ctx.programme.roles)
        if role.role in kinds
        and role.holder
        and (role.until is None or role.until.day >= ctx.as_of)
        and (role.since is None or role.since.day <= ctx.as_of)
    ]


def programme_wide(roles: Sequence[Held]) -> list[Held]:
    """Those roles that are not confined to one workstream."""
    return [role for role in roles if role.workstream is None]


def named(ctx: Context, person: str) -> str:
    """How a message names the holder of a role: by the role's person id, since findings speak of structures."""
    return person if person in ctx.programme.people else f"“{person}”"


def party(ctx: Context, who: str) -> str:
    """How a message names a vendor, a team, a forum or a person: by name and id where it has a name to give."""
    programme = ctx.programme
    one = programme.vendors.get(who) or programme.teams.get(who) or programme.forums.get(who)
    if one is None:
        return named(ctx, who)
    return f"{one.name} ({who})" if one.name and one.name != who else who


def decision_title(ctx: Context, id: str) -> str:
    """How a message names a decision: by its title and its id."""
    one = ctx.programme.decisions.get(id)
    return f"{one.title} ({id})" if one is not None and one.title and one.title != id else id
