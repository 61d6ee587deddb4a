"""Where text goes: standard output, standard error, a file. Nothing else in the package writes."""

import errno
import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TextIO

from programme_check.cli.status import CannotWrite

NAME = "programme-check"


def show(text: str | bytes, stream: TextIO | None, *, encoding: str | None = None) -> None:
    """Write to standard output, bytes as they are.

    `stream` is None when it was closed from the start, and then nobody is listening.
    A reader who has gone away is not an error. Raises CannotWrite when the text cannot be written, as on a full disk.
    """
    if stream is None or not text:
        return
    try:
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(text if isinstance(text, str) else text.decode("utf-8", "backslashreplace"))
        else:
            buffer.write(
                text
                if isinstance(text, bytes)
                else text.encode(encoding or stream.encoding or "utf-8", "backslashreplace")
            )
        stream.flush()
    except OSError as fault:
        silence(stream)
        if not nobody_listens(fault):
            raise CannotWrite("standard output", fault) from fault


def nobody_listens(fault: OSError) -> bool:
    """Whether a write failed because the other end of a pipe was closed. Windows calls that an invalid argument."""
    return isinstance(fault, BrokenPipeError) or (os.name == "nt" and fault.errno == errno.EINVAL)


def silence(stream: TextIO) -> None:
    """Send the rest of a broken stream nowhere, so that the interpreter can flush it at exit without complaint."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def tell(message: str) -> None:
    """Write a message to standard error, whatever state that is in. Control characters in it are made visible."""
    if sys.stderr is None:
        return
    from programme_check.reports.escape import visible

    lines = [visible(line) for line in message.split("\n")]
    try:
        sys.stderr.write(f"{NAME}: " + "\n".join(lines) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        silence(sys.stderr)


def save(text: str | bytes, name: str) -> None:
    """Write a file, beside it first and then renamed, so that an old one survives whatever goes wrong.

    A device or a pipe is written directly. Raises CannotWrite.
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    try:
        try:
            mode = Path(name).stat().st_mode
        except FileNotFoundError:
            mode = None
        if mode is not None and not stat.S_ISREG(mode):
            with Path(name).open("wb", buffering=0) as file:  # a folder is refused here, in the system's own words
                file.write(data)
        else:
            replace([Content(Path(os.path.realpath(name)), data, mode)])
    except OSError as fault:
        raise CannotWrite(name, fault) from fault


class Content(NamedTuple):
    """What is to stand in a file, and the permissions it has; None for a new one, which gets the usual ones."""

    target: Path
    data: bytes
    mode: int | None


def replace(contents: Sequence[Content]) -> None:
    """Put new content into files: all of it is written beside them before the first takes its place.

    So a full disk leaves every old file as it was. Raises OSError with the name of the file it is about.
    """
    beside: list[Path] = []
    try:
        for target, data, mode in contents:
            beside.append(target.with_name(f".{NAME}-{os.getpid()}-{os.urandom(4).hex()}"))
            try:
                with beside[-1].open("xb") as file:
                    file.write(data)
                if mode is not None:
                    beside[-1].chmod(stat.S_IMODE(mode))
            except OSError as fault:
                fault.filename = str(target)
                raise
        for one, new in zip(contents, beside, strict=True):
            new.replace(one.target)
    finally:
        for new in beside:
            new.unlink(missing_ok=True)
