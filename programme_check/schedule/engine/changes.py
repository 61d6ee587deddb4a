"""What can be changed about a plan to ask what would happen."""

import msgspec

from programme_check.model.links import LinkType
from programme_check.model.times import Span


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change to one item: any of a later start, a longer duration, a further link, a fixed start, or none of it."""

    id: str
    """The item that is changed."""
    not_before: int | None = None
    """The instant before which it cannot start."""
    longer_days: float = 0.0
    """Working days by which it takes longer, or what remains of it; negative for shorter."""
    moved_to: int | None = None
    """The instant to which its own date moves, for a milestone; links may push it further."""
    fixed_at: int | None = None
    """The instant at which it starts, whatever it waits for."""
    left_out: bool = False
    """Whether it is not done at all: it takes no time and keeps no date, and what follows waits for what precedes."""
    after: str | None = None
    """An item it has to wait for."""
    type: LinkType = "FS"
    """The type of that link."""
    lag: Span | None = None
    """The lag of that link."""
