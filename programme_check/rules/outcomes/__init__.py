"""OUT: whether the work leads to the change that was promised."""

MODULES = ("benefits",)
"""The modules here that declare rules."""
