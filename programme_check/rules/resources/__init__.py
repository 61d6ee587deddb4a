"""RES: who does the work, and whether they can."""

MODULES = ("allocation", "attention", "backfill", "contention", "owners")
"""The modules here that declare rules."""
