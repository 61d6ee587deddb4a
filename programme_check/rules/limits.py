"""What the limits of a rule mean, read from the words under each field, which are their only description."""

from typing import Any

import msgspec

from programme_check.model.docs import docstrings
from programme_check.rules.rule import Limits

UNITS = {"Working days": "d", "Calendar days": "cd", "Weeks": "w", "Months": "m"}
"""How a meaning begins, and the unit that a number of this kind may carry."""


def described(limits: Limits | None) -> list[tuple[str, Any, str]]:
    """Name, default and meaning (with its source) of each limit; nothing for a rule without."""
    if limits is None:
        return []
    meanings = docstrings(type(limits))
    return [(name, value, meanings[name]) for name, value in msgspec.structs.asdict(limits).items()]


def counts(limits: Limits, name: str) -> bool:
    """Whether a limit is a whole number."""
    return any(field.name == name and field.type is int for field in msgspec.structs.fields(type(limits)))


def unit(meaning: str) -> str | None:
    """The unit that a limit may be written with: `44d` for working days; None where it is a plain number."""
    return next((unit for begin, unit in UNITS.items() if meaning.startswith(begin)), None)


def number(value: Any, usual: Any, meaning: str) -> Any:
    """A limit written with its unit, `60d`, as the number; anything else as it is."""
    end = unit(meaning)
    if not isinstance(value, str) or isinstance(usual, bool | str) or end is None or not value.endswith(end):
        return value
    digits = value.removesuffix(end)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else value


def said(usual: Any, meaning: str, *, whole: bool) -> str:
    """What a limit may be, in words, with its default as the example."""
    if isinstance(usual, bool):
        return "true or false"
    if not isinstance(usual, int | float):
        return f"something like {msgspec.json.encode(usual).decode()}"
    kind = "a whole number" if whole else "a number"
    end = unit(meaning)
    example = f"{usual:g}"
    return f"{kind} such as {example}{f' or {example}{end}' if end else ''}"
