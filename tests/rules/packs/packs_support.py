"""Runs the program in a process of its own."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "programme_check", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
