"""What holds for every terminal report: its measure, its order, what is folded, its colours."""

import re
import time

import msgspec
import pytest
from pack_support import invented
from report_support import FOUND, PROBLEMS, SEVERAL, TROUBLED, dimensions, finding, programme

from programme_check.checkup import Options, check
from programme_check.reports import terminal
from programme_check.reports.terminal.page import cells
from programme_check.verdict import OutcomeLine, Report, Status

CODE = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = [40, 47, 60, 76, 80, 96, 100, 120, 200]
COLORS = [None, "standard", "256", "truecolor"]


def lines(report: Report = TROUBLED, *, width: int = 100, **options: object) -> list[str]:
    """The report line by line, without colour codes."""
    return CODE.sub("", terminal.render(report, width=width, **options)).splitlines()  # type: ignore[arg-type]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("color", COLORS)
def test_lines_fit_and_end_where_their_text_ends(width: int, color: str | None) -> None:
    for shown in lines(SEVERAL, width=width, color=color, show_all=True, exit_status=1):
        assert cells(shown) <= min(width, 104)
        assert shown == shown.rstrip()


@pytest.mark.parametrize("color", COLORS[1:])
def test_colour_changes_nothing_but_the_colour(color: str) -> None:
    assert lines(color=color) == lines()


def test_pills_have_the_colours_that_were_chosen() -> None:
    assert "\x1b[1;38;2;255;255;255;48;2;168;32;13m ■ RED \x1b[0m" in terminal.render(
        TROUBLED, width=80, color="truecolor"
    )
    assert "\x1b[1;97;41m ■ RED \x1b[0m" in terminal.render(TROUBLED, width=80, color="standard")


def test_the_verdict_comes_first_and_last() -> None:
    shown = lines(exit_status=1)
    assert shown[2] == " ■ RED     Go-live on 1 Feb 2027 holds on paper, but 2 errors are open."
    assert shown[-1] == " ■ RED     2 errors, 3 warnings, 2 infos. Go-live 1 Feb 2027. 2 entries left out. Exit 1."


def test_the_two_questions_come_in_their_order_before_the_findings() -> None:
    order = ["Will this combination", "Are we delivering", " ■ RED    Cutover", "Fix first", " ■ PAY001", " ▲ CHG001",
             "What could not be judged", "Days are working days"]  # fmt: skip
    shown = lines()
    places = [next(number for number, line in enumerate(shown) if line.startswith(words)) for words in order]
    assert places == sorted(places)


def test_the_table_is_sorted_by_column_and_takes_what_width_there_is() -> None:
    one = programme(dimensions=dimensions(cutover="red", ai="red", people="amber"))
    report = Report(programmes=(one,), errors=())
    upper = " ■ RED    Cutover        ● GREEN  Outcomes          ● GREEN  Testing, data      ● GREEN  Resources"
    shown = lines(report)
    assert shown[shown.index(upper) + 1].split() == ["2", "errors", "clear", "clear", "clear"]
    assert shown[shown.index(upper) + 3].startswith(" ■ RED    AI ")
    assert " ■ RED    Cutover  2 errors              ● GREEN  Dependencies  clear" in lines(report, width=80)
    assert " ■ RED    Cutover       2 errors" in lines(report, width=59)


@pytest.mark.parametrize("width", [60, 80, 96, 100, 104])
def test_no_entry_of_the_table_touches_the_next(width: int) -> None:
    states = {"schedule": "red", "testing": "red", "cutover": "red", "ai": "not_set", "people": "not_set"}
    shown = lines(Report(programmes=(programme(dimensions=dimensions(**states)),), errors=()), width=width)
    for line in shown[: shown.index("Are we delivering on plan?") + 20]:
        assert not re.search(r"\S[ ]?[■▲●○] (RED|AMBER|GREEN|NOT)", line)


def test_errors_are_told_in_full_warnings_in_a_line_infos_counted() -> None:
    shown = lines(width=80)
    assert " ■ PAY001 Payroll cutover starts before parallel runs end                  error" in shown
    assert "          harbour.programme.yaml:67:9  fix Add `parallel-run-2` to `depends_on`" in shown
    assert " ▲ VEN001 Contracted work is overdue  interface-build                    line 88" in shown
    wide = " ▲ VEN001 Contracted work is overdue  interface-build"
    assert f"{wide.ljust(100 - 25)}harbour.programme.yaml:88" in lines(width=100)
    assert "          2 infos not shown. All of them, with reasons: add --all" in shown
    assert not [line for line in shown if "GOV005" in line]


def test_the_level_follows_a_title_that_takes_more_than_a_line() -> None:
    shown = lines(width=40)
    at = shown.index(" ■ PAY001 Payroll cutover starts before")
    assert shown[at + 1] == "  parallel runs end  error"


def test_everything_is_shown_on_demand() -> None:
    text = "\n".join(lines(show_all=True))
    assert all(item.rule in text for item in FOUND)
    assert "see harbour.programme.yaml:55 it ends 3 Feb 2027" in text
    assert "not shown" not in text
    assert "more field" not in text


def test_a_flood_is_folded_and_counted() -> None:
    flood = tuple(
        finding("PAY001", "E", "Payroll is paid too early", targets=(f"a{n}",), line=n + 1, gap_days=n)
        for n in range(150)
    )
    shown = lines(Report(programmes=(programme(findings=flood),), errors=()))
    told = [number for number, line in enumerate(shown) if line.startswith(" ■ PAY001 Payroll is paid too early")]
    assert len(told) == 2
    assert sum(flood[0].why in " ".join(shown[at : at + 4]) for at in told) == 1, "the same reason is given once"
    more = next(number for number, line in enumerate(shown) if line.startswith(" ■ PAY001 148 more: a147 (line 148), "))
    assert shown[more + 1].endswith("and 142 more.")
    assert "          Reasons and remedies for these: add --all" in shown
    assert (
        sum(
            "PAY001 Payroll" in line
            for line in lines(Report(programmes=(programme(findings=flood),), errors=()), show_all=True)
        )
        == 150
    )


def test_of_many_rules_the_later_get_a_line_each() -> None:
    flood = tuple(finding(f"TST{n:03}", "E", "It is so", targets=(f"a{n}",)) for n in range(80))
    shown = lines(Report(programmes=(programme(findings=flood),), errors=()))
    assert sum("TST" in line and line.endswith(" error") for line in shown) == 20
    assert sum(line.startswith(" ■ TST") for line in shown) == 50
    assert "          30 findings not shown. All of them, with reasons: add --all" in shown


def test_what_follows_from_a_finding_is_counted_beyond_six() -> None:
    head = finding("PAY001", "E", "Payroll is paid too early", line=7)
    tail = [
        msgspec.structs.replace(
            finding("SCH009", "W", "x" * 52, targets=(f"a{n}",), line=1000 + n), caused_by=head.fingerprint
        )
        for n in range(9)
    ]
    shown = lines(Report(programmes=(programme(findings=(head, *tail)),), errors=()), width=80)
    at = shown.index("          and with it")
    assert shown[at + 1] == f"          └ ▲ SCH009 {'x' * 52}  :1000"
    assert shown[at + 7] == "            and 3 more"


def test_of_a_thousand_activities_the_report_stays_a_few_screens() -> None:
    report = check(["-"], Options(), stdin=invented(1000, 60).encode(), stdin_name="programme.yaml")
    (one,) = report.programmes
    assert len(one.findings) > 150
    assert len(lines(report, width=100)) <= 161
    assert len(lines(report, width=80)) <= 190
    every = "\n".join(lines(report, width=100, show_all=True))
    assert every.count("fix ") >= len(one.findings)
    assert " a-5 " in every
    assert f" {len(one.path.steps)} steps" in every  # type: ignore[union-attr]


def test_what_could_not_be_judged_names_the_field_that_unlocks_most_first() -> None:
    shown = lines()
    begin = next(number for number, line in enumerate(shown) if line.startswith("What could not be judged"))
    assert shown[begin].endswith("11 rules waiting for data")
    assert shown[begin + 2].startswith(
        " Left out, because it does not fit the schema: activity dry-run and vendor quickpay."
    )
    assert shown[begin + 3] == " vendors: for VEN004 and VEN005"
    assert " and 3 more fields: add --all" in shown


def test_many_outcomes_are_counted() -> None:
    many = tuple(
        OutcomeLine(id=str(n), name=f"Outcome {n}", by=None, delivered_by=("a",), threatened_by=()) for n in range(9)
    )
    shown = lines(Report(programmes=(programme(outcomes=many),), errors=()))
    assert "           and 3 more outcomes" in shown


def test_a_problem_shows_its_line_and_the_place_in_it() -> None:
    shown = lines(Report(programmes=(), errors=PROBLEMS), width=80, exit_status=2)
    at = shown.index("harbour.programme.yaml:41:15: `kind: paroll` is no kind of workstream.")
    assert shown[at + 1 : at + 4] == [
        "            kind: paroll",
        "                  ^",
        "  help: Did you mean `payroll`?",
    ]
    assert shown[-3] == "gone.programme.yaml: There is no such file."
    assert shown[-1] == "Nothing was checked. Exit 2."


def test_a_problem_far_out_in_a_long_line_is_still_pointed_at() -> None:
    excerpt = "x" * 300 + "HERE" + "y" * 300
    problem = PROBLEMS[0]._replace(excerpt=excerpt, column=301)
    shown = lines(Report(programmes=(), errors=(problem,)), width=80)
    caret = next(number for number, line in enumerate(shown) if line.strip() == "^")
    assert shown[caret - 1][shown[caret].index("^") :].startswith("HERE")


def test_more_problems_than_anyone_reads_are_counted() -> None:
    shown = lines(Report(programmes=(), errors=PROBLEMS[2:] * 130))
    assert "30 more problems are not shown." in shown


def test_quiet_leaves_one_line_for_each_programme() -> None:
    shown = lines(Report(programmes=(programme(left_out=()),) * 2, errors=()), quiet=True, exit_status=1)
    assert shown[0] == " ■ RED       harbour.programme.yaml: 2 errors, 3 warnings, 2 infos. Go-live 1 Feb 2027."
    assert shown[1:] == [shown[0], "", " ■ RED       2 programmes, 2 red: 4 errors, 6 warnings, 4 infos. Exit 1."]


def test_the_last_line_says_why_the_status_is_two() -> None:
    last = lines(Report(programmes=(programme(left_out=()),), errors=PROBLEMS), exit_status=2)[-1]
    assert last.endswith("Go-live 1 Feb 2027. 3 problems with the files. Exit 2.")


def test_nothing_found_is_not_called_healthy() -> None:
    one = programme(findings=(), status=Status.GREEN)
    shown = lines(Report(programmes=(one,), errors=()))
    assert "Nothing was found. That says as much as the rules that could be evaluated." in shown


def test_a_long_path_stays_in_one_piece_where_it_can() -> None:
    item = FOUND[0]
    long = msgspec.structs.replace(item, location=item.location._replace(file="p" * 47 + ".yaml"))
    shown = lines(Report(programmes=(programme(findings=(long,)),), errors=()), width=60)
    assert f"  {'p' * 47}.yaml:67:9" in shown


def test_a_thousand_findings_take_no_time_to_speak_of() -> None:
    many = tuple(finding("PAY001", "EWI"[n % 3], "Payroll is paid too early", targets=(f"a{n}",)) for n in range(1000))
    many = tuple(sorted(many, key=lambda item: -item.severity))
    report = Report(programmes=(programme(findings=many),), errors=())
    taken = []
    for _ in range(5):
        begin = time.process_time()
        terminal.render(report, width=100, color="256")
        taken.append(time.process_time() - begin)
    assert min(taken) < 0.1
