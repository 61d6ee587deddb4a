"""What happens when the program itself fails."""

import subprocess
import sys
from pathlib import Path

import pytest
from cli_support import TROUBLE, environment

BROKEN = """
import sys
sys.argv = ["programme-check", *{arguments!r}]
{change}
from programme_check.cli import main
sys.exit(main())
"""


def broken(change: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program after something in it has been changed."""
    (folder / "programme.yaml").write_text(TROUBLE)
    code = BROKEN.format(change=change, arguments=list(arguments or ("check",)))
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)


FAULT = """
import programme_check.checkup.run as run
def fail(*arguments): raise {kind}("secret name of a person")
run.judging = fail
"""


@pytest.mark.parametrize("kind", ["KeyError", "RecursionError", "AssertionError"])
def test_a_fault_is_one_paragraph_with_a_request(tmp_path: Path, kind: str) -> None:
    done = broken(FAULT.format(kind=kind), tmp_path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert kind in done.stderr
    assert "run.py, line" in done.stderr
    assert "report it" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_too_little_memory_is_said(tmp_path: Path) -> None:
    done = broken(FAULT.format(kind="MemoryError"), tmp_path)
    assert done.returncode == 3
    assert "memory" in done.stderr


def test_an_interrupt_anywhere_ends_with_130(tmp_path: Path) -> None:
    done = broken(FAULT.format(kind="KeyboardInterrupt"), tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_broken_installation_is_told_like_any_fault(tmp_path: Path) -> None:
    done = broken("sys.modules['typer'] = None", tmp_path)
    assert done.returncode == 3
    assert "report it" in done.stderr


CRASH = """
from programme_check.rules.registry import catalogue
import msgspec
from programme_check.rules.rule import DECLARED
catalogue()
def fail(ctx, subjects): raise ZeroDivisionError
DECLARED.rules["PAY002"] = msgspec.structs.replace(DECLARED.rules["PAY002"], check=fail, about=lambda ctx: [1])
"""


def test_a_rule_that_crashes_is_a_finding_and_the_others_still_run(tmp_path: Path) -> None:
    done = broken(CRASH, tmp_path)
    assert done.returncode == 3
    assert done.stderr == ""
    assert "CHK005" in done.stdout
    assert "PAY002" in done.stdout
    assert "PAY001" in done.stdout
    left_out = broken(CRASH, tmp_path, "check", "--ignore", "PAY002")
    assert left_out.returncode == 1
    assert "CHK005" not in left_out.stdout


def test_a_full_disk_when_a_fault_is_told_stays_quiet(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    done = broken(FAULT.format(kind="KeyError") + "sys.stderr = open('/dev/full', 'w')", tmp_path)
    assert (done.returncode, done.stderr) == (3, "")
