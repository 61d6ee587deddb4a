"""What a colour says and what the sentence beside it says come from the same findings."""

import msgspec

from programme_check.checkup import Options, check
from programme_check.findings import Finding, Severity
from programme_check.reports import markdown, terminal
from programme_check.reports.html import render
from programme_check.verdict import GoLiveLine, ProgrammeReport, Report, Status, colours_nothing, headline

PLAN = """\
schema_version: 1
programme: {name: A, status_date: 2027-01-04}
people: {p: {name: P}}
outcomes:
  o: {name: Paid right, owner: p, delivered_by: [w], measure: {unit: x, baseline: 1, target: 2, by: 2027-12-31}}
workstreams:
  w:
    name: W
    kind: configuration
    lead: p
    activities:
      a: {name: Build, kind: configuration, start: 2027-01-04, finish: 2027-02-26, owner: p}
      live: {name: Live, kind: go_live, start: 2027-02-10, owner: p, depends_on: [a]}
"""


def report_on(text: str) -> ProgrammeReport:
    """The report on a text."""
    (one,) = check(["-"], Options(pack=True), stdin=text.encode(), stdin_name="a.yaml").programmes
    return one


def test_what_dates_say_threatens_no_outcome_of_the_first_question() -> None:
    one = report_on(PLAN)
    on = {item.dimension for item in one.findings if item.severity > Severity.INFO and {"a", "live"} & {*item.targets}}
    assert "schedule" in on
    threats = {rule for line in one.outcomes for rule in line.threatened_by}
    coloured = {item.rule for item in one.findings if item.dimension not in {"", "schedule", "resources"}}
    assert threats <= coloured


def test_the_second_answer_names_what_is_open() -> None:
    answer = report_on(PLAN).questions["plan"].answer
    title = next(item.title for item in report_on(PLAN).findings if item.dimension == "schedule")
    assert f"“{title}”" in answer
    assert "SCH0" not in answer


def crash() -> Finding:
    """An error about the check itself."""
    some = next(iter(report_on(PLAN).findings))
    return msgspec.structs.replace(
        some, rule="CHK005", name="rule-crashed", severity=Severity.ERROR, dimension="", fingerprint="0" * 32
    )


def test_an_error_about_the_check_itself_colours_nothing_and_the_report_says_so() -> None:
    live = GoLiveLine(id="g", name="G", stated=740_000, done=False, computed=740_000, spare=30, path=("a", "g"))
    assert headline([live], [crash()], 739_000, status=Status.GREEN).endswith("holds, with 30 days to spare.")
    one = report_on(PLAN)
    told = "about the file and the check itself, and colour nothing"
    for item, said in ((one, False), (msgspec.structs.replace(one, findings=(*one.findings, crash())), True)):
        assert colours_nothing(item.findings) is said
        report = Report(programmes=(item,), errors=())
        for text in (terminal.render(report, width=120), markdown.render(report), render(item)):
            assert (told in " ".join(text.split())) is said
