"""RES: who does the work, and whether they can."""

MODULES = ("allocation", "contention", "owners")
"""The modules here that declare rules."""
