"""What stands behind the status of a programme that holds little."""

from programme_check.checkup import Options, check
from programme_check.verdict import Status

THIN = b"""schema_version: 1
programme: {name: Thin, status_date: 2027-01-15}
workstreams:
  pay:
    name: Payroll
    kind: configuration
    lead: omar
    activities:
      design: {name: Design, kind: solution_design, start: 2027-03-01, finish: 2027-03-05, owner: omar}
      build: {name: Build, kind: customisation, start: 2027-03-15, finish: 2027-03-19, owner: omo, depends_on: [design]}
      spare: {name: Margin, kind: margin, start: 2027-11-02, finish: 2027-11-30, depends_on: [build]}
      live: {name: Live, kind: go_live, milestone: true, start: 2027-12-01, depends_on: [spare]}
"""


def test_a_thin_file_is_never_called_healthy() -> None:
    """No outcome in the file: the first question, and so the programme, is not set rather than green."""
    report = check(["-"], Options(), stdin=THIN)
    one = report.programmes[0]
    assert one.questions["outcomes"].status is Status.NOT_SET
    assert one.status is Status.NOT_SET
    assert {row.key: row.status for row in one.dimensions}["outcomes"] is Status.NOT_SET
