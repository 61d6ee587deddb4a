"""Several programmes in one Markdown report: the state of all first, the worst of them before the others."""

import msgspec
from report_support import FOUND, SOUND, programme

from programme_check.reports import markdown
from programme_check.verdict import Report, Status

RED = msgspec.structs.replace(programme(findings=FOUND), name="Zulu", file="z.yaml", status=Status.RED)
GREEN = msgspec.structs.replace(programme(), name="Alpha", file="a.yaml", status=Status.GREEN)
UNKNOWN = msgspec.structs.replace(programme(), name="Mike", file="m.yaml", status=Status.NOT_SET)


def test_the_state_of_all_comes_first_and_the_worst_before_the_others() -> None:
    text = markdown.render(Report(programmes=(GREEN, UNKNOWN, RED), errors=()))
    assert text.splitlines()[1] == "## 🟥 Red: 3 programmes, 1 red, 1 not set and 1 green"
    places = [text.index(name) for name in ("| Zulu |", "| Mike |", "| Alpha |", "**Zulu**", "**Mike**", "**Alpha**")]
    assert places == sorted(places)


def test_one_that_nobody_can_judge_is_worse_than_a_green_one() -> None:
    text = markdown.render(Report(programmes=(GREEN, UNKNOWN), errors=()))
    assert text.splitlines()[1].startswith("## ⚪ Not set: 2 programmes")


def test_one_programme_has_no_table_of_programmes() -> None:
    assert "| Programme |" not in markdown.render(Report(programmes=(SOUND,), errors=()))
