"""The report as Markdown and the findings as CSV: complete, within limits, harmless in a comment and in a sheet."""

import csv as reader
import io
import re

import msgspec
import pytest
from markdown_it import MarkdownIt
from pack_support import HOSTILE, invented, report_on
from report_support import FOUND, SOUND, finding, programme
from test_html_pack import TROUBLE, acting

from programme_check.findings import Location, Problem
from programme_check.reports import csv, markdown
from programme_check.reports.csv import COLUMNS, FORMULA
from programme_check.reports.gantt import gantt, label
from programme_check.reports.markdown import LONGEST, begun, code, link
from programme_check.verdict import PathLine, Report, Step

PROBLEM = Problem("plans/a b.yaml", 4, 3, "/x", "unknown-key", "`strt` is no field", "Did you mean `start`?")
TRIED = ["=1+1", " =1", "+x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"]


def shown(report: Report) -> str:
    """The Markdown as a second reader turns it into HTML, with raw HTML and tables as GitHub has them."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown.render(report)))


def test_the_marker_comes_first_so_that_a_comment_can_be_found_again() -> None:
    one = programme(id="harbour")
    assert markdown.render(Report(programmes=(one,), errors=())).startswith("<!-- programme-check:harbour -->\n")
    odd = programme(id="a --> <script> b")
    assert markdown.render(Report(programmes=(odd,), errors=())).startswith("<!-- programme-check:a-script-b -->\n")
    file = markdown.render(Report(programmes=(programme(),), errors=())).split("\n", 1)[0]
    assert file == "<!-- programme-check:harbour.programme.yaml -->"


def test_the_report_says_what_the_check_says() -> None:
    text = markdown.render(report_on(TROUBLE))
    assert "## 🟥 Red: go-live on 1 Apr 2027 will not hold." in text
    for part in ("### Decide now", "### Fix first", "<details>", "```mermaid", "todayMarker off", "<sub>"):
        assert part in text
    assert "| 🟥 Red | Schedule |" in text
    assert not acting(text)


def test_errors_have_reason_and_remedy_and_warnings_a_line() -> None:
    text = markdown.render(Report(programmes=(programme(),), errors=()))
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.startswith("1. "))
    assert lines[first] == (
        "1. 🟥 **Payroll cutover starts before parallel runs end** (payroll-cutover) · PAY001, error · "
        "[harbour.programme.yaml:67](harbour.programme.yaml#L67)"
    )
    assert lines[first + 2] == "   **Fix:** Add `parallel-run-2` to `depends_on` of payroll-cutover."
    assert "3. 🔶 **Training ends after the go-live it is for** (training-managers) · CHG001, warning" in text
    assert "2 more findings: `programme-check check --all harbour.programme.yaml`" in text


def test_a_sound_programme_and_no_programme() -> None:
    assert "🟢" in markdown.render(Report(programmes=(SOUND,), errors=()))
    nothing = markdown.render(Report(programmes=(), errors=(PROBLEM,)))
    assert "[plans/a b.yaml:4](plans/a%20b.yaml#L4): `strt` is no field. Did you mean `start`?" in nothing
    assert "Nothing was checked" in nothing


def test_hostile_names_make_no_markup() -> None:
    report = report_on(HOSTILE)
    html = shown(report)
    assert not re.findall(
        r"<(?!/?(?:h2|h3|p|strong|ul|ol|li|table|thead|tbody|tr|th|td|code|pre|details|summary|sub|!--)\b|!--)", html
    )
    assert "href" not in html  # the sample lies outside this folder, so that there is nothing to link to
    assert "<script>" not in html
    assert "@everyone" not in markdown.render(report)
    chart = markdown.render(report).split("```mermaid\n")[1].split("```")[0]
    assert "%%" not in chart
    assert not acting(chart)


@pytest.mark.parametrize("number", [1, 400, 900])
def test_a_comment_is_never_too_long(number: int) -> None:
    many = tuple(
        finding("PAY001", "E", f"Payroll {n} is paid too early", targets=(f"a{n}",), line=n)
        for n in range(2000 // number)
    )
    one = programme(findings=many)
    text = markdown.render(Report(programmes=(one,) * number, errors=(PROBLEM,) * 50))
    assert 1000 < len(text.encode()) <= LONGEST
    assert not acting(text)
    assert "cannot be checked" in text
    assert text.count("\n- 🟥") == number or re.search(r"^(- and )?\d+ more( findings:|$)", text, re.M), (
        "what it leaves out"
    )


def test_a_large_plan_fits_a_comment_and_says_what_is_left_out() -> None:
    text = markdown.render(report_on(invented(2000, 20)))
    assert len(text.encode()) <= 65_536
    shown = len(re.findall(r"^\d+\. ", text, re.M))
    assert shown >= 20
    assert re.search(r"^\d+ more findings: `programme-check check --all \S+`$", text, re.M)


def test_links_lead_to_our_own_files_only() -> None:
    assert link(Location("plans/x (1).yaml", 3, 1)) == "[plans/x (1).yaml:3](plans/x%20%281%29.yaml#L3)"
    for name in ("/etc/x.yaml", "../x.yaml", "https://example.invalid/x", "C:\\x.yaml"):
        assert "](" not in link(Location(name, 3, 1))
    assert link(Location("-", 3, 1)) == "`-:3`"


def test_small_pieces() -> None:
    assert code("a `b` c") == "``a `b` c``"
    assert code("`") == "`` ` ``"
    assert begun("- x") == "\\- x"
    assert begun("1. x") == "1\\. x"
    assert label("%%{init: {'theme': 'x'}}%% A[\"x\"]; B --> C : # end", "x") == "init 'theme' 'x' A[ x ] B -- C end"
    assert label("section 2\nclick a", "x") == "Step section 2\\x0aclick a".replace("\\", " ")
    assert label(":;#", "Step 3") == "Step 3"


def test_a_chart_of_the_path() -> None:
    steps = [
        Step(id="a", name="Build: it", workstream="Core", start=740_000, finish=740_004),
        Step(id="b", name="Live", workstream="", start=740_005, finish=740_005, milestone=True),
    ]
    assert list(gantt(steps, 740_000)) == [
        "gantt",
        "  dateFormat YYYY-MM-DD",
        "  axisFormat %d %b",
        "  todayMarker off",
        "  section Core",
        "  Build it :crit, s1, 2027-01-19, 2027-01-24",
        "  section Gates",
        "  Live :milestone, crit, s2, 2027-01-24, 0d",
        "  section Stated",
        "  Stated go-live :milestone, stated, 2027-01-19, 0d",
    ]
    path = PathLine(to="b", name="Live", stated=None, steps=tuple(steps), float_days=0)
    assert "<details><summary>" in markdown.render(Report(programmes=(programme(path=path),), errors=()))


def rows(report: Report) -> list[dict[str, str]]:
    """The lines of the CSV, as the library reads them."""
    return list(reader.DictReader(io.StringIO(csv.render(report))))


def test_every_finding_is_a_line_and_every_field_is_quoted() -> None:
    known = msgspec.structs.replace(FOUND[1], baselined=True)
    report = Report(programmes=(programme(findings=(FOUND[0], known)),), errors=(PROBLEM,))
    found = rows(report)
    assert tuple(found[0]) == COLUMNS
    assert [row["rule"] for row in found] == ["unknown-key", "PAY001", "AIG001"]
    assert [row["state"] for row in found] == ["open", "open", "known"]
    assert (found[1]["line"], found[1]["gap_days"], found[1]["targets"]) == ("67", "8", "payroll-cutover")
    assert all(re.fullmatch(r'"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*', line) for line in csv.render(report).splitlines())


@pytest.mark.parametrize("text", TRIED)
def test_no_text_becomes_a_formula_and_numbers_stay_numbers(text: str) -> None:
    item = msgspec.structs.replace(FOUND[0], title=text, targets=(text,), effect_days=-3.0)
    (row,) = rows(Report(programmes=(programme(findings=(item,), name=text),), errors=()))
    for column in ("title", "targets", "programme"):
        assert row[column].startswith("'")
    assert row["effect_days"] == "-3"


def test_the_hostile_sample_as_csv() -> None:
    report = report_on(HOSTILE)
    text = csv.render(report)
    assert not acting(text)
    assert len(rows(report)) == len(report.programmes[0].findings)
    numbers = re.compile(r"-?[0-9.]+")
    for row in rows(report):
        assert not [cell for cell in row.values() if FORMULA.match(cell) and not numbers.fullmatch(cell)]
