"""Timing in pairs: processor time of the program against that of another, in turn, medians."""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ROUNDS = 7


def seconds(command: Sequence[str | Path], folder: Path) -> float:
    """Processor seconds of one run of a program, child processes included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(command: Sequence[str | Path], folder: Path) -> str:
    """Run a program without what these tests put into its environment; what it printed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr + done.stdout[:2000]
    return done.stdout


def ratio(ours: Callable[[], float], anchor: Callable[[], float], rounds: int = ROUNDS) -> float:
    """Median over the rounds of our time divided by the anchor's in the same round."""
    ours(), anchor()  # the first run fills the caches
    return statistics.median(ours() / anchor() for _ in range(rounds))


def installed(folder: Path) -> Path:
    """Build the wheel and install it, compiled, into an environment of its own; its folder of programs."""
    dist, home = folder / "dist", folder / "venv"
    build: list[str | Path] = [sys.executable, "-m", "build", "-q", "--wheel", "--outdir", dist, ROOT]
    subprocess.run(build, check=True)
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    (wheel,) = dist.glob("*.whl")
    subprocess.run([home / "bin" / "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True)
    return home / "bin"


def programme(activities: int) -> str:
    """A programme of that many activities as people write them: dates, kinds, owners, links, ten to a workstream."""
    kinds = ("configuration", "build", "integration_testing", "data_migration", "training")
    lines = [
        "schema_version: 1",
        "programme: {name: Benchmark, types: [general], status_date: 2027-01-15}",
        "people:",
        *(f"  p{n}: {{name: Person {n}}}" for n in range(20)),
        "workstreams:",
    ]
    for n in range(activities):
        if n % 10 == 0:
            lines += [f"  w{n // 10}:", f"    name: Workstream {n // 10}", f"    lead: p{n % 20}", "    activities:"]
        lines += [
            f"      a{n}:",
            f"        name: Activity number {n}",
            f"        kind: {kinds[n % 5]}",
            f"        start: 2027-{n % 10 + 2:02}-{n % 27 + 1:02}",
            f"        finish: 2027-{n % 10 + 3:02}-{n % 27 + 1:02}",
            f"        owner: p{n % 20}",
            *([f"        depends_on: [a{n - 1}]"] if n % 10 else []),
        ]
    return "\n".join(lines) + "\n"
