"""A bar for what takes a while, on a terminal and nowhere else."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LONG = 5_000_000
"""Steps of work from which a bar is worth showing; fewer are done in a moment."""


@contextmanager
def progress(what: str, steps: int) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error that is gone when the work is done; None where nobody would see it or need it.

    It is told how much is done, and of how much.
    """
    if steps < LONG or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, most: int) -> None:
            bar.update(task, completed=done, total=most)

        yield tell
