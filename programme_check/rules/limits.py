"""What the limits of a rule mean, read from the words under each field, which are their only description."""

from typing import Any

import msgspec

from programme_check.model.docs import docstrings
from programme_check.rules.rule import Limits


def described(limits: Limits | None) -> list[tuple[str, Any, str]]:
    """Name, default and meaning (with its source) of each limit; nothing for a rule without."""
    if limits is None:
        return []
    meanings = docstrings(type(limits))
    return [(name, value, meanings[name]) for name, value in msgspec.structs.asdict(limits).items()]
