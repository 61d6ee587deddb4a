"""The verdict on a programme: a status per dimension, the two questions, and the sentences that open every report.

A status is computed from the findings and the forecast, never taken from what the file reports of itself.
"""

from programme_check.verdict.report import (
    BaselineNote,
    Dated,
    GoLiveLine,
    OutcomeLine,
    ProgrammeReport,
    Report,
)
from programme_check.verdict.sentences import headline, outcomes_answer
from programme_check.verdict.status import (
    BADNESS,
    PLAN_DIMENSIONS,
    Dimension,
    Question,
    Status,
    dimensions,
    overall,
    tally,
    worst,
)

__all__ = [
    "BADNESS",
    "PLAN_DIMENSIONS",
    "BaselineNote",
    "Dated",
    "Dimension",
    "GoLiveLine",
    "OutcomeLine",
    "ProgrammeReport",
    "Question",
    "Report",
    "Status",
    "dimensions",
    "headline",
    "outcomes_answer",
    "overall",
    "tally",
    "worst",
]
