"""Bytes from files: regular files only, so that nothing can hang, and every failure in words."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from programme_check.document.positions import Limits


class NotRead(NamedTuple):
    """Why a file gave nothing."""

    code: str
    message: str
    hint: str = ""


MISSING = NotRead("not-found", "there is no such file", "Check the name, and the folder you are in.")
FOLDER = NotRead("unreadable", "this is a folder; a file is expected here")
ODD = NotRead("unreadable", "this is not a regular file", "Give a file, or `-` to read from standard input.")


def read_file(path: str, limits: Limits) -> bytes | NotRead:
    """What a file holds, up to one byte more than the limit, which is how the reader knows it is too large."""
    try:
        # Looked at before it is opened: opening a pipe waits for somebody to write, opening a device may do things.
        refused = judge(Path(path).stat().st_mode)
        if refused is not None:
            return refused
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            refused = judge(os.fstat(descriptor).st_mode)
            return refused or file.read(limits.size + 1)
    except FileNotFoundError:
        return MISSING
    except NotADirectoryError:
        return MISSING._replace(message="there is no such file: a part of its path is not a folder")
    except PermissionError:
        return NotRead("unreadable", "you have no right to read this file", "Ask for the right to read it.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not valid"
        return NotRead("unreadable", f"this file cannot be read: {str(reason).lower()}")


def judge(mode: int) -> NotRead | None:
    """Why something with this mode is not read; None for a regular file."""
    if stat.S_ISDIR(mode):
        return FOLDER
    return None if stat.S_ISREG(mode) else ODD


def real(path: str) -> Path:
    """The file that a path stands for once all links are followed. Two paths to one file give the same."""
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError):
        return Path(path)


def shown(path: str) -> str:
    """A path as reports show it: with forward slashes, and characters that every encoding can write."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
