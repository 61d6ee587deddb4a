"""The file a question is about: found, read and laid out, or an explanation on standard error."""

from typing import TYPE_CHECKING

from programme_check.cli import words
from programme_check.cli.files import standard_input
from programme_check.cli.status import Stop

if TYPE_CHECKING:
    from programme_check.checkup.opened import Opened


def open_one(file: str, *, as_of: str | None = None, stdin_name: str | None = None) -> "Opened":
    """The programme in a file, or on standard input for `-`.

    Raises Stop for a file that cannot be read or does not fit the schema: an answer from half a plan would mislead.
    """
    from programme_check.checkup.opened import opened

    day = words.date(as_of, "--as-of")
    found, problems = opened(file, as_of=day, stdin=standard_input([file]), stdin_name=stdin_name)
    if problems or found is None:
        raise Stop(words.problems(problems))
    return found
