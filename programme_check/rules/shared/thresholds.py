"""Criteria with a number: what their thresholds ask for, and whether a value reaches it."""

import re
from typing import NamedTuple

from programme_check.model import Criterion

FORM = re.compile(r"\s*(>=|<=|==|[=<>≥≤])?\s*(-?\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:%|\s|$)")
"""A sign, a number, and then nothing, a percent sign or a unit in words: `>= 99.9 %`, `= 0 open`."""
SIGNS = {"==": "=", "≥": ">=", "≤": "<="}


class Threshold(NamedTuple):
    """What a value has to be: `>=`, `<=`, `=`, `>` or `<` a number."""

    sign: str
    number: float

    def reached(self, value: float) -> bool:
        """Whether a value is what is asked for."""
        if value == self.number:
            return "=" in self.sign
        return self.sign.startswith(">") if value > self.number else self.sign.startswith("<")


def threshold(text: str | float | None) -> Threshold | None:
    """A threshold as people write it; None where it has no sign or no number."""
    found = FORM.match(str(text)) if text is not None else None
    if found is None or not found[1]:
        return None
    return Threshold(SIGNS.get(found[1], found[1]), float(found[2].replace(",", "")))


def number(text: str | float | None) -> float | None:
    """A value as people write it, without its unit; None where it does not begin with a number."""
    found = FORM.match(str(text)) if text is not None else None
    return None if found is None or found[1] else float(found[2].replace(",", ""))


def reached(criterion: Criterion) -> bool | None:
    """Whether the value of a criterion reaches its threshold; None where one of them is missing or is no number."""
    asked, value = threshold(criterion.threshold), number(criterion.value)
    return None if asked is None or value is None else asked.reached(value)


def looser(now: Threshold, before: Threshold) -> bool:
    """Whether a threshold lets through what an earlier one did not. Where that cannot be told, it does not.

    `= 0` asks for no more than nothing, and `= 100` for no less than all.
    """
    new, old = bound(now), bound(before)
    if old.sign == "=":
        return new.sign != "=" and new.reached(old.number)
    if new.sign[0] != old.sign[0]:
        return False
    if new.number == old.number:
        return new.sign.endswith("=") and not old.sign.endswith("=")
    return (new.number < old.number) == (old.sign[0] == ">")


def bound(asked: Threshold) -> Threshold:
    """A threshold with the side it is open to, where its number tells."""
    if asked.sign != "=" or asked.number not in (0, 100):
        return asked
    return asked._replace(sign="<=" if asked.number == 0 else ">=")
