"""What the pages of a pack choose to say: the question, a fix of each kind, names, no more rows than people read."""

import datetime
import re

import msgspec
from pack_support import SAMPLES, Reader, invented, page_of, programme_of

from programme_check.checkup.pack.registers import in_words
from programme_check.reports import html, labels
from programme_check.reports.html import every, front, views
from programme_check.reports.html.axis import Axis, short, spread
from programme_check.reports.html.map import mapped
from programme_check.verdict import ProgrammeReport, Status, leading
from programme_check.verdict.pack import Pack
from programme_check.words import day

LATE = invented(300, 12)
SOUND = next(path for path in SAMPLES if "hris-sound" in path.name)
SMALLEST = next(path for path in SAMPLES if "smallest" in path.name)


def both(one: ProgrammeReport) -> tuple[ProgrammeReport, Pack]:
    """A report with its pack."""
    assert one.pack is not None
    return one, one.pack


def test_a_late_go_live_is_put_to_the_committee_as_a_question_with_its_price() -> None:
    one, pack = both(programme_of(LATE))
    live = leading(one.go_lives)
    assert live is not None
    assert live.stated is not None
    assert live.computed is not None
    asked = front.ask(one, pack)
    assert asked is not None
    assert asked.question == f"Keep {day(live.stated)}, or move Go-live to {day(live.computed)}?"
    assert f"{live.slip:g} working days" in asked.answer
    assert "EUR" in asked.answer
    assert asked.question in Reader(page_of(LATE)).text


def test_a_go_live_that_holds_on_paper_only_asks_who_settles_the_errors() -> None:
    one, pack = both(programme_of(LATE))
    punctual = tuple(msgspec.structs.replace(live, slip=0, computed=live.stated) for live in one.go_lives)
    asked = front.ask(msgspec.structs.replace(one, go_lives=punctual), pack)
    assert asked is not None
    assert re.match(r"Who settles the \d+ open errors before ", asked.question)


def test_a_sound_programme_is_asked_nothing_and_a_file_without_decisions_says_so() -> None:
    assert front.ask(*both(programme_of(SOUND))) is None
    assert "No decision is open." in Reader(page_of(SMALLEST)).text


def test_the_front_page_has_one_fix_of_each_kind_and_no_ids_behind_names() -> None:
    one, pack = both(programme_of(LATE))
    lines = front.first(one, pack)
    rules = [line.fix.group.headline.rule for line in lines]
    assert len(rules) == len(set(rules)) <= front.MOST_FIXES
    assert any("more of this kind" in line.more for line in lines)
    assert not any(re.search(r"\(a-\d+\)", line.what) for line in lines)
    assert [line.spare for line in lines] == [place >= front.ON_PAPER for place in range(len(lines))]


def test_of_a_kind_with_very_many_findings_the_first_stand_in_full_and_the_rest_by_name() -> None:
    one, pack = both(programme_of(LATE))
    wanted = frozenset(line.fix.anchor for line in front.first(one, pack))
    found = every.findings(one, wanted)
    shown = [line.item.rule for line in found["listed"]]
    assert max(shown.count(rule) for rule in shown) <= every.OF_ONE + 1
    assert wanted <= {line.anchor for line in found["listed"]}
    alike = sum(len(fix.group.alike) for fix in views.fixes(one))
    assert len(shown) + sum(rest.number for rest in found["rest"]) + alike == len(one.findings)
    assert "More of the same kinds" in page_of(LATE)


def test_what_is_next_in_line_is_said_by_name() -> None:
    _, pack = both(programme_of(LATE))
    said = front.next_in_line([("a-1", -3.0), ("a-2", 0.0), ("a-3", 2.0)], pack)
    assert said == "Without float as well: Part 1 and Part 2. Next in line, with little float: Part 3 (2 days)."
    assert not front.next_in_line([], pack)


def test_the_map_has_its_tightest_pairs_as_a_table() -> None:
    _, pack = both(programme_of(LATE))
    made = mapped(pack)
    assert made is not None
    assert made.tightest[0].room.startswith("none") == (pack.waits[0].room <= 0)
    assert made.tightest[0].links == pack.waits[0].links


def test_a_path_that_is_folded_names_leads_and_planned_days() -> None:
    one, pack = both(programme_of(LATE))
    folded = [line for line in views.steps(one, pack) if line.item is None]
    assert folded
    for line in folded:
        assert line.owner.startswith("Person")
        assert line.planned is not None
        assert line.later is not None


def test_small_words() -> None:
    assert in_words(">= 98") == "at least 98"
    assert in_words("<=5") == "at most 5"
    assert in_words("= 0") == "0"
    assert in_words("signed off") == "signed off"
    axis = Axis(739_991, 740_355, 100, 464)
    assert all(tick.x + 3 + spread(tick.label) <= 464 for tick in axis.months(20))


def test_a_day_has_its_year_unless_it_is_that_of_the_status_date() -> None:
    january = datetime.date(2027, 1, 15).toordinal()
    assert short(january, january) == "15 Jan"
    assert short(january - 20, january) == "26 Dec 2026"


def test_what_to_type_for_more_names_the_file() -> None:
    one = msgspec.structs.replace(programme_of(LATE), file="my plans/a.yaml")
    assert "programme-check check --all 'my plans/a.yaml'" in Reader(html.render(one)).text
    assert labels.command("decisions", "-") == "programme-check decisions FILE"


def test_a_milestone_whose_date_breaks_a_rule_is_not_green() -> None:
    one, pack = both(programme_of(next(path for path in SAMPLES if "hris-in-trouble" in path.name)))
    gate = next(item for item in pack.items if item.id == "go-no-go")
    assert gate.later == 0
    assert views.moved(gate, one) == (Status.RED, "see CUT002")
    assert views.moved(gate, msgspec.structs.replace(one, findings=())) == (Status.GREEN, "on its day")
