"""DEP: what workstreams owe one another."""

MODULES = ("handovers", "merge_points", "outside", "precedence")
"""The modules here that declare rules."""
