"""VEN: what suppliers owe, and what they are owed."""

MODULES = ("change_requests", "counterparts", "deliverables", "requirements")
"""The modules here that declare rules."""
