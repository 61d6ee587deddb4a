"""The days, instants, durations and working hours a programme file is written in.

Each class reads the text a person writes with `parse`, raises `ValueError` in plain English for anything else, and
carries in `says` the words that tell a reader what would do.
"""

import datetime as dt
from typing import ClassVar, Self

from programme_check.model.values import decimal, digits

MINUTES = 24 * 60


class Moment:
    """A day, or an instant of one.

    `day` is the proleptic ordinal; `minute` counts from midnight and is None for a plain day.
    """

    __slots__ = ("day", "minute")
    says: ClassVar[str] = "a day such as 2027-03-22 or an instant such as 2027-05-01T18:00"
    day: int
    minute: int | None

    def __init__(self, day: int, minute: int | None = None) -> None:
        self.day = day
        self.minute = minute

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `2027-03-22`, `2027-05-01T18:00` or the same with `:00` seconds."""
        if not isinstance(value, str) or len(value) not in (10, 16, 19):
            raise ValueError(f"not {cls.says}")
        day_digits = value[:4] + value[5:7] + value[8:10]
        if not (digits(day_digits) and value[4] == value[7] == "-"):
            raise ValueError(f"not {cls.says}")
        year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
        try:
            ordinal = dt.date(year, month, day).toordinal()
        except ValueError:
            raise ValueError(f"there is no such day as {value[:10]}") from None
        return cls(ordinal, None if len(value) == 10 else cls._minute(value))

    @classmethod
    def _minute(cls, value: str) -> int:
        clock = value[11:13] + value[14:16]
        seconds = value[16:]
        if value[10] != "T" or value[13] != ":" or seconds not in ("", ":00") or not digits(clock):
            raise ValueError(f"not {cls.says}")
        hour, minute = int(clock[:2]), int(clock[2:])
        if hour > 23 or minute > 59:
            raise ValueError(f"there is no such time of day as {value[11:16]}")
        return hour * 60 + minute

    @property
    def date(self) -> dt.date:
        """The calendar day."""
        return dt.date.fromordinal(self.day)

    def iso(self) -> str:
        """As it is written in the file."""
        if self.minute is None:
            return self.date.isoformat()
        return f"{self.date.isoformat()}T{self.minute // 60:02}:{self.minute % 60:02}"

    @property
    def _key(self) -> tuple[int, int]:
        return self.day, -1 if self.minute is None else self.minute

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and self.day == other.day and self.minute == other.minute

    def __hash__(self) -> int:
        return hash(self._key)

    def __lt__(self, other: "Moment") -> bool:
        return self._key < other._key

    def __le__(self, other: "Moment") -> bool:
        return self._key <= other._key

    def __gt__(self, other: "Moment") -> bool:
        return self._key > other._key

    def __ge__(self, other: "Moment") -> bool:
        return self._key >= other._key

    def __repr__(self) -> str:
        return f"Moment({self.iso()})"


class Span:
    """A length of time as written: `amount` in `unit`, one of d (working days), w (working weeks), cd (calendar days),
    m (calendar months) and h (hours). A bare number counts working days. Never negative."""

    __slots__ = ("amount", "unit")
    says: ClassVar[str] = "a duration such as 10d (working days), 2w, 14cd (calendar days), 1m or 6h"
    signed: ClassVar[bool] = False
    amount: float
    unit: str

    def __init__(self, amount: float, unit: str = "d") -> None:
        self.amount = amount
        self.unit = unit

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `10d`, `2w`, `14cd`, `1m`, `6h`, `0.5d`, or a number of working days."""
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            raise ValueError(f"not {cls.says}")
        if not isinstance(value, str):
            return cls._checked(float(value), "d")
        text = value[1:] if cls.signed and value[:1] in ("+", "-") else value
        number = text.rstrip("abcdefghijklmnopqrstuvwxyz")
        unit = text[len(number) :]
        if unit not in ("", "d", "w", "cd", "m", "h") or not decimal(number):
            raise ValueError(f"not {cls.says}")
        return cls._checked(-float(number) if value[0] == "-" else float(number), unit or "d")

    @classmethod
    def _checked(cls, amount: float, unit: str) -> Self:
        if not cls.signed and amount < 0:
            raise ValueError("a duration cannot be negative")
        if unit == "m" and not amount.is_integer():
            raise ValueError("months are counted whole: write days or weeks instead")
        if abs(amount) > 100_000:
            raise ValueError("longer than any programme lasts")
        return cls(amount, unit)

    def iso(self) -> str:
        """As it is written in the file."""
        return f"{self.amount:g}{self.unit}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self.amount == other.amount and self.unit == other.unit

    def __hash__(self) -> int:
        return hash((self.amount, self.unit))

    def __bool__(self) -> bool:
        return self.amount != 0

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.iso()})"


class Lag(Span):
    """The waiting time of a link; negative for a lead."""

    __slots__ = ()
    says: ClassVar[str] = "a lag such as +5d, 2w or -1d"
    signed: ClassVar[bool] = True


class Shift:
    """A stretch of working time within a day, `start` and `end` in minutes from midnight, the end not included."""

    __slots__ = ("end", "start")
    says: ClassVar[str] = 'working hours such as "09:00-12:30"'
    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `09:00-12:30`; `24:00` is the end of the day."""
        if not isinstance(value, str) or len(value) != 11:
            raise ValueError(f"not {cls.says}")
        if value[2] + value[5] + value[8] != ":-:" or not digits(value[:2] + value[3:5] + value[6:8] + value[9:]):
            raise ValueError(f"not {cls.says}")
        start = int(value[:2]) * 60 + int(value[3:5])
        end = int(value[6:8]) * 60 + int(value[9:])
        if int(value[3:5]) > 59 or int(value[9:]) > 59 or end > MINUTES or start >= end:
            raise ValueError("working hours run from an earlier to a later time of the same day, 24:00 at the latest")
        return cls(start, end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shift) and self.start == other.start and self.end == other.end

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"Shift({self.start // 60:02}:{self.start % 60:02}-{self.end // 60:02}:{self.end % 60:02})"
