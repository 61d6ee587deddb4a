"""Memory: bounded, however many runs are made; and a bar for who waits."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
HOME = HERE.parents[2]

# The highest use of this program alone: `ru_maxrss` begins with what the process that started it had in use.
SIZE = """
import re, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from risk_support import plan
from bench_support import programme
from programme_check.settings import Settings
from programme_check.whatif.risk import run
asked = plan(programme(3000))
found = run(asked, Settings(), runs={runs})
most = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(found.runs, int(most) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory in the way of Linux")
def test_memory_does_not_grow_with_the_runs() -> None:
    used = []
    for runs in (1000, 4000):
        code = SIZE.format(paths=[str(HERE), str(HERE.parents[1] / "benchmarks")], runs=runs)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        made, most = map(int, done.stdout.split())
        assert made == runs
        used.append(most)
    assert used[1] < used[0] + 25
    assert used[1] < 256


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("runs", "shown"), [("1000000", True), ("1000", False)])
def test_a_bar_on_a_terminal_and_only_for_long_runs(tmp_path: Path, runs: str, shown: bool) -> None:
    lines = "".join(
        f"      a{number}: {{name: A, kind: other, duration: 5d, estimate: {{low: 4d, high: 5d}}}}\n"
        for number in range(9)
    )
    head = "schema_version: 1\nprogramme: {name: E, status_date: 2027-01-04}\nworkstreams:\n  w:\n    name: W\n"
    (tmp_path / "plan.yaml").write_text(f"{head}    kind: other\n    activities:\n{lines}")
    above, below = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "programme_check", "risk", "plan.yaml", "--runs", runs],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=below, check=True,
        env={**os.environ, "PYTHONPATH": str(HOME), "TERM": "xterm"},
    )  # fmt: skip
    os.close(below)
    said = b""
    while True:
        try:
            piece = os.read(above, 65536)
        except OSError:  # what Linux says at the end of a terminal
            break
        if not piece:
            break
        said += piece
    os.close(above)
    assert (b"Simulating" in said) is shown
    assert b"Simulating" not in done.stdout
    assert b"Schedule risk" in done.stdout
