"""The forecast in a report: whether the promised date holds, by how much, and what the path to it looks like."""

from typing import Any

import msgspec
import pytest

from programme_check.checkup import check_document
from programme_check.document import read
from programme_check.rules.cases import MINIMAL, merge
from programme_check.rules.registry import catalogue
from programme_check.verdict import ProgrammeReport, Status, dimensions


def activity(kind: str, start: str, finish: str | None = None, **fields: Any) -> dict[str, Any]:
    """An activity of a kind."""
    dates = {"start": start} if finish is None else {"start": start, "finish": finish}
    return {"name": kind, "kind": kind, **dates, **fields}


def judged(activities: dict[str, Any], rules: tuple[str, ...] = (), **sections: Any) -> ProgrammeReport:
    """The report on a few activities, with no rules at all or these."""
    stream = {"name": "Work", "kind": "other", "activities": activities}
    data = merge(MINIMAL, {"workstreams": {"work": stream}, **sections})
    document, problems = read(msgspec.json.encode(data), "programme.yaml")
    assert document is not None, problems
    report, faults = check_document(document, [rule for id, rule in catalogue().items() if id in rules])
    assert report is not None
    assert not faults
    return report


def schedule(report: ProgrammeReport) -> Status:
    """The status of the schedule."""
    return next(row.status for row in report.dimensions if row.key == "schedule")


BUILD = activity("configuration", "2027-02-01", "2027-02-26")


def live(start: str, **fields: Any) -> dict[str, Any]:
    """A go-live after the build."""
    return activity("go_live", start, depends_on=["build"], **fields)


@pytest.mark.parametrize(
    ("start", "sentence", "status"),
    [
        ("2027-03-01", "Go-live on 1 Mar 2027 holds, with no day to spare.", Status.AMBER),
        ("2027-03-12", "Go-live on 12 Mar 2027 holds, with 9 days to spare.", Status.AMBER),
        ("2027-03-15", "Go-live on 15 Mar 2027 holds, with 10 days to spare.", Status.GREEN),
        ("2027-02-19", "Go-live on 19 Feb 2027 will not hold.", Status.RED),
        ("2027-01-04", "Go-live on 4 Jan 2027 has passed, and the file does not say that it happened.", Status.RED),
    ],
)
def test_days_to_spare(start: str, sentence: str, status: Status) -> None:
    """The build ends on Friday 26 February; ten working days make the difference between amber and green."""
    report = judged({"build": BUILD, "live": live(start)})
    assert report.headline == sentence
    assert schedule(report) is status


def test_margin_is_time_to_spare() -> None:
    """Three weeks held in hand before go-live are not the same as none."""
    margin = activity("margin", "2027-03-01", "2027-03-19", depends_on=["build"])
    report = judged({"build": BUILD, "hold": margin, "live": live("2027-03-22") | {"depends_on": ["hold"]}})
    assert report.headline == "Go-live on 22 Mar 2027 holds, with 15 days to spare."
    assert schedule(report) is Status.GREEN


def test_a_window_that_is_missed_costs_the_whole_period() -> None:
    """Ready on 3 March, the next month begins on 1 April: as drawn and with the missing links alike."""
    late = {"build": BUILD | {"finish": "2027-03-02"}, "live": live("2027-03-01")}
    report = judged(late, go_live_windows={"month": {"every": "month_start"}})
    assert report.headline == "Go-live on 1 Mar 2027 will not hold."
    assert report.forecast == ("Forecast 1 Apr 2027, 23 working days late.",)


def test_the_gap_between_the_two_forecasts_is_the_argument() -> None:
    """Nobody linked the parallel run to the cutover: as drawn the date holds."""
    work = {
        "run": activity("parallel_testing", "2027-02-01", "2027-03-05"),
        "cut": activity("payroll_cutover", "2027-02-22", "2027-02-26"),
        "live": activity("go_live", "2027-03-01", depends_on=["cut"]),
    }
    report = judged(work, programme={"types": ["hris"]})
    assert report.headline == "Go-live on 1 Mar 2027 will not hold."
    assert report.forecast[0].startswith("Forecast ")
    assert "missing link" in report.forecast[0]
    assert report.forecast[1] == "As drawn, 1 Mar 2027 holds."
    (line,) = report.go_lives
    assert line.as_drawn == line.stated
    assert line.slip > 0


def test_nothing_that_leads_to_it_gives_no_verdict() -> None:
    report = judged({"live": activity("go_live", "2027-03-01")})
    assert report.headline == "Cannot judge go-live on 1 Mar 2027: nothing dated leads to it."
    assert schedule(report) is Status.NOT_SET
    assert judged({}).headline == "Cannot judge go-live: no milestone is marked as go-live."


@pytest.mark.parametrize("rules", [(), ("SCH002", "SCH003", "SCH013", "SCH016")])
def test_what_cannot_be_forecast_is_not_said_to_hold(rules: tuple[str, ...]) -> None:
    """Neither without findings nor with open errors: no paper says that it holds."""
    bare = activity("go_live", "2027-03-01")
    looped = {"build": BUILD | {"depends_on": ["test"]}, "test": activity("uat", "2027-03-01", "2027-03-05")}
    looped["test"]["depends_on"] = ["build"]
    promised = {"name": "Live", "kind": "go_live", "deadline": "2027-03-01"}
    why = "Cannot judge go-live on 1 Mar 2027:"
    for work, clause in (
        ({"live": bare}, "nothing dated leads to it"),
        ({"live": promised}, "nothing dated leads to it"),
        ({**looped, "live": live("2027-03-01")}, "a loop of dependencies leads to it"),
    ):
        assert judged(work, rules=rules).headline == f"{why} {clause}."


def test_nothing_left_to_do_before_it() -> None:
    went = {"start": "2026-12-01", "finish": "2026-12-18"}
    report = judged({"build": BUILD | {"actual": went}, "live": live("2027-03-15")})
    assert report.headline == "Go-live on 15 Mar 2027 holds: the work that leads to it is finished."
    row = next(row for row in report.dimensions if row.key == "schedule")
    assert (row.status, row.note) == (Status.GREEN, "")
    assert report.questions["plan"].status is Status.GREEN


def test_a_last_window_that_is_missed_is_red_and_comes_first() -> None:
    """No later day would do: worse than any slip, and told in the plan answer without the help of a rule."""
    only: dict[str, Any] = {"go_live_windows": {"only": {"dates": ["2027-02-22"], "applies_to": ["live"]}}}
    report = judged({"build": BUILD, "live": live("2027-02-22"), "second": live("2027-02-15")}, **only)
    assert report.headline == "Go-live on 22 Feb 2027 will not hold. (1 more go-live to come, late as well.)"
    assert report.forecast == ("It is ready on 1 Mar 2027, and no permitted day is left from then on.",)
    assert report.questions["plan"].answer == (
        "Go_live has no permitted day left from 1 Mar 2027; go_live is forecast 10 working days late."
    )
    row = next(row for row in report.dimensions if row.key == "schedule")
    assert (row.status, row.note) == (Status.RED, "no day left")


def test_the_plan_answer_says_what_ends_last() -> None:
    report = judged({"build": BUILD, "live": live("2027-03-02")})
    assert report.questions["plan"].answer == ("Go_live has 1 working day to spare: configuration ends on 26 Feb 2027.")
    margin = activity("margin", "2027-03-01", "2027-03-03", depends_on=["build"])
    report = judged({"build": BUILD, "hold": margin, "live": live("2027-03-04") | {"depends_on": ["hold"]}})
    assert report.questions["plan"].answer == (
        "Go_live has 3 working days to spare: configuration ends on 26 Feb 2027."
    )


def test_work_that_logic_alone_places_has_dates_in_the_report() -> None:
    """Effective date = actual, else planned, else computed."""
    after = {"name": "After", "kind": "other", "duration": "5d", "depends_on": ["build"]}
    dates = judged({"build": BUILD, "after": after, "idea": {"name": "Idea", "kind": "other"}}).dates
    assert (dates["after"].start, dates["after"].finish) == ("2027-03-01T09:00", "2027-03-05T17:00")
    assert (dates["idea"].start, dates["idea"].early_start) == (None, None)


def test_a_loop_before_it_is_said() -> None:
    looped = {"build": BUILD | {"depends_on": ["test"]}, "test": activity("uat", "2027-03-01", "2027-03-05")}
    looped["test"]["depends_on"] = ["build"]
    report = judged({**looped, "live": live("2027-03-22")})
    assert report.forecast == (
        "Its forecast cannot be computed: a loop of dependencies keeps what precedes it from being dated.",
    )


def test_after_go_live() -> None:
    went = {"start": "2027-01-11", "finish": "2027-01-11"}
    gone = activity("go_live", "2027-01-11", milestone=True, status="complete", actual=went)
    report = judged({"live": gone, "care": activity("hypercare", "2027-01-12", "2027-02-12")})
    assert report.headline == "Live since 11 Jan 2027; hypercare to 12 Feb 2027."


def test_several_go_lives_speak_of_the_latest_first() -> None:
    two = {"build": BUILD, "live": live("2027-03-15"), "second": live("2027-02-24")}
    report = judged(two)
    assert report.headline == "Go-live on 24 Feb 2027 will not hold. (1 more go-live to come.)"
    assert report.path is not None
    assert report.path.to == "second"


def test_the_worse_of_two_go_lives_that_hold_comes_first() -> None:
    """Little to spare weighs more than an early date; of those that tie the earliest is told."""
    tight = live("2027-03-15") | {"depends_on": ["more"]}
    more = activity("configuration", "2027-03-01", "2027-03-12")
    report = judged({"build": BUILD, "more": more, "live": tight, "second": live("2027-03-12")})
    assert report.headline == "Go-live on 12 Mar 2027 holds, with 9 days to spare. (1 more go-live to come.)"
    early = {"done": activity("configuration", "2027-01-18", "2027-01-22"), "second": live("2027-02-15")}
    early["second"]["depends_on"] = ["done"]
    report = judged({"build": BUILD, "more": more, "live": tight, **early})
    assert report.headline == "Go-live on 15 Mar 2027 holds, with no day to spare. (1 more go-live to come.)"


@pytest.mark.parametrize(("missing", "note"), [(0, ""), (2, "2 missing")])
def test_missing_links_stand_beside_the_dimension_of_dependencies(missing: int, note: str) -> None:
    """What the forecast puts back is not clear, whichever rule reports it."""
    row = next(row for row in dimensions([], ["DEP001"], missing=missing) if row.key == "dependencies")
    assert (row.status, row.note) == (Status.GREEN, note)


def test_the_path_says_why_it_begins() -> None:
    """The second piece of work waits for its own date; what precedes it ends a week earlier."""
    work = {
        "first": activity("configuration", "2027-02-01", "2027-02-12"),
        "build": activity("configuration", "2027-02-22", "2027-02-26", depends_on=["first"]),
        "live": live("2027-03-01"),
    }
    path = judged(work).path
    assert path is not None
    assert [step.id for step in path.steps] == ["build", "live"]
    assert path.begins == (
        "configuration waits for its planned date, 22 Feb 2027; what comes before it ends 12 Feb 2027, 5 working days "
        "earlier."
    )


def test_ranges_give_a_chance() -> None:
    """The build takes twenty days, or up to forty: ten days to spare are not enough most of the time."""
    wide = BUILD | {"estimate": {"low": "18d", "likely": "34d", "high": "40d"}}
    report = judged({"build": wide, "live": live("2027-03-15")})
    (line,) = report.go_lives
    assert line.chance is not None
    assert 0 < line.chance < 0.5
    assert report.forecast[-1].startswith("Chance of 15 Mar 2027: ")
    assert "Four in five: by " in report.forecast[-1]
    assert schedule(report) is Status.AMBER
    assert "chance of go_live on its day is" in report.questions["plan"].answer
    assert judged({"build": BUILD, "live": live("2027-03-15")}).go_lives[0].chance is None


def test_a_range_that_is_none_gives_no_chance() -> None:
    """`risk` says what is wrong with it; the check goes on without."""
    report = judged({"build": BUILD | {"estimate": {"low": "40d", "high": "10d"}}, "live": live("2027-03-15")})
    assert report.go_lives[0].chance is None
