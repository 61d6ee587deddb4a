"""When enough runs were made: once the answer no longer moves."""

from collections.abc import Sequence

from programme_check.whatif.risk.targets import Target

ROUND = 1000
"""Runs after which the answer is looked at."""
STILL = 3
"""Rounds in a row without a move after which it stands."""
LEAST_MOVE = 0.002
"""The change of a chance that counts as a move. A quantile has moved when its day has."""

Answer = list[tuple[float, tuple[int | None, ...]]]


class Watch:
    """Looks at the answer after each round."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = targets
        self._last: Answer | None = None
        self._still = 0

    def stands(self) -> bool:
        """Whether the answer has not moved for some rounds."""
        now: Answer = [(one.chance or 0.0, tuple(one.quantiles())) for one in self._targets]
        moved = self._last is None or any(
            abs(new[0] - old[0]) > LEAST_MOVE or new[1] != old[1] for new, old in zip(now, self._last, strict=True)
        )
        self._last = now
        self._still = 0 if moved else self._still + 1
        return self._still >= STILL
