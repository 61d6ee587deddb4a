"""Chance, the same on every machine: raw random bits from a spawned seed per block, and tables of equal shares."""

from collections.abc import Sequence
from functools import lru_cache

from programme_check.whatif.risk.arrays import Row, np
from programme_check.whatif.risk.events import Event
from programme_check.whatif.risk.hops import Whole
from programme_check.whatif.risk.quantiles import ENTRIES, normal, table
from programme_check.whatif.risk.ranges import Range, Variation

MOST_TABLES = 1500
"""Tables of full length that are held at once (24 MB); with more, each is an eighth as long."""
_BATCH = 1 << 16
"""Random numbers drawn at a time."""
_FINE, _REACH = 1024, 8
"""Steps per unit and the ends of the table that turns a normal value into its share."""


class Tables:
    """The values of each variation in whole minutes or days, from the least likely to be exceeded to the most."""

    def __init__(self, varying: Sequence[Variation]) -> None:
        different = {one.range for one in varying}
        self.entries = ENTRIES if len(different) <= MOST_TABLES else ENTRIES // 8
        made: dict[Range, Row] = {one: table(one, self.entries).astype(np.int64) for one in different}
        self.rows = [made[one.range] for one in varying]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The smallest and largest value of each."""
        return [(int(row[0]), int(row[-1])) for row in self.rows]

    def shrink(self) -> None:
        """Hold the values in 32 bits."""
        smaller = {id(row): row.astype(np.int32) for row in self.rows}
        self.rows = [smaller[id(row)] for row in self.rows]

    def at(self, row: int, share: float) -> int:
        """The value that a share of the cases stays below."""
        values = self.rows[row]
        return int(values[min(len(values) - 1, int(share * len(values)))])


class Stream:
    """Random numbers of one block, 16 bits each."""

    def __init__(self, seed: int, block: int, width: int) -> None:
        # Raw bits are the one thing numpy promises never to change between versions.
        self._bits = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(block,)))
        self._width = width
        self._batch: Row = np.zeros((0, width), np.uint16)
        self._next = 0

    def take(self) -> Row:
        """The next number of every run."""
        if self._next == len(self._batch):
            rows = max(1, _BATCH // self._width)
            raw = self._bits.random_raw(-(-rows * self._width // 4))
            numbers = np.asarray(raw).astype("<u8", copy=False).view("<u2")
            self._batch = numbers[: rows * self._width].reshape(rows, self._width)
            self._next = 0
        self._next += 1
        found: Row = self._batch[self._next - 1]
        return found


class Sample:
    """The lengths and events of one block of runs."""

    def __init__(
        self,
        tables: Tables,
        events: Sequence[Event],
        groups: Sequence[int | None],
        correlation: float,
        *,
        seed: int,
        block: int,
        width: int,
    ) -> None:
        self._tables = tables
        self._groups = groups
        self._stream = Stream(seed, block, width)
        self.happens: list[Row] = [
            (self._stream.take() < round(event.probability * 65536)).astype(np.int32) for event in events
        ]
        count = max((group + 1 for group in groups if group is not None), default=0)
        common = normal(ENTRIES) * correlation**0.5
        self._factors = [common.take(self._stream.take() >> 4) for _ in range(count)]
        self._own = normal(ENTRIES) * (1 - correlation) ** 0.5 if count else None
        self._shift = 4 if tables.entries == ENTRIES else 7
        self._shares = shares(tables.entries) if count else None

    def take(self, row: int) -> Whole:
        """The values of a variation in every run. To be asked for in the same order always."""
        numbers = self._stream.take()
        group = self._groups[row]
        values: Row = self._tables.rows[row]
        if group is None or self._own is None or self._shares is None:
            alone: Row = values.take(numbers >> self._shift)
            return alone
        together = self._own.take(numbers >> 4) + self._factors[group]
        found: Row = values.take(self._shares.take(((together + _REACH) * _FINE).astype(np.intp)))
        return found


@lru_cache(maxsize=2)
def shares(entries: int) -> Row:
    """For a normal value, counted in fine steps from -8 to 8, the place of its share in a table."""
    from statistics import NormalDist

    below = NormalDist().cdf
    values = [below((step + 0.5) / _FINE - _REACH) for step in range(2 * _REACH * _FINE)]
    return np.minimum((np.array(values) * entries).astype(np.int64), entries - 1)
