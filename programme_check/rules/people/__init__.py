"""CHG: whether the people concerned will be ready."""

MODULES = ("alignment", "coverage", "readiness", "timing")
"""The modules here that declare rules."""
