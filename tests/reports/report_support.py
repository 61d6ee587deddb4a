"""Reports built by hand, so that what is written can be judged without files and rules."""

import datetime
from typing import Any

import msgspec

from programme_check.findings import Finding, Location, Problem, Severity, Unjudged, fingerprint
from programme_check.rules.families import DIMENSIONS, dimension_of
from programme_check.verdict import Dated, Dimension, GoLiveLine, OutcomeLine, ProgrammeReport, Question, Report, Status

FILE = "harbour.programme.yaml"
LEVELS = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}


def on(text: str) -> int:
    """The ordinal of an ISO day."""
    return datetime.date.fromisoformat(text).toordinal()


def finding(rule: str, level: str, title: str, **changes: Any) -> Finding:
    """A finding of this rule, with a sentence for everything that is not given."""
    targets = changes.pop("targets", ("payroll-cutover",))
    line = changes.pop("line", 67)
    made = Finding(
        rule=rule,
        name=title.lower().replace(" ", "-"),
        severity=LEVELS[level],
        title=title,
        message="Payroll cutover (payroll-cutover) starts 25 Jan 2027, but the second parallel run ends 3 Feb 2027.",
        why="What no run has paid is paid for the first time in live pay.",
        fix="Add `parallel-run-2` to `depends_on` of payroll-cutover.",
        targets=targets,
        location=Location(FILE, line, 9, "/workstreams/payroll/activities/payroll-cutover"),
        related=((Location(FILE, 55, 9, "/workstreams/payroll/activities/parallel-run-2"), "it ends 3 Feb 2027"),),
        dimension=dimension_of(rule),
        fingerprint=fingerprint(rule, targets),
        gap_days=8.0,
        impact_date="2027-01-25",
        days_of_warning=112,
        absent=False,
    )
    return msgspec.structs.replace(made, **changes)


FOUND = (
    finding("PAY001", "E", "Payroll cutover starts before parallel runs end"),
    finding(
        "AIG001",
        "E",
        "A model goes live with no governance",
        line=271,
        message="Deploy the leave assistant (leave-assistant) starts 1 Mar 2027 with no governance before it.",
        why="Nobody is entitled to stop it.",
        fix="Add an activity of kind `ai_governance_framework`.",
        targets=("leave-assistant",),
        related=(),
        gap_days=None,
    ),
    finding("CHG001", "W", "Training ends after the go-live it is for", line=126, targets=("training-managers",)),
    finding("DAT001", "W", "Only one mock load comes before the real one", line=158, targets=("load-all",)),
    finding("VEN001", "W", "Contracted work is overdue", line=88, targets=("interface-build",), gap_days=2.5),
    finding("GOV005", "I", "A decision is not framed so it can be taken", line=32, targets=("d-14",)),
    finding(
        "OUT001", "I", "An outcome cannot be measured", line=26, targets=(), impact_date=None, days_of_warning=None
    ),
)

UNJUDGED = (
    Unjudged("VEN004", ("vendors.*.contract.payment_milestones", "vendors")),
    Unjudged("VEN005", ("vendors",)),
    *(Unjudged(f"ERP00{number}", (f"rollout.part_{number}",)) for number in range(1, 10)),
)


def dimensions(**statuses: str) -> tuple[Dimension, ...]:
    """The status table; a dimension that is not named is green."""
    notes = {Status.RED: (2, 0, 0), Status.AMBER: (0, 1, 1)}
    rows = []
    for key, label in DIMENSIONS.items():
        status = Status(statuses.get(key, "green"))
        rows.append(Dimension(key, label, status, *notes.get(status, (0, 0, 0))))
    return tuple(rows)


def programme(**changes: Any) -> ProgrammeReport:
    """A programme in trouble."""
    made = ProgrammeReport(
        file=FILE,
        name="Harbour - HR and payroll renewal",
        status_date=on("2026-10-05"),
        status=Status.RED,
        headline="Go-live on 1 Feb 2027 holds on paper, but 2 errors are open.",
        questions={
            "outcomes": Question(Status.RED, "1 of 2 outcomes threatened: Pay is right and on time."),
            "plan": Question(Status.AMBER, "Forecast cost is above the approved budget for Data migration."),
        },
        outcomes=(
            OutcomeLine(
                id="right-pay",
                name="Pay is right and on time",
                by=on("2027-12-31"),
                delivered_by=("payroll",),
                threatened_by=("PAY001", "VEN001"),
            ),
            OutcomeLine(id="self-service", name="Managers enter changes", by=None, delivered_by=(), threatened_by=()),
        ),
        dimensions=dimensions(cutover="red", ai="red", people="amber", testing="amber", vendors="amber"),
        findings=FOUND,
        unjudged=UNJUDGED,
        go_lives=(GoLiveLine(id="go-live", name="First live pay run", stated=on("2027-02-01"), done=False),),
        dates={"go-live": Dated("2027-02-01T00:00", None), "build": Dated("2026-09-01T09:00", "2026-10-30T17:00")},
        left_out=("activity dry-run", "vendor quickpay"),
        changed=("PAY001: days 5, not 10",),
        crashed=False,
    )
    return msgspec.structs.replace(made, **changes)


SOUND = programme(
    file="plans/small.programme.yaml",
    name="Small and sound",
    status=Status.NOT_SET,
    headline="Cannot judge go-live: no milestone is marked as go-live.",
    questions={
        "outcomes": Question(Status.NOT_SET, "Cannot say yet: the file does not hold what is needed to judge."),
        "plan": Question(Status.GREEN, "Yes, as far as the file shows."),
    },
    outcomes=(),
    dimensions=dimensions(ai="not_set", resources="not_set"),
    findings=(),
    unjudged=(),
    go_lives=(),
    dates={},
    left_out=(),
    changed=(),
)

PROBLEMS = (
    Problem(FILE, 41, 15, "/workstreams/pay/kind", "wrong-value", "`kind: paroll` is no kind of workstream.",
            "Did you mean `payroll`?", "        kind: paroll"),
    Problem(FILE, 52, 3, "", "yaml-syntax", "A tab stands where blanks belong.", "", "\tname: Data"),
    Problem("gone.programme.yaml", 0, 0, "", "no-file", "There is no such file."),
)  # fmt: skip

TROUBLED = Report(programmes=(programme(),), errors=())
WITH_PROBLEMS = Report(programmes=(programme(),), errors=PROBLEMS)
SEVERAL = Report(programmes=(programme(), SOUND), errors=PROBLEMS[2:])
UNREADABLE = Report(programmes=(), errors=PROBLEMS[1:2])
