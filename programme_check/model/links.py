"""Links between activities, as planners write them: `mock-load-1 SS+5d`."""

from functools import lru_cache
from typing import Literal, get_args

from programme_check.model.base import NodeId, PersonId, Record
from programme_check.model.times import Lag, Moment

LinkType = Literal["FS", "SS", "FF", "SF"]
LinkKind = Literal["hard", "soft", "resource", "information"]
TYPES: tuple[LinkType, ...] = get_args(LinkType)


class Handover(Record, frozen=True):
    """What passes from one side of a link to the other."""

    deliverable: str | None = None
    """What is handed over. Example: converted-data"""
    giver: PersonId | None = None
    """Who hands it over. Example: marek"""
    receiver: PersonId | None = None
    """Who takes it over. Example: dana"""
    need_by: Moment | None = None
    """The day the receiver needs it. Example: 2027-01-18"""
    agreed_on: Moment | None = None
    """The day both sides agreed on this. Example: 2026-12-01"""


class LinkRecord(Record, frozen=True):
    """A link to what comes before, in full."""

    on: NodeId
    """The activity, milestone, gate or workstream that comes before. Example: build"""
    type: LinkType = "FS"
    """How the two hang together: FS finish to start, SS start to start, FF finish to finish, SF start to finish.
    FS when absent."""
    lag: Lag | None = None
    """Waiting time between the two; negative for a lead. Example: 2d"""
    kind: LinkKind | None = None
    """What the link rests on: hard (the nature of the work), soft (preference), resource (the same people) or
    information. Example: hard"""
    handover: Handover | None = None
    """What is handed over, by whom, to whom and by when."""
    reason: str | None = None
    """Why the link is there. Example: testers need the loaded data"""


@lru_cache(maxsize=1_000)
def _lag(text: str) -> Lag:
    """`+2d` or `- 2d`; a programme has few different ones."""
    return Lag.parse(text[0] + text[1:].lstrip(" "))


class Link:
    """One entry of `depends_on`: the predecessor `on`, the `type` and the `lag` (None without one).

    `kind`, `handover` and `reason` are there only where the link is written in full.
    """

    __slots__ = ("lag", "on", "type")
    says = "a link such as build, or build SS+5d, or {on: build, type: FF, lag: 2d}"
    record = LinkRecord
    kind: LinkKind | None = None
    handover: Handover | None = None
    reason: str | None = None

    def __init__(self, on: str, link_type: LinkType = "FS", lag: Lag | None = None) -> None:
        self.on = on
        self.type: LinkType = link_type
        self.lag = lag

    @classmethod
    def parse(cls, value: object) -> "Link":
        """Read `ID [FS|SS|FF|SF] [+LAG|-LAG]` or the mapping form, a LinkRecord."""
        if isinstance(value, LinkRecord):
            return FullLink(value)
        if not isinstance(value, str):
            raise ValueError(f"not {cls.says}")
        on, blank, rest = value.partition(" ")
        if on and not blank:
            return cls(on)
        link_type: LinkType = "FS"
        rest = rest.lstrip(" ")
        if rest[:2] in TYPES:
            link_type, rest = TYPES[TYPES.index(rest[:2])], rest[2:].lstrip(" ")
        if not on or value.endswith(" ") or (rest and rest[0] not in "+-"):
            raise ValueError(f"not {cls.says}")
        return cls(on, link_type, _lag(rest) if rest else None)

    def __repr__(self) -> str:
        lag = "" if self.lag is None else f"{self.lag.amount:+g}{self.lag.unit}"
        return f"Link({self.on} {self.type}{lag})"


class FullLink(Link):
    """A link written in full."""

    __slots__ = ("handover", "kind", "reason")

    def __init__(self, record: LinkRecord) -> None:
        super().__init__(record.on, record.type, record.lag)
        self.kind = record.kind
        self.handover = record.handover
        self.reason = record.reason
