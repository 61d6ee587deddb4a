"""Project or programme: what the structure of the work says about the leadership it needs."""

from typing import TYPE_CHECKING, Literal

import msgspec

from programme_check.schedule.conditions import filtered
from programme_check.schedule.scope import DIMENSIONS, Scope, ScopeIndex

if TYPE_CHECKING:
    from programme_check.model import Activity, Gate, Role
    from programme_check.schedule.plan import Plan
    from programme_check.schedule.rows import Row

Verdict = Literal["project", "programme", "borderline"]
EXECUTIVE = frozenset({"steering", "programme_board", "sponsoring_group"})
"""Forums at which executives decide."""
SIGNALS_NEEDED = 2
"""Of the three signals beside interdependence, how many make a programme. Judgement."""


class Structure(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict and what it rests on."""

    verdict: Verdict
    workstreams: int
    crossings: int
    """Dependencies between workstreams, declared or implied by the nature of the work."""
    scope_defined: bool
    """Every workstream says that its scope is agreed."""
    vendors: bool
    """A vendor with deliverables, or two vendors: somebody has to coordinate them."""
    functions: tuple[str, ...]
    """The parts of the business whose people change how they work."""
    governance: bool
    """Executives decide: a steering forum or programme board exists, or a senior responsible owner is named."""
    reasons: tuple[str, ...]
    """What speaks for a programme, in words: `3 workstreams`, `5 dependencies between them`."""
    tips: tuple[str, ...]
    """For a borderline case, what would make it a project or a programme."""
    leader: "Role | None"
    """The leading role: the holder of programme_manager, else of project_manager, for the programme as a whole."""


def structure(plan: "Plan") -> Structure:
    """The verdict on a plan. It needs no dates, so that it can be asked for while the plan is being made."""
    programme = plan.programme
    streams = programme.workstreams.values()
    count = len(streams)
    crossings = crossing_count(plan) if count > 1 else 0
    scope_defined = bool(streams) and all(stream.scope_defined for stream in streams)
    vendors = len(programme.vendors) > 1 or any(vendor.deliverables for vendor in programme.vendors.values())
    changed = programme.readiness.groups.values()
    functions = tuple(dict.fromkeys(group.function for group in changed if group.function is not None))
    owner = any(role.role == "senior_responsible_owner" and role.holder is not None for role in programme.roles)
    governance = owner or any(forum.kind in EXECUTIVE for forum in programme.forums.values())
    signals = {
        "vendors to coordinate": vendors,
        f"change in {len(functions)} functions": len(functions) > 1,
        "executive governance": governance,
    }
    present = [words for words, found in signals.items() if found]
    verdict: Verdict = "borderline"
    if count == 1 and scope_defined and not crossings:
        verdict = "project"
    elif count > 1 and crossings and len(present) >= SIGNALS_NEEDED:
        verdict = "programme"
    between = f"{crossings} {'dependency' if crossings == 1 else 'dependencies'} between them"
    reasons = [f"{count} workstreams"] * (count > 1) + [between] * (crossings > 0) + present
    return Structure(
        verdict=verdict,
        workstreams=count,
        crossings=crossings,
        scope_defined=scope_defined,
        vendors=vendors,
        functions=functions,
        governance=governance,
        reasons=tuple(reasons),
        tips=tipping(count, crossings, len(functions), vendors, governance) if verdict == "borderline" else (),
        leader=leading_role(plan),
    )


def tipping(count: int, crossings: int, functions: int, vendors: bool, governance: bool) -> tuple[str, ...]:
    """What would make a borderline case a project or a programme, each a clause after `if`."""
    if count <= 1:
        project = "the scope of its one workstream is agreed (`scope_defined: true`)"
        return (project, "a second workstream depends on it") if count else ("it has a workstream",)
    if not crossings:
        return ("one workstream needs something from another",)
    missing = {
        "a vendor owes deliverables": vendors,
        "people of two functions change how they work": functions > 1,
        "a steering forum decides, or a senior responsible owner is named": governance,
    }
    return tuple(words for words, found in missing.items() if not found)


def leading_role(plan: "Plan") -> "Role | None":
    """Whoever holds programme_manager, else project_manager, not for one workstream only and not ended by now."""
    for kind in ("programme_manager", "project_manager"):
        for role in plan.programme.roles:
            ended = role.until is not None and role.until.day < plan.as_of
            if role.role == kind and role.holder is not None and role.workstream is None and not ended:
                return role
    return None


def crossing_count(plan: "Plan") -> int:
    """Pairs of items in different workstreams of which one needs the other, by a link or by the nature of the work."""
    activities = plan.programme.activities
    pairs = {(link.pred, link.succ) for link in plan.links} | {(match.pred, match.succ) for match in plan.matches}
    crossing = sum(
        one in activities and other in activities and activities[one].workstream != activities[other].workstream
        for one, other in pairs
    )
    return crossing or sum(undated_crossing(plan, row) for row in plan.rows)


def undated_crossing(plan: "Plan", row: "Row") -> bool:
    """Whether a row holds between two workstreams, dates or not."""
    if not row.holds_in(frozenset(plan.programme.programme.types)):
        return False
    before = by_scope(plan, filtered(plan, plan.of_kinds(row.predecessors), row.before_where))
    after = by_scope(plan, filtered(plan, plan.of_kinds(row.successors), row.after_where))
    index = ScopeIndex(list(before), (*(name for name in DIMENSIONS if name not in row.not_scope), *row.also))
    streams = list(before.values())
    return any(len(streams[place] | held) > 1 for scope, held in after.items() for place in index.meeting(scope))


def by_scope(plan: "Plan", items: "list[Activity | Gate]") -> dict[Scope, set[str]]:
    """The workstreams at work in each scope."""
    found: dict[Scope, set[str]] = {}
    for item in items:
        stream = getattr(item, "workstream", "")
        if stream:
            found.setdefault(plan.scope(item.id), set()).add(stream)
    return found
