"""RSK: risks, issues, and what is reported about them."""

MODULES = ("reported_status", "responses")
"""The modules here that declare rules."""
