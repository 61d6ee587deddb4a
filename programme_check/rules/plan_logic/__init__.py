"""SCH: the logic, the dates and the progress of the schedule."""

MODULES = (
    "baseline",
    "critical_path",
    "durations",
    "invalid_dates",
    "link_types",
    "logic",
    "margin",
    "missing_logic",
    "progress",
    "total_float",
)
"""The modules here that declare rules."""
