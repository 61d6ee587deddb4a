"""RSK: risks, issues, and what is reported about them."""

MODULES = ("register", "reported_status", "responses")
"""The modules here that declare rules."""
