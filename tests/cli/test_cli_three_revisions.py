"""Waivers and a baseline over the life of a file, as a programme meets them: find, accept, forget, mend."""

import json
from pathlib import Path
from typing import Any

from cli_support import TROUBLE, Run, check, run

WAIVER = """\
waivers:
  - rule: payroll-cutover-before-parallel-ends
    target: payroll-cutover
    reason: The last two days of the run are repeats, agreed with internal audit
    approved_by: audit-board
    expires: 2027-02-12
"""
ADDED = (
    TROUBLE
    + """\
      build:
        name: Build
        kind: configuration
        start: 2027-02-05
        finish: 2027-02-01
"""
)
"""One more error than before."""
ONLY = ("--select", "PAY001,CHK")
LATER = "status_date: 2027-02-15"


def body(done: Run) -> Any:
    """The JSON that a run wrote."""
    return json.loads(done.out)


def words(done: Run) -> str:
    """The text that a run wrote, without its line ends."""
    return " ".join(done.out.split())


def found(done: Run) -> list[tuple[str, bool, bool]]:
    """Rule of each finding, whether it is waived, and whether it is known."""
    findings = body(done)["programmes"][0]["findings"]
    return [(item["rule"], item["waived"] is not None, item["baselined"]) for item in findings]


def test_a_finding_is_found_waived_and_comes_back(tmp_path: Path) -> None:
    first = check(TROUBLE, tmp_path, *ONLY, "--format", "json")
    assert first.status == 1
    assert found(first) == [("PAY001", False, False)]

    second = check(TROUBLE + WAIVER, tmp_path, *ONLY, "--format", "json")
    assert second.status == 0
    assert found(second) == [("PAY001", True, False)]
    assert body(second)["summary"] == {"error": 0, "warning": 0, "info": 0, "waived": 1}
    assert body(second)["programmes"][0]["dimensions"]["cutover"] == "green"
    shown = check(TROUBLE + WAIVER, tmp_path, *ONLY)
    assert "Approved by audit-board until 12 Feb 2027 (28 days left)." in words(shown)
    assert "1 waived" in shown.out.splitlines()[-1]

    moved_on = (TROUBLE + WAIVER).replace("status_date: 2027-01-15", LATER)
    third = check(moved_on, tmp_path, *ONLY, "--format", "json")
    assert third.status == 1
    assert found(third) == [("PAY001", False, False), ("CHK001", False, False)]
    line = moved_on.splitlines().index("    expires: 2027-02-12") + 1
    assert f"plan.yaml:{line}" in check(moved_on, tmp_path, *ONLY).out

    mended = moved_on.replace("2027-03-01", "2027-02-01").replace("2027-03-26", "2027-02-26")
    last = check(mended.replace("2027-02-12", "2027-03-12"), tmp_path, *ONLY, "--format", "json")
    assert last.status == 0
    assert found(last) == [("CHK003", False, False)]


def test_a_running_programme_adopts_a_baseline(tmp_path: Path) -> None:
    base = ("--baseline", "known.json")
    missing = check(TROUBLE, tmp_path, *base)
    assert missing.status == 2
    assert "--update-baseline" in words(missing)

    adopted = check(TROUBLE, tmp_path, *base, "--update-baseline")
    assert adopted.status == 0
    assert "added, 0 removed." in words(adopted)
    kept = (tmp_path / "known.json").read_bytes()
    assert check(TROUBLE, tmp_path, *base, "--update-baseline").status == 0
    assert (tmp_path / "known.json").read_bytes() == kept

    same = check("# a comment moves every line\n" + TROUBLE, tmp_path, *base, "--format", "json")
    assert same.status == 0
    assert all(item["baselined"] for item in body(same)["programmes"][0]["findings"])
    assert body(same)["programmes"][0]["status"] == "red"

    new = check(ADDED, tmp_path, *base, "--format", "json")
    assert new.status == 1
    fresh = [item for item in body(new)["programmes"][0]["findings"] if not item["baselined"]]
    assert "SCH011" in {item["rule"] for item in fresh}
    shown = check(ADDED, tmp_path, *base).out
    assert "known findings are in the baseline" in shown
    assert "PAY001" not in shown[shown.index("Fix first") : shown.index("known findings")]
    assert "PAY001" in check(ADDED, tmp_path, *base, "--all").out

    mended = TROUBLE.replace("2027-03-01", "2027-02-01").replace("2027-03-26", "2027-02-26")
    fixed = check(mended, tmp_path, *base)
    assert "no longer found: " in words(fixed)
    assert "PAY001 payroll-cutover" in words(fixed)
    after = body(check(mended, tmp_path, *base, "--update-baseline", "--format", "json"))["baseline"]
    assert after["written"]
    assert after["removed"] >= 1
    assert check(TROUBLE, tmp_path, *base).status == 1, "what was mended once is new when it comes back"


def test_what_the_command_line_refuses(tmp_path: Path) -> None:
    alone = check(TROUBLE, tmp_path, "--update-baseline")
    assert (alone.status, alone.out) == (2, "")
    assert "--baseline known.json --update-baseline" in alone.err
    both = check(TROUBLE, tmp_path, "--baseline", "one.json", "--update-baseline", "-o", "./one.json")
    assert both.status == 2
    assert not (tmp_path / "one.json").exists()
    own = check(TROUBLE, tmp_path, "--baseline", "plan.yaml", "--update-baseline")
    assert own.status == 2
    assert (tmp_path / "plan.yaml").read_text() == TROUBLE


def test_a_baseline_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(TROUBLE)
    nowhere = run("check", "plan.yaml", "--baseline", "no/known.json", "--update-baseline", cwd=tmp_path)
    assert nowhere.status == 2
    assert "there is no such file" in words(nowhere)
