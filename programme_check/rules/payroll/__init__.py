"""PAY: whether people will be paid."""

MODULES = ("cover", "cutover", "data", "results", "runs")
"""The modules here that declare rules."""
