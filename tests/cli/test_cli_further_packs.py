"""A steering pack that cannot be written keeps no other report of the same check from being written."""

import json
import subprocess
import sys
from pathlib import Path

BROKEN = """schema_version: 1
programme: {name: A, status_date: 2027-01-01}
workstreams: {a: {name: A, kind: configuration, activities: {x: {name: X, kindd: other}}}}
"""


def test_the_other_reports_are_there(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").write_text(BROKEN)
    asked = ["--report", "html=pack.html", "--report", "junit=found.xml", "--report", "json=found.json"]
    done = subprocess.run(
        [sys.executable, "-m", "programme_check", "check", *asked],
        check=False,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "A steering pack is about one programme that can be checked" in done.stderr
    assert "kindd" in done.stdout
    assert json.loads((tmp_path / "found.json").read_bytes())["errors"]
    assert (tmp_path / "found.xml").read_text().startswith("<?xml")
    assert not (tmp_path / "pack.html").exists()
