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


def reader() -> Callable[[type, Any], Any]:
    """What msgspec calls for our own values: `parse`, once for each way a value is written.

    A programme repeats its dates, shares and durations again and again. Links hardly ever repeat.
    """
    seen: dict[type, dict[Any, Any]] = {kind: {} for kind in _PARSERS if kind is not Link}

    def read(kind: type, value: Any) -> Any:
        known = seen.get(kind)
        # True and 1 are one key of a dict and mean different things.
        if known is None or value is True or value is False:
            return _PARSERS[kind](value)
        try:
            return known[value]
        except KeyError:
            found = known[value] = _PARSERS[kind](value)
            return found
        except TypeError:
            return _PARSERS[kind](value)

    return read


def convert(value: object, kind: type[T]) -> T:
    """Make a record of plain data; `msgspec.ValidationError` when it does not fit."""
    return msgspec.convert(value, kind, dec_hook=reader())
