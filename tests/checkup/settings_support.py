"""How settings are judged by, and what is wrong with them, from a few lines of YAML."""

from pathlib import Path
from typing import Any

from programme_check.checkup import Options
from programme_check.checkup.judging import Judging, judging
from programme_check.checkup.settings_file import NAME
from programme_check.findings import Problem


def problems(folder: Path, text: str, **options: Any) -> list[Problem]:
    """What is wrong with a settings file."""
    (folder / NAME).write_text(text)
    return judging(Options(**options), folder / NAME)[1]


def judged(folder: Path, text: str, **options: Any) -> Judging:
    """How a file has programmes judged."""
    (folder / NAME).write_text(text)
    found, faults = judging(Options(**options), folder / NAME)
    assert found is not None, faults
    return found


def runs(found: Judging) -> set[str]:
    """The rules that run."""
    return {rule.id for rule in found.rules}
