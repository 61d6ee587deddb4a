"""The verdict on a programme: a status per dimension, the two questions, and the sentences that open every report.

A status is computed from the findings and the forecast, never taken from what the file reports of itself.
"""

from programme_check.verdict.forecast import (
    GoLiveLine,
    PathLine,
    Step,
    forecast_lines,
    forecast_status,
    leading,
    short_note,
)
from programme_check.verdict.report import (
    Ahead,
    BaselineNote,
    Dated,
    OutcomeLine,
    ProgrammeReport,
    Report,
)
from programme_check.verdict.sentences import headline, outcomes_answer, question
from programme_check.verdict.status import (
    BADNESS,
    PLAN_DIMENSIONS,
    Dimension,
    Question,
    Status,
    colours_nothing,
    dimensions,
    overall,
    tally,
    worst,
)

__all__ = [
    "BADNESS",
    "PLAN_DIMENSIONS",
    "Ahead",
    "BaselineNote",
    "Dated",
    "Dimension",
    "GoLiveLine",
    "OutcomeLine",
    "PathLine",
    "ProgrammeReport",
    "Question",
    "Report",
    "Status",
    "Step",
    "colours_nothing",
    "dimensions",
    "forecast_lines",
    "forecast_status",
    "headline",
    "leading",
    "outcomes_answer",
    "overall",
    "question",
    "short_note",
    "tally",
    "worst",
]
