"""CHG: whether the people concerned will be ready."""

MODULES = ("alignment", "coverage", "timing")
"""The modules here that declare rules."""
