"""The numbers and answers a programme file is written in: percentages, counts, yes or no.

Each class reads what a person writes with `parse`, raises `ValueError` in plain English for anything else, and
carries in `says` the words that tell a reader what would do.
"""

from typing import ClassVar, Self


class Percent(float):
    """A share from 0 to 100, written as a number with or without `%`."""

    says: ClassVar[str] = "a percentage from 0 to 100, such as 60 or 60%"
    words: ClassVar[dict[str, float]] = {}

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `60`, `99.5` or `60%`."""
        if isinstance(value, str):
            if value in cls.words:
                return cls(cls.words[value])
            number = value[:-1].removesuffix(" ") if value.endswith("%") else value
            if not decimal(number):
                raise ValueError(f"not {cls.says}")
            value = float(number)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"not {cls.says}")
        if not 0 <= value <= 100:
            raise ValueError("a percentage lies between 0 and 100")
        return cls(value)


class Chance(Percent):
    """How likely something is: a percentage, or `low` (10), `medium` (30), `high` (60)."""

    says: ClassVar[str] = "a percentage from 0 to 100, or low, medium or high"
    words: ClassVar[dict[str, float]] = {"low": 10, "medium": 30, "high": 60}


class Count(int):
    """A whole number, none of them negative."""

    says: ClassVar[str] = "a whole number such as 40"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `40`; `40.0` is the same number."""
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not whole or value < 0:
            raise ValueError(f"not {cls.says}")
        return cls(value)


class Version(int):
    """The version of the format: 1."""

    says: ClassVar[str] = "1, the only version of this format"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `1` or `"1"`."""
        if value in (1, "1") and not isinstance(value, bool):
            return cls(1)
        raise ValueError(f"not {cls.says}")


class YesNo(int):
    """Yes (1) or no (0), written true, false, yes or no."""

    says: ClassVar[str] = "yes or no"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `yes`, `no`, `true` or `false`."""
        if value is True or value == "yes":
            return cls(1)
        if value is False or value == "no":
            return cls(0)
        raise ValueError(f"not {cls.says}")


class Answer(str):
    """`yes`, `no` or `unknown`."""

    __slots__ = ()
    says: ClassVar[str] = "yes, no or unknown"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read `yes`, `no`, `unknown`, `true` or `false`."""
        if isinstance(value, bool):
            return cls("yes" if value else "no")
        if value in ("yes", "no", "unknown"):
            return cls(value)
        raise ValueError(f"not {cls.says}")


def digits(text: str) -> bool:
    """Nothing but the digits 0 to 9."""
    return text.isascii() and text.isdigit()


def decimal(text: str) -> bool:
    """A number written with digits and at most one point. `007` is none: who writes it means something else."""
    whole, point, part = text.partition(".")
    padded = len(whole) > 1 and whole[0] == "0"
    return digits(whole) and not padded and (not point or digits(part)) and len(text) <= 12
