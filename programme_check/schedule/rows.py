"""The precedence rows: which kind of work has to come before which, kept as data in `precedence.yaml`."""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from programme_check.model.kinds import ActivityKind, GateKind, sub_kinds
from programme_check.model.links import LinkType

Level = Literal["error", "warning", "info"]
Kind = Literal[ActivityKind, GateKind]
Shared = Literal["interfaces", "data_objects", "environments", "groups"]
Among = Literal[
    "needed_loads",
    "needed_or_mock_loads",
    "uncovered_freezes",
    "first_assessments",
    "days_of_freeze",
    "before_first_go_live",
    "training_for",
    "own_go_lives",
    "impact_assessments",
    "own_data",
    "watched_from",
]
DEFAULT_OWNER = "DEP001"
FIRST_OF_PACKS = 1000
"""Number of the first row that comes from a pack of rules; those of the table stay below."""


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row. The comment at the head of `precedence.yaml` says what each field means."""

    number: int = msgspec.field(name="row")
    before: tuple[Kind, ...]
    after: tuple[Kind, ...]
    except_: tuple[Kind, ...] = msgspec.field(default=(), name="except")
    relation: LinkType = "FS"
    lag: int = 0
    max: int | None = None
    types: tuple[str, ...] = ()
    severity: Level
    lag_severity: Level | None = None
    max_severity: Level | None = None
    owners: tuple[str, ...] = (DEFAULT_OWNER,)
    owner_types: tuple[str, ...] = ()
    before_where: Literal["reconciled", "full_volume", "worker_or_balances"] | None = None
    after_where: Literal["vendor_run", "last_in_scope", "real_data", "reads_migrated_data"] | None = None
    pair_where: Literal["next_wave", "ai_users", "same_entity"] | None = None
    among: Among | None = None
    allowed_by: tuple[str, ...] = ()
    also: tuple[Shared, ...] = ()
    not_scope: tuple[Literal["systems", "entities", "waves", "pay_groups", "ai_systems"], ...] = ()
    pick: Literal["latest", "earliest"] = "latest"
    basis: str = "judgement"
    why: str

    @property
    def predecessors(self) -> frozenset[str]:
        """Every kind that counts as predecessor, sub-kinds included."""
        return frozenset().union(*map(sub_kinds, self.before)) - set(self.except_)

    @property
    def successors(self) -> frozenset[str]:
        """Every kind that counts as successor, sub-kinds included."""
        return frozenset().union(*map(sub_kinds, self.after)) - set(self.except_)

    def holds_in(self, types: frozenset[str]) -> bool:
        """Whether the row applies to a programme of these types."""
        return not self.types or any(types.issuperset(needed.split("+")) for needed in self.types)

    def owners_in(self, types: frozenset[str]) -> tuple[str, ...]:
        """The rules that report the row in a programme of these types."""
        owned = not self.owner_types or not types.isdisjoint(self.owner_types)
        return self.owners if owned else (DEFAULT_OWNER,)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    rows: tuple[Row, ...]


@cache
def catalogue() -> tuple[Row, ...]:
    """All rows that come with the program, in order of their numbers."""
    return parse(Path(__file__).with_name("precedence.yaml").read_bytes())


def parse(data: bytes) -> tuple[Row, ...]:
    """Read rows from YAML. Raises ValueError (msgspec's among them) for text that holds no rows."""
    from programme_check.document import read

    document, problems = read(data, "precedence.yaml")
    if document is None:
        raise ValueError("; ".join(problem.message for problem in problems))
    return msgspec.convert(document.data, Table).rows
