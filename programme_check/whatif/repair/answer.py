"""What a repair comes to: the moves, and what no move of a date can mend."""

from typing import NamedTuple

import msgspec

from programme_check.findings import Path


class Reason(NamedTuple):
    """What would contradict a date if it stayed where it was."""

    rule: str
    """The rule that would report it."""
    pred: str | None
    """The item that comes before; None where it is a day that is not allowed."""


class Edit(NamedTuple):
    """A date in the file and what it becomes, both as they are written there."""

    path: Path
    before: str
    after: str


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One item that has to move. Dates are texts: days, or instants where the file gives the item a time of day."""

    id: str
    name: str
    start: tuple[str, str]
    """Before and after."""
    finish: tuple[str, str]
    days: float
    """Working days of its own calendar by which it moves later: its start, or of work that has begun its finish."""
    reasons: tuple[Reason, ...]
    """What would contradict its old dates, the furthest-reaching first."""
    edits: tuple[Edit, ...]

    @property
    def because(self) -> tuple[str, ...]:
        """The rules that would report its old dates, each once."""
        return tuple(dict.fromkeys(one.rule for one in self.reasons))


class Unresolved(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction that stays, since the item that would have to move may not."""

    id: str
    because: tuple[str, ...]
    """The rules that go on reporting it."""
    missing_days: float | None
    """Working days by which the item would have to move later; None where no later date would do."""
    reason: str
    """Why it stays, in a sentence or two."""


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """The answer."""

    moves: tuple[Move, ...]
    """In order of work: each after what it waits for."""
    unresolved: tuple[Unresolved, ...]
    """In the order of the file's ids."""
