"""The budget for false alarms: nothing on what is sound, and on a plan in mid-delivery hardly anything that is noise.

A programme manager would call a finding noise when there is nothing to do about it, or when what there is to do is not
worth the minute it takes to read. `ARGUED` says of each finding on the running sample which it is, and why. A finding
that is new there fails until somebody has argued it.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from programme_check.checkup import Options, check
from programme_check.findings import Finding, Severity

FOLDER = Path(__file__).parents[1] / "sample_programmes"
SAMPLES = sorted(path.name.removesuffix(".programme.yaml") for path in FOLDER.glob("*.programme.yaml"))
SOUND = [name for name in SAMPLES if name.endswith("-sound")]
RUNNING = "erp-running"
BUDGET = 0.1
"""Share of noise from which people stop reading (Sadowski and others on review-time checks, CACM 2018: 10 percent)."""

Key = tuple[str, tuple[str, ...]]


class Argued(NamedTuple):
    """Whether a finding is of use to the programme manager, and why."""

    useful: bool
    because: str


def useful(because: str) -> Argued:
    return Argued(True, because)


def noise(because: str) -> Argued:
    return Argued(False, because)


ARGUED: dict[Key, Argued] = {
    ("CHG001", ("plants-fr",)): useful("Belgium has one super user for 22 people, France for 30: two more in time."),
    ("DEP002", ("courses-wave-2", "freeze-wave-2")): useful(
        "The courses show what is frozen a week before they are finished; a later freeze would tell nobody."
    ),
    ("DEP006", ("x-1",)): useful("The bank is needed in three weeks and was asked three weeks ago: one call."),
    ("GOV002", ("consignment-stock",)): useful("Three days overdue, and the next meeting is in eleven."),
    ("GOV003", ("consignment-stock",)): useful("Open for two months and put off once; stands under GOV002."),
    ("RSK002", ("a-1",)): useful("The date to check the French archive rules went by a week ago."),
    ("RSK002", ("r-3",)): useful("The one risk that was left out of the June review of the register."),
    ("SCH004", ("build-invoices-pl", "lessons")): useful(
        "Work on Poland begins four weeks before the lessons it rests on: the link or the date is wrong."
    ),
    ("SCH004", ("courses-wave-2", "lessons")): useful("The same; three of them stand in one line."),
    ("SCH004", ("local-set-up", "lessons")): useful("The same; three of them stand in one line."),
    ("TST003", ("uat-plants",)): useful("Four days less for the same 210 cases, and no decision says so."),
    ("VEN003", ("cr-5",)): useful("Approved ten days ago, four days of work, and nobody has planned it."),
    ("VEN003", ("cr-6",)): useful("Two meetings of the design authority went by without it."),
    ("ERP003", ("erp-invoices-pl",)): useful("Nobody answers for the Polish end of the interface."),
    ("OUT001", ("one-ledger",)): useful("The other two outcomes have a review after the programme, this one has none."),
    ("SCH001", ()): useful("One activity of 62 leads nowhere; the finding names it."),
    ("CUT002", ("go-live-wave-2",)): useful("A date to reserve in the calendar of the committee, nine months ahead."),
    ("CUT003", ("go-no-go-wave-2",)): useful("Criteria to copy from wave 1; information only, so far ahead."),
    ("CUT004", ("go-live-wave-2",)): useful("The same for the way back."),
    ("RES003", ()): useful("One activity of 57 has no owner; the finding names it."),
    ("TST004", ("regression-wave-2",)): useful(
        "Criteria of wave 2 are promised for November; three stand in one line."
    ),
    ("TST004", ("sit-wave-2",)): useful("The same; three of them stand in one line."),
    ("TST004", ("uat-wave-2",)): useful("The same; three of them stand in one line."),
}


def findings(name: str) -> tuple[Finding, ...]:
    """What a check of a sample says, with default settings."""
    report = check([str(FOLDER / f"{name}.programme.yaml")], Options(no_settings=True))
    assert not report.errors
    return tuple(report.programmes[0].findings)


def key(finding: Finding) -> Key:
    """What a finding is argued under."""
    return finding.rule, finding.targets


def test_findings_per_sample_and_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """The table to read when rules change (`pytest -rP`): how often each rule speaks on each sample, and how loudly."""
    table = {name: Counter((item.rule, item.severity) for item in findings(name)) for name in SAMPLES}
    rules = sorted({rule for counts in table.values() for rule, _ in counts})
    lines = [f"{'':8}" + "".join(f"{name[-14:]:>16}" for name in SAMPLES)]
    for rule in rules:
        cells = (
            " ".join(f"{counts[rule, level]}{level.word[0]}" for level in reversed(Severity) if counts[rule, level])
            for counts in table.values()
        )
        lines.append(f"{rule:8}" + "".join(f"{cell or '.':>16}" for cell in cells))
    print("\n".join(lines))
    assert capsys.readouterr().out.count("\n") == len(rules) + 1
    in_trouble = {rule for name in SAMPLES if "trouble" in name or "failure" in name for rule, _ in table[name]}
    assert len(in_trouble) >= 50, "the samples in trouble show too few of the rules"


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_programme_is_left_in_peace(name: str) -> None:
    """No error and no warning, and no more than a hint or two."""
    found = findings(name)
    assert [key(item) for item in found if item.severity > Severity.INFO] == []
    assert len(found) <= 2


def test_every_finding_on_the_running_plan_is_argued() -> None:
    """Both ways: a new finding needs its argument, and an argument for what is no longer found goes."""
    found = [key(item) for item in findings(RUNNING)]
    assert sorted(set(found) - set(ARGUED)) == [], "argue it in ARGUED: what would the programme manager do about it?"
    assert sorted(set(ARGUED) - set(found)) == []
    assert len(found) == len(set(found))


def test_noise_stays_within_the_budget() -> None:
    """Fewer than one finding in ten on the running plan, and none of the noise is an error."""
    found = findings(RUNNING)
    loud = [item for item in found if not ARGUED[key(item)].useful]
    assert len(found) >= 20, "too few findings to speak of a share"
    assert len(loud) / len(found) < BUDGET
    assert [item.rule for item in loud if item.severity is Severity.ERROR] == []


def test_no_rule_drowns_the_others() -> None:
    """On the running plan no rule makes more than a fifth of the findings."""
    counts = Counter(item.rule for item in findings(RUNNING))
    assert max(counts.values()) <= counts.total() / 5


def test_a_share_names_who_is_meant() -> None:
    """Nobody has to search a hundred activities for the one that a percentage speaks of."""
    shares = [item for item in findings(RUNNING) if not item.targets]
    assert sorted(item.rule for item in shares) == ["RES003", "SCH001"]
    assert [item.rule for item in shares if not item.related] == []


def test_every_argument_is_one() -> None:
    """A sentence, not a shrug."""
    assert [found for found, argued in ARGUED.items() if len(argued.because) < 25] == []
