"""RES: who does the work, and whether they can."""

MODULES = ("owners",)
"""The modules here that declare rules."""
