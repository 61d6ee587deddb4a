"""Timing in pairs: processor time of the program against that of another, in turn, medians."""

import datetime
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
    """A sound programme of that many activities, ten to a workstream, each in a dozen lines as people write them."""
    monday = datetime.date(2027, 2, 1)
    lines = [
        "schema_version: 1",
        "programme: {name: Benchmark, types: [general], status_date: 2027-01-15}",
        "people:",
        *(f"  person-{n}: {{name: Person {n}}}" for n in range(50)),
        "workstreams:",
    ]
    for n in range(activities):
        place, person = n % 10, f"person-{n % 50}"
        start = monday + datetime.timedelta(weeks=place)
        finish = start + datetime.timedelta(days=4)
        links = {0: "", 9: f"activity-{n - 1}, activity-{max(n - 11, 0)}"}.get(place, f"activity-{n - 1}")
        if place == 0:
            stream = n // 10
            lines += [f"  stream-{stream}:", f"    name: Workstream {stream}", "    kind: configuration"]
            lines += [f"    lead: {person}", "    activities:"]
        lines += [
            f"      activity-{n}:",
            f"        name: Activity number {n}",
            "        kind: configuration",
            f"        start: {start}",
            f"        finish: {finish}",
            f"        baseline: {{start: {start}, finish: {finish}}}",
            f"        owner: {person}",
            f"        depends_on: [{links}]",
            "        estimate: {low: 4d, likely: 5d, high: 9d}",
            f"        resources: {{{person}: 50%}}",
            f"        x-notes: Agreed with the lead of workstream {n // 10}",
        ]
    return "\n".join(lines) + "\n"
