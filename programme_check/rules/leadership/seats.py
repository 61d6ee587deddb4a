"""The key roles of a programme as seats: who has sat there, who sits there now, and until when each is needed."""

from typing import TYPE_CHECKING, NamedTuple

from programme_check.findings import Path
from programme_check.model import Role
from programme_check.model.kinds import GROUPS

if TYPE_CHECKING:
    from programme_check.model import Activity, Gate
    from programme_check.schedule import Plan

UNTIL_LIVE = ("go_live", "model_deployment", "hypercare", "stabilisation")
PHASES: dict[str, tuple[str, ...]] = {
    "senior_responsible_owner": UNTIL_LIVE,
    "programme_manager": UNTIL_LIVE,
    "test_manager": GROUPS["test"],
    "data_owner": GROUPS["data"],
    "payroll_lead": ("parallel_testing", "payroll_cutover", "first_live_pay_run"),
    "solution_architect": (*GROUPS["design"], *GROUPS["build"]),
}
"""The key roles, and the kinds of work that each has to see through."""
ALWAYS = 10**9
"""A day after all others: the end of a term that has none."""


class Term(NamedTuple):
    """One person's time in a role. Days are proleptic ordinals, both included."""

    holder: str | None
    since: int
    until: int
    """The last day in the role or on the programme, whichever comes first; ALWAYS where neither is given."""
    path: Path


class Phase(NamedTuple):
    """The work that a role has to see through."""

    start: int
    """The first day of what is not finished."""
    end: int
    last: str
    """The activity that ends last."""


class Seat(NamedTuple):
    """A key role, for the programme or for a workstream or function of it."""

    role: str
    workstream: str | None
    function: str | None
    terms: list[Term]

    @property
    def words(self) -> str:
        """The role as people say it: `test manager for finance`."""
        part = self.function or self.workstream
        return self.role.replace("_", " ") + (f" for {part}" if part else "")

    @property
    def targets(self) -> tuple[str, ...]:
        """What a finding about it is about."""
        return tuple(part for part in (self.role, self.workstream, self.function) if part)

    def held_on(self, day: int) -> list[Term]:
        """The terms that run on a day."""
        return [term for term in self.terms if term.holder and term.since <= day <= term.until]


def seats(plan: "Plan") -> list[Seat]:
    """The key roles of a programme, in the order of the file."""
    found: dict[tuple[str, str | None, str | None], Seat] = {}
    for place, role in enumerate(plan.programme.roles):
        if role.role in PHASES:
            key = (role.role, role.workstream, role.function)
            found.setdefault(key, Seat(*key, [])).terms.append(term(plan, role, place))
    return list(found.values())


def term(plan: "Plan", role: Role, place: int) -> Term:
    """An entry under `roles` as a time in a role."""
    person = plan.programme.people.get(role.holder) if role.holder else None
    ends = [end.day for end in (role.until, person.until if person is not None else None) if end is not None]
    return Term(
        role.holder, role.since.day if role.since is not None else 0, min(ends, default=ALWAYS), ("roles", place)
    )


def work_of(plan: "Plan", seat: Seat) -> "list[Activity | Gate]":
    """The items of the plan that a role has to see through, finished ones included."""
    items = plan.of_kinds(PHASES[seat.role])
    return [item for item in items if seat.workstream in (None, getattr(item, "workstream", None))]


def over(plan: "Plan", seat: Seat) -> bool:
    """Whether all that a role has to see through is done."""
    items = work_of(plan, seat)
    return bool(items) and all(plan.dates(item.id).complete for item in items)


def phase_of(plan: "Plan", seat: Seat) -> Phase | None:
    """What the role has still to see through; None where the plan holds nothing of it that has dates and is not done."""
    start, end, last = ALWAYS, 0, ""
    for item in work_of(plan, seat):
        dates = plan.dates(item.id)
        if not dates.complete and dates.start is not None and dates.finish is not None:
            start = min(start, dates.start)
            if dates.finish > end:
                end, last = dates.finish, item.id
    return Phase(start, end, last) if last else None
