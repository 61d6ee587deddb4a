"""What holds for every terminal report: its measure, its order, what is folded, its colours."""

import re
import time

import msgspec
import pytest
from report_support import FOUND, PROBLEMS, SEVERAL, TROUBLED, dimensions, finding, programme

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
    assert shown[2] == " ■ RED      Go-live on 1 Feb 2027 holds on paper, but 2 errors are open."
    assert shown[-1] == " ■ RED      2 errors, 3 warnings, 2 infos. Go-live 1 Feb 2027. 2 entries left out. Exit 1."


def test_the_two_questions_come_in_their_order_before_the_findings() -> None:
    order = ["Will this combination", "Are we delivering", " ■ RED    Cutover", "Fix first", " ■ PAY001", " ▲ CHG001",
             "What could not be judged", "Days are working days"]  # fmt: skip
    shown = lines()
    places = [next(number for number, line in enumerate(shown) if line.startswith(words)) for words in order]
    assert places == sorted(places)


def test_the_table_is_sorted_by_column_and_takes_what_width_there_is() -> None:
    one = programme(dimensions=dimensions(cutover="red", ai="red", people="amber"))
    report = Report(programmes=(one,), errors=())
    upper = " ■ RED    Cutover         ● GREEN  Outcomes        ● GREEN  Testing, data   ● GREEN  Resources"
    shown = lines(report)
    assert shown[shown.index(upper) + 1].split() == ["2", "errors", "clear", "clear", "clear"]
    assert shown[shown.index(upper) + 3].startswith(" ■ RED    AI ")
    assert " ■ RED    Cutover       2 errors         ● GREEN  Dependencies  clear" in lines(report, width=80)
    assert " ■ RED    Cutover       2 errors" in lines(report, width=59)


def test_errors_are_told_in_full_warnings_in_a_line_infos_counted() -> None:
    shown = lines(width=80)
    assert " ■ PAY001 Payroll cutover starts before parallel runs end                  error" in shown
    assert "          harbour.programme.yaml:67:9  fix Add `parallel-run-2` to `depends_on`" in shown
    assert " ▲ VEN001 Contracted work is overdue  interface-build  harbour.programme.yaml:88" in shown
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
    flood = tuple(finding("PAY001", "E", "Payroll is paid too early", targets=(f"a{n}",)) for n in range(150))
    report = Report(programmes=(programme(findings=flood),), errors=())
    shown = lines(report)
    assert sum(line.startswith(" ■ PAY001") for line in shown) == 100
    assert sum(line.rstrip().endswith(" error") and "PAY001" in line for line in shown) == 40
    assert "          50 findings not shown. All of them, with reasons: add --all" in shown


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
    assert "            and 3 more outcomes" in shown


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
    assert shown[0] == " ■ RED      harbour.programme.yaml: 2 errors, 3 warnings, 2 infos. Go-live 1 Feb 2027."
    assert shown[1:] == [shown[0], "", "2 programmes: 4 errors, 6 warnings, 4 infos. Exit 1."]


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
