"""A table that works out what is asked of it the first time, and costs no call of ours from then on."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """Answers by key; `memo.__getitem__` is the function that keeps them."""

    def __init__(self, work_out: Callable[[Key], Value]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, key: Key) -> Value:
        found = self[key] = self._work_out(key)
        return found
