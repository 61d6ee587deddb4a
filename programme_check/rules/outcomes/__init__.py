"""OUT: whether the work leads to the change that was promised."""

MODULES = ("benefit_dates", "benefits", "priorities")
"""The modules here that declare rules."""
