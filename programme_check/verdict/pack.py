"""What a steering pack shows beside the findings: the plan as it stands, and the registers of the file. All plain data.

Days are proleptic ordinals, floats working days of the item's calendar.
"""

from typing import TYPE_CHECKING, Any

import msgspec

from programme_check.verdict.status import Status

if TYPE_CHECKING:
    from programme_check.whatif.risk import RiskResult
else:  # as in report.py: a type that only a reader of types has to load
    RiskResult = Any


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a pack."""


class Lane(Line, frozen=True):
    """A workstream, or the gates, as a lane of the plan."""

    id: str
    name: str
    lead: str
    """Who leads it, by name; empty where nobody does."""


class Item(Line, frozen=True):
    """An activity, milestone or gate at its forecast dates."""

    id: str
    name: str
    lane: str
    start: int
    finish: int
    """The last day, included."""
    planned_start: int | None
    planned_finish: int | None
    milestone: bool
    go_live: bool
    """Whether it is a go-live to come."""
    critical: bool
    room: float | None
    """Total float; None for what is finished."""
    complete: bool
    done: float
    """The share of it that is done, 0 to 1."""
    owner: str
    later: int
    """Working days by which it is forecast to finish later than planned; negative when earlier."""


class Choice(Line, frozen=True):
    """What there is to know of an open decision beside its dates."""

    title: str
    owner: str
    forum: str
    recommendation: str
    deferrals: int


class WaitsOn(Line, frozen=True):
    """All that one workstream waits for from another, or from a decision."""

    giver: str
    receiver: str
    """Ids of lanes; `giver` is empty for decisions."""
    room: float
    """The least float on any of it: of the link and of what waits."""
    links: int
    missing: bool
    """Whether a link among those with the least float is missing from the plan."""


class Owed(Line, frozen=True):
    """A deliverable of a vendor: what the contract says and what happened."""

    vendor: str
    name: str
    clause: str
    due: int | None
    forecast: int | None
    delivered: int | None
    accepted: int | None
    status: Status
    state: str
    """In words: `7 days overdue`."""


class Proof(Line, frozen=True):
    """A criterion of a gate to come, or a group of people that has to be ready."""

    gate: str
    text: str
    pass_mark: str
    now: str
    status: Status
    owner: str


class Register(Line, frozen=True):
    """An open risk, issue, assumption or dependency on others."""

    kind: str
    id: str
    title: str
    likelihood: str
    impact: str
    response: str
    owner: str
    due: int | None


class Sight(Line, frozen=True):
    """One line of sight from an outcome to what brings it."""

    outcome: str
    owner: str
    measure: str
    """From the baseline to the target, in words."""
    by: int | None
    through: str
    """The capability; empty where work brings the outcome directly."""
    work: str
    """What delivers it, by name."""
    ready: int | None
    """The day on which the last of it is forecast to finish."""
    threatened_by: tuple[str, ...]


class Load(Line, frozen=True):
    """How much of somebody, or something, each week takes, in percent of working time."""

    name: str
    room: float
    """What there is."""
    weeks: tuple[float, ...]
    """The most that any day of the week takes."""
    streams: int
    """Workstreams that want it."""


class Due(Line, frozen=True):
    """Something that falls due in the next 30 days."""

    on: int
    kind: str
    name: str
    who: str


class Pack(Line, frozen=True):
    """Everything a steering pack needs beside the report of the check."""

    objective: str
    sponsor: str
    manager: str
    """Who leads the programme."""
    manager_role: str
    """As people say it: `programme manager`."""
    currency: str
    per_week: float | None
    """What a week of delay costs."""
    lanes: tuple[Lane, ...]
    items: tuple[Item, ...]
    closed: tuple[tuple[int, int, str], ...]
    """Stretches in which nothing may go live or nobody works, with the reason."""
    choices: dict[str, Choice]
    """Open decisions by id."""
    waits: tuple[WaitsOn, ...]
    owed: tuple[Owed, ...]
    proofs: tuple[Proof, ...]
    registers: tuple[Register, ...]
    """The most serious first."""
    sight: tuple[Sight, ...]
    monday: int
    """The first day of the first week of `loads`."""
    loads: tuple[Load, ...]
    due: tuple[Due, ...]
    risk: "RiskResult | None" = None
    """The simulation, where the file holds ranges."""
