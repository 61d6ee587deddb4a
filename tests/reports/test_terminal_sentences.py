"""The sentence that opens and the one that says what has to be decided for it to hold."""

import msgspec
import pytest
from report_support import FOUND, on

from programme_check.checkup import Options, check
from programme_check.reports import terminal
from programme_check.verdict import GoLiveLine, Status, headline
from programme_check.whatif import Waiting
from programme_check.whatif.decisions import Week

TODAY = on("2026-09-28")
LIVE = GoLiveLine(
    id="go", name="Go-live", stated=on("2027-02-01"), done=False, computed=on("2027-02-01"), spare=3, path=("a", "go")
)
PLAN = """
schema_version: 1
programme: {name: Two decisions, status_date: 2027-01-11, types: [general]}
decisions:
  tax: {title: Which tax rules, needed_by: 2027-01-18, lead_time: 5d, blocks: [build]}
  pay: {title: Which pay rules, needed_by: 2027-01-18, lead_time: 5d, blocks: [build, go]}
workstreams:
  one:
    name: One
    kind: configuration
    activities:
      build: {name: Build, kind: configuration, start: 2027-02-15, duration: 20d, depends_on: []}
      go: {name: Go-live, kind: go_live, start: 2027-03-15, deadline: 2027-03-15, depends_on: [build]}
"""


def waiting(until: str | None, slip: float | None = 5) -> Waiting:
    """A decision that can wait until a day, and then costs so many days."""
    return Waiting(
        id="d", title="D", needed_by=TODAY, computed=False, counted_from=TODAY,
        free_until=on(until) if until else None, kind="linear",
        waiting=tuple(Week(weeks, slip if weeks == 8 else 0.0, None) for weeks in (1, 2, 4, 8)),
        breaks=(), blocks=(), dependents=(), owner=None, forum=None, entitled=True, meetings=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("decisions", "says"),
    [
        ([waiting("2026-10-12")], "holds only if 1 decision is taken by 12 Oct 2026."),
        ([waiting("2026-10-12"), waiting("2026-10-12")], "holds only if 2 decisions are taken by 12 Oct 2026."),
        (
            [waiting("2026-10-20"), waiting("2026-10-12")],
            "holds only if 2 decisions are taken, the first by 12 Oct 2026.",
        ),
        ([waiting("2026-10-12", None)], "holds only if 1 decision is taken by 12 Oct 2026."),
        ([waiting("2026-09-20")], "holds only if 1 decision is taken by 28 Sep 2026."),
        ([waiting("2026-10-29"), waiting(None), waiting("2026-10-12", 0)], "holds, with 3 days to spare."),
        ([], "holds, with 3 days to spare."),
    ],
)  # fmt: skip
def test_what_has_to_be_decided_for_a_date_to_hold(decisions: list[Waiting], says: str) -> None:
    assert headline([LIVE], [], TODAY, decisions=decisions) == f"Go-live on 1 Feb 2027 {says}"


def test_the_condition_is_said_only_where_it_decides() -> None:
    pressing = [waiting("2026-10-12")]
    late = msgspec.structs.replace(LIVE, slip=4, computed=on("2027-02-05"))
    early = msgspec.structs.replace(LIVE, computed=on("2027-01-25"))
    other = msgspec.structs.replace(LIVE, id="two", stated=on("2027-06-01"), computed=on("2027-06-01"))
    assert headline([late], [], TODAY, decisions=pressing).endswith("will not hold.")
    assert "3 days to spare" in headline([early], [], TODAY, decisions=pressing)
    assert "3 days to spare" in headline([LIVE, other], [], TODAY, decisions=pressing)
    assert "3 days to spare" in headline([LIVE], [], TODAY, status=Status.GREEN, decisions=pressing)
    assert "holds on paper" in headline([LIVE], [FOUND[0]], TODAY, decisions=pressing)


def test_a_plan_says_it() -> None:
    (one,) = (report := check(["-"], Options(), stdin=PLAN.encode(), stdin_name="plan.yaml")).programmes
    assert one.status is Status.AMBER
    assert one.headline == "Go-live on 15 Mar 2027 holds only if 2 decisions are taken by 8 Feb 2027."
    assert one.headline in terminal.render(report, width=100)
