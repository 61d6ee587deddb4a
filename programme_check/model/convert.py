"""From plain data to records: what msgspec needs to know about our own values."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from programme_check.model.links import Link, LinkRecord
from programme_check.model.plan import Holiday
from programme_check.model.times import Lag, Moment, Shift, Span
from programme_check.model.values import Answer, Chance, Count, Percent, Version, YesNo

VALUES: tuple[Any, ...] = (Answer, Chance, Count, Holiday, Lag, Link, Moment, Percent, Shift, Span, Version, YesNo)
"""Every type that is read from one value of the file by its own `parse`."""

T = TypeVar("T")


def _link(value: object) -> Link:
    return Link.parse(convert(value, LinkRecord) if isinstance(value, dict) else value)


_PARSERS: dict[type, Callable[[Any], Any]] = {kind: kind.parse for kind in VALUES} | {Link: _link}


def parse(kind: type, value: object) -> Any:
    """Read one value of one of `VALUES`; ValueError in plain English when it is none."""
    return _PARSERS[kind](value)


class Reader:
    """Calls the right `parse`, once for each text: a programme repeats its dates and durations again and again."""

    def __init__(self) -> None:
        self._seen: dict[type, dict[str, Any]] = {kind: {} for kind in _PARSERS}

    def __call__(self, kind: type, value: Any) -> Any:
        """The value of that kind; `ValueError` in plain English when it is none."""
        if type(value) is not str:
            return _PARSERS[kind](value)
        seen = self._seen[kind]
        found = seen.get(value)
        if found is None:
            found = seen[value] = _PARSERS[kind](value)
        return found


def convert(value: object, kind: type[T]) -> T:
    """Make a record of plain data; `msgspec.ValidationError` when it does not fit."""
    return msgspec.convert(value, kind, dec_hook=Reader())
