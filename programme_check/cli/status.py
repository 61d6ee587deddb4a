"""What a command hands back: an answer with an exit status, or the reason why there is none."""

from typing import Final, NamedTuple

OK: Final = 0
"""The command answered; for `check`, nothing at or above `--fail-on`."""
FINDINGS: Final = 1
"""`check` found something at or above `--fail-on`."""
USAGE: Final = 2
"""The command line is wrong, a file cannot be read or does not fit the schema, or there is nothing to check."""
FAULT: Final = 3
"""The program failed: a rule crashed, or a result could not be written."""
INTERRUPTED: Final = 130
"""Ctrl-C."""


class Answer(NamedTuple):
    """What a command found out. Commands write nothing themselves; `app.run` does, in one place."""

    text: str | bytes
    status: int = OK
    file: str | None = None
    """Where to write it instead of standard output."""
    machine: bool = False
    """For programs rather than people: UTF-8 whatever the terminal's encoding is."""
    also: tuple[tuple[str, str | bytes], ...] = ()
    """Texts to write into further files, each after its name, before the answer itself."""


class Stop(Exception):
    """Ends a command with one message on standard error and an exit status."""

    def __init__(self, message: str, status: int = USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class CannotWrite(Stop):
    """A result could not be written where it was asked for."""

    def __init__(self, where: str, fault: OSError) -> None:
        reason = (fault.strerror or type(fault).__name__).lower()
        super().__init__(f"Cannot write to {where}: {reason}.", FAULT)
