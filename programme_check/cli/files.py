"""Files named on the command line: the one that is meant, what must not be overwritten, standard input."""

import os
from pathlib import Path

from programme_check.cli.status import USAGE, Stop

DEFAULT = "programme.yaml"
OWN_FILE = "The report needs a file of its own."


def the_file_here() -> str:
    """`programme.yaml` in this folder. Raises Stop that says what to do when there is none."""
    if Path(DEFAULT).exists():
        return DEFAULT
    others = sorted(path.name for path in Path.cwd().glob("*.programme.yaml"))
    if others:
        raise Stop(f"There is no {DEFAULT} in this folder. Did you mean `programme-check check {others[0]}`?")
    raise Stop(
        f"There is no {DEFAULT} in this folder. Name the file, `programme-check check FILE`, "
        "or start a new one with `programme-check init`."
    )


def refuse_to_overwrite(names: list[str], target: str | None, option: str = "--output") -> None:
    """A report must not take the place of the programme it is about. Raises Stop that names the option."""
    if target is None:
        return
    there = Path(target).exists()
    same = any(there and name != "-" and Path(name).is_file() and Path(name).samefile(target) for name in names)
    if same or target.lower().endswith((".yaml", ".yml")):
        raise Stop(f"{option} {target} is the name of a programme file, not of a report. Name another file.")


def one_baseline(baseline: str | None, target: str | None, *, update: bool) -> None:
    """There must be a file to update, and it must not be the report's too. Raises Stop."""
    if update and baseline is None:
        raise Stop("--update-baseline writes the file of --baseline. Name it: --baseline known.json --update-baseline.")
    if baseline is not None and target is not None and os.path.realpath(baseline) == os.path.realpath(target):
        raise Stop(f"--output and --baseline both name {target}. {OWN_FILE}")


def standard_input(names: list[str]) -> bytes | None:
    """Standard input where `-` asks for it, up to one byte more than the reader takes."""
    if "-" not in names:
        return None
    import sys

    from programme_check.document import LIMITS

    if sys.stdin is None:
        raise Stop("Standard input is closed, so there is nothing to read for `-`.")
    try:
        return sys.stdin.buffer.read(LIMITS.size + 1)
    except OSError as fault:
        raise Stop(f"Cannot read standard input: {(fault.strerror or 'unknown reason').lower()}.", USAGE) from fault
