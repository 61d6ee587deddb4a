"""Runs the program as people do: in a process of its own, with an environment that is known."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import programme_check

HOME = Path(programme_check.__file__).parent.parent
DATA = Path(__file__).parent / "data"
SAMPLES = HOME / "sample_programmes"
COMMAND = [sys.executable, "-m", "programme_check"]
LONGEST = 20.0
"""Seconds that no single run on a small file may take, on the slowest machine these tests run on."""
OUTSIDE = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "TERM",
    "COLORTERM",
    "PYTHONIOENCODING",
    "PYTHONHASHSEED",
    "TZ",
)

TROUBLE = """\
schema_version: 1
programme:
  name: Harbour payroll
  types: [hris]
  status_date: 2027-01-15
workstreams:
  payroll:
    name: Payroll
    kind: cutover
    activities:
      parallel-run-2:
        name: Second parallel run
        kind: parallel_testing
        start: 2027-03-01
        finish: 2027-03-26
      payroll-cutover:
        name: Payroll cutover
        kind: payroll_cutover
        start: 2027-03-22
        finish: 2027-03-24
        depends_on: [parallel-run-2]
      go-live:
        name: First live payroll
        kind: go_live
        milestone: true
        start: 2027-04-01
        depends_on: [payroll-cutover]
"""
"""A programme with one error that every report of it must name: PAY001, cutover before the parallel run ends."""
TROUBLE_LINE = 16
"""The line of the date that PAY001 is about."""


class Run(NamedTuple):
    """What came of a run."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def said(self) -> str:
        """Everything a person at a terminal would have seen."""
        return self.out + self.err


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the tests without what a terminal or a CI service puts in, and with `changes`."""
    kept = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    return {**kept, "PYTHONPATH": str(HOME), "LC_ALL": "C.UTF-8", **(changes or {})}


def run(
    *arguments: str | Path,
    cwd: Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
) -> Run:
    """Run the program with these arguments in a folder."""
    began = time.monotonic()
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        env=environment(env),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    seconds = time.monotonic() - began
    out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in out + err, err
    return Run(done.returncode, out, err, seconds)


def check(text: str | bytes, folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Run:
    """Write a text as plan.yaml and check it."""
    data = text.encode() if isinstance(text, str) else text
    (folder / "plan.yaml").write_bytes(data)
    return run("check", "plan.yaml", *arguments, cwd=folder, env=env)
