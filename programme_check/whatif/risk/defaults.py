"""How far work of each kind tends to differ from its plan, for files without ranges of their own.

Shares of the planned duration: if all goes well, most likely, if much goes wrong. These stand in until the people who
do the work give ranges of their own, and every answer that rests on them says so.
"""

from typing import NamedTuple

from programme_check.model.kinds import group_of


class Spread(NamedTuple):
    """The range of a kind of work as shares of its planned duration, and where that comes from."""

    low: float
    likely: float
    high: float
    source: str


JUDGEMENT = "judgement"
DATA = (
    "Bloor Research 2007, Data Migration in the Global 2000: two in three migration projects late, "
    "those by 40 percent on average; as a range: judgement"
)
_USUAL = Spread(0.9, 1.0, 1.4, JUDGEMENT)
GROUPS: dict[str, Spread] = {
    "set-up": _USUAL,
    "design": _USUAL,
    "build": Spread(0.9, 1.0, 1.5, JUDGEMENT),
    "data": Spread(0.9, 1.0, 1.9, DATA),
    "test": Spread(0.9, 1.0, 1.6, JUDGEMENT),
    "change": Spread(0.9, 1.0, 1.3, JUDGEMENT),
    "cutover": Spread(0.95, 1.0, 1.25, JUDGEMENT),
    "ai": Spread(0.9, 1.0, 1.7, JUDGEMENT),
    "rollout": _USUAL,
    "steering": Spread(0.95, 1.0, 1.2, JUDGEMENT),
    "other": _USUAL,
}
"""By group of activity kinds."""
FIXED = frozenset({"margin", "configuration_freeze", "data_freeze", "change_freeze", "hypercare", "stabilisation"})
"""Kinds whose length is a decision and not an estimate."""


def spread_of(kind: str) -> Spread | None:
    """The spread of a kind of activity; None for kinds that last as long as was decided."""
    return None if kind in FIXED else GROUPS.get(group_named(kind), _USUAL)


def group_named(kind: str) -> str:
    """The group a kind is told of under; work of no kind in particular is not steering, although it is listed there."""
    return kind if kind == "other" else group_of(kind)
