"""PAY: whether people will be paid."""

MODULES = ("cover", "cutover", "data", "runs")
"""The modules here that declare rules."""
