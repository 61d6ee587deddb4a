"""PAY: whether people will be paid."""

MODULES = ("contingency", "cover", "cutover", "data", "results", "runs", "year_to_date")
"""The modules here that declare rules."""
