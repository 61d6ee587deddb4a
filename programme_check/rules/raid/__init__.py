"""RSK: risks, issues, and what is reported about them."""

MODULES = ("register", "reported_status", "responses", "unregistered")
"""The modules here that declare rules."""
